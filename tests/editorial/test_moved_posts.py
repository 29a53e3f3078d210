"""A published address that leads nowhere any more is reported with the alias to write."""

from datetime import UTC, datetime

import pytest

from plugins.editorial.git_files import GoneFile
from plugins.editorial.moved_posts import find_moved

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
ADDRESSES = {"content/articles": "articles/{slug}/", "content/pages": "{slug}/"}


def post(*rows):
    """The bytes of a post."""
    return "\n".join(["---", "title: Knees", "date: 2026-01-02", *rows, "---", "Text."]).encode()


@pytest.fixture
def posts(tmp_path, monkeypatch):
    """Writes posts into the working folder; returns their paths."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "content" / "articles").mkdir(parents=True)

    def write(**rows):
        folder = tmp_path / "content" / "articles"
        for name, row in rows.items():
            (folder / f"{name}.md").write_bytes(post(*filter(None, [row])))
        return sorted(folder.iterdir())

    return write


def found(gone, posts):
    """Path, line and hint of each finding."""
    findings = list(find_moved(gone, posts, ADDRESSES, NOW))
    assert {each.rule for each in findings} <= {"posts/moved"}
    return [(each.path, each.line, each.hint) for each in findings]


def test_a_renamed_post_needs_its_old_address(posts):
    """The post itself is named, with the line to write."""
    gone = GoneFile("content/articles/knees.md", "content/articles/knee.md", post())

    assert found([gone], posts(knee="")) == [
        ("content/articles/knee.md", 1, "Write `aliases: [/articles/knees/]`")
    ]


def test_a_deleted_post_needs_a_successor(posts):
    """Its own path is all that is known."""
    ((path, line, hint),) = found([GoneFile("content/pages/about.md", "", post())], posts())

    assert (path, line) == ("content/pages/about.md", 0)
    assert "`aliases: [/about/]`" in hint


@pytest.mark.parametrize(
    "row",
    [
        "slug: knees",
        "aliases: [/articles/knees/]",
        "aliases: [/elsewhere/, /articles/knees]",
        "url: articles/knees/",
    ],
)
def test_an_address_that_still_leads_somewhere_is_not_reported(posts, row):
    """By its slug, an alias or an address of its own."""
    gone = GoneFile("content/articles/knees.md", "content/articles/knee.md", post())

    assert found([gone], posts(knee=row)) == []


@pytest.mark.parametrize("row", ["status: draft", "slug: [", "lang: nb"])
def test_a_post_without_a_known_public_address_is_not_reported(posts, row):
    """It was a draft, could not be read, or was a translation."""
    assert found([GoneFile("content/articles/knees.md", "", post(row))], posts()) == []


def test_a_hidden_post_had_an_address(posts):
    """Somebody may have it."""
    gone = GoneFile("content/articles/knees.md", "", post("status: hidden"))

    assert len(found([gone], posts())) == 1


def test_a_scheduled_post_was_not_public(posts):
    """Nobody has its address."""
    later = post().replace(b"2026-01-02", b"2026-12-24")

    assert found([GoneFile("content/articles/knees.md", "", later)], posts()) == []


def test_the_old_slug_counts(posts):
    """Not the name of the file."""
    gone = GoneFile("content/articles/a.md", "content/articles/b.md", post("slug: sore-knees"))

    assert found([gone], posts(b=""))[0][2] == "Write `aliases: [/articles/sore-knees/]`"


def test_a_file_elsewhere_had_no_address(posts):
    """Such as notes beside the posts."""
    assert found([GoneFile("content/notes/a.md", "", post())], posts()) == []
