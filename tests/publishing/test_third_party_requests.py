"""Requests that a browser makes to other hosts by itself."""

import pytest

from plugins.core.findings import Finding
from plugins.publishing.links import parse
from plugins.publishing.third_party_requests import (
    BrowserRequest,
    findings,
    in_css,
    in_script,
    to_other_hosts,
)

FONT = BrowserRequest("fonts.example", "https://fonts.example/a.css", "link href")
PICTURE = BrowserRequest("cdn.example", "//cdn.example/a.png", "img src")
OWN = BrowserRequest("clinic.example", "https://clinic.example/a.png", "img src")


def hosts(html, siteurl=""):
    """Pairs of element and host that a page requests, sorted."""
    return sorted((load.where, load.host) for load in parse(html, siteurl).requests)


@pytest.mark.parametrize(
    ("html", "where"),
    [
        ('<img src="https://cdn.example/a.png">', "img src"),
        ("<IMG SRC=//cdn.example/a.png>", "img src"),
        ('<img src="/a.png" srcset="/a.png 1x, https://cdn.example/b.png 2x">', "img srcset"),
        ('<source srcset="//cdn.example/a.avif 320w">', "source srcset"),
        ('<script src="https://cdn.example/a.js"></script>', "script src"),
        ('<link rel="stylesheet" href="https://cdn.example/a.css">', "link href"),
        ('<link rel="shortcut icon" href="//cdn.example/a.ico">', "link href"),
        ('<link rel="preconnect" href="https://cdn.example">', "link href"),
        ('<link rel="preload" as="image" imagesrcset="//cdn.example/a 1x">', "link imagesrcset"),
        ('<iframe src="https://cdn.example/"></iframe>', "iframe src"),
        ('<video poster="https://cdn.example/a.jpg"></video>', "video poster"),
        ('<object data="https://cdn.example/a.pdf"></object>', "object data"),
        ('<embed src="https://cdn.example/a.swf">', "embed src"),
        ('<a href="/" ping="https://cdn.example/seen">x</a>', "a ping"),
        ('<svg><use xlink:href="https://cdn.example/a.svg#b"/></svg>', "use xlink:href"),
        ('<svg><image href="https://cdn.example/a.png"/></svg>', "image href"),
        ('<p style="background: url(https://cdn.example/a.png)">', "CSS"),
        ("<style>p { background: url('//cdn.example/a.png') }</style>", "CSS"),
        ('<script>fetch("https://cdn.example/a.json")</script>', "script"),
        (
            '<meta http-equiv="Content-Security-Policy" content="img-src https://cdn.example;a b">',
            "security policy",
        ),
    ],
)
def test_requests_of_a_page_are_found_with_their_element(html, where):
    """For each element and attribute that browsers load without a click."""
    assert hosts(html) == [(where, "cdn.example")]


@pytest.mark.parametrize(
    "address",
    [
        r"\\cdn.example\a.png",
        r"/\cdn.example/a.png",
        "///cdn.example/a.png",
        "https:cdn.example/a.png",
        r"HTTPS:\\cdn.example/a.png",
        "ht\ntps://cdn.example/a.png",
        " \thttps:/\n/cdn.example/a.png",
        "&#x68;ttps:&#47;/cdn.example/a.png",
        "h&Tab;ttps:&sol;&sol;cdn.example/a.png",
        "/&sol;cdn.example/a.png",
        "https://clinic.example@cdn.example/a.png",
    ],
)
def test_unusual_urls_are_read_as_in_browsers(address):
    """White space, backslashes and character references do not hide a host."""
    assert hosts(f'<img src="{address}">', "https://clinic.example") == [("img src", "cdn.example")]


@pytest.mark.parametrize(
    ("html", "where"),
    [
        ('<base href="https://cdn.example/">', "base href"),
        ('<td background="//cdn.example/a.png">', "td background"),
        ('<area href="/" ping="//cdn.example/a">', "area ping"),
        ('<link rel="apple-touch-icon-precomposed" href="//cdn.example/a">', "link href"),
        ('<iframe srcdoc="&lt;img src=//cdn.example/a&gt;"></iframe>', "img src"),
        ('<svg><script href="//cdn.example/a"/></svg>', "script href"),
        ('<svg:image href="//cdn.example/a"/>', "image href"),
        ('<rect filter="url(//cdn.example/a#b)"/>', "CSS"),
        ('<?xml-stylesheet href="//cdn.example/a.css"?>', "xml-stylesheet href"),
        ('<!--> <img src="//cdn.example/a"> -->', "img src"),
        (r"<style>a { background: url(\68ttps:\2f\2f cdn.example) }</style>", "CSS"),
        (r'<script>fetch("https:\/\/cdn.example")</script>', "script"),
    ],
)
def test_rare_kinds_of_requests_are_found(html, where):
    """A page of content/extra/ may have any of them."""
    assert hosts(html) == [(where, "cdn.example")]


@pytest.mark.parametrize(
    "html",
    [
        '<a href="https://www.nhs.uk/">NHS</a>',
        '<link rel="canonical" href="https://clinic.example/">',
        '<link rel="alternate" hreflang="nb" href="https://clinic.example/nb/">',
        '<meta property="og:image" content="https://clinic.example/a.jpg">',
        '<script type="application/ld+json">{"@context": "https://schema.org"}</script>',
        '<form action="https://forms.example/"></form>',
        '<img src="data:image/gif;base64,//R0lGOD" alt="https://cdn.example">',
        '<img src="/a//b.png">',
        '<!-- <img src="https://cdn.example/a.png"> -->',
        "&lt;img src=https://cdn.example/a.png>",
    ],
)
def test_links_are_no_requests(html):
    """Links, names and data make no requests."""
    assert hosts(html) == []


def test_the_sites_own_host_is_ignored():
    """This keeps large sites fast; a host whose name only begins with it is another host."""
    html = (
        '<img src="https://clinic.example/a.png">'
        '<img src="https://clinic.example.cdn.example/a.png">'
        '<img src="https://clinic.example/a.png" srcset="https://cdn.example/a.png 2x">'
    )

    assert {host for _, host in hosts(html, "https://clinic.example/repo")} == {
        "clinic.example",  # next to another one; `outside` leaves it out
        "clinic.example.cdn.example",
        "cdn.example",
    }


@pytest.mark.parametrize(
    ("css", "addresses"),
    [
        ("a { background: url(https://cdn.example/a.png) }", ["https://cdn.example/a.png"]),
        ("@import '//cdn.example/a.css';", ["//cdn.example/a.css"]),
        ('@import url( "https://cdn.example/a.css" ) layer(a);', ["https://cdn.example/a.css"]),
        ("a { background: url(#b) url(data:image/png;base64,AA) url(/a.png) }", []),
        ("/* url(https://cdn.example/a.png) */ a { content: 'https://cdn.example' }", []),
        ("@namespace svg url(http://www.w3.org/2000/svg);", []),
        ("a { background: image-set('/a' 1x, \"//cdn.example/b\" 2x) }", ["//cdn.example/b"]),
        (
            "a::after { content: '/*' } b { background: url(//cdn.example/a) } /* */",
            ["//cdn.example/a"],
        ),
        (r"a { background: u\72l('https:\/\/cdn.example/a') }", ["https://cdn.example/a"]),
        (r"a::after { content: '\ffffff\0' }", []),
    ],
)
def test_requests_of_a_stylesheet(css, addresses):
    """Comments and strings make no requests."""
    assert [load.address for load in in_css(css)] == addresses


@pytest.mark.parametrize(
    ("script", "addresses"),
    [
        ('fetch("https://api.example/a")', ["https://api.example/a"]),
        ("import x from '//cdn.example/x.js';", ["//cdn.example/x.js"]),
        ("await import(`https://cdn.example/x.js`)", ["https://cdn.example/x.js"]),
        ('new WebSocket( "wss://live.example" )', ["wss://live.example"]),
        ('request.open("GET", "https://api.example/a")', ["https://api.example/a"]),
        ('navigator.sendBeacon("https://seen.example/")', ["https://seen.example/"]),
        ('fetch("/a.json"); // see https://api.example', []),
        ('const words = "https://api.example/";', []),
        ("new Image().src = '//seen.example/?' + id", ["//seen.example/?"]),
        ("start(window, 'script', 'https://seen.example/a.js?b')", ["https://seen.example/a.js?b"]),
        ("made.setAttribute('src', `//cdn.example/a`)", ["//cdn.example/a"]),
    ],
)
def test_requests_of_a_script(script, addresses):
    """Calls with a literal URL count; a URL that is only mentioned does not."""
    assert [load.address for load in in_script(script)] == addresses


def test_a_host_is_in_lower_case_without_a_user_name():
    """Browsers normalise it in the same way."""
    assert list(in_css("url(HTTPS://me@CDN.Example:8443/A.png)")) == [
        BrowserRequest("cdn.example:8443", "HTTPS://me@CDN.Example:8443/A.png", "CSS")
    ]


def test_every_other_host_is_listed_with_the_files_that_name_it():
    """Sorted by host; the site's own host is not included."""
    requests = {"index.html": [FONT, OWN], "a/index.html": [PICTURE, FONT], "b/index.html": [OWN]}

    assert list(to_other_hosts(requests, "https://Clinic.example/repo").items()) == [
        (PICTURE, ["a/index.html"]),
        (FONT, ["index.html", "a/index.html"]),
    ]


def test_a_site_without_siteurl_has_no_host():
    """Its own URLs have no host."""
    assert to_other_hosts({"index.html": [OWN]}, "") == {OWN: ["index.html"]}


def test_a_host_is_reported_once_with_its_first_file():
    """However many pages of the theme request it."""
    requests = {FONT: ["index.html", "a/index.html", "b/index.html"]}

    assert findings(requests, "error") == [
        Finding(
            "", 0, "error", "outside-hosts/loaded",
            "Visitors' browsers would ask fonts.example for “https://fonts.example/a.css” (link "
            "href): it is in index.html and 2 more of the site.",
            "Keep a copy on the site itself, or take it out of the theme or of content/extra/.",
        )
    ]  # fmt: skip
