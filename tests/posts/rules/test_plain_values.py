"""Values of the front matter that are shown as they are."""

import pytest

from tests.posts.rules.rule_findings import found

RULE = "markup/in-plain-value"


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("title: Ankles &amp; feet", [(1, RULE)]),
        ("title: The runner&#8217;s heel", [(1, RULE)]),
        ("title: <em>Ankles</em>", [(1, RULE)]),
        ('title: "Ankles, **now**"', [(1, RULE)]),
        ("title: A\ndescription: Read [the guide](https://www.nhs.uk/) first.", [(2, RULE)]),
        ("title: A\ncredit: By <b>Kim</b> &nbsp; and Jo", [(2, RULE), (2, RULE)]),
        ("title: A\nsummary: <p>Old &amp; long.</p>", []),
        ("title: Q&A; knees < hips > feet, 2 ** 3 ** 4, a_b__c", []),
        ('title: "Ankles [1] (and feet) [sic]"', []),
        ("title: Ten &bogus; things", []),
    ],
)
def test_signs_that_readers_would_see_are_reported_at_their_key(row, expected):
    """A summary may be HTML, as in Pelican."""
    head = f"---\ndate: 2026-02-03\n{row}\n---\n"

    assert [
        (line + row.count("\n") + 2, rule) for line, rule in found("Rest.", head=head)
    ] == expected
