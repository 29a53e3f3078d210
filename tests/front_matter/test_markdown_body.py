"""Markdown becomes HTML, each body by itself."""

from plugins.front_matter.markdown_body import MarkdownBody


def test_what_writing_md_promises_works():
    """Tables, sane lists, notes and definition of attributes."""
    html = MarkdownBody().to_html(
        "## Head\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n!!! note\n    Mind.\n\n2. two\n3. three\n"
    )

    assert "<h2>Head</h2>" in html
    assert "<table>" in html
    assert '<div class="admonition note">' in html
    assert '<ol start="2">' in html


def test_nothing_is_kept_from_one_body_to_the_next():
    """Neither the targets of links nor footnotes."""
    converter = MarkdownBody()

    converter.to_html("[a][1] and[^1]\n\n[1]: https://a.example\n[^1]: Note\n")
    html = converter.to_html("[a][1] and[^1]")

    assert html == "<p>[a][1] and[^1]</p>"


def test_the_same_footnotes_have_the_same_names_in_every_post():
    """So that the same input gives the same bytes, whatever was read before."""
    converter = MarkdownBody()

    first = converter.to_html("A[^1]\n\n[^1]: Note\n")

    assert first == converter.to_html("A[^1]\n\n[^1]: Note\n")
    assert 'id="fn:1"' in first
