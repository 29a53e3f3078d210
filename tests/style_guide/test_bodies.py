"""What an editor types, as a post would have it."""

import pytest

from plugins.style_guide.bodies import ExampleError, converter

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
