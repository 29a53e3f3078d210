"""What a post says of its day of publication."""

import pytest

from tests.posts.rules.rule_findings import found

RULE = "front-matter/planned-but-public"


@pytest.mark.parametrize(
    ("status", "expected"),
    [("published", [(3, RULE)]), ("hidden", [(3, RULE)]), ("draft", []), ("ready", [])],
)
def test_only_what_is_not_public_has_a_day_to_aim_for(status, expected):
    """The line to take out is that of the day."""
    head = f"---\ntitle: A\nplanned: 2026-04-05\nstatus: {status}\ndate: 2026-02-03\n---\n"

    assert [(line + 6, rule) for line, rule in found("Rest.", head=head)] == expected
