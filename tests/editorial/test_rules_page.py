"""docs/rules.md has all kinds of findings as they are."""

from plugins.core.finding_kinds import FindingKind
from plugins.editorial.__main__ import main
from plugins.editorial.catalogue import KINDS
from plugins.editorial.rules_page import page
from plugins.posts.rules.rule import Rule
from tests.building import ROOT

RULE = Rule("b/two", "warning", "Sum up.", "Why.", "```\nbad\n", "good\n", check=lambda _post: ())


def test_the_page_in_the_docs_is_current(capsys):
    """It is written by the command that it names."""
    assert main(["rules"]) == 0

    assert capsys.readouterr().out == (ROOT / "docs" / "rules.md").read_text("utf-8")


def test_every_rule_is_described_once():
    """With what it is for and both examples."""
    text = page(KINDS)

    for kind in KINDS:
        assert text.count(f"### `{kind.id}`") == 1
        assert kind.reason in text
        assert kind.bad.strip().replace("\u202e", "[U+202E]") in text
        assert kind.good.strip() in text
    assert "\u202e" not in text


def test_posts_come_first_and_the_build_last():
    """A kind stands among those that an editor looks for with it."""
    kinds = [
        FindingKind("a/x", "error", "", "", section="build"),
        FindingKind("z/x", "error", "", "", section="data"),
        FindingKind("z/y", "error", "", ""),
        FindingKind("a/y", "error", "", "", section="z"),
    ]

    lines = [line for line in page(kinds).splitlines() if line.startswith("##")]

    assert lines == [
        "## Z", "### `a/y`", "### `z/y`", "## Data files", "### `z/x`", "## The build",
        "### `a/x`",
    ]  # fmt: skip


def test_an_example_of_a_data_file_names_it():
    """And two severities are both there."""
    kind = FindingKind(
        "a/x", "error", "Sum.", "", "a: b\n", "c: d\n", file="x.yaml", also="warning"
    )

    text = page([kind])

    assert "in x.yaml:\n\n```yaml\na: b\n```" in text
    assert "Sum. (Error or warning.)" in text


def test_families_are_sorted_and_examples_are_fenced():
    """A longer fence encloses an example that has fences."""
    text = page(
        [
            RULE,
            Rule(
                "a/one", "error", "", "", "", "", check=lambda _post: (), strict_when_published=True
            ),
        ]
    )

    assert text.index("## A") < text.index("## B")
    assert "\n````markdown\n```\nbad\n````\n" in text
    assert "\n```markdown\ngood\n```\n" in text


def test_the_page_says_what_publishing_refuses():
    """An editor reads it before the day of publication."""
    strict = Rule(
        "a/one", "warning", "One.", "", "", "", check=lambda _post: (), strict_when_published=True
    )

    assert "One. (Warning, and an error when" in page([strict])
    assert "Sum up. (Warning.)" in page([RULE])
