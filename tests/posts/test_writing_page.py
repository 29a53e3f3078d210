"""The examples in docs/writing.md work as they are written."""

import re

from plugins.posts import post
from plugins.topics.introductions import read as read_topics
from tests.article_body.site_contexts import body_of_markdown
from tests.building import ROOT

PAGE = (ROOT / "docs" / "writing.md").read_text("utf-8")
BLOCKS = re.findall(r"^```\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def test_the_example_of_a_post_is_read():
    """Without any finding."""
    (example,) = [block for block in BLOCKS if block.startswith("---\n")]

    found, findings = post.read(example.encode(), "a.md", lenient=False)

    assert findings == []
    assert found.front.title == "Why we warm up"


def test_the_example_of_an_error_is_what_is_shown():
    """Exactly as a build prints it."""
    (example,) = [block for block in BLOCKS if ": error: " in block]
    path, line, _rest = example.split(":", 2)
    text = "---\ntitle: Running: the basics\n---\n"

    _found, (finding,) = post.read(text.encode(), path, lenient=False)

    assert example == f"{finding}\n"
    assert finding.line == int(line)


def test_every_short_example_of_a_key_is_read():
    """Each row between backticks, such as `topics: [Warm-up, Running]`."""
    keys = post.known_keys()
    rows = {
        row
        for line in PAGE.split("\n")
        for row in re.findall(r"`([a-z_]+: [^`]+)`", line)
        if row.split(":")[0] in keys and "..." not in row and "(below `" not in line
    }

    assert len(rows) > 10
    for row in rows:
        text = f"---\n{row}\n---\n" if row.startswith("title:") else f"---\ntitle: A\n{row}\n---\n"
        _found, findings = post.read(text.encode(), "a.md", lenient=False)
        # Each of the two keys of a review needs the other one, and a place needs a series.
        half = row.startswith(("reviewed", "series_index"))
        assert [finding.rule for finding in findings] == ["front-matter/bad-value"] * half, row


def test_the_example_of_care_cards_has_all_three_kinds():
    """Without any problem."""
    (example,) = [block for block in BLOCKS if block.startswith("!!! emergency")]

    body = body_of_markdown(example)

    assert body.problems == ()
    assert [kind in body.html for kind in ("care-emergency", "care-urgent", "care-nonurgent")] == [
        True, True, True,
    ]  # fmt: skip


def test_the_example_of_a_topic_is_read():
    """As in topics.yaml."""
    (example,) = [block for block in BLOCKS if block.startswith("- name:")]

    assert read_topics(example.encode(), "topics.yaml").findings == ()
