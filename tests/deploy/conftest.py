"""The store of these tests, and a bucket in it for each."""

import pytest

from plugins.deploy import s3_bucket
from tests.deploy.s3_store import KEYS, TestBucket, store


@pytest.fixture(scope="session")
def s3_address():
    """The address of a store that all tests of a process share."""
    with store() as address:
        yield address


@pytest.fixture
def bucket(s3_address, tmp_path, monkeypatch):
    """An empty bucket; requests to it are not tried again."""
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(s3_bucket, "_TRIES", 1)
    monkeypatch.setattr(s3_bucket, "_PAUSE", 0.01)
    return TestBucket(s3_address, tmp_path)
