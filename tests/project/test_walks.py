"""The walks of docs/internals.md name every module that one article, link or photo crosses."""

import re
import sys
import threading
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from plugins.photo_feed.feed import PhotoFeed
from plugins.photo_feed.options import PhotoFeedOptions
from plugins.posts.questions import AnySiteContext
from plugins.posts.read_post import read_post
from plugins.related_articles.articles import relate
from plugins.related_articles.options import RelatedArticlesOptions
from plugins.responsive_images.cache import Cache
from plugins.responsive_images.store import ImageStore
from tests.building import ROOT, SAMPLE

PAGE = (ROOT / "docs" / "internals.md").read_text("utf-8")
PLUGINS = (ROOT / "plugins").as_posix()
NAMES = ("An article", "A related link", "A photo")
# Stands for all rules about posts, which it lists.
RULES = "posts/rules/catalogue"
# Used by all of them: what an error or a warning for an editor is.
EVERYWHERE = {"core/findings"}
# Peers that one list names, as docs/rules.md does: each post crosses other ones.
RULES = "posts/rules/"


def walk(name):
    """The number of modules that a walk states, and the modules that it names."""
    count, text = re.search(
        rf"\*\*{name}\*\* \((\d+) modules\)\.(.*?)\n\n", PAGE, re.DOTALL
    ).groups()
    return int(count), set(re.findall(r"`([a-z_]+(?:/[a-z_]+)+)`", text))


def crossed(call):
    """The modules of ours whose functions are called, in all threads."""
    found = set()

    def note(frame, event, _arg):
        code = frame.f_code
        if event == "call" and code.co_filename.startswith(PLUGINS) and code.co_name != "<module>":
            name = code.co_filename.removeprefix(f"{PLUGINS}/").removesuffix(".py")
            found.add(re.sub("^posts/rules/.*", RULES, name))

    before = sys.getprofile()
    threading.setprofile(note)
    sys.setprofile(note)
    try:
        call()
    finally:
        sys.setprofile(before)
        threading.setprofile(before)
    return found - EVERYWHERE


@pytest.mark.parametrize("name", NAMES)
def test_a_walk_names_modules_that_exist(name):
    """And says how many."""
    count, modules = walk(name)

    assert [module for module in modules if not (ROOT / "plugins" / f"{module}.py").is_file()] == []
    assert len(modules) == count


def test_reading_an_article_crosses_only_modules_of_its_walk():
    """An article with the most kinds of elements, and an older one with a dead feed."""
    texts = [
        (SAMPLE / "content" / "articles" / "first-visit.md").read_bytes(),
        b"Title: A\nDate: 2021-01-02\n\n[instagram-feed num=3]\n\nWords.\n",
    ]

    modules = crossed(
        lambda: [read_post(text, AnySiteContext(), path="a.md", lenient=True) for text in texts]
    )

    others = {module for module in modules if not module.startswith(RULES)}
    assert others - walk("An article")[1] == set()
    assert {"posts/key_lines", "dead_feeds/removal", "article_body/citations"} <= modules


def test_relating_articles_crosses_only_modules_of_its_walk(tmp_path):
    """But the two that write a cache."""
    articles = [
        SimpleNamespace(
            slug=f"a{day}", lang="en", date=datetime(2026, 1, day, tzinfo=UTC), title=words,
            plain_text=words, tags=(), category="c", source_path=f"a{day}.md",
        )
        for day, words in enumerate(("knee pain", "knee pain run", "knee sleep", "run sleep"), 1)
    ]  # fmt: skip

    modules = crossed(lambda: relate(articles, RelatedArticlesOptions(cache=str(tmp_path / "c"))))

    writing = {"core/cache_folder", "core/atomic_write", "article_body/plain_text"}
    assert modules - walk("A related link")[1] - writing == set()
    assert "related_articles/orphans" in modules


def test_showing_a_photo_crosses_only_modules_of_its_walk(tmp_path):
    """From its entry to the encoded files."""
    content = SAMPLE / "content"

    def show():
        store = ImageStore(content, tmp_path / "site", Cache(tmp_path / "cache"))
        feed = PhotoFeed(content, PhotoFeedOptions(count=1), store)
        store.encode(feed.wanted_images())
        assert feed.gallery(date(2026, 11, 28))[0] is not None

    modules = crossed(show)

    assert modules - walk("A photo")[1] == set()
    assert {"responsive_images/colours", "photo_feed/gallery"} <= modules
