"""Posts are read in a worker process, within limits."""

import time
from functools import partial
from pathlib import Path

import pytest
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from plugins.posts import supervised
from plugins.posts.questions import AnySiteContext, Question, Refusal
from plugins.posts.read_post import read_post
from plugins.posts.supervised import SupervisedReader, max_bytes, seconds
from plugins.site.readers import convert_html, convert_rst
from plugins.worker.inheriting import InheritingWorker
from tests.posts.small_context import IMAGE, Site
from tests.publishing.small_site import write

pytestmark = pytest.mark.slow

HEAD = "---\ntitle: A\ndate: 2026-01-02\n---\n"
SETTINGS = {"DEFAULT_LANG": "en", "FORMATTED_FIELDS": []}
RST, HTML = (partial(convert, settings=SETTINGS) for convert in (convert_rst, convert_html))


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


def read_with(reader, path, *, lenient=False, convert=None, context=None):
    return reader.read(path, context or AnySiteContext(), lenient=lenient, convert=convert)


def findings_of(read):
    return [(found.path, found.line, found.severity, found.rule) for found in read.findings]


def test_a_post_is_read_as_in_this_process(reader, post):
    """With the answers of the site, which only this process knows."""
    path = post(f"{HEAD}[x](x.md) ![A desk](desk.png) [y](y.md) ![No desk](none.png)\n")

    read = read_with(reader, path, context=Site())

    assert read == read_post(path.read_bytes(), Site(), path="a.md", lenient=False)
    assert 'href="/x/"' in read.html
    assert read.images == (IMAGE,)
    assert [finding.rule for finding in read.body_findings] == [
        "article-body/missing-picture",
        "article-body/linked-file",
    ]


def test_the_questions_come_back_with_the_post(reader, post):
    """Answers and refusals."""
    read = read_with(reader, post(f"{HEAD}[x](x.md) ![No](none.png) [y](y.md)\n"), context=Site())

    assert read.questions == (
        Question("image", "none.png", Refusal("No such picture.", "Look.")),
        Question("link", "x.md", "/x/"),
        Question("link", "y.md", Refusal("No such link.", "Look.", "article-body/linked-file")),
    )


def test_a_file_that_an_extension_reads_is_a_question(post, tmp_path):
    """Once, and of that post alone; what the site answers may differ later."""
    write(tmp_path, "content/words.txt", "Words")
    worker = InheritingWorker("plugins.posts.read_post", {"others": [Inserting()]}, (), tmp_path)
    reader = SupervisedReader(worker=worker)
    text = f"{HEAD}+content/words.txt\n\n+content/words.txt\n"

    first, second = (read_with(reader, post(each)) for each in (text, HEAD + "Words.\n"))

    assert first.html.count("Words") == 2
    assert first.questions == (Question("file", "content/words.txt", ""),)
    assert second.questions == ()


class Inserting(Extension):
    """Inserts files."""

    def extendMarkdown(self, md):  # noqa: N802  # Python-Markdown's name
        """With the step below."""
        md.preprocessors.register(InsertFiles(md), "insert", 50)


class InsertFiles(Preprocessor):
    """Replaces a line such as `+words.txt`."""

    def run(self, lines):
        """The lines."""
        return [Path(line[1:]).read_text() if line[:1] == "+" else line for line in lines]


def test_findings_name_the_file_as_the_editor_types_it(reader, post):
    """Relative to the working folder."""
    read = read_with(reader, post("---\ntitle: A: b\n---\nWords\n"))

    assert read.front is None
    assert findings_of(read) == [("a.md", 2, "error", "front-matter/unreadable")]


def test_a_missing_file_is_an_os_error(reader, post):
    """Callers handle it."""
    with pytest.raises(OSError, match=r"a\.md"):
        read_with(reader, post("x").parent / "gone" / "a.md")


@pytest.mark.parametrize(("name", "convert"), [("a.md", None), ("a.rst", RST), ("a.html", HTML)])
def test_a_file_that_is_too_large_is_not_read(post, name, convert):
    """An error in each kind of build."""
    small = SupervisedReader(max_bytes=100)

    read = read_with(small, post("x" * 101, name), lenient=True, convert=convert)

    assert read.front is None
    assert findings_of(read) == [(name, 0, "error", "post/too-large")]
    small.close()


def test_a_file_of_the_largest_size_is(post):
    """The limit itself is allowed."""
    text = f"{HEAD}Words.\n"
    reader = SupervisedReader(max_bytes=len(text))

    assert read_with(reader, post(text)).front
    reader.close()


def test_a_post_that_takes_too_long_is_an_error(post, monkeypatch):
    """It is named, its worker is gone, and the next post is read."""
    monkeypatch.setattr(supervised, "_SECONDS", 0.5)
    monkeypatch.setattr(supervised, "_SECONDS_A_BYTE", 0)
    reader = SupervisedReader()
    read_with(reader, post(HEAD))

    slow = read_with(reader, post(HEAD + "Some *words*.\n\n" * 40_000), lenient=True)
    monkeypatch.setattr(supervised, "_SECONDS", 20)
    after = read_with(reader, post(f"{HEAD}Words.\n", "b.md"), lenient=True)

    assert slow.front is None
    assert findings_of(slow) == [("a.md", 0, "error", "post/too-slow")]
    assert after.html == "<p>Words.</p>"
    reader.close()


def test_the_time_to_answer_does_not_count(post, monkeypatch):
    """A site may be on a slow disk."""
    monkeypatch.setattr(supervised, "_SECONDS", 2)
    reader = SupervisedReader()
    read_with(reader, post(HEAD))

    class SlowSite(Site):
        """Takes longer than the post may."""

        def link(self, href):
            """The link, after three seconds."""
            time.sleep(3)
            return super().link(href)

    assert read_with(reader, post(f"{HEAD}[x](x.md)\n"), context=SlowSite()).findings == ()
    reader.close()


@pytest.mark.parametrize(
    ("text", "convert", "reason"),
    [("__import__('os').abort()", eval, "process ended"), ("x", int, "ValueError")],
)
def test_a_worker_that_fails_is_an_error_of_the_post(reader, post, text, convert, reason):
    """Whether it ends or raises; the next post is read."""
    read = read_with(reader, post(text), lenient=True, convert=convert)

    assert findings_of(read) == [("a.md", 0, "error", "post/failed")]
    assert reason in read.findings[0].message
    assert read_with(reader, post(HEAD)).front


def test_readers_with_other_limits_share_a_worker(reader, post):
    """As the builds of a process that stays do."""
    limited = reader.limited(5)

    read = read_with(limited, post("Some words.\n"))

    assert findings_of(read) == [("a.md", 0, "error", "post/too-large")]
    assert limited._worker is reader._worker


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
    read = read_with(reader, post(HEAD + text), lenient=True)

    (finding,) = read.body_findings
    assert (read.has_body, finding.severity, finding.rule) == (False, "error", "post/too-deep")
    assert finding.line >= 5
    assert "Recursion" not in finding.message


def test_elements_that_a_browser_repeats_are_refused_where_they_are_too_many(reader, post):
    """A small post would become a page that no telephone opens."""
    text = "<p>" + "".join(f"<b class=c{number}>" for number in range(1000)) + "<p>x" * 1000

    read = read_with(reader, post(HEAD + text), lenient=True)

    assert (read.has_body, read.html) == (False, "")
    (found,) = read.body_findings
    assert (found.path, found.line, found.severity) == ("a.md", 5, "error")
    assert found.rule == "post/too-large"


@pytest.mark.parametrize("element", ["div", "blockquote", "b", "span", "section", "p"])
def test_elements_that_are_never_closed_are_as_a_browser_reads_them(reader, post, element):
    """Old posts are full of them."""
    read = read_with(reader, post(HEAD + f"<{element}>x " * 490), lenient=True)

    assert read.findings == ()
    assert read.html.count(f"</{element}>") >= 490


def test_as_deep_as_anybody_writes_is_read(reader, post):
    """A quote of quotes in a list of lists."""
    text = "".join("    " * depth + "- x\n" for depth in range(12)) + "\n" + "> " * 12 + "x\n"
    read = read_with(reader, post(HEAD + text))

    assert read.findings == ()
    assert read.html.count("<ul>") == 12


def test_front_matter_that_is_nested_too_deeply_is_refused(reader, post):
    """By its own reader, at its line."""
    read = read_with(reader, post("---\ntitle: " + "[" * 5000 + "\n---\nx\n"))

    assert read.front is None
    assert [found.severity for found in read.findings] == ["error"]
    assert "Recursion" not in read.findings[0].message


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

    first = read_with(reader, rst, convert=RST)
    second = read_with(reader, html, convert=HTML)

    assert (first.front.title, first.front.topics) == ("A & b", ["x", "y"])
    assert first.html.strip() == "<p>Some <em>words</em>.</p>"
    assert (second.front.title, second.html) == ("A & b", "<p>Words</p>")
    assert first.findings + second.findings == ()


def test_an_older_post_that_is_not_utf8_is_an_error_at_its_line(reader, post):
    """As a Markdown post is."""
    read = read_with(reader, post(b"A\n#\n\n\xe9\n", "a.rst"), convert=RST)

    assert findings_of(read) == [("a.rst", 4, "error", "front-matter/unreadable")]
