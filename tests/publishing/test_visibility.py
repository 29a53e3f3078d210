"""Whole builds: posts that are not public leave no trace in the site."""

import pytest

from tests.building import snapshot
from tests.publishing.small_site import PICTURE, build_site, small_site, text_of_site, write

pytestmark = pytest.mark.slow

SITEURL = "https://clinic.example.org/repo"
NOON = "1772366400"  # 2026-03-01 12:00 UTC
NOT_PUBLIC = """\
---
title: Quokka {kind}
{keys}
author: Nora Lind
topics: [Running, Quokkas]
category: Quokka shelf
image: {{src: quokka-{kind}.png, alt: A quokka}}
aliases: [/old/quokka/{kind}/]
---
Words on quokkas.

![A second quokka](quokka-{kind}-2.png)
"""
KINDS = {
    "draft": "date: 2026-01-01\nstatus: draft",
    "skipped": "date: 2026-01-01\nstatus: skip",
    "undated": "status: draft",
    "scheduled": "date: 2026-03-02",
    "later-today": "date: 2026-03-01 12:30",
}


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A small site with a post and a page for each reason not to be public."""
    folder = small_site(tmp_path_factory.mktemp("visibility") / "project")
    for kind, keys in KINDS.items():
        text = NOT_PUBLIC.format(kind=kind, keys=keys)
        write(folder, f"content/articles/quokka-{kind}.md", text)
        write(folder, f"content/images/quokka-{kind}.png", PICTURE + kind.encode())
        write(folder, f"content/images/quokka-{kind}-2.png", PICTURE + kind.encode() * 2)
    page = "---\ntitle: Quokka page\nstatus: draft\n---\nWords.\n"
    write(folder, "content/pages/quokka-page.md", page)
    return folder


@pytest.mark.parametrize("mode", ["html", "publish"])
def test_what_is_not_public_leaves_no_trace(project, mode):
    """Neither text nor images are in pages, lists, feed, sitemap, related links or redirects."""
    done = build_site(project, mode, env={"SITEURL": SITEURL, "SOURCE_DATE_EPOCH": NOON})

    assert done.returncode == 0, done.stderr
    assert "quokka" not in text_of_site(project / "output")
    assert "draft" not in text_of_site(project / "output")
    pictures = [path.name for path in (project / "output/images").iterdir()]
    assert {name.partition("-")[0] for name in pictures} == {"dot"}


def test_a_scheduled_post_is_published_at_its_date(project):
    """A build after that time has the post, its image and its redirect."""
    day_after = str(int(NOON) + 24 * 3600)

    done = build_site(project, output=project / "later", env={"SOURCE_DATE_EPOCH": day_after})

    assert done.returncode == 0, done.stderr
    site = project / "later"
    assert (site / "articles/quokka-scheduled/index.html").is_file()
    assert (site / "articles/quokka-later-today/index.html").is_file()
    assert (site / "old/quokka/scheduled/index.html").is_file()
    assert not (site / "articles/quokka-draft").exists()
    assert len(list((site / "images").glob("quokka-scheduled-*.png"))) == 2


def test_a_preview_shows_them_marked(project):
    """The preview has drafts and scheduled posts, and marks each as such."""
    output = project / ".preview"

    done = build_site(project, "preview", output=output, env={"SOURCE_DATE_EPOCH": NOON})

    assert done.returncode == 0, done.stderr
    for kind, mark in (
        ("draft", "Draft"),
        ("undated", "Draft"),
        ("scheduled", "Scheduled for 2 March 2026"),
    ):
        assert mark in (output / f"articles/quokka-{kind}/index.html").read_text("utf-8")
    assert not (output / "articles/quokka-skipped").exists()


HIDDEN = """\
---
title: Quokka news
date: 2026-01-01
status: hidden
author: Nora Lind
topics: [Running, Quokkas]
category: Quokka shelf
series: Quokkas
aliases: [/old/quokka/]
---
Words on running.
"""


@pytest.fixture
def site_with_hidden(tmp_path):
    """A small site with a hidden article, its translation and a hidden page."""
    folder = small_site(tmp_path / "project")
    write(folder, "content/articles/quokka.md", HIDDEN)
    translated = HIDDEN.replace("aliases: [/old/quokka/]", "slug: quokka\nlang: nb")
    write(folder, "content/articles/quokka-nb.md", translated)
    page = "---\ntitle: Quokka page\nstatus: hidden\n---\nWords.\n"
    write(folder, "content/pages/quokka-page.md", page)
    write(folder, "content/data/topics.yaml", "- name: Quokkas\n  introduction: Small animals.\n")
    return folder


@pytest.mark.parametrize("mode", ["html", "publish"])
def test_a_hidden_post_has_a_page_that_nothing_leads_to(site_with_hidden, mode):
    """As in Pelican: no list, feed, sitemap, search or related link has it. Aliases lead there."""
    env = {"SITEURL": SITEURL, "SOURCE_DATE_EPOCH": NOON}

    done = build_site(site_with_hidden, mode, env=env)

    assert done.returncode == 0, done.stderr
    site = site_with_hidden / "output"
    pages = {name: text for name, text in snapshot(site).items() if b"uokka" in text}
    own = {
        "articles/quokka/index.html", "nb/articles/quokka/index.html", "quokka-page/index.html",
    }  # fmt: skip
    rules = {"_redirects"} if mode == "publish" else set()
    assert set(pages) == {*own, "old/quokka/index.html", *rules}
    for name in own:
        assert b'<meta name="robots" content="noindex">' in pages[name]
        assert b"Hidden" not in pages[name]
        assert b"/articles/cool/" not in pages[name]
    assert not [name for name in snapshot(site) if "shelf" in name or "topics/quokkas" in name]


def test_a_preview_lists_a_hidden_post_with_a_mark(site_with_hidden):
    """So that its author finds it."""
    output = site_with_hidden / ".preview"

    done = build_site(site_with_hidden, "preview", output=output)

    assert done.returncode == 0, done.stderr
    assert "Hidden" in (output / "articles/quokka/index.html").read_text("utf-8")
    assert "Quokka news" in (output / "index.html").read_text("utf-8")


def test_a_hidden_article_needs_a_date(site_with_hidden):
    """As any that is published, so a preview says it too."""
    write(site_with_hidden, "content/articles/bare.md", "---\ntitle: A\nstatus: hidden\n---\nB.\n")

    for mode in ("html", "preview"):
        done = build_site(site_with_hidden, mode, output=site_with_hidden / mode)

        assert done.returncode == 1
        assert "content/articles/bare.md" in done.stderr


def test_a_link_to_a_draft_is_an_error_that_says_so(tmp_path):
    """A public post that links to a draft fails the build with that reason."""
    folder = small_site(tmp_path / "project")
    write(folder, "content/articles/later.md", "---\ntitle: Later\nstatus: draft\n---\nWords.\n")
    write(
        folder,
        "content/articles/link.md",
        "---\ntitle: Link\ndate: 2026-01-01\n---\nSee [that](later.md) and\n"
        "[this](/articles/later/) and\n[its source]({static}later.md).\n",
    )

    done = build_site(folder)

    assert done.returncode == 1
    assert [line.split("link.md:")[-1] for line in done.stderr.split("\n")[::2][:3]] == [
        "5:12: error: The link to “later.md” leads nowhere: that post is draft.",
        "6:8: error: The link to “/articles/later/” leads nowhere: that post is draft.",
        "7:14: error: The file “later.md” cannot be linked to: “.md” files are not published.",
    ]


def test_the_pages_of_a_deleted_post_are_removed(tmp_path):
    """The next site has nothing of a deleted post."""
    folder = small_site(tmp_path / "project")
    write(
        folder,
        "content/articles/gone.md",
        "---\ntitle: Gone\ndate: 2026-01-01\ntopics: [Vanishing]\naliases: [/gone/]\n---\nWords.\n",
    )
    assert build_site(folder).returncode == 0
    assert (folder / "output/articles/gone/index.html").is_file()
    (folder / "content/articles/gone.md").unlink()

    done = build_site(folder)

    assert done.returncode == 0
    assert "gone" not in text_of_site(folder / "output")
    assert "vanishing" not in text_of_site(folder / "output")
