"""A folder of posts, whatever is in it, becomes documents and warnings."""

import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.front_matter.supervised import SupervisedReader
from plugins.related_articles.cli import reading
from plugins.related_articles.cli.reading import read_folder
from plugins.related_articles.cli.site_settings import SiteSettings, read_site_settings
from tests.building import SAMPLE

NOW = datetime(2026, 11, 23, tzinfo=UTC)
SITE = SiteSettings(content=Path("content"), lang="en-gb", category="Articles")


@pytest.fixture(scope="module", autouse=True)
def one_worker():
    """One worker process for all tests: each folder has one of its own otherwise."""
    reader = SupervisedReader()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "SupervisedReader", lambda _max_bytes: reader)
        patch.setattr(reader, "close", lambda: None)
        yield
    reader.close()


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty folder, which is the working folder too."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def read(folder, **posts):
    """What is read of posts, each by its file's name and its text."""
    for name, text in posts.items():
        (folder / f"{name}.md").write_text(text, "utf-8")
    documents, findings = read_folder(folder, SITE, NOW)
    return {document.slug: document for document in documents}, findings


def test_a_post_is_read_as_a_build_reads_it(folder):
    """Every part of it, Markdown as its words, and no warning."""
    text = (
        "---\ntitle: Why *we* warm up\ndate: 2026-03-14 09:30\ndescription: Warm <b>muscles</b>.\n"
        "topics: [Running, Sleep]\ncategory: Advice\nlang: nb\nslug: warm-up\n"
        "related: [a, b]\nrelated_exclude: c\n---\n"
        "A *first* step.\n\n## How long?\n\nTen minutes.\n"
    )

    documents, _ = read(folder, post=text)
    found = documents["warm-up"]
    assert (found.title, found.text) == (
        "Why *we* warm up", "A first step.\nHow long?\nTen minutes.",
    )  # fmt: skip
    assert (found.headings, found.description) == (("How long?",), "Warm muscles.")
    assert (found.topics, found.category, found.lang) == (("Running", "Sleep"), "Advice", "nb")
    assert (found.pins, found.exclude, found.published) == (("a", "b"), ("c",), True)
    assert found.date == datetime(2026, 3, 14, 9, 30, tzinfo=UTC)
    assert (found.path, found.lines["related"]) == ("post.md", 9)


def test_pelicans_own_lines_are_read(folder):
    """With what the site says for what they do not say."""
    documents, findings = read(folder, old="Title: Old\nDate: 2020-01-02\nTags: a, b\n\nWords.\n")

    assert findings == []
    assert (documents["old"].topics, documents["old"].lang) == (("a", "b"), "en-gb")
    assert documents["old"].category == "Articles"


def test_keys_that_nobody_knows_are_fine(folder):
    """Another site's posts have them all."""
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
def test_what_the_public_does_not_see_is_not_published(folder, head, published):
    """Drafts, hidden posts and those of a later day, by the clock that is handed in."""
    date = "" if head.startswith("date") else "date: 2020-01-02\n"

    documents, _ = read(folder, a=f"---\ntitle: A\n{date}{head}\n---\nWords.\n")
    assert documents["a"].published is published


def test_a_post_that_is_skipped_does_not_exist(folder):
    """As in every build."""
    documents, _ = read(folder, a="---\ntitle: A\nstatus: skip\n---\nWords.\n")

    assert documents == {}


def test_a_post_without_a_date_counts_as_the_oldest(folder):
    """Never by its file's own time, so that every copy of the folder gives the same links."""
    documents, findings = read(
        folder,
        a="---\ntitle: A\n---\nWords.\n",
        b="---\ntitle: B\ndate: 2020-01-02\n---\nWords.\n",
        c="---\ntitle: C\ndate: 2019-05-06\n---\nWords.\n",
    )

    assert documents["a"].date == documents["c"].date == datetime(2019, 5, 6, tzinfo=UTC)
    assert [(each.path, each.rule) for each in findings] == [("a.md", "related-articles/no-date")]


def test_the_day_of_the_last_change_and_the_files_name_stand_for_a_date(folder):
    """In this order: the date, the day in the name, the last change."""
    changed = "modified: 2021-01-02\n"
    (folder / "2020-03-04-b.md").write_text(f"---\ntitle: B\n{changed}---\nWords.\n")

    documents, _ = read(folder, a=f"---\ntitle: A\n{changed}---\nWords.\n")
    assert documents["a"].date == datetime(2021, 1, 2, tzinfo=UTC)
    assert documents["2020-03-04-b"].date == datetime(2020, 3, 4, tzinfo=UTC)


def test_a_date_that_cannot_be_read_is_none(folder):
    """It is told, and no made-up day counts."""
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


def test_without_any_date_all_are_of_one_day(folder):
    """So that none is nearer than another."""
    documents, _ = read(folder, a="---\ntitle: A\n---\nx\n", b="---\ntitle: B\n---\nx\n")

    assert documents["a"].date == documents["b"].date == datetime(2000, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("title", ["", "title:\n", "title: ''\n"])
def test_a_post_without_a_title_has_its_files_name(folder, title):
    """“Untitled” would be a word that such posts share."""
    (folder / "why-we_warm-up.md").write_text(f"---\n{title}date: 2020-01-02\n---\nWords.\n")

    documents, (finding,) = read(folder)
    assert documents["why-we_warm-up"].title == "Why we warm up"
    assert (finding.severity, finding.message) == ("warning", "“title” is missing.")


def test_what_cannot_be_read_is_a_warning(folder):
    """And the other posts are read."""
    (folder / "bytes.md").write_bytes(b"\xff\xfe\x00")
    (folder / "folder.md").mkdir()
    good = "---\ntitle: A\ndate: 2020-01-02\n---\nWords.\n"

    documents, findings = read(folder, a=good, bare="Only words.\n", empty="")
    assert list(documents) == ["a"]
    assert [(each.path, each.severity) for each in findings] == [
        ("bare.md", "warning"), ("bytes.md", "warning"), ("empty.md", "warning"),
    ]  # fmt: skip


def test_what_nobody_could_have_meant_is_a_warning(folder):
    """A text that is nested deeper than Python can follow."""
    head = "---\ntitle: A\ndate: 2020-01-02\n---\n"

    documents, (finding,) = read(folder, a=f"{head}Words.\n", deep=head + ">" * 3000 + " x\n")
    assert list(documents) == ["a"]
    assert (finding.path, finding.line, finding.rule) == (
        "deep.md", 5, "post/too-deep",
    )  # fmt: skip


@given(st.binary(max_size=60), st.sampled_from([b"", b"---\ntitle: A\n", b"Title: A\n\n"]))
def test_any_bytes_are_read_or_told(data, start):
    """Nothing that a file may hold stops the reading."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "post.md").write_bytes(start + data)

        documents, findings = read_folder(folder, SITE, NOW)
        assert documents or findings
        assert {finding.severity for finding in findings} <= {"warning"}


def test_of_two_posts_with_one_slug_the_second_is_told(folder):
    """The published one counts, else the first by its path; each language has its own."""
    head = "---\ntitle: A\ndate: 2020-01-02\nslug: s\n"

    documents, findings = read(
        folder,
        a=f"{head}status: draft\n---\nDraft.\n",
        b=f"{head}---\nFirst.\n",
        c=f"{head}---\nSecond.\n",
        d="---\ntitle: A\ndate: 2020-01-02\nslug: t\nlang: nb\n---\nOther.\n",
    )
    assert documents["s"].text == "First."
    assert [(each.path, each.line, each.message) for each in findings] == [
        ("c.md", 4, "The slug “s” is that of b.md too; this post is left out."),
        ("a.md", 4, "The slug “s” is that of b.md too; this post is left out."),
    ]


def test_a_pin_to_nowhere_is_a_warning_here(folder):
    """A build stops; the commands go on."""
    head = "---\ntitle: A\ndate: 2020-01-02\n"

    _, findings = read(folder, a=f"{head}related: [bb]\n---\nx\n", b=f"{head}slug: bbb\n---\nx\n")
    assert [(each.line, each.severity, each.hint) for each in findings] == [
        (4, "warning", "Did you mean “bbb”?")
    ]


def test_a_folder_without_posts(folder):
    """Is no fault of the reader's."""
    assert read_folder(folder, SITE, NOW) == ([], [])


def test_the_made_up_clinic_is_read_without_a_warning():
    """Two languages, a draft, a hidden and a scheduled post among its articles."""
    site = read_site_settings(SAMPLE / "siteconf.py")

    documents, findings = read_folder(site.content, site, NOW)
    assert findings == []
    assert [(each.lang, each.slug) for each in documents if not each.published] == [
        ("en-gb", "staff-rota"), ("en-gb", "stretching-notes"), ("en-gb", "summer-fair"),
    ]  # fmt: skip
    assert [each.slug for each in documents if each.lang == "nb"] == ["first-visit"]
