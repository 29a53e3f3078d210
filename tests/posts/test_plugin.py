"""The glue: a file in, Pelican's content or a finding out."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from pelican import signals
from pelican.readers import Readers
from pelican.settings import DEFAULT_CONFIG
from PIL import Image

from plugins.core.bidi import CONTROLS, texts_with_unpaired
from plugins.core.findings import Findings
from plugins.core.visibility import WithheldPost
from plugins.posts import plugin
from plugins.posts.supervised import SupervisedReader
from plugins.responsive_images.store import ImageStore


@dataclass
class FakeProgress:
    """Records the steps that a terminal shows."""

    steps: list = field(default_factory=list)

    def step(self, name):
        """Record one step."""
        self.steps.append(name)


@dataclass
class FakePelican:
    """The attributes of Pelican and of a generator that the glue uses."""

    settings: dict
    tags: dict = field(default_factory=dict)
    translations: list = field(default_factory=list)
    context: dict = field(default_factory=dict)


NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass
class FakeArticle:
    """The attributes of an article that are read."""

    slug: str
    date: datetime
    lang: str = "en-gb"
    tags: list = field(default_factory=list)


@pytest.fixture(scope="module")
def reader():
    """One worker process for all tests."""
    reader = SupervisedReader()
    yield reader
    reader.close()


@pytest.fixture
def settings(tmp_path, monkeypatch, reader):
    """A build's settings, started in the folder above content/, with one picture in it."""
    images = tmp_path / "content" / "images"
    images.mkdir(parents=True)
    Image.new("RGB", (40, 30), "teal").save(images / "desk.png")
    (tmp_path / "content" / "articles").mkdir()
    monkeypatch.chdir(tmp_path)
    return {
        **DEFAULT_CONFIG,
        "PATH": str(tmp_path / "content"),
        "SITEURL": "",
        "DEFAULT_LANG": "en-GB",
        "DEFAULT_CATEGORY": "Articles",
        "TIMEZONE": "Europe/London",
        "FORMATTED_FIELDS": [],
        "LENIENT": False,
        "PREVIEW": False,
        "NOW": datetime(2026, 11, 23, 12, 0, tzinfo=UTC),
        "FINDINGS": Findings(),
        "PICTURES": ImageStore(tmp_path / "content", tmp_path / "output"),
        "PROGRESS": FakeProgress(),
        "WITHHELD": [],
        "POST_READER": reader,
    }


@pytest.fixture
def read(settings, tmp_path):
    """Reads the text of a post as Pelican would: returns the HTML and the attributes."""

    def _read(text, name="a-post.md"):
        path = tmp_path / "content" / "articles" / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        readers = plugin.PostReader
        if name.endswith(".html"):
            readers = plugin.HtmlPostReader
        if name.endswith(".rst"):
            readers = plugin.RestructuredTextPostReader
        return readers(settings).read(str(path))

    return _read


def messages(settings):
    return [(f.path, f.line, f.severity, f.message) for f in settings["FINDINGS"].all]


def test_a_post_becomes_pelicans_content(read, settings):
    """HTML and attributes, names as Pelican's objects with URLs."""
    html, values = read(
        "---\ntitle: A post\ndate: 2026-03-14\ncategory: Running\ntags: Sleep\nauthor: Nora Lind\n"
        "image: {src: desk.png, alt: A desk}\n---\nSome *words*.\n"
    )

    assert html == "<p>Some <em>words</em>.</p>"
    assert settings["FINDINGS"].all == []
    assert values["title"] == "A post"
    assert (values["category"].slug, values["category"].name) == ("running", "Running")
    assert [tag.slug for tag in values["tags"]] == ["sleep"]
    assert values["author"].name == "Nora Lind"
    assert (values["picture"].width, values["picture"].alt) == (40, "A desk")
    assert settings["PROGRESS"].steps == ["Reading posts"]


def test_a_broken_post_is_skipped_with_its_finding(read, settings):
    """With the file's name and the line."""
    html, values = read("---\ntitle: A: b\n---\nWords")

    assert (html, values) == (None, {"status": "skip"})
    assert messages(settings) == [
        ("content/articles/a-post.md", 2, "error", "The value of “title” has a colon in it.")
    ]
    assert settings["WITHHELD"] == [WithheldPost("articles/a-post.md", "a-post", "cannot be read")]


def test_the_body_of_a_post_with_bad_keys_is_checked_too(read, settings):
    """One run reports everything that is wrong with a post."""
    read("---\ntitle: A\nstatus: publishd\nimage:\n  src: nope.png\n  alt: B\n---\n![](desk.png)\n")

    assert [(line, severity) for _path, line, severity, _message in messages(settings)] == [
        (3, "error"),
        (5, "error"),
        (8, "error"),
    ]


@pytest.mark.parametrize(
    ("row", "reason"),
    [("status: draft", "is draft"), ("status: hidden", "is hidden"), ("status: skip", "is skipped"),
     ("date: 2027-01-01", "is scheduled for 1 january 2027")],
)  # fmt: skip
def test_what_is_not_public_is_withheld(read, settings, row, reason):
    """The reason is kept for messages about links to it."""
    html, _values = read(f"---\ntitle: A\nslug: b\n{row}\n---\nWords")

    assert html is None
    assert settings["WITHHELD"] == [WithheldPost("articles/a-post.md", "b", reason)]
    assert settings["FINDINGS"].all == []


def test_the_body_of_a_withheld_post_is_not_checked(read, settings, tmp_path):
    """Neither is its picture at the top, and no picture of it is encoded."""
    read(
        "---\ntitle: A\nstatus: draft\nimage: {src: no.png, alt: A}\n---\n"
        "![](desk.png) ![B](no.png)\n"
    )

    assert settings["FINDINGS"].all == []
    assert not (tmp_path / "output").exists()


def test_a_damaged_picture_is_reported_at_its_line(read, settings, tmp_path):
    """In the body and at the top; the other pictures are shown."""
    (tmp_path / "content" / "images" / "bad.png").write_bytes(b"not a picture")

    html, values = read(
        "---\ntitle: A\nimage: {src: bad.png, alt: A}\n---\n![A](desk.png)\n\n![B](bad.png)\n"
    )

    assert [(found.line, found.rule) for found in settings["FINDINGS"].all] == [
        (3, "front-matter/bad-picture"),
        (7, "article-body/missing-picture"),
    ]
    assert html.count("<img") == 1
    assert values["picture"] is None


def test_a_preview_shows_and_marks_it(read, settings):
    """A draft needs no date; in a preview it is the newest post."""
    settings["PREVIEW"] = True

    html, values = read("---\ntitle: A\nstatus: draft\n---\nWords")

    assert html == "<p>Words</p>"
    assert values["preview_mark"] == "Draft"
    assert values["date"] == settings["NOW"]


def test_a_date_is_in_the_sites_time_zone(read, settings):
    """In summer, 12:30 in London is 11:30 UTC."""
    settings["NOW"] = datetime(2026, 7, 1, 11, 45, tzinfo=UTC)

    html, _values = read("---\ntitle: A\ndate: 2026-07-01 12:30\n---\nWords")

    assert html == "<p>Words</p>"


@pytest.mark.parametrize(("lenient", "severity"), [(False, "error"), (True, "warning")])
def test_problems_have_the_line_of_their_words(read, settings, lenient, severity):
    """A missing alternative text and a missing file; warnings in a lenient build."""
    settings["LENIENT"] = lenient

    read("---\ntitle: A\nimage:\n  alt: B\n  src: nope.png\n---\nWords\n\n![](desk.png)\n")

    found = messages(settings)
    assert [(line, level) for _path, line, level, _message in found] == [
        (5, severity),
        (9, severity),
    ]
    assert found[0][3] == "There is no picture “nope.png”."


def test_a_missing_alternative_text_is_reported_at_its_line(read, settings):
    """Not at the line where the same picture has alternative text."""
    read("---\ntitle: A\n---\n![A desk](desk.png)\n\n![](desk.png)\n")

    assert [line for _path, line, _severity, _message in messages(settings)] == [6]


def test_an_html_post_is_read_by_the_same_model(read, settings):
    """Pelican's reader parses it, our model validates the result."""
    html, values = read(
        "<html><head><title>A post</title><meta name='tags' content='Sleep, Rest'>"
        "<meta name='date' content='2026-03-14'></head><body><p>Words</p></body></html>",
        "a.html",
    )

    assert html.strip() == "<p>Words</p>"
    assert settings["FINDINGS"].all == []
    assert [tag.name for tag in values["tags"]] == ["Sleep", "Rest"]
    assert values["date"] == datetime.fromisoformat("2026-03-14")


def test_an_invalid_key_of_an_html_post_is_reported(read, settings):
    """At line 1, because Pelican's reader has no lines."""
    read("<html><head><title>A</title><meta name='date' content='soon'></head></html>", "a.html")

    assert messages(settings) == [
        ("content/articles/a.html", 1, "error", "date: “soon” is not a date.")
    ]


def test_pelicans_defaults_stay_pelicans(settings):
    """The default category is an object with a URL, with every reader."""
    for reader in (plugin.HtmlPostReader(settings), plugin.PostReader(settings)):
        assert reader.process_metadata("category", "Articles").slug == "articles"


def test_every_kind_of_post_has_our_reader(settings):
    """No file is read by Pelican's own readers."""
    settings["CACHE_CONTENT"] = settings["LOAD_CONTENT_CACHE"] = False
    readers = Readers(settings)

    plugin.use_readers(readers)

    names = {ending: cls.__name__ for ending, cls in readers.reader_classes.items()}
    assert names == {
        "static": "BaseReader", "md": "PostReader", "markdown": "PostReader", "mkd": "PostReader",
        "mdown": "PostReader", "rst": "RestructuredTextPostReader", "html": "HtmlPostReader",
        "htm": "HtmlPostReader",
    }  # fmt: skip


def test_an_article_needs_a_date(settings):
    """At the line of its first key; the hint has today's date."""
    metadata = {"source_file": "content/articles/a.md", "field_lines": {"title": 2, "topics": 3}}

    plugin.require_date(FakePelican(settings), metadata)

    (finding,) = settings["FINDINGS"].all
    assert metadata["status"] == "skip"
    assert (finding.line, finding.message) == (2, "“date” is missing.")
    assert finding.hint == "Write `date: 2026-11-23`, or `status: draft` until it is ready."


@pytest.mark.parametrize(
    "metadata", [{"date": datetime.fromisoformat("2026-03-14")}, {"status": "skip"}]
)
def test_a_dated_or_skipped_article_is_left_alone(settings, metadata):
    """Without another finding."""
    before = dict(metadata)

    plugin.require_date(FakePelican(settings), metadata)

    assert metadata == before
    assert settings["FINDINGS"].all == []


def test_topics_are_sorted_by_name(settings):
    """In any letter case."""
    generator = FakePelican(settings, tags={"sleep": [1], "Ankle": [2], "Rest": [3]})

    plugin.sort_topics(generator)

    assert generator.context["topics"] == [("Ankle", [2]), ("Rest", [3]), ("sleep", [1])]


def test_a_translation_keeps_the_topics_that_have_a_page(settings):
    """Pelican writes none for a topic that only translations have."""
    translation = FakeArticle("a", NEW_YEAR, tags=["Ro", "Sleep"])

    plugin.sort_topics(FakePelican(settings, tags={"Sleep": [1]}, translations=[translation]))

    assert translation.tags == ["Sleep"]


def test_newest_articles_come_first():
    """Articles of one date by slug, translations by language."""
    old = FakeArticle("a", NEW_YEAR.replace(year=2020))
    new = [FakeArticle("c", NEW_YEAR), FakeArticle("b", NEW_YEAR, "nb"), FakeArticle("b", NEW_YEAR)]

    assert sorted([old, *new], key=plugin.newest_first) == [new[2], new[1], new[0], old]


def test_a_build_begins_with_nothing_withheld(settings):
    """And with our order of articles."""
    settings["WITHHELD"] = ["old"]

    plugin.prepare(FakePelican(settings))

    assert settings["WITHHELD"] == []
    assert settings["ARTICLE_ORDER_BY"] is plugin.newest_first


def test_the_glue_is_connected():
    """register() connects the named handlers, and nothing else."""
    plugin.register()

    handlers = {
        signals.article_generator_finalized: plugin.sort_topics,
        signals.initialized: plugin.prepare,
        signals.readers_init: plugin.use_readers,
        signals.article_generator_context: plugin.require_date,
    }
    try:
        for signal, handler in handlers.items():
            assert handler in list(signal.receivers_for(signal.ANY))
    finally:
        for signal, handler in handlers.items():
            signal.disconnect(handler)


TURNED_MD = """\
---
title: A post
date: 2026-03-14
---
One

## Two &#x202e;three

Four \u202efive
"""
TURNED_HTML = """\
<html><head>
<title>A &#x202e; post</title>
<meta name="date" content="2026-03-14">
<meta name="summary" content="Some \u2067words">
</head><body>
<p>One</p>
<p>Two &#8294;three</p></body></html>
"""
TURNED_RST = """\
A \u202epost
#######

:date: 2026-03-14
:summary: Some \u2067words

One

Two \u202bthree
"""


@pytest.mark.parametrize(
    ("name", "text", "body", "front"),
    [
        ("a.md", TURNED_MD, [7, 9], []),
        ("a.html", TURNED_HTML, [7], [2, 4]),
        ("a.rst", TURNED_RST, [9], [1, 5]),
    ],
)
@pytest.mark.parametrize("lenient", [False, True])
def test_an_unpaired_direction_is_reported_at_its_line(
    read, settings, name, text, body, front, lenient
):
    """In every kind of post, in front matter and body; the built post does not have it."""
    settings["LENIENT"] = lenient

    html, values = read(text, name)

    severity = "warning" if lenient else "error"
    found = sorted((f.rule, f.line, f.severity) for f in settings["FINDINGS"].all)
    assert found == [
        *(("article-body/unpaired-direction", line, severity) for line in body),
        *(("front-matter/unpaired-direction", line, severity) for line in front),
    ]
    assert not CONTROLS.search(html)
    assert list(texts_with_unpaired(values)) == []


@pytest.mark.parametrize("key", ["description", "summary"])
def test_an_unpaired_direction_may_be_escaped_twice(read, key):
    """A description is decoded repeatedly, and checked again after that."""
    _html, values = read(f"---\ntitle: A\ndate: 2026-03-14\n{key}: a &amp;#x202e;b\n---\nWords\n")

    assert values["excerpt"] == "a b"
    assert list(texts_with_unpaired(values)) == []
