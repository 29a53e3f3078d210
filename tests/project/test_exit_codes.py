"""docs/publishing.md lists every exit code of the photo feed's commands."""

import re

from plugins.photo_feed.__main__ import BUG, STOPPED
from plugins.photo_feed.refresh.errors import ErrorKind
from plugins.photo_feed.refresh.token_dates import TokenState
from tests.building import ROOT

TEXT = (ROOT / "docs" / "publishing.md").read_text("utf-8")


def test_the_table_has_every_error_kind_and_exit_code():
    """A new exit code or kind must be added to the table."""
    rows = dict(re.findall(r"^\| (\d+) \| ([^|]+?) \|", TEXT, re.MULTILINE))

    assert set(rows) == {str(BUG), str(STOPPED)} | {str(kind.code) for kind in ErrorKind}
    assert not [kind for kind in ErrorKind if not rows[str(kind.code)].startswith(kind.words)]


def test_the_document_has_every_token_state():
    """Each state is documented with its exit code."""
    assert not [s for s in TokenState if not re.search(rf"`{s.word}`\s+\([^)]*\b{s.code}\b", TEXT)]
