"""docs/rules.md has all rules as they are."""

from plugins.editorial.__main__ import main
from plugins.editorial.rules_page import page
from plugins.posts.rules.catalogue import RULES
from plugins.posts.rules.rule import Rule
from tests.building import ROOT

RULE = Rule("b/two", "warning", "Sum up.", "Why.", "```\nbad\n", "good\n", check=lambda _post: ())


def test_the_page_in_the_docs_is_current(capsys):
    """It is written by the command that it names."""
    assert main(["rules"]) == 0

    assert capsys.readouterr().out == (ROOT / "docs" / "rules.md").read_text("utf-8")


def test_every_rule_is_described_once():
    """With what it is for and both examples."""
    text = page(RULES)

    for rule in RULES:
        assert text.count(f"### `{rule.id}`") == 1
        assert rule.reason in text
        assert rule.bad.strip() in text
        assert rule.good.strip() in text


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
