"""What has changed since the last commit, and what is gone."""

import subprocess
from pathlib import Path

import pytest

from plugins.editorial.git_files import GitError, GoneFile, changed_files, gone_files


def git(*arguments):
    """Run git in the working folder."""
    name = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    subprocess.run(["git", *name, *arguments], check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path, monkeypatch):
    """A repository, in the working folder, with three committed posts."""
    monkeypatch.chdir(tmp_path)
    for name in ("a.md", "b.md", "ø b.md"):
        (tmp_path / name).write_text("Old.")
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "Write posts")
    return tmp_path


@pytest.mark.usefixtures("repository")
def test_nothing_has_changed_after_a_commit():
    """The list is empty."""
    assert changed_files(Path()) == []


def test_changed_staged_and_new_files_are_found(repository):
    """By their names as they are, with spaces and letters of all kinds."""
    (repository / "a.md").write_text("New.")
    (repository / "ø b.md").write_text("New.")
    git("add", "a.md")
    (repository / "new post.md").write_text("New.")

    assert sorted(changed_files(Path())) == [
        repository / "a.md",
        repository / "new post.md",
        repository / "ø b.md",
    ]


def test_ignored_files_are_left_out(repository):
    """Such as the site."""
    (repository / ".gitignore").write_text("output/\n")
    (repository / "output").mkdir()
    (repository / "output" / "index.html").touch()

    assert changed_files(Path()) == [repository / ".gitignore"]


def test_the_whole_repository_is_searched(repository, monkeypatch):
    """The working folder may be one of its folders, or be outside."""
    (repository / "site").mkdir()
    (repository / "site" / "c.md").touch()
    (repository / "a.md").write_text("New.")
    changed = [repository / "a.md", repository / "site" / "c.md"]

    monkeypatch.chdir(repository / "site")
    assert sorted(changed_files(Path())) == changed
    monkeypatch.chdir("/")
    assert sorted(changed_files(repository / "site")) == changed


def test_all_files_are_new_before_the_first_commit(repository):
    """Staged or not."""
    new = repository / "new"
    new.mkdir()
    subprocess.run(["git", "init", "-q", new], check=True)
    for name in ("staged.md", "other.md"):
        (new / name).write_text("New.")
    subprocess.run(["git", "-C", new, "add", "staged.md"], check=True)

    assert sorted(changed_files(new)) == [new / "other.md", new / "staged.md"]


def test_a_folder_without_a_repository_is_an_error(tmp_path, monkeypatch):
    """Git says why."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))

    with pytest.raises(GitError, match=r"^not a git repository"):
        changed_files(Path())


def test_a_missing_git_is_an_error(monkeypatch):
    """It is no part of the project."""
    monkeypatch.setenv("PATH", "")

    with pytest.raises(GitError, match="not installed"):
        changed_files(Path())


@pytest.fixture
def renamed(repository):
    """The repository after one post was renamed, one deleted, and one deleted and written again."""
    git("mv", "a.md", "new name.md")
    git("rm", "-q", "b.md", "ø b.md")
    git("commit", "-qm", "Tidy up")
    (repository / "b.md").write_text("Again.")
    git("add", ".")
    git("commit", "-qm", "Write b again")
    return repository


@pytest.mark.usefixtures("renamed")
def test_gone_files_are_found_with_their_last_words():
    """A file that exists again is not gone."""
    assert sorted(gone_files(Path()), key=lambda file: file.path) == [
        GoneFile("a.md", "new name.md", b"Old."),
        GoneFile("ø b.md", "", b"Old."),
    ]


def test_files_may_be_gone_before_the_next_commit(repository):
    """An editor learns of it when it is easiest to mend."""
    git("mv", "a.md", "new name.md")
    (repository / "b.md").unlink()

    assert gone_files(Path()) == [
        GoneFile("b.md", "", b"Old."),
        GoneFile("a.md", "new name.md", b"Old."),
    ]


def test_only_posts_are_found(repository):
    """A picture has no page of its own."""
    (repository / "a.png").write_bytes(b"\xff")
    git("add", ".")
    git("commit", "-qm", "Add a picture")
    git("rm", "-q", "a.png")

    assert gone_files(Path()) == []


def test_only_the_folder_is_searched(renamed, monkeypatch):
    """Paths begin at the working folder."""
    (renamed / "site" / "content").mkdir(parents=True)
    for name in ("site/content/c.md", "site/d.md"):
        (renamed / name).write_text("Old.")
    git("add", ".")
    git("commit", "-qm", "Write more")
    git("rm", "-qr", "site")
    git("commit", "-qm", "Delete it")
    (renamed / "site").mkdir(exist_ok=True)
    monkeypatch.chdir(renamed / "site")

    assert gone_files(Path("content")) == [GoneFile("content/c.md", "", b"Old.")]


def test_gone_files_are_found_from_another_folder(renamed, monkeypatch):
    """Their paths are those of findings."""
    monkeypatch.chdir("/")

    gone = gone_files(renamed)

    assert {file.path for file in gone} == {
        str(renamed / name).removeprefix("/") for name in ("a.md", "ø b.md")
    }


@pytest.mark.usefixtures("repository")
def test_nothing_is_gone_at_first():
    """No file was deleted."""
    assert gone_files(Path()) == []
