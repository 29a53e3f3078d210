"""Which SVG drawings are published, in which form, and which are refused."""

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.responsive_images.picture import PictureError
from plugins.responsive_images.svg import is_svg, sanitise
from tests.responsive_images.originals import prepare

NAMES = (
    'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:ink="http://www.inkscape.org/namespaces/inkscape" '
    'xmlns:h="http://www.w3.org/1999/xhtml"'
)


def svg(inside, *, attributes='viewBox="0 0 30 20"'):
    return f"<svg {NAMES} {attributes}>{inside}</svg>".encode()


def published(inside):
    """The content of the published svg element."""
    text = sanitise(svg(inside)).data.decode()
    return text.partition(">")[2].rpartition("</svg>")[0]


def refusal(data):
    with pytest.raises(PictureError) as caught:
        prepare(data)
    return caught.value.message


def test_a_harmless_drawing_is_published_unchanged():
    """Shapes, text, gradients and styles are kept, in one file."""
    inside = (
        "<title>A hill</title><style>.a{fill:url(#g)}</style>"
        '<defs><linearGradient id="g"><stop offset="0" stop-color="#123"/></linearGradient></defs>'
        '<g class="a"><path d="M0 0h9" fill="url(\'#g\')" /><use href="#g" /></g>'
    )

    files = prepare(svg(inside))

    assert [(file.type, file.width, file.height) for file in files] == [("image/svg+xml", 30, 20)]
    assert b'd="M0 0h9"' in files[0].data
    assert b".a{fill:url(#g)}" in files[0].data
    assert files[0].data.startswith(b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 20">')


def test_sanitising_is_idempotent():
    """Sanitised bytes stay the same."""
    once = sanitise(svg('<rect width="9"/><metadata>x</metadata><!-- x -->'))

    assert sanitise(once.data) == once


def test_metadata_of_drawing_programs_is_removed():
    """Comments, metadata, foreign elements and instructions may name the author."""
    inside = (
        '<!-- Nora --><?php x?><metadata>Nora</metadata><ink:view name="Nora"/>'
        '<text ink:label="Nora">a<ink:x>Nora</ink:x>b</text>'
    )

    assert published(inside) == "<text>ab</text>"


def test_xlink_href_becomes_href():
    """Older programs write xlink:href."""
    assert published('<use xlink:href="#a"/>') == '<use href="#a" />'


@pytest.mark.parametrize(
    ("inside", "what"),
    [
        ("<script>alert(1)</script>", "a script (<script>)"),
        ('<h:script src="x.js"/>', "a script (<script>)"),
        ("<g><SCRIPT>x</SCRIPT></g>", "a script (<script>)"),
        ('<g onload="alert(1)"/>', "a script (`onload`)"),
        ('<g OnClick="alert(1)"/>', "a script (`OnClick`)"),
        ("<foreignObject><h:p>x</h:p></foreignObject>", "<foreignObject>"),
        ("<h:iframe/>", "<iframe>"),
        ('<p xmlns="">x</p>', "<p>"),
        ('<image href="https://example.org/a.png"/>', "<image>"),
        ('<a href="https://example.org/"/>', "<a>"),
        ('<animate attributeName="href" to="javascript:x"/>', "<animate>"),
        ('<set attributeName="href" to="x"/>', "<set>"),
        ('<filter><feImage href="#a"/></filter>', "<feImage>"),
        ('<use href="javascript:alert(1)"/>', "a link to “javascript:alert(1)”"),
        ('<use xlink:href=" //evil.example/x#a"/>', "a link to “//evil.example/x#a”"),
        ('<use href="other.svg#a"/>', "a link to “other.svg#a”"),
        ("<style>@IMPORT 'x.css'</style>", "a style that loads something"),
        ("<style>a{fill:url( 'https://x/')}</style>", "a style that loads something"),
        ("<style>a{fill:u\\72l(https://x/)}</style>", "a style that loads something"),
        ("<style>a{fill:url(/**/https://x/)}</style>", "a style that loads something"),
        ("<style>a{mask:image-set('x' 1x)}</style>", "a style that loads something"),
        ('<g style="fill:url(//x/)"/>', "something that is loaded from elsewhere (`style`)"),
        ('<g filter="url(x.svg#a)"/>', "something that is loaded from elsewhere (`filter`)"),
        ('<g id="a"><use href="#b"/></g><use href="#a"/>', "a copy (<use>) of a copy"),
        ('<use id="a" href="#b"/><use href="#a"/>', "a copy (<use>) of a copy"),
    ],
)  # fmt: skip
def test_a_hostile_drawing_is_refused_by_what_is_in_it(inside, what):
    """Anything that could run, load or link is named in the message."""
    assert refusal(svg(inside)) == f"This SVG drawing has {what} in it."


def test_many_copies_are_refused():
    """A small file could draw for minutes."""
    shapes, copies = "<path/>" * 200, '<use href="#a"/>' * 101

    assert refusal(svg(f'<g id="a">{shapes}</g>{copies}')) == (
        "This SVG drawing has too many copies (<use>) in it."
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_entities_are_refused(encoding):
    """A few lines of them can grow to gigabytes."""
    text = '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>'

    assert refusal(text.encode(encoding)) == "This SVG drawing has an entity (<!ENTITY>) in it."


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"<svg><path></svg>", "This SVG drawing is broken: mismatched tag: line 1, column 13."),
        (b"<svg/>", "This SVG drawing has no xmlns."),
        ("<svg>é</svg>".encode("latin-1"), "This SVG drawing is not saved as UTF-8."),
        (svg("", attributes=""), "This SVG drawing has no size."),
        (svg("", attributes='viewBox="0 0 0 9"'), "This SVG drawing has no size."),
        (
            svg("", attributes=f'width="{"9" * 400}" height="9"'),
            "This SVG drawing has a side of more than 1,000,000 pixels in it.",
        ),
        (svg("<!-- -->" * 130_000), "This SVG drawing is larger than 1 MB."),
    ],
)  # fmt: skip
def test_other_drawings_that_cannot_be_published(data, message):
    """Malformed XML, no namespace, no size, or too large."""
    assert refusal(data) == message


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="300" height="20.6px"', (300, 21)),
        ('width="300" height="20" viewBox="0 0 9 9"', (300, 20)),
        ('width="100%" height="20" viewBox="0,0,9 8"', (9, 8)),
        ('width="24mm" height="1e3" viewBox="-4 -4 .9 8.4"', (1, 8)),
    ],
)
def test_the_size_of_a_drawing(attributes, size):
    """In pixels if it has width and height, else from its viewBox."""
    drawing = sanitise(svg("", attributes=attributes))

    assert (drawing.width, drawing.height) == size


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (b"\xef\xbb\xbf\n<SVG>", True), (b'<?xml version="1.0"?><!-- a --><svg>', True),
        (b"<!doctype html><svg>", False), (b"<html><svg>", False), (b"GIF89a <svg>", False),
        (b"<p>", False),
    ],
)  # fmt: skip
def test_what_counts_as_svg(data, wanted):
    """A web page with an svg element does not."""
    assert is_svg(data) is wanted


PIECES = [
    "<g>", "</g>", "<script>", "</script>", "<style>", "</style>", "url(", "//x)", "<use href='",
    "#a", "' onload='x'", "javascript:", "/>", "<h:p>", "</h:p>", "<ink:x>", "</ink:x>", "<!--",
    "-->", "&lt;", "<![CDATA[", "]]>", "<path id='a' d='M0 0'/>", "@import",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_nothing_that_runs_or_loads_is_ever_published(pieces):
    """Any combination is either refused or published without it."""
    try:
        (file,) = prepare(svg("".join(pieces)))
    except PictureError:
        return
    root = ElementTree.fromstring(file.data)
    names = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert sanitise(file.data).data == file.data
    assert names <= {"svg", "g", "style", "use", "path"}
    assert not [name for element in root.iter() for name in element.attrib if name[:2] == "on"]
    assert all(element.get("href", "#").startswith("#") for element in root.iter())
