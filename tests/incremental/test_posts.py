"""Kept posts: reused for the same bytes, if the site answers their questions as before."""

import pytest

from plugins.article_body.intrasite import LinkError
from plugins.incremental.files import FileDigests
from plugins.incremental.posts import KeptPosts
from plugins.posts.questions import Question, Refusal
from plugins.posts.read_post import read_post
from plugins.posts.result import ReadPost
from plugins.responsive_images.picture import PictureError, WantedImage
from tests.incremental.fakes import FakeStore
from tests.posts.small_context import IMAGE, Site
from tests.publishing.small_site import write

TEXT = """\
---
title: A post
date: 2026-03-14
image: {src: lost.png, alt: Lost}
---
![A desk](desk.png)

See [a page](x.md) and [no page](y.md).
"""


@pytest.fixture
def store():
    """What builds keep."""
    return FakeStore()


@pytest.fixture
def path(tmp_path, monkeypatch):
    """The file of a post."""
    monkeypatch.chdir(tmp_path)
    return write(tmp_path, "content/articles/a.md", TEXT)


def kept(store, recipe=b"recipe"):
    """The posts of earlier builds, for a new one."""
    return KeptPosts(store, FileDigests(store, b"files"), recipe)


def build(store, path, **changes):
    """Do as a build that reads the post; returns it."""
    data = path.read_bytes()
    read = read_post(data, Site(), path="content/articles/a.md", lenient=False)
    kept(store, **changes).put(path, data, read)
    return read


def test_a_post_is_kept_with_all_its_values(store, path):
    """A build that reuses it reports the same."""
    read = build(store, path)

    assert kept(store).get(path, Site()) == read
    assert read.body_findings
    assert read.questions == (
        Question("image", "desk.png", IMAGE),
        Question("link", "x.md", "/x/"),
        Question("link", "y.md", Refusal("No such link.", "Look.", "article-body/linked-file")),
        Question("image", "lost.png", Refusal("No such picture.", "Look.")),
    )


def test_a_post_that_was_never_read_is_not_kept(store, path):
    """Nor is one that is missing."""
    assert kept(store).get(path, Site()) is None

    build(store, path)
    path.unlink()

    assert kept(store).get(path, Site()) is None


def test_other_bytes_are_another_post(store, path):
    """The earlier one is still kept."""
    read = build(store, path)
    path.write_text(TEXT.replace("desk", "d\u200besk"))
    assert kept(store).get(path, Site()) is None

    path.write_text(TEXT)

    assert kept(store).get(path, Site()) == read


def test_bytes_that_changed_while_they_were_read_are_not_mixed_up(store, path):
    """The post is kept for the bytes that it was read from."""
    data = path.read_bytes()
    read = read_post(data, Site(), path="content/articles/a.md", lenient=False)
    path.write_text("---\ntitle: Another\n---\nOther words.\n")
    kept(store).put(path, data, read)

    assert kept(store).get(path, Site()) is None


def test_another_recipe_gives_another_post(store, path):
    """Other code, another library or another setting may read it otherwise."""
    build(store, path)

    assert kept(store, b"another").get(path, Site()) is None


def test_another_name_gives_another_post(store, path):
    """It is in the findings, and may hold the date."""
    build(store, path)
    moved = path.rename(path.with_name("2026-01-01-a.md"))

    assert kept(store).get(moved, Site()) is None


class OtherImage(Site):
    """The picture has other bytes."""

    def image(self, src):
        """The image."""
        super().image(src)
        return WantedImage(IMAGE.path, "desk-abcdef")


class FoundImage(Site):
    """The lost picture is there by now."""

    def image(self, src):
        """The image."""
        return WantedImage("images/lost.png", "lost-1") if src == "lost.png" else super().image(src)


class NoImage(Site):
    """The picture is gone."""

    def image(self, _src):
        """No image."""
        raise PictureError("No such picture.", "Look.")


class OtherRefusal(Site):
    """The lost picture is there, but cannot be used."""

    def image(self, src):
        """The image."""
        if src == "lost.png":
            raise PictureError("It is too large.", "Look.")
        return super().image(src)


class OtherLink(Site):
    """The page has another address."""

    def link(self, href):
        """The link."""
        return f"/elsewhere{super().link(href)}"


class FoundLink(Site):
    """The second page is there by now."""

    def link(self, href):
        """The link."""
        return "/y/" if href == "y.md" else super().link(href)


class OtherRule(Site):
    """The second page is refused for another reason."""

    def link(self, href):
        """The link."""
        if href == "y.md":
            raise LinkError("No such link.", "Look.", "another-rule")
        return super().link(href)


@pytest.mark.parametrize(
    "site",
    [OtherImage, FoundImage, NoImage, OtherRefusal, OtherLink, FoundLink, OtherRule],
)
def test_another_answer_gives_another_post(store, path, site):
    """Each is part of what the post becomes; with the old answers it is reused again."""
    read = build(store, path)

    assert kept(store).get(path, site()) is None
    assert kept(store).get(path, Site()) == read


def test_a_post_that_cannot_be_read_is_not_kept(store, path):
    """It may have been too slow, or the system may have refused it."""
    path.write_text("---\ntitle: [\n---\n")

    read = build(store, path)

    assert read.front is None
    assert kept(store).get(path, Site()) is None


def test_a_reader_that_was_stopped_keeps_nothing(store, path):
    """The same bytes may be read in time by the next build."""
    kept(store).put(path, path.read_bytes(), ReadPost("content/articles/a.md", ()))

    assert store.values == {}
