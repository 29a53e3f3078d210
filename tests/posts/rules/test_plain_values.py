"""Values of the front matter that are shown as they are."""

import pytest

from tests.posts.rules.rule_findings import found, read

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
        ("title: Read *this* first", [(1, RULE)]),
        ("title: A\ndescription: Take ~~two~~ `three`.", [(2, RULE)]),
        ('title: A\nimage:\n  src: a.png\n  alt: "**A** band"', [(4, RULE)]),
        ("title: A\ntags:\n  - Rest\n  - Hips &amp; knees", [(4, RULE)]),
        ("title: Prices* and times*, it`s what`s 2*3*4 ~~", []),
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


def test_the_column_is_that_of_the_key():
    """Also of one below another."""
    head = '---\ntitle: A\nimage: {src: a.png, alt: "a *b* c"}\ndate: 2026-02-03\n---\n'

    (finding,) = read("Rest.", head=head).body_findings

    assert (finding.line, finding.column) == (3, 21)
