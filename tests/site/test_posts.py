"""Reading all posts of a build: what Pelican gets, what is withheld, and what is reported."""

import errno
from datetime import UTC, date, datetime

import pytest
from bs4 import BeautifulSoup
from PIL import Image

from plugins.core import left_out
from plugins.core.bidi import CONTROLS, texts_with_unpaired
from plugins.core.findings import Finding
from plugins.core.visibility import WithheldPost
from plugins.posts.result import ReadPost
from plugins.posts.supervised import SupervisedReader
from plugins.site import posts
from plugins.site.readers import CONVERTERS
from tests.publishing.small_site import write
from tests.site.builds import new_build

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def reader():
    """One worker process for all tests."""
    reader = SupervisedReader()
    yield reader
    reader.close()


@pytest.fixture
def build_of(tmp_path, monkeypatch, reader):
    """Makes a build, started in the folder above content/, with pictures in it."""
    images = tmp_path / "content" / "images"
    images.mkdir(parents=True)
    Image.new("RGB", (40, 30), "teal").save(images / "desk.png")
    Image.new("RGB", (600, 400), "teal").save(images / "room.png")
    (images / "words.png").write_text("no picture")
    write(tmp_path, "content/data/clinic.yaml", "name: A clinic\n")
    monkeypatch.chdir(tmp_path)

    def _build_of(**changes):
        build = new_build(tmp_path, **changes)
        build.reader, build.now = reader, changes.get("now", NOW)
        return build

    return _build_of


@pytest.fixture
def build(build_of):
    """A public, strict build."""
    return build_of()


def read(build, text, name="a-post.md"):
    """The HTML and the attributes of a post with this text."""
    path = write(build.site.content, f"articles/{name}", text)
    posts.read_all(build, [path], CONVERTERS)
    post = posts.finished(build, path, CONVERTERS)
    return post.html, post.values


def messages(build):
    return [(f.path, f.line, f.severity, f.message) for f in build.request.findings.all]


def test_a_post_becomes_pelicans_content(build):
    """Its HTML and its attributes; the picture at its top is encoded."""
    html, values = read(
        build,
        "---\ntitle: A post\ndate: 2026-03-14\ncategory: Running\ntags: Sleep\nauthor: Nora Lind\n"
        "image: {src: room.png, alt: A room, focus: 40% 20%}\n---\nSome *words*.\n",
    )

    assert html == "<p>Some <em>words</em>.</p>"
    assert build.request.findings.all == []
    assert values["title"] == "A post"
    assert values["category"] == "Running"
    assert values["tags"] == ["Sleep"]
    assert values["authors"] == ["Nora Lind"]
    picture = values["picture"]
    assert (picture.width, picture.alt, picture.focus) == (600, "A room", (40, 20))


def test_a_broken_post_is_skipped_with_its_finding(build):
    """With the file's name and the line."""
    html, values = read(build, "---\ntitle: A: b\n---\nWords")

    assert (html, values) == (None, {"status": "skip"})
    assert messages(build) == [
        ("content/articles/a-post.md", 2, "error", "The value of “title” has a colon in it.")
    ]
    assert build.withheld == [WithheldPost("articles/a-post.md", "a-post", "cannot be read")]


def test_the_body_of_a_post_with_bad_keys_is_checked_too(build):
    """One run reports everything that is wrong with a post."""
    read(
        build,
        "---\ntitle: A\nstatus: publishd\nimage:\n  src: no.png\n  alt: Cat\n---\n![](desk.png)\n",
    )

    assert [(line, severity) for _path, line, severity, _message in messages(build)] == [
        (3, "error"),
        (5, "error"),
        (8, "error"),
    ]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("status: draft", "is draft"),
        ("status: skip", "is skipped"),
        ("date: 2027-01-01", "is scheduled for 1 january 2027"),
    ],
)
def test_what_is_not_public_is_withheld(build, row, reason):
    """The reason is kept for messages about links to it."""
    html, _values = read(build, f"---\ntitle: A\nslug: b\n{row}\n---\nWords")

    assert html is None
    assert build.withheld == [WithheldPost("articles/a-post.md", "b", reason)]
    assert build.request.findings.all == []


def test_pelican_gets_the_status_of_a_hidden_post(build_of):
    """It then writes the page and lists it nowhere; a preview lists it, with a mark."""
    text = "---\ntitle: A\ndate: 2026-01-01\nstatus: hidden\n---\nWords"

    for preview in (False, True):
        _html, values = read(build_of(preview=preview), text)

        assert values.get("status") == (None if preview else "hidden")
        assert values["preview_mark"] == ("Hidden" if preview else "")


@pytest.mark.parametrize("preview", [False, True])
def test_only_a_preview_gets_what_is_for_editors(build_of, preview):
    """Also of a public post; the list of what is missing is of one that is not public yet."""
    keys = "planned: 2027-01-01\nreview_notes: Look\n"
    day, notes = (date(2027, 1, 1), ["Look"]) if preview else (None, [])

    _html, public = read(build_of(preview=preview), f"---\ntitle: A\n{keys}---\nWords")

    assert (public["planned"], public["review_notes"], public["readiness"]) == (day, notes, ())


@pytest.mark.parametrize("row", ["status: draft", "status: ready", "date: 2027-02-01"])
def test_a_preview_lists_what_a_post_lacks_before_it_is_public(build_of, row):
    """With what the build finds; what a draft still lacks is not reported otherwise."""
    build = build_of(preview=True)
    _html, values = read(build, f"---\ntitle: A\n{row}\n---\nTODO\n\n## Why?")

    missing = values["readiness"][0].rows
    assert any("TODO" in each for each in missing)
    assert any("Why?" in each for each in missing)
    reported = [each.line for each in build.request.findings.all]
    assert reported == ([5] if row == "status: draft" else [5, 7])


def test_a_preview_shows_and_marks_it(build_of):
    """A draft needs no date; in a preview it is the newest post."""
    build = build_of(preview=True)

    html, values = read(build, "---\ntitle: A\nstatus: draft\n---\nWords")

    assert html == "<p>Words</p>"
    assert values["preview_mark"] == "Draft"
    assert values["date"] == build.now


def test_a_date_is_in_the_sites_time_zone(build):
    """In summer, 12:30 in London is 11:30 UTC."""
    build.now = datetime(2026, 7, 1, 11, 45, tzinfo=UTC)

    html, _values = read(build, "---\ntitle: A\ndate: 2026-07-01 12:30\n---\nWords")

    assert html == "<p>Words</p>"


@pytest.mark.parametrize(("lenient", "severity"), [(False, "error"), (True, "warning")])
def test_problems_have_the_line_of_their_words(build_of, lenient, severity):
    """A missing alternative text and a missing file; warnings in a lenient build."""
    build = build_of(lenient=lenient)

    read(
        build,
        "---\ntitle: A\nimage:\n  alt: A cat\n  src: nope.png\ndate: 2020-01-02\n---\nWords\n\n"
        "![](desk.png)\n",
    )

    found = messages(build)
    assert [(line, level) for _path, line, level, _message in found] == [
        (5, severity),
        (10, severity),
    ]
    assert found[0][3] == "There is no picture “nope.png”."


def test_a_missing_alternative_text_is_reported_at_its_line(build):
    """Not at the line where the same picture has alternative text."""
    read(build, "---\ntitle: A\n---\n![A desk](desk.png)\n\n![](desk.png)\n")

    assert [line for _path, line, _severity, _message in messages(build)] == [6]


def test_an_html_post_is_read_by_the_same_model(build):
    """Pelican's reader parses it, our model validates the result."""
    html, values = read(
        build,
        "<html><head><title>A post</title><meta name='tags' content='Sleep, Rest'>"
        "<meta name='date' content='2026-03-14'></head><body><p>Words</p></body></html>",
        "a.html",
    )

    assert html.strip() == "<p>Words</p>"
    assert build.request.findings.all == []
    assert values["tags"] == ["Sleep", "Rest"]
    assert values["date"] == datetime.fromisoformat("2026-03-14")


@pytest.mark.parametrize("lenient", [False, True])
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.html", "---\npublished: false\n---\n<html><head><title>A</title></head></html>"),
        ("a.html", "\ufeff\n+++\ndraft = true\n+++\n<html><title>A</title></html>"),
        ("a.html", '{"draft": true}\n<html><title>A</title></html>'),
        ("a.rst", "---\ndraft: true\n---\n\nA\n=\n\nWords\n"),
        ("a.rst", ".. title: A\n.. status: draft\n\nWords\n"),
        ("a.md", '---json\n{"title": "A", "draft": true}\n---\nWords\n'),
        ("a.md", "--- # mine\ntitle: A\ndraft: true\n---\nWords\n"),
    ],
)
def test_front_matter_never_becomes_text(build_of, lenient, name, text):
    """It may say that the post is a draft."""
    build = build_of(lenient=lenient)

    html, _values = read(build, text, name)

    assert html is None
    assert [bool(found.line) for found in build.request.findings.all] == [True]
    assert bool(build.request.findings.errors) is not lenient


def test_a_build_whose_reader_fails_is_no_site_without_posts(build_of, monkeypatch):
    """A lenient build leaves out one post that ends the reader, but not all of several."""
    failed = Finding("a.md", 0, "error", "post/failed", "The reader has ended.", "Look.")
    monkeypatch.setattr(posts, "_read", lambda *_: ReadPost("a.md", (failed,)))
    build = build_of(lenient=True)
    paths = [write(build.site.content, f"articles/{name}.md", "x") for name in "ab"]

    posts.read_all(build, paths[:1], CONVERTERS)
    assert not build.request.findings.errors
    posts.read_all(build, paths, CONVERTERS)
    assert [found.rule for found in build.request.findings.errors] == ["post/failed"]


def test_an_invalid_key_of_an_html_post_is_reported(build):
    """At line 1, because Pelican's reader has no lines."""
    read(
        build,
        "<head><title>A</title><meta name='date' content='soon'></head><body>Words</body>",
        "a.html",
    )

    assert messages(build) == [
        ("content/articles/a.html", 1, "error", "date: “soon” is not a date.")
    ]


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
def test_an_unpaired_direction_is_reported_at_its_line(build_of, name, text, body, front, lenient):
    """In every kind of post, in front matter and body; the built post does not have it."""
    build = build_of(lenient=lenient)

    html, values = read(build, text, name)

    severity = "warning" if lenient else "error"
    found = sorted((f.rule, f.line, f.severity) for f in build.request.findings.all)
    assert found == [
        *(("article-body/unpaired-direction", line, severity) for line in body),
        *(("front-matter/unpaired-direction", line, severity) for line in front),
    ]
    assert not CONTROLS.search(html)
    assert list(texts_with_unpaired(values)) == []


@pytest.mark.parametrize("key", ["description", "summary"])
def test_an_unpaired_direction_may_be_escaped_twice(build, key):
    """A description is decoded repeatedly, and checked again after that."""
    _html, values = read(
        build, f"---\ntitle: A\ndate: 2026-03-14\n{key}: a &amp;#x202e;b\n---\nWords\n"
    )

    assert values["excerpt"] == "a b"
    assert list(texts_with_unpaired(values)) == []


def test_a_picture_is_in_the_body_once_it_is_encoded(build):
    """The picture's files are published; its address begins with that of the site."""
    html, _values = read(build, "---\ntitle: A\n---\n![A desk](desk.png)\n")

    (image,) = BeautifulSoup(html, "html.parser").find_all("img")
    assert (build.site.output / image["src"].lstrip("/")).is_file()
    assert (image["alt"], image["width"]) == ("A desk", "40")


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        ("", [4]),
        ("waive: {rule: picture/too-small, reason: An old photograph, until: 2027-01-01}\n", []),
        ("status: draft\n", []),
    ],
)
def test_a_picture_at_the_top_needs_a_size(build, rows, lines):
    """That of theme.toml, unless the post says why not; one in the text is shown as it is."""
    text = "---\ntitle: A\ndate: 2026-03-14\nimage: {src: desk.png, alt: A desk}\n"

    read(build, f"{text}{rows}---\n![A desk](desk.png)\n")

    found = [(each.line, each.severity, each.rule) for each in build.request.findings.all]
    assert found == [(line, "warning", "picture/too-small") for line in lines]


@pytest.mark.parametrize("lenient", [False, True])
def test_a_picture_that_cannot_be_encoded_is_left_out(build_of, lenient):
    """In the body and at the top, with the line of each; the words around it stay."""
    build = build_of(lenient=lenient)
    front = "---\ntitle: A\nimage: {src: words.png, alt: A desk}\ndate: 2020-01-02\n---\n"
    text = f"{front}One ![x](words.png) two\n"

    html, values = read(build, text)

    assert "img" not in html
    assert BeautifulSoup(html, "html.parser").get_text().split() == ["One", "two"]
    assert values["picture"] is None
    severity = "warning" if lenient else "error"
    assert [(f.line, f.severity, f.rule) for f in build.request.findings.all] == [
        (3, severity, "front-matter/bad-picture"),
        (6, severity, "article-body/missing-picture"),
    ]


def test_a_withheld_post_is_not_checked_and_publishes_no_picture(build):
    """Its body is a draft as well."""
    read(build, "---\ntitle: A\nstatus: draft\n---\n![](desk.png) ![x](none.png)\n")

    assert messages(build) == []
    assert not (build.site.output / "images").exists()


def test_a_post_that_cannot_be_opened_is_an_error_of_its_own(build):
    """The others are read; it may have been renamed a moment before."""
    gone = build.site.content / "articles" / "gone.md"
    there = write(build.site.content, "articles/b.md", "---\ntitle: B\n---\nWords\n")

    posts.read_all(build, [gone, there], CONVERTERS)

    assert build.posts[there].html == "<p>Words</p>"
    assert build.posts[gone].values == {"status": "skip"}
    (finding,) = build.request.findings.all
    assert (finding.path, finding.rule) == ("content/articles/gone.md", "post/not-read")
    assert build.withheld == [WithheldPost("articles/gone.md", "gone", "cannot be read")]


def test_a_disk_that_fails_ends_the_build(build, monkeypatch):
    """It is no error of a post."""
    path = write(build.site.content, "articles/b.md", "---\ntitle: B\n---\nWords\n")

    def fail(*_args, **_given):
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(build.reader, "read", fail)

    with pytest.raises(OSError, match="Input/output"):
        posts.read_all(build, [path], CONVERTERS)


@pytest.mark.parametrize(("status", "rules"), [("draft", []), ("published", ["post/too-deep"])])
def test_a_body_that_cannot_be_read_is_an_error_where_it_is_shown(build, status, rules):
    """A draft is still a draft for messages about links to it."""
    text = (
        f"---\ntitle: A\nslug: deep\nstatus: {status}\ntopics: [Sleep]\ncategory: News\n---\n"
        + "<div>" * 600
    )

    html, values = read(build, text)

    assert (html, values) == (None, {"status": "skip"})
    assert [finding.rule for finding in build.request.findings.all] == rules
    reason, topics = ("cannot be read", ()) if rules else ("is draft", ("Sleep", "News"))
    assert build.withheld == [WithheldPost("articles/a-post.md", "deep", reason, topics)]


def test_many_posts_are_read_by_several_workers(build_of, monkeypatch):
    """The result is the same, in the order of the files; each worker is closed."""
    made = []

    class Another(SupervisedReader):
        def another(self):
            made.append(Another())
            return made[-1]

    monkeypatch.setattr(posts, "_POSTS_A_WORKER", 2)
    monkeypatch.setattr(posts, "cores", lambda: 3)
    build = build_of()
    build.reader = Another()
    names = [f"content/articles/{number}.md" for number in range(9)]
    folder = build.site.content.parent
    files = [write(folder, name, f"---\ntitle: {name}\n---\n{name}\n") for name in names]

    posts.read_all(build, files, CONVERTERS)

    assert [post.html for post in build.posts.values()] == [f"<p>{name}</p>" for name in names]
    assert list(build.posts) == files
    assert len(made) == 2
    assert all(reader._worker._process is None for reader in made)
    build.reader.close()


def test_a_post_that_appears_later_is_read_when_pelican_asks_for_it(build):
    """Another plugin may add files."""
    path = write(build.site.content, "other/b.md", "---\ntitle: B\n---\nWords\n")

    assert posts.finished(build, path, CONVERTERS).html == "<p>Words</p>"


def test_an_article_needs_a_date(build):
    """At the line of its first key; the hint has today's date."""
    values = {"source_file": "content/articles/a.md", "field_lines": {"title": 2, "topics": 3}}

    finding = posts.missing_date(values, build.now)

    assert (finding.path, finding.line) == ("content/articles/a.md", 2)
    assert (finding.severity, finding.rule) == ("error", "front-matter/missing-key")
    assert "`date: 2026-11-23`" in finding.hint


@pytest.mark.parametrize("lenient", [False, True])
@pytest.mark.parametrize(
    ("name", "rows", "slug"),
    [("😀.md", "", ""), ("!!!.md", "", ""), ("...md", "", ""), ("👣 👟.md", "", ""),
     ("😀.md", "slug: walking", "walking"), ("日本.md", "", None), ("1.md", "", None),
     ("😀.md", "save_as: walking/index.html", None)],
)  # fmt: skip
def test_a_file_name_without_letters_makes_no_address(build_of, lenient, name, rows, slug):
    """Pelican writes such a page over the list of all articles."""
    build = build_of(lenient=lenient)

    text = f"---\ntitle: On foot!\ndate: 2020-01-02\n{rows}\n---\nWords"
    html, values = read(build, text, name)

    if slug == "":
        (found,) = build.request.findings.all
        as_error = ("error", "front-matter/missing-slug")
        expected = ("warning", left_out.RULE) if lenient else as_error
        assert (found.line, found.severity, found.rule) == (2, *expected)
        assert "`slug: on-foot`" in found.hint
        assert (html, values) == (None, {"status": "skip"})
        assert build.withheld[0].reason == "has no address"
    else:
        assert build.request.findings.all == []
        assert values.get("slug") == slug


REVIEW = """\
---
title: A
date: 2026-03-14
modified: {day}
reviewed: {day}
reviewed_by: {name}
---
Words
"""


@pytest.mark.parametrize("lenient", [False, True])
@pytest.mark.parametrize(
    ("day", "name", "rules"),
    [
        ("2026-03-15", "Tove Holm", set()),
        ("2026-03-15", "Tove Halm", {"review/unknown-person"}),
        ("2026-11-24", "Tove Holm", {"front-matter/modified-in-future", "review/in-future"}),
    ],
)
def test_what_cannot_be_true_is_reported_and_not_shown(
    build_of, tmp_path, lenient, day, name, rules
):
    """By the time of the build, and the names in people.yaml."""
    write(tmp_path, "content/data/people.yaml", "- name: Tove Holm\n  slug: tove-holm\n")
    build = build_of(lenient=lenient)

    _html, values = read(build, REVIEW.format(day=day, name=name))

    found = {(each.rule, each.severity) for each in build.request.findings.all}
    assert found == {(rule, "warning" if lenient else "error") for rule in rules}
    assert (values["reviewed"] is None, values["reviewed_by"] == "") == (bool(rules),) * 2
    assert ("modified" in values) == (day < "2026-11-23")
    assert (values["updated"] is None) == (day > "2026-11-23")


@pytest.mark.parametrize(
    ("section", "is_public"),
    [
        ("---\ntitle: S\ncascade:\n  draft: true\n---\n", False),
        ('+++\ntitle = "S"\n[cascade]\ndraft = true\n+++\n', False),
        ("---\ntitle: S\ncascade: [\n---\n", False),
        ("---\ntitle: S\n---\n", True),
        ("", True),
    ],
)
def test_a_folder_of_hugo_may_keep_its_posts_back(build_of, section, is_public):
    """In a lenient build; a page of a folder that cannot be read does so if it may."""
    build = build_of(lenient=True)
    write(build.site.content, "articles/private/_index.md", section)

    html, _ = read(build, "---\ntitle: A\ndate: 2026-01-02\n---\nWords.\n", "private/deep/a.md")

    assert (html is not None) is is_public
    assert [each.rule for each in build.request.findings.all] == (
        [] if is_public else ["post/left-out"]
    )
