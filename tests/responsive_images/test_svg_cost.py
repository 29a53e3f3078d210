"""SVG drawings that multiply what a browser paints: which are published, which refused."""

import contextlib
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.responsive_images.picture import PictureError
from plugins.responsive_images.svg import sanitise
from plugins.responsive_images.svg_cost import dash_period
from tests.building import ROOT
from tests.responsive_images.svg_examples import (
    AT_THE_LIMIT,
    BLUR,
    COPY,
    EXPORTED,
    MOST,
    RECT,
    REPEATED,
    chained,
    markers,
    svg,
    within,
)


def refusal(drawing):
    with pytest.raises(PictureError) as caught:
        sanitise(drawing.encode())
    return caught.value.message


@pytest.mark.parametrize("drawing", EXPORTED.values(), ids=EXPORTED)
def test_exports_of_drawing_programs_are_published(drawing):
    """Gradients, clips, masks, arrows, a shadow, copies and style sheets of classes."""
    assert sanitise(drawing.encode()).data


@pytest.mark.parametrize(
    "path",
    [
        path for folder in ("content", "docs", "tests", "theme")
        for path in sorted((ROOT / folder).rglob("*.svg"))
    ],
    ids=lambda path: path.name,
)  # fmt: skip
def test_the_drawings_of_this_project_are_published(path):
    """Icons, examples and plots."""
    assert sanitise(path.read_bytes()).data


@pytest.mark.slow
@pytest.mark.parametrize("name", MOST)
def test_every_cost_has_an_exact_limit(name):
    """The largest count is published, and one more is refused."""
    assert sanitise(AT_THE_LIMIT[name].encode()).data
    assert refusal(REPEATED[name](MOST[name] + 1)).startswith("This SVG drawing has ")


PAINTED = "too much to paint"
DEEP = "more than 100 things within each other"
HREFS = "".join(f'<linearGradient id="g{n + 1}" href="#g{n}"/>' for n in range(200))


@pytest.mark.parametrize(
    ("drawing", "what"),
    [
        (markers(7), PAINTED),
        (markers(3), PAINTED),
        (chained("mask", attribute="mask", depth=12), PAINTED),
        (chained("pattern", attribute="fill", depth=12), PAINTED),
        (chained("clipPath", attribute="clip-path", depth=12), PAINTED),
        (chained("mask", attribute="mask", depth=99, each=9), DEEP),
        (svg(within("<g>", "</g>", 20_000)), DEEP),
        (svg(HREFS), DEEP),
        (svg('<mask id="a"><g mask="url(#a)"/></mask>'), "something that is made of itself"),
        (svg('<g id="a"><path marker-end="url(#a)"/></g>'), "something that is made of itself"),
        (svg(f'<g id="a">{RECT * 5000}</g><g id="a"/>{COPY * 3}'), PAINTED),
        (svg('<filter id="f"><feMorphology radius="9"/></filter>'), "<feMorphology>"),
        (
            svg(BLUR.replace("20", "500") + '<g filter="url(#f)"/>'),
            "a filter with a large blur",
        ),
        (
            svg(f'{BLUR}<g transform="scale(9)"><g filter="url(#f)"/></g>'),
            "a filter with a large blur",
        ),
        (
            svg(f'{BLUR}<symbol id="s"><g filter="url(#f)"/></symbol><use href="#s"/>'),
            "a filter in something that is copied",
        ),
        (svg("<g style='filter:blur(9px)'/>"), "blur()"),
        (
            svg("<g style='filter:drop-shadow(0 0 9px) drop-shadow(0 0 9px)'/>"),
            "more than one drop-shadow() at once",
        ),
        (svg("<g style='will-change:transform'/>"), "“will-change”"),
        (svg("<style>text{text-shadow:0 0 9px red}</style>"), "“text-shadow”"),
        (svg("<style>@keyframes a{from{fill:red}}</style>"), "a style sheet with @keyframes"),
        (
            svg("<style>svg:has(path) g{fill:red}</style>"),
            "a style sheet with the selector “svg:has(path) g”",
        ),
        (
            svg("<style>g *{mask:url(#m)}</style>"),
            "a style sheet with the selector “g *”",
        ),
        (svg("<style>.a{mask:url(#m);.b{fill:red}}</style>"),
         "a style sheet with nested rules"),
        (svg("<style>.a{--m:url(#m)}</style>"), "“--m: url(#m)”"),
        (svg("<g style='mask:inherit'/>"), "“mask: inherit”"),
        (svg("<g style='mask:INHERIT!important'/>"), "“mask: INHERIT”"),
        (svg('<g fill="url( #a b)"/>'), "a url() in an unusual spelling"),
        (svg('<g fill="url(#%61)"/>'), "a url() in an unusual spelling"),
        (svg('<use href="#%61"/>'), "a link to “#%61”"),
        (
            svg('<marker id="m"/><g marker-mid="url(#m)"><path d="M0 0"/></g>'),
            "a pattern or a marker (`marker-mid`) for more than one shape",
        ),
        (svg('<path pathLength="1e9" stroke-dasharray="1"/>'), "a pathLength"),
        (
            svg('<path vector-effect="non-scaling-stroke" stroke-dasharray="1"/>'),
            "dashes with a vector-effect",
        ),
        (svg('<g stroke-dasharray="1"><text>a</text></g>'), PAINTED),
        (svg('<g stroke-dasharray=".0001"><path d="M0 0h900"/></g>'), PAINTED),
        (
            svg('<path id="a" d="M0 0L900 900"/><use stroke-dasharray=".0001" href="#a"/>'),
            PAINTED,
        ),
    ],
)  # fmt: skip
def test_what_multiplies_is_refused_by_name(drawing, what):
    """Small files that would freeze a page, or that hide what they multiply."""
    assert refusal(drawing) == f"This SVG drawing has {what} in it."


@pytest.mark.parametrize(
    "css",
    [
        ".a{x:'} .z{';mask:url(#m)}", ".a{mask:/*} .z{*/url(#m)}", ".a{x:y;mask:URL( '#m' )}",
        "@media screen{.a{mask:url(#m)}}", ".z,.a{-webkit-mask:url(#m)}", "/*.z{*/.a{mask:url(#m)",
    ],
)  # fmt: skip
def test_strings_and_comments_hide_no_declaration(css):
    """They are tokenised as in a browser."""
    mask = f'<mask id="m">{RECT * 100}</mask>'

    assert refusal(svg(f"<style>{css}</style>{mask}" + '<path class="a"/>' * 100)) == (
        "This SVG drawing has too much to paint in it."
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    "inside",
    [
        "<metadata/>" * 90_000, f'<g fill="url({" " * 900_000}#a)"/>',
        f'<style>{"/*" * 450_000}</style>', f'<style>{"{" * 900_000}</style>',
        f'<path d="{"9" * 900_000}" stroke-dasharray="1"/>', f'<g class="{"a " * 450_000}"/>',
        f"<filter id='a'>{'<feBlend/>' * 90_000}</filter>",
    ],
    ids=range(7),
)  # fmt: skip
@pytest.mark.slow
def test_the_largest_files_are_checked_in_time(inside):
    """One megabyte of anything is read or refused within seconds."""
    start = time.process_time()
    with contextlib.suppress(PictureError):
        sanitise(svg(inside).encode())

    assert time.process_time() - start < 10


@pytest.mark.parametrize(
    ("value", "period"),
    [("3 2", 5), ("1px, .5mm", 1.5), ("none", float("inf")), ("0", float("inf")), ("5%", 0),
     ("1em", 0), ("var(--d)", 0)],
)  # fmt: skip
def test_the_period_of_dashes(value, period):
    """Zero if only a browser can know it."""
    assert dash_period(value) == period


NAMES = ["g", "mask", "marker", "pattern", "clipPath", "filter", "symbol", "use", "path", "text",
         "linearGradient", "feBlend", "feGaussianBlur", "svg", "textPath"]  # fmt: skip
NAME = st.sampled_from("abc")
ATTRIBUTES = st.dictionaries(
    st.sampled_from(["id", "class", "fill", "mask", "filter", "clip-path", "marker-mid", "href",
                     "style", "transform", "stroke-dasharray", "d", "opacity"]),
    st.one_of(
        NAME, NAME.map("#{}".format), NAME.map("url(#{})".format),
        NAME.map("mask:url(#{});filter:drop-shadow(0 0 9px red)".format),
        st.sampled_from(["1", "1e999 0", "M0 0h9T9 9", "scale(9)", "inherit", "var(--a)"]),
    ),
    max_size=4,
)  # fmt: skip
ELEMENTS = st.recursive(
    st.tuples(st.sampled_from(NAMES), ATTRIBUTES, st.just([])),
    lambda inside: st.tuples(st.sampled_from(NAMES), ATTRIBUTES, st.lists(inside, max_size=4)),
)


def written(name, attributes, inside):
    listed = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return f"<{name}{listed}>{''.join(written(*one) for one in inside)}</{name}>"


@given(st.lists(ELEMENTS, max_size=6), st.lists(st.tuples(NAME, ATTRIBUTES), max_size=3))
def test_any_nesting_is_published_or_refused(elements, rules):
    """Any references lead quickly to a drawing or a PictureError."""
    style_sheet = "".join(
        f".{name}{{{';'.join(map(':'.join, attributes.items()))}}}" for name, attributes in rules
    )
    drawing = svg(f"<style>{style_sheet}</style>{''.join(written(*one) for one in elements)}")
    start = time.process_time()

    try:
        once = sanitise(drawing.encode())
    except PictureError:
        pass
    else:
        assert sanitise(once.data) == once
    assert time.process_time() - start < 2
