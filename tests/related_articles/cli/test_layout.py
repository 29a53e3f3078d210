"""Text for a terminal: wrapped, aligned and without control characters."""

from plugins.related_articles.cli.layout import NO_BREAK, count_noun, entry, score, wrap


def test_text_is_wrapped_at_a_hundred_characters():
    """With the indent included."""
    lines = wrap("word " * 60, 11)

    assert max(map(len, lines)) <= 100
    assert all(line.startswith(" " * 11) for line in lines)


def test_slugs_and_terms_are_not_broken():
    """Neither at the hyphens of a slug nor before the number of a term."""
    slug = "the-benefits-of-sports-massage"

    assert wrap(f"{'x' * 80} {slug} {'y' * 65} tip{NO_BREAK}9%") == [
        "x" * 80, f"{slug} {'y' * 65}", "tip 9%",
    ]  # fmt: skip


def test_an_entry_is_a_number_a_title_and_details():
    """All titles start in the same column."""
    assert list(entry("1.", "0.534", "A title", ["why", ""])) == [
        "1.  0.534  A title",
        "           why",
    ]


def test_control_characters_are_removed():
    """Titles are untrusted and must not control the terminal."""
    assert list(entry("", "", "\x1b[31mred")) == ["           [31mred"]


def test_an_entry_without_a_title_keeps_its_number():
    """A post may have an empty title."""
    assert list(entry("1.", "0.534", "")) == ["1.  0.534  "]


def test_numbers_and_nouns():
    """The noun is singular after 1."""
    assert (count_noun(1, "link"), count_noun(1200, "link")) == ("1 link", "1,200 links")
    assert score(0.12345) == "0.123"
