"""Posts are read in a worker process, within limits."""

import os

import pytest

from plugins.article_body.intrasite import LinkError
from plugins.posts import read_post, supervised
from plugins.posts.plugin import convert_html, convert_rst
from plugins.posts.supervised import SupervisedReader, max_bytes, seconds
from plugins.responsive_images.picture import PictureError, WantedImage
from tests.publishing.small_site import write

pytestmark = pytest.mark.slow

HEAD = "---\ntitle: A\ndate: 2026-01-02\n---\n"
SETTINGS = {"DEFAULT_LANG": "en", "FORMATTED_FIELDS": []}
IMAGE = WantedImage("images/desk.png", "desk-0123456789")


class Site:
    """Knows one picture and one link."""

    def image(self, src):
        """The image."""
        if src != "desk.png":
            raise PictureError("No such picture.", "Look.")
        return IMAGE

    def link(self, href):
        """The link."""
        if href != "x.md":
            raise LinkError("No such link.", "Look.", "linked-file")
        return "/x/"


@pytest.fixture(scope="module")
def reader():
    """One reader for all tests."""
    reader = SupervisedReader()
    yield reader
    reader.close()


@pytest.fixture
def post(tmp_path, monkeypatch):
    """Writes a post and returns its path, from the folder that it lies in."""
    monkeypatch.chdir(tmp_path)
    return lambda text, name="a.md": write(tmp_path, name, text)


def told(file):
    return [(found.path, found.line, found.severity, found.rule) for found in file.findings]


def test_a_post_is_read(reader, post):
    """Its front matter, its HTML and no finding."""
    file = reader.markdown(post(f"{HEAD}Some *words*.\n"), lenient=False)

    assert (file.post.front.title, file.html, file.findings) == (
        "A",
        "<p>Some <em>words</em>.</p>",
        [],
    )


def test_what_is_wrong_with_it_is_told(reader, post):
    """By the name that its editor types."""
    file = reader.markdown(post("---\ntitle: A: b\n---\nWords\n"), lenient=False)

    assert file.post is None
    assert told(file) == [("a.md", 2, "error", "front-matter/unreadable")]


def test_a_file_that_is_gone_is_the_callers_concern(reader, post):
    """As everywhere."""
    with pytest.raises(OSError, match=r"a\.md"):
        reader.markdown(post("x").parent / "gone" / "a.md", lenient=False)


def test_a_body_asks_for_its_pictures_and_links(reader, post):
    """What cannot be had is a problem of the post, as without a worker."""
    path = post(f"{HEAD}[x](x.md) ![A desk](desk.png) [y](y.md) ![No desk](none.png)\n")
    file = reader.markdown(path, lenient=False)

    body, why_not = reader.body(file.post, file.html, "a.md", Site())

    assert 'href="/x/"' in body.html
    assert IMAGE.address in body.html
    assert [problem.rule for problem in body.problems] == [
        "article-body/missing-picture",
        "article-body/linked-file",
    ]
    assert why_not == []


@pytest.mark.parametrize("name", ["a.md", "a.rst", "a.html"])
def test_a_file_that_is_too_large_is_not_read(post, name):
    """An error in each kind of build."""
    small = SupervisedReader(max_bytes=100)
    path = post("x" * 101, name)

    if name == "a.md":
        file = small.markdown(path, lenient=True)
    else:
        file = small.other_markup(path, convert_rst, SETTINGS, lenient=True)

    assert file.post is None
    assert told(file) == [(name, 0, "error", "post/too-large")]


def test_a_file_of_the_largest_size_is(post):
    """The limit itself is allowed."""
    text = f"{HEAD}Words.\n"
    reader = SupervisedReader(max_bytes=len(text))

    assert reader.markdown(post(text), lenient=False).post
    reader.close()


def test_a_post_that_takes_too_long_is_an_error(post, monkeypatch):
    """It is named, its worker is gone, and the next post is read."""
    monkeypatch.setattr(supervised, "_SECONDS", 0.5)
    monkeypatch.setattr(supervised, "_SECONDS_A_BYTE", 0)
    reader = SupervisedReader()
    reader.markdown(post(HEAD), lenient=False)

    slow = reader.markdown(post(HEAD + "Some *words*.\n\n" * 40_000), lenient=True)
    monkeypatch.setattr(supervised, "_SECONDS", 20)
    after = reader.markdown(post(f"{HEAD}Words.\n", "b.md"), lenient=True)

    assert slow.post is None
    assert told(slow) == [("a.md", 0, "error", "post/too-slow")]
    assert after.html == "<p>Words.</p>"
    reader.close()


def test_a_body_that_takes_too_long_is_an_error(post, monkeypatch):
    """At the first line of the post's text."""
    monkeypatch.setattr(supervised, "_SECONDS_A_BYTE", 0)
    reader = SupervisedReader()
    file = reader.markdown(post(f"{HEAD}Words.\n"), lenient=False)
    monkeypatch.setattr(supervised, "_SECONDS", 0.05)

    body, why_not = reader.body(file.post, "<p>words</p>" * 20_000, "a.md", Site())

    assert body is None
    assert [(found.line, found.severity, found.rule) for found in why_not] == [
        (5, "error", "post/too-slow")
    ]
    reader.close()


def test_a_worker_that_dies_is_told_of_the_post(post, monkeypatch):
    """And the next post has another one."""
    reader = SupervisedReader()
    monkeypatch.setattr(supervised.read_post, "read_markdown", os._exit)

    file = reader.markdown(post(HEAD), lenient=True)

    assert told(file) == [("a.md", 0, "error", "post/failed")]
    reader.close()


def test_the_limit_grows_with_the_post():
    """Never below ten seconds; twenty times what was ever seen of an ordinary post, 11 s a MB."""
    assert seconds(0) == 10
    assert seconds(1_000_000) >= 20 * 11


@pytest.mark.parametrize(
    "text",
    [
        ">" * 3000 + " x",
        "".join("    " * depth + "- x\n" for depth in range(300)),
        "".join("    " * depth + "1. x\n" for depth in range(300)),
        "!!! note\n" + "".join("    " * depth + "!!! note\n" for depth in range(1, 300)),
    ],
    ids=["quotes", "list", "numbers", "boxes"],
)
def test_a_post_that_is_nested_too_deeply_is_refused_by_a_sentence(reader, post, text):
    """Not by Python's own error, in a lenient build too, and at the line that goes deepest."""
    file = reader.markdown(post(HEAD + text), lenient=True)
    findings = file.findings
    if file.post:
        body, findings = reader.body(file.post, file.html, "a.md", Site())
        assert body is None

    assert [(found.severity, found.rule) for found in findings] == [("error", "post/too-deep")]
    assert findings[0].line >= 5
    assert "Recursion" not in findings[0].message


def test_elements_that_a_browser_repeats_are_refused_where_they_are_too_many(reader, post):
    """A small post would become a page that no telephone opens."""
    text = "<p>" + "".join(f"<b class=c{number}>" for number in range(1000)) + "<p>x" * 1000
    file = reader.markdown(post(HEAD + text), lenient=True)

    body, why_not = reader.body(file.post, file.html, "a.md", Site())

    assert body is None
    assert [(found.line, found.severity, found.rule) for found in why_not] == [
        (5, "error", "post/too-large")
    ]


@pytest.mark.parametrize("element", ["div", "blockquote", "b", "span", "section", "p"])
def test_elements_that_are_never_closed_are_as_a_browser_reads_them(reader, post, element):
    """Old posts are full of them."""
    file = reader.markdown(post(HEAD + f"<{element}>x " * 490), lenient=True)
    body, why_not = reader.body(file.post, file.html, "a.md", Site())

    assert why_not == []
    assert body.html.count(f"</{element}>") >= 490


def test_as_deep_as_anybody_writes_is_read(reader, post):
    """A quote of quotes in a list of lists."""
    text = "".join("    " * depth + "- x\n" for depth in range(12)) + "\n" + "> " * 12 + "x\n"
    file = reader.markdown(post(HEAD + text), lenient=False)
    body, why_not = reader.body(file.post, file.html, "a.md", Site())

    assert why_not == []
    assert body.html.count("<ul>") == 12


def test_front_matter_that_is_nested_too_deeply_is_refused(reader, post):
    """By its own reader, at its line."""
    file = reader.markdown(post("---\ntitle: " + "[" * 5000 + "\n---\nx\n"), lenient=False)

    assert file.post is None
    assert [found.severity for found in file.findings] == ["error"]
    assert "Recursion" not in file.findings[0].message


@pytest.mark.parametrize("given", [{}, {"POST_MAX_BYTES": 5000}])
def test_the_largest_size_is_a_setting(given):
    """A megabyte where it is not set."""
    assert max_bytes(given) == (given.get("POST_MAX_BYTES", 1_000_000), [])


@pytest.mark.parametrize("value", ["1 MB", 0, -1, 1.5, None, True])
def test_a_size_that_is_none_is_an_error(value):
    """And the usual one counts, so that the rest is checked too."""
    most, (finding,) = max_bytes({"POST_MAX_BYTES": value})

    assert (most, finding.severity, finding.rule) == (1_000_000, "error", "post/bad-setting")


def test_older_posts_are_read_there_as_well(reader, post):
    """With what Pelican's readers make of them."""
    rst = post("A & b\n#####\n\n:date: 2026-01-02\n:tags: x, y\n\nSome *words*.\n", "a.rst")
    html = post(
        "<html><head><title>A &amp; b</title><meta name='date' content='2026-01-02'></head>"
        "<body><p>Words</p></body></html>",
        "a.html",
    )

    first = reader.other_markup(rst, convert_rst, SETTINGS, lenient=False)
    second = reader.other_markup(html, convert_html, SETTINGS, lenient=False)

    assert (first.post.front.title, first.post.front.topics) == ("A & b", ["x", "y"])
    assert first.html.strip() == "<p>Some <em>words</em>.</p>"
    assert (second.post.front.title, second.html) == ("A & b", "<p>Words</p>")
    assert first.findings + second.findings == []


def test_an_older_post_that_is_not_utf8_is_told_at_its_line(reader, post):
    """As a Markdown post is."""
    file = reader.other_markup(
        post(b"A\n#\n\n\xe9\n", "a.rst"), convert_rst, SETTINGS, lenient=False
    )

    assert told(file) == [("a.rst", 4, "error", "front-matter/unreadable")]


def test_nothing_of_a_refusal_is_lost_on_its_way():
    """What the supervisor refuses is raised in the worker as it was."""
    asked = read_post._RemoteSiteContext(lambda *_question: read_post.Refusal("m", "c", "bad-link"))

    with pytest.raises(LinkError) as link:
        asked.link("x")
    with pytest.raises(PictureError) as picture:
        asked.image("x")

    assert (link.value.message, link.value.hint, link.value.rule) == ("m", "c", "bad-link")
    assert (picture.value.message, picture.value.hint) == ("m", "c")
