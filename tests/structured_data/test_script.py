"""JSON-LD in a page: whatever it says, the page stays whole."""

import json

import html5lib
from hypothesis import given
from hypothesis import strategies as st

from plugins.structured_data.script import script

HOSTILE = "</script><script>alert(1)</script><!--<script> & ]]> \u2028\u2029 'x' \"y\" \\"


def test_what_stands_in_the_page():
    """No sign that HTML or a script could take for its own."""
    assert script({"name": "a</b>&\u2028\u2029ø"}) == (
        '<script type="application/ld+json">'
        '{"name":"a\\u003c/b\\u003e\\u0026\\u2028\\u2029ø"}'
        "</script>"
    )


def test_hostile_words_stay_words():
    """A parser finds one script, with the words in it as they were."""
    page = html5lib.parse(
        f"<!doctype html>{script({'name': HOSTILE})}", namespaceHTMLElements=False
    )
    (found,) = page.iter("script")

    assert json.loads(found.text) == {"name": HOSTILE}


@given(st.text(st.characters(exclude_categories=("Cs",))))
def test_any_words_come_back(words):
    """Whatever an editor wrote."""
    block = script({"name": words})
    inside = block.removeprefix('<script type="application/ld+json">').removesuffix("</script>")

    assert not set(inside) & set("<>&\u2028\u2029")
    assert json.loads(inside) == {"name": words}
