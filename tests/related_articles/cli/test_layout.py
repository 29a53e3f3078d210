"""Text for a terminal: folded, aligned, and without signs that would steer it."""

from plugins.related_articles.cli.layout import NO_BREAK, count_noun, entry, score, wrap


def test_text_is_folded_at_a_hundred_letters():
    """Whatever is written."""
    lines = wrap("word " * 60, 11)

    assert max(map(len, lines)) <= 100
    assert all(line.startswith(" " * 11) for line in lines)


def test_what_belongs_together_stays_together():
    """A slug with its hyphens, and a word with its number."""
    slug = "the-benefits-of-sports-massage"

    assert wrap(f"{'x' * 80} {slug} {'y' * 65} tip{NO_BREAK}9%") == [
        "x" * 80, f"{slug} {'y' * 65}", "tip 9%",
    ]  # fmt: skip


def test_an_entry_is_a_number_a_title_and_what_is_below():
    """All titles begin in one column."""
    assert list(entry("1.", "0.534", "A title", ["why", ""])) == [
        "1.  0.534  A title",
        "           why",
    ]


def test_a_title_cannot_steer_the_terminal():
    """Content is untrusted: an escape sequence loses its escape."""
    assert list(entry("", "", "\x1b[31mred")) == ["           [31mred"]


def test_an_entry_without_a_title_keeps_its_number():
    """A post may have no words at all."""
    assert list(entry("1.", "0.534", "")) == ["1.  0.534  "]


def test_numbers_are_read_aloud():
    """One of a thing is no several."""
    assert (count_noun(1, "link"), count_noun(1200, "link")) == ("1 link", "1,200 links")
    assert score(0.12345) == "0.123"
