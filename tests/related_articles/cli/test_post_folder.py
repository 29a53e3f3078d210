"""A folder of posts becomes documents and warnings, whatever it contains."""

import os
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pelican.settings import DEFAULT_CONFIG
from pelican.utils import slugify

from plugins.related_articles.cli.post_folder import file_slug, find_posts, read_folder
from plugins.related_articles.cli.site_settings import SiteSettings, read_site_settings
from tests.building import SAMPLE

NOW = datetime(2026, 11, 23, tzinfo=UTC)
pytestmark = pytest.mark.usefixtures("one_worker")

SITE = SiteSettings(content=Path("content"), lang="en-gb", category="Articles")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty folder, which is also the working folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def read(folder, **posts):
    """The documents by slug and the findings of posts given by file name and text."""
    for name, text in posts.items():
        (folder / f"{name}.md").write_text(text, "utf-8")
    documents, findings = read_folder(folder, SITE, NOW)
    return {document.slug: document for document in documents}, findings


def test_a_post_is_read_as_a_build_reads_it(folder):
    """Every field of the front matter, and the Markdown as plain text."""
    text = (
        "---\ntitle: Why *we* warm up\ndate: 2026-03-14 09:30\ndescription: Warm <b>muscles</b>.\n"
        "topics: [Running, Sleep]\ncategory: Advice\nlang: nb\nslug: warm-up\n"
        "related: [a, b]\nrelated_exclude: c\n---\n"
        "A *first* [step](a.md).\n\n## How long?\n\nTen minutes.\n"
    )

    documents, _ = read(folder, post=text)
    found = documents["warm-up"]
    assert (found.title, found.text) == (
        "Why *we* warm up", "A first step.\nHow long?\nTen minutes.",
    )  # fmt: skip
    assert (found.headings, found.description) == (("How long?",), "Warm muscles.")
    assert (found.topics, found.category, found.lang) == (("Running", "Sleep"), "Advice", "nb")
    assert (found.pins, found.exclude, found.published) == (("a", "b"), ("c",), True)
    assert found.links == ("a.md",)
    assert found.date == datetime(2026, 3, 14, 9, 30, tzinfo=UTC)
    assert (found.path, found.lines["related"]) == ("post.md", 9)


def test_pelicans_metadata_lines_are_read(folder):
    """With the site's defaults for what is missing."""
    documents, findings = read(folder, old="Title: Old\nDate: 2020-01-02\nTags: a, b\n\nWords.\n")

    assert findings == []
    assert (documents["old"].topics, documents["old"].lang) == (("a", "b"), "en-gb")
    assert documents["old"].category == "Articles"


def test_unknown_keys_are_ignored(folder):
    """Posts of other sites have many."""
    text = "---\ntitle: A\ndate: 2020-01-02\nlayout: post\nimage: a.png\n---\nWords.\n"

    documents, findings = read(folder, a=text)
    assert (list(documents), findings) == (["a"], [])


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ("status: published", True),
        ("status: draft", False),
        ("status: hidden", False),
        ("date: 2027-01-01", False),
    ],
)
def test_only_public_posts_are_published(folder, head, published):
    """Not drafts, hidden posts and those dated after the given time."""
    date = "" if head.startswith("date") else "date: 2020-01-02\n"

    documents, _ = read(folder, a=f"---\ntitle: A\n{date}{head}\n---\nWords.\n")
    assert documents["a"].published is published


def test_a_post_that_is_skipped_does_not_exist(folder):
    """As in builds."""
    documents, _ = read(folder, a="---\ntitle: A\nstatus: skip\n---\nWords.\n")

    assert documents == {}


def test_a_post_without_a_date_gets_that_of_the_oldest(folder):
    """Not the time of its file, so every copy of the folder gives the same links."""
    documents, findings = read(
        folder,
        a="---\ntitle: A\n---\nWords.\n",
        b="---\ntitle: B\ndate: 2020-01-02\n---\nWords.\n",
        c="---\ntitle: C\ndate: 2019-05-06\n---\nWords.\n",
    )

    assert documents["a"].date == documents["c"].date == datetime(2019, 5, 6, tzinfo=UTC)
    assert [(each.path, each.rule) for each in findings] == [("a.md", "related-articles/no-date")]


def test_a_missing_date_is_taken_from_the_files_name_or_modified(folder):
    """In this order: `date`, the file's name, `modified`."""
    changed = "modified: 2021-01-02\n"
    (folder / "2020-03-04-b.md").write_text(f"---\ntitle: B\n{changed}---\nWords.\n")

    documents, _ = read(folder, a=f"---\ntitle: A\n{changed}---\nWords.\n")
    assert documents["a"].date == datetime(2021, 1, 2, tzinfo=UTC)
    assert documents["2020-03-04-b"].date == datetime(2020, 3, 4, tzinfo=UTC)


def test_an_invalid_date_is_reported_and_counts_as_missing(folder):
    """The post gets the date of the oldest one."""
    documents, findings = read(
        folder,
        a="---\ntitle: A\ndate: soon\n---\nWords.\n",
        b="---\ntitle: B\ndate: 2020-01-02\n---\nWords.\n",
    )

    assert documents["a"].date == datetime(2020, 1, 2, tzinfo=UTC)
    assert [(each.line, each.severity, each.rule) for each in findings] == [
        (3, "warning", "front-matter/bad-value"),
        (1, "warning", "related-articles/no-date"),
    ]


def test_without_any_date_all_posts_have_the_same(folder):
    """So dates do not influence the links."""
    documents, _ = read(folder, a="---\ntitle: A\n---\nx\n", b="---\ntitle: B\n---\nx\n")

    assert documents["a"].date == documents["b"].date == datetime(2000, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("title", ["", "title:\n", "title: ''\n"])
def test_a_post_without_a_title_is_named_after_its_file(folder, title):
    """A title such as “Untitled” would be a word that such posts share."""
    (folder / "why-we_warm-up.md").write_text(f"---\n{title}date: 2020-01-02\n---\nWords.\n")

    documents, (finding,) = read(folder)
    assert documents["why-we_warm-up"].title == "Why we warm up"
    assert (finding.severity, finding.rule) == ("warning", "front-matter/missing-key")


def test_an_unreadable_post_is_a_warning(folder):
    """The other posts are still read."""
    (folder / "bytes.md").write_bytes(b"\xff\xfe\x00")
    (folder / "folder.md").mkdir()
    good = "---\ntitle: A\ndate: 2020-01-02\n---\nWords.\n"

    documents, findings = read(folder, a=good, bare="Only words.\n", empty="")
    assert list(documents) == ["a"]
    assert [(each.path, each.severity) for each in findings] == [
        ("bare.md", "warning"), ("bytes.md", "warning"), ("empty.md", "warning"),
    ]  # fmt: skip


def test_too_deeply_nested_markdown_is_a_warning(folder):
    """It exceeds Python's recursion limit."""
    head = "---\ntitle: A\ndate: 2020-01-02\n---\n"

    documents, (finding,) = read(folder, a=f"{head}Words.\n", deep=head + ">" * 3000 + " x\n")
    assert list(documents) == ["a"]
    assert (finding.path, finding.line, finding.rule) == (
        "deep.md", 5, "post/too-deep",
    )  # fmt: skip


@given(st.binary(max_size=60), st.sampled_from([b"", b"---\ntitle: A\n", b"Title: A\n\n"]))
def test_any_bytes_give_a_document_or_a_warning(data, start):
    """Nothing in a file stops the command."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "post.md").write_bytes(start + data)

        documents, findings = read_folder(folder, SITE, NOW)
        assert documents or findings
        assert {finding.severity for finding in findings} <= {"warning"}


def test_of_two_posts_with_the_same_slug_one_is_skipped(folder):
    """The published one is kept, else the first by path; languages are separate."""
    head = "---\ntitle: A\ndate: 2020-01-02\nslug: s\n"

    documents, findings = read(
        folder,
        a=f"{head}status: draft\n---\nDraft.\n",
        b=f"{head}---\nFirst.\n",
        c=f"{head}---\nSecond.\n",
        d="---\ntitle: A\ndate: 2020-01-02\nslug: t\nlang: nb\n---\nOther.\n",
    )
    assert documents["s"].text == "First."
    assert [(each.path, each.line, each.rule) for each in findings] == [
        ("c.md", 4, "related-articles/double-slug"),
        ("a.md", 4, "related-articles/double-slug"),
    ]
    assert all("b.md" in each.message and "“s”" in each.message for each in findings)


def test_an_unknown_pin_is_a_warning(folder):
    """It stops a build, but not a command."""
    head = "---\ntitle: A\ndate: 2020-01-02\n"

    _, findings = read(folder, a=f"{head}related: [bb]\n---\nx\n", b=f"{head}slug: bbb\n---\nx\n")
    assert [(each.line, each.severity, each.hint) for each in findings] == [
        (4, "warning", "Did you mean “bbb”?")
    ]


def test_a_folder_without_posts(folder):
    """It has neither documents nor findings."""
    assert read_folder(folder, SITE, NOW) == ([], [])


def test_the_sample_site_is_read_without_warnings():
    """It has two languages, a draft, a hidden and a scheduled post."""
    site = read_site_settings(SAMPLE / "siteconf.py")

    documents, findings = read_folder(site.content, site, NOW)
    assert findings == []
    assert [(each.lang, each.slug) for each in documents if not each.published] == [
        ("en-gb", "staff-rota"), ("en-gb", "stretching-notes"), ("en-gb", "summer-fair"),
    ]  # fmt: skip
    assert [each.slug for each in documents if each.lang == "nb"] == [
        "first-visit", "med-fergen", "walking-to-work",
    ]  # fmt: skip


def put(folder, *names):
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("Title: A\n\nWords.\n")


def found(folder, *articles):
    """The paths of the posts found in `folder`, relative to it, and the findings."""
    posts, findings = find_posts(folder, articles)
    return [path.relative_to(folder).as_posix() for path in posts], findings


def test_posts_come_from_the_folder_of_articles(tmp_path):
    """If that folder exists, no other is searched."""
    put(tmp_path, "articles/b.md", "articles/deep/a.markdown", "pages/p.md", "other.md")

    posts, _ = found(tmp_path, "articles")
    assert posts == ["articles/b.md", "articles/deep/a.markdown"]


def test_any_other_folder_is_searched_completely(tmp_path):
    """Except top folders for pages, data or images, hidden files and editors' backup files."""
    put(tmp_path, "b.md", "2020/images/a.mkd", "pages/p.md", "images/i.md", ".git/g.md", "b.md~")
    put(tmp_path, ".hidden.md", "notes.txt", "~$b.md")

    assert found(tmp_path, "articles") == (["2020/images/a.mkd", "b.md"], [])


def test_other_formats_are_reported(tmp_path):
    """Once, with their number."""
    put(tmp_path, "a.md", "b.rst", "c.html")

    _, (finding,) = found(tmp_path)
    assert finding.rule == "related-articles/not-read"
    assert finding.message.startswith("2 files are ")


def test_symbolic_links_are_not_followed(tmp_path):
    """Neither to files nor to folders."""
    put(tmp_path, "inside/a.md", "outside/b.md")
    (tmp_path / "inside" / "b.md").symlink_to(tmp_path / "outside" / "b.md")
    (tmp_path / "inside" / "more").symlink_to(tmp_path / "outside")

    posts, (finding,) = found(tmp_path / "inside")
    assert posts == ["a.md"]
    assert (Path(finding.path).name, finding.rule) == ("b.md", "related-articles/not-read")


def test_a_named_pipe_is_not_opened(tmp_path):
    """Reading it would never end."""
    os.mkfifo(tmp_path / "a.md")

    posts, (finding,) = found(tmp_path)
    assert (posts, finding.rule) == ([], "related-articles/not-read")


@pytest.mark.parametrize(
    "stem",
    [
        "2021-09-28-Why we warm up",
        "what_is_it",
        "Søvn og ære",
        "über-groß",
        "Lœuvre’s – x",
        "-a--b-",
    ],
)
def test_a_files_name_becomes_the_slug_that_pelican_would_make(stem):
    """So commands and builds use the same slug for a post without one."""
    assert file_slug(stem) == slugify(stem, DEFAULT_CONFIG["SLUG_REGEX_SUBSTITUTIONS"])


def test_non_latin_letters_stay_in_the_slug():
    """They need no transliteration, because the slug only identifies the post."""
    assert file_slug("日本の 話") == "日本の-話"


def test_a_slug_is_never_empty():
    """A name without letters stays as it is."""
    assert file_slug("!!!") == "!!!"
