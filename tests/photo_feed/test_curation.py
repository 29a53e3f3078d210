"""curation.yaml is read strictly, with a line and a hint for each error."""

from datetime import date

import pytest

from plugins.photo_feed.curation import Curation, Override, OwnPicture
from tests.photo_feed.samples import CURATION_PATH, wishes

FULL = """\
pin: [17895695668004550, front-door.jpg]
hide:
  - 17912345678901234
override:
  - id: 17895695668004550
    alt: A runner on a bridge
    caption: Sunday
own:
  - src: front-door.jpg
    alt: Our front door
    caption: Ring twice
    posted: 2026-03-14
  - src: couch.jpg
    alt: Our couch
"""


def test_every_key_is_read():
    """Ids are strings, even if they look like numbers."""
    found = wishes(FULL)

    assert found.findings == ()
    assert found.facts == Curation(
        pin=["17895695668004550", "front-door.jpg"],
        hide=["17912345678901234"],
        override=[Override(id="17895695668004550", alt="A runner on a bridge", caption="Sunday")],
        own=[
            OwnPicture(
                src="front-door.jpg",
                alt="Our front door",
                caption="Ring twice",
                posted=date(2026, 3, 14),
            ),
            OwnPicture(src="couch.jpg", alt="Our couch"),
        ],
    )


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "pin:\nhide:\noverride:\nown:\n"])
def test_an_empty_curation_is_valid(text):
    """An empty file, or keys without values, change nothing."""
    assert wishes(text).facts == Curation()


def test_one_id_need_not_be_a_list():
    """Nor need several be in brackets."""
    assert wishes("hide: 17").facts.hide == ["17"]
    assert wishes("pin: 17, 18").facts.pin == ["17", "18"]


def test_direction_controls_are_removed():
    """As in photos.json."""
    found = wishes("own: [{src: a.jpg, alt: \u202eA door, caption: a\u2066b}]").facts.own[0]

    assert found.caption == "ab"


@pytest.mark.parametrize(
    ("text", "line", "rule", "words"),
    [
        ("pin: [1]\nhid: [2]", 2, "unknown-key", ["“hid”", "“hide”"]),
        ("own:\n  - src: a.jpg", 2, "missing-key", ["“alt”", "own 1", "`alt: A desk by a window`"]),
        ("own:\n  - src: a.jpg\n    alt: A\n    posted: 3/4/2026", 4, "bad-value",
         ["own 1, posted", "`posted: 2026-04-03`", "`posted: 2026-03-04`"]),
        ("override:\n  - alt: A", 2, "missing-key",
         ["“id”", "override 1", "`id: 17895695668004550`"]),
        ("override:\n  - id: 1\n    title: A", 3, "unknown-key", ["“title”", "alt, caption, id"]),
        ("own: a.jpg", 1, "bad-value", ["own", "docs/writing.md"]),
        ("hide: [1]\noverride:\n  id: 1\n  alt: A", 2, "bad-value", ["override"]),
        ("- 17895", 1, "unreadable", ["`hide: [17895695668004550]`"]),
        ("pin: [1\nhide: [2]", 1, "unreadable", []),
        ("pin: {a: b}", 1, "bad-value", ["pin"]),
    ],
)  # fmt: skip
def test_an_error_has_its_line(text, line, rule, words):
    """Nothing of the file is used then."""
    found = wishes(text)

    assert found.facts is None
    (finding,) = found.findings
    assert (finding.path, finding.line, finding.severity) == (CURATION_PATH, line, "error")
    assert finding.rule == f"photo-feed/{rule}"
    assert finding.hint
    assert not [one for one in words if one not in f"{finding.message} {finding.hint}"]
