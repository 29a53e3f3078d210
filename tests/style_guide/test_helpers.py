"""What the examples of the style guide call."""

import pytest

from plugins.style_guide.examples import ExampleError, converter, scoped

PICTURE = {"url": "theme/example.svg", "width": 1200, "height": 800}


def test_markdown_takes_the_way_of_a_post():
    """Links and pictures lead below the site's address, and care cards have their hidden words."""
    text = '[A list](/articles/)\n\n![Hills](hills.png)\n\n!!! urgent "Call if:"\n    - a sign\n'

    html = converter("/repo")(text, PICTURE)

    assert '<a href="/repo/articles/">A list</a>' in html
    assert 'src="/repo/theme/example.svg"' in html
    assert 'width="1200"' in html
    assert '<span class="care-kind">Urgent advice: </span>' in html


def test_sources_are_cited():
    """As many as the text is told of."""
    assert 'href="#ref-2"' in converter("")("Words[^2].", PICTURE, 2)


def test_an_example_that_an_editor_would_have_to_mend_is_none():
    """The build says so, with the words that an editor would read."""
    with pytest.raises(ExampleError, match="no box of the kind"):
        converter("")('!!! non-urgent "Call if:"\n    - a sign\n', PICTURE)


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
