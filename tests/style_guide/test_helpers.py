"""The functions that examples call."""

import pytest

from plugins.style_guide.examples import ExampleError, converter, scoped

PICTURE = {"url": "theme/example.svg", "width": 1200, "height": 800}


def test_markdown_is_rendered_as_in_a_post():
    """Links and pictures get the site's URL, and care cards their hidden words."""
    text = '[A list](/articles/)\n\n![Hills](hills.png)\n\n!!! urgent "Call if:"\n    - a sign\n'

    html = converter("/repo")(text, PICTURE)

    assert '<a href="/repo/articles/">A list</a>' in html
    assert 'src="/repo/theme/example.svg"' in html
    assert 'width="1200"' in html
    assert '<span class="care-kind">Urgent advice: </span>' in html


def test_references_are_cited():
    """As many as the call allows."""
    assert 'href="#ref-2"' in converter("")("Words[^1] and others[^2].", PICTURE, 2)


def test_an_error_in_an_example_is_raised():
    """With the message that an editor would read."""
    with pytest.raises(ExampleError, match="no box of the kind"):
        converter("")('!!! non-urgent "Call if:"\n    - a sign\n', PICTURE)


def test_ids_and_references_get_the_prefix():
    """Of sections, labels and links."""
    html = (
        '<section aria-labelledby="title note"><h2 id="title">A</h2><p id="note">B</p>'
        '<label for="field">C</label><input id="field"><a href="#title">D</a></section>'
    )

    assert scoped(html, "one") == (
        '<section aria-labelledby="one-title one-note"><h2 id="one-title">A</h2>'
        '<p id="one-note">B</p><label for="one-field">C</label><input id="one-field"/>'
        '<a href="#one-title">D</a></section>'
    )


def test_links_to_other_places_are_not_changed():
    """On the same page or another one."""
    html = '<a href="#main">A</a> <a href="/about/#note">B</a> <p id="note">C</p>'

    assert scoped(html, "one") == (
        '<a href="#main">A</a> <a href="/about/#note">B</a> <p id="one-note">C</p>'
    )


def test_escaped_text_stays_escaped():
    """With and without ids."""
    assert scoped("<p>&lt;b&gt;</p>", "one") == "<p>&lt;b&gt;</p>"
    assert scoped('<p id="a">&lt;b&gt; id=</p>', "one") == '<p id="one-a">&lt;b&gt; id=</p>'
