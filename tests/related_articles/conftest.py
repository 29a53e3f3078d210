"""Fixtures shared by the tests that read folders of posts."""

import pytest

from plugins.posts.supervised import SupervisedReader
from plugins.related_articles.cli import post_folder


@pytest.fixture(scope="module")
def one_worker():
    """One worker process for all tests of a module, because starting one takes a second."""
    reader = SupervisedReader()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(post_folder, "SupervisedReader", lambda _max_bytes: reader)
        patch.setattr(reader, "close", lambda: None)
        yield
    reader.close()
