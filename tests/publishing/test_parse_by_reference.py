"""The quick parser of pages, compared with a slow and simple one."""

import html
import re

from hypothesis import example, given
from hypothesis import strategies as st

from plugins.publishing import schemes, third_party_requests
from plugins.publishing.links import ParsedPage, parse

SITEURL = "https://clinic.example/repo"
VALUES = r"""(?:[^"'>]++|"[^"]*+"|'[^']*+')*+"""
PART = re.compile(
    rf"""<!--(?:-?>|.*?--!?>)
       | <(?P<raw>script|style)(?=[\s/>])(?P<raw_values>{VALUES})>(?P<inside>.*?)</(?P=raw)
       | <\??(?P<tag>[a-z][^\s/>]*+)(?P<values>{VALUES})>""",
    re.DOTALL | re.IGNORECASE | re.VERBOSE,
)
VALUE = re.compile(r"""([^\s"'>/=]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+))""")


def slowly_parsed(text):
    """A page as `parse` finds it, with every attribute of every tag looked at, and nothing kept."""
    page = ParsedPage()
    for part in PART.finditer(text):
        tag = (part["tag"] or part["raw"] or "").lower().rpartition(":")[2]
        written = part["values"] or part["raw_values"] or ""
        values = {
            name.lower(): html.unescape("".join(forms))
            for name, *forms in reversed(VALUE.findall(written))
        }
        page.add_tag(tag, values)
        page.refused += schemes.in_tag(tag, values)
        page.requests |= set(third_party_requests.in_tag(tag, values))
        inner = slowly_parsed(values.get("srcdoc", ""))
        page.refused += inner.refused
        page.requests |= inner.requests
        if part["inside"] and "json" not in written:
            in_css, in_script = third_party_requests.in_css, third_party_requests.in_script
            page.requests |= set((in_css if tag == "style" else in_script)(part["inside"]))
    return page


def assert_same(text, siteurl):
    """Both parsers find the same, except for requests to the site's own host."""
    quick, slow = parse(text, siteurl), slowly_parsed(text)

    assert (quick.ids, quick.addresses) == (slow.ids, slow.addresses)
    assert sorted(quick.refused) == sorted(slow.refused)
    by_file = [{"a.html": page.requests} for page in (quick, slow)]
    first, second = (third_party_requests.to_other_hosts(each, siteurl) for each in by_file)
    assert first == second


ADDRESSES = st.sampled_from([
    "", "/", "/a/", "#b", "../c.png", "https://clinic.example/repo/a/", "https://cdn.example/a.js",
    "//cdn.example/b", r"\\cdn.example\c", "https:cdn.example", "HTTP://cdn.example", "wss:/x",
    "javascript:x", "JAVA\tscript:x", " data:x", "mailto:a@x.example", "a:b", "/a:b", "&#106;s:x",
    "/&sol;cdn.example", "h&Tab;ttps://cdn.example", "//clinic.example/a //cdn.example/b",
])  # fmt: skip
CSS = st.builds("a{{background:url({})}}".format, ADDRESSES) | st.just(r"u\72l(//cdn.example)")
SCRIPTS = st.builds("fetch('{}')".format, ADDRESSES)
SETS = st.lists(ADDRESSES, max_size=3).map(" 1x, ".join)
PLAIN = st.text("ab :/\\&;#<>", max_size=8)
ATTRIBUTES = st.one_of(
    st.tuples(st.sampled_from(["href", "src", "SRC", "ping", "xlink:href", "name"]), ADDRESSES),
    st.tuples(st.sampled_from(["action", "data", "poster", "background", "content"]), ADDRESSES),
    st.tuples(st.sampled_from(["id", "class", "alt", "property", "title", "type"]), PLAIN),
    st.tuples(st.sampled_from(["style", "fill", "filter"]), CSS),
    st.tuples(st.just("srcset"), SETS),
    st.tuples(st.just("srcdoc"), st.builds("<img src='{}'>".format, ADDRESSES).map(html.escape)),
    st.sampled_from([("rel", "icon"), ("rel", "canonical"), ("type", "application/ld+json")]),
    st.sampled_from([("property", "og:image"), ("http-equiv", "Content-Security-Policy")]),
)


def written(name, value, form):
    """An attribute in one of the forms that HTML allows; only some values need no quotes."""
    if form == "bare" and value and not re.search(r"[\s\"'=<>`/]", value):
        return f" {name}={value}"
    quote = "'" if form == "single" else '"'
    return f"\n{name}={quote}{value.replace(quote, '')}{quote}"


FORMS = st.sampled_from(["bare", "single", "double"])
WRITTEN = st.lists(
    st.builds(lambda pair, form: written(*pair, form), ATTRIBUTES, FORMS), max_size=4
).map("".join)
NAMES = st.sampled_from([
    "a", "A", "p", "img", "link", "meta", "script", "style", "iframe", "source", "svg:image", "use",
    "form", "object", "base", "td", "area", "?xml-stylesheet", "script-x", "styles", "/p", "video",
])  # fmt: skip
TAGS = st.builds(
    lambda name, values, end: f"<{name}{values}{end}", NAMES, WRITTEN, st.sampled_from([">", "/>"])
)
ELEMENTS = st.one_of(
    st.builds("<script{}>{}</script>".format, WRITTEN, SCRIPTS | TAGS),
    st.builds("<STYLE{}>{}</style>".format, WRITTEN, CSS | TAGS),
    st.builds("<!--{}-->".format, TAGS),
)


@example(["<style>a { background: url(https:cdn.example) }</style>"], "")
@example([r'<rect fill="u\72l(//cdn.example)">'], "")
@given(st.lists(TAGS | ELEMENTS | PLAIN, max_size=8), st.sampled_from(["", SITEURL]))
def test_any_page_is_parsed_as_by_the_slow_parser(parts, siteurl):
    """With every tag that is checked, in each form, and in any order."""
    assert_same("".join(parts), siteurl)


@given(st.text("<>'\"/=-!? abcdefhrscipty:", max_size=200))
def test_any_text_is_parsed_as_by_the_slow_parser(text):
    """Copied files may contain anything."""
    assert_same(text, SITEURL)


def test_a_page_that_is_changed_changes_no_other():
    """Parts that pages have in common are parsed once."""
    text = '<a href="/a/" id="b">'
    first = parse(text)
    first.addresses.append("/c/")
    first.ids.clear()

    assert parse(text) == ParsedPage(ids={"b"}, addresses=["/a/"])


def test_an_element_whose_name_begins_with_script_is_no_script():
    """Browsers read the tags in it."""
    found = parse("<script-x><img src='//cdn.example/a'></script-x><style2><a href='/b/'></style2>")

    assert [request.host for request in found.requests] == ["cdn.example"]
    assert found.addresses == ["//cdn.example/a", "/b/"]
