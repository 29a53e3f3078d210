"""Ids of one example are its own."""

from plugins.style_guide.scoping import scoped


def test_ids_and_what_names_them_get_the_name():
    """A section keeps its heading, a label its field, a link its goal."""
    html = (
        '<section aria-labelledby="title note"><h2 id="title">A</h2><p id="note">B</p>'
        '<label for="field">C</label><input id="field"><a href="#title">D</a></section>'
    )

    assert scoped(html, "one") == (
        '<section aria-labelledby="one-title one-note"><h2 id="one-title">A</h2>'
        '<p id="one-note">B</p><label for="one-field">C</label><input id="one-field"/>'
        '<a href="#one-title">D</a></section>'
    )


def test_what_lies_elsewhere_keeps_its_name():
    """A link to another part of the page, or to another page, still leads there."""
    html = '<a href="#main">A</a> <a href="/about/#note">B</a> <p id="note">C</p>'

    assert scoped(html, "one") == (
        '<a href="#main">A</a> <a href="/about/#note">B</a> <p id="one-note">C</p>'
    )


def test_words_stay_words():
    """What was escaped stays so."""
    assert scoped("<p>&lt;b&gt;</p>", "one") == "<p>&lt;b&gt;</p>"
    assert scoped('<p id="a">&lt;b&gt; id=</p>', "one") == '<p id="one-a">&lt;b&gt; id=</p>'
