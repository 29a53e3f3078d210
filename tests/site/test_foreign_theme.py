"""What replaces our templates in a theme that was made for Pelican alone."""

from selectolax.lexbor import LexborHTMLParser

from plugins.posts.attributes import ReferenceEntry
from plugins.site.foreign_theme import with_references


def test_the_sources_of_a_post_end_its_text():
    """Its citations lead to them, and they lead back; nothing in them is HTML."""
    sources = [ReferenceEntry("A <b> & c", "NHS", "https://nhs.example/?a&b", 2023)]
    values = {
        "references": (*sources, ReferenceEntry("Our notes")),
        "citations": {1: ["cite-1", "cite-2"]},
    }

    page = LexborHTMLParser(with_references("<p>Words.</p>", values))

    first, second = page.css("li")
    assert (first.id, second.id) == ("ref-1", "ref-2")
    assert first.text().startswith("A <b> & c, NHS, 2023")
    assert [link.attributes["href"] for link in page.css("a")] == [
        "https://nhs.example/?a&b", "#cite-1", "#cite-2"
    ]  # fmt: skip
    assert second.text() == "Our notes"


def test_a_post_without_sources_stays():
    """As it is."""
    assert with_references("<p>a</p>", {"references": (), "citations": {}}) == "<p>a</p>"
