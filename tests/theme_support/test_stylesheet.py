"""Joining stylesheets, and making them small."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.theme_support.stylesheet import StylesheetError, in_element, join

PARTS = {"reset.css": "* { margin: 0 }", "base.css": "/* The page */\nbody {\n  color: ink;\n}\n"}


def joined(css, **parts):
    named = {f"{name}.css": text for name, text in parts.items()}
    return join(css, lambda name: {**PARTS, **named}[name], lambda url: f"new-{url}")


def plain(css):
    return joined('@import url("x.css");\n', x=css).strip()


def test_parts_are_in_layers_in_the_order_of_imports():
    """The statement with all layers comes first."""
    css = (
        "/* The list */\n"
        '@import url("reset.css") layer(reset);\n'
        "@import url('base.css') layer(base);\n"
        "@import url(more.css) layer(base);\n"
        '@import url("last.css");\n'
        "\n"
        "html { color: red }\n"
    )

    assert joined(css, more="a {}", last="b {}") == (
        "@layer reset,base;"
        "@layer reset{*{margin:0}}"
        "@layer base{body{color:ink}}"
        "@layer base{a{}}"
        "b{}\n"
        "html{color:red}"
    )


def test_a_stylesheet_without_imports():
    """Comments and indentation are removed."""
    assert joined("a {\n    color: red; /* why */\n}\n") == "a{color:red}"


@pytest.mark.parametrize(
    ("css", "left"),
    [
        ("a { color: red } /* x */", "a{color:red}"),
        ("/* a\n\n b */a {}", "/**/a{}"),
        ("a { margin: 1px/* x */2px }", "a{margin:1px/**/2px}"),
        ("a/* x */b {}", "a/**/b{}"),
        ("a {/* x */color: red/* y */}", "a{color:red}"),
        ("/**/", "/**/"),
        ("a { content: '/* x */' }", "a{content:'/* x */'}"),
        ('a { content: "it\\"s /* x */" } /* y */', 'a{content:"it\\"s /* x */"}'),
        ("a { background: url(data:image/svg+xml;/*x*/) }",
         "a{background:url(data:image/svg+xml;/*x*/)}"),
        ('a { background: url("data:x/*y*/z") }', 'a{background:url("data:x/*y*/z")}'),
        ("a { content: '}' }", "a{content:'}'}"),
        ("/* it's */ a { content: 'b' }", "a{content:'b'}"),
    ],
)  # fmt: skip
def test_only_comments_are_removed(css, left):
    """Not from strings and URLs; an empty comment stays between two words."""
    assert plain(css) == left


@pytest.mark.parametrize(
    ("css", "left"),
    [
        ("a ,\nb > c { margin: 0 1px ; }", "a,b > c{margin:0 1px}"),
        ("a :hover, a:hover { color: red;; }", "a :hover,a:hover{color:red;}"),
        ("@media (width: 1px) and (hover) { a { } }", "@media (width:1px) and (hover){a{}}"),
        ("a { margin: calc(1px + 2px) var(--x, 3px) }", "a{margin:calc(1px + 2px) var(--x,3px)}"),
        ("a { --x: ; --y: }", "a{--x: ;--y: }"),
        ("a { content: ' ; } : x'; }", "a{content:' ; } : x'}"),
        (".a\\: b, .a\\3a  b, .a\\{ b { }", ".a\\: b,.a\\3a  b,.a\\{ b{}"),
        (".a\u00a0, b { }", ".a\u00a0,b{}"),
        ("a\r\nb\rc\fd { e: '\0' }", "a b c d{e:'\ufffd'}"),
    ],
)
def test_spaces_that_mean_nothing_are_removed(css, left):
    """Those beside a sign; not those that join selectors or values, nor those of an escape."""
    assert plain(css) == left


@pytest.mark.parametrize("end", ["</style>", "</STYLE ", "</style"])
def test_no_string_ends_the_element_that_a_stylesheet_is_in(end):
    """An escaped slash is a slash."""
    other = 'b{background:url("data:,</svg>")}'

    assert in_element(f'a{{content:"{end}"}}{other}') == f'a{{content:"<\\/{end[2:]}"}}{other}'


@pytest.mark.parametrize(
    ("css", "message"),
    [
        ("a { color: red", "x.css has unbalanced braces"),
        ("a { color: red }}", "x.css has unbalanced braces"),
        ("a {} /* never closed", "x.css has a comment that is never closed"),
        ('@import url("base.css");', "x.css has an @import"),
    ],
)
def test_a_part_that_would_break_others_is_refused(css, message):
    """The message begins with the part."""
    with pytest.raises(StylesheetError) as caught:
        plain(css)

    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    ("css", "new"),
    [
        ("a { src: url(sun.svg) }", 'a{src:url("new-sun.svg")}'),
        ('a { src: url( "../sun.svg" ) }', 'a{src:url("new-../sun.svg")}'),
        ("a { src: url('sun.svg'), url(b.svg) }", 'a{src:url("new-sun.svg"),url("new-b.svg")}'),
        ("a { src: url(#sun), url('data:,x') }", "a{src:url(#sun),url('data:,x')}"),
    ],
)
def test_files_that_a_part_names_get_their_new_urls(css, new):
    """But nothing that is in the stylesheet or on the page already."""
    assert plain(css) == new


@pytest.mark.parametrize(
    "line",
    [
        '@import "base.css";',
        '@import url("base.css") layer;',
        '@import url("base.css") layer(base) screen;',
        '@import url("base.css") layer(base) supports(display: grid);',
        '@import url("base.css")',
    ],
)
def test_other_forms_of_import_are_refused(line):
    """They would stay in the result and not be found."""
    with pytest.raises(StylesheetError, match=r"^Write each import as @import url"):
        joined(line)


def test_import_in_a_comment_or_string_is_ignored():
    """Only rules count."""
    assert "b" in joined("/* @import x */\na { content: '@import' }\nb {}")


def test_errors_of_the_reader_are_passed_on():
    """It knows what is missing."""
    with pytest.raises(KeyError):
        joined('@import url("none.css");')


@given(st.text(st.sampled_from("/* {}'\"\\a\n;:()")))
def test_any_text_is_joined_or_refused(css):
    """Never with another exception, and never longer."""
    try:
        text = plain(css)
    except StylesheetError:
        return
    assert len(text) <= len(css)
    assert text.count("{") - text.count("}") == css.count("{") - css.count("}") or "/*" in css
