"""Which files in a folder are posts."""

import os

from plugins.related_articles.cli.folders import find_posts

NOT_READ = "This is a link or a device, which is not read."


def put(folder, *names):
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("Title: A\n\nWords.\n")


def names(found, folder):
    return [path.relative_to(folder).as_posix() for path in found.posts]


def test_posts_come_from_the_folder_of_articles(tmp_path):
    """Where the site's own folder for them exists, nothing else is an article."""
    put(tmp_path, "articles/b.md", "articles/deep/a.markdown", "pages/p.md", "other.md")

    assert names(find_posts(tmp_path, ["articles"]), tmp_path) == [
        "articles/b.md", "articles/deep/a.markdown",
    ]  # fmt: skip


def test_any_other_folder_is_read_whole(tmp_path):
    """Except what holds pages, data or pictures at its top, and what editors leave lying about."""
    put(tmp_path, "b.md", "2020/images/a.mkd", "pages/p.md", "images/i.md", ".git/g.md", "b.md~")
    put(tmp_path, ".hidden.md", "notes.txt", "~$b.md")

    found = find_posts(tmp_path, ["articles"])
    assert names(found, tmp_path) == ["2020/images/a.mkd", "b.md"]
    assert found.findings == ()


def test_what_is_not_markdown_is_told(tmp_path):
    """Once, with how many there are."""
    put(tmp_path, "a.md", "b.rst", "c.html")

    (finding,) = find_posts(tmp_path, []).findings
    assert finding.message == "2 files in reStructuredText or HTML are not read, only Markdown is."


def test_links_are_not_followed(tmp_path):
    """A post that lies elsewhere is none of this folder's."""
    put(tmp_path, "inside/a.md", "outside/b.md")
    (tmp_path / "inside" / "b.md").symlink_to(tmp_path / "outside" / "b.md")
    (tmp_path / "inside" / "more").symlink_to(tmp_path / "outside")

    found = find_posts(tmp_path / "inside", [])
    assert names(found, tmp_path / "inside") == ["a.md"]
    assert [finding.message for finding in found.findings] == [NOT_READ]


def test_what_is_no_file_is_not_waited_for(tmp_path):
    """A pipe, which nobody writes to, would be read for ever."""
    os.mkfifo(tmp_path / "a.md")

    found = find_posts(tmp_path, [])
    assert found.posts == ()
    assert [finding.message for finding in found.findings] == [NOT_READ]
