"""One process that builds again and again, as the preview has it."""

import os
import shutil
import signal
import sys

import pytest

from plugins.preview.builder import Builder
from tests.building import ROOT, clean_environment, snapshot
from tests.publishing.small_site import PICTURE, build_site, edit, small_site, write

pytestmark = pytest.mark.slow

ARGUMENTS = ["preview", "--input", "content", "--output", "output", "--settings", "pelicanconf.py"]


@pytest.fixture
def site(tmp_path, monkeypatch):
    """A small clinic, in whose folder this process is too."""
    folder = small_site(tmp_path / "site", code=True)
    for name in set(os.environ) - set(clean_environment()):
        monkeypatch.delenv(name)
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def builder(site):
    """Builds the site in `output`."""
    made = Builder([sys.executable, "-m", "plugins.site", *ARGUMENTS], site / "pelicanconf.py")
    yield made
    made.close()


def text(site, name):
    return (site / "output" / name).read_text("utf-8")


def never():
    return False


def equals_clean(site):
    """Whether the site is that of a build of its own."""
    done = build_site(site, "preview", output=site / "clean", env={"INCREMENTAL": "0"})
    assert done.returncode == 0, done.stderr
    clean = snapshot(site / "clean")
    found = snapshot(site / "output")
    assert [
        name for name in clean.keys() | found.keys() if clean.get(name) != found.get(name)
    ] == []


def test_other_peoples_extensions_of_markdown_count(site, builder):
    """With their code as it is now, also after a post for which one has failed."""
    shutil.copy(ROOT / "tests/posts/other_extension.py", site / "shouting.py")
    edit(site, "content/articles/warm.md", "Some words", "^^Some words")
    with (site / "pelicanconf.py").open("a", encoding="utf-8") as file:
        file.write('MARKDOWN = {"extensions": ["shouting"]}\n')

    assert builder.build(never).ok
    assert "1 SOME WORDS" in text(site, "articles/warm/index.html")
    edit(site, "shouting.py", ".upper()", ".title()")
    assert builder.build(never).ok
    assert "1 Some Words" in text(site, "articles/warm/index.html")
    edit(site, "content/articles/warm.md", "words", "quokkas")
    failed = builder.build(never)
    edit(site, "content/articles/warm.md", "quokkas", "verbs")
    assert builder.build(never).ok

    assert [finding.rule for finding in failed.findings] == ["post/extension"]
    assert "1 Some Verbs" in text(site, "articles/warm/index.html")
    equals_clean(site)


def test_many_edits_in_one_process_equal_a_clean_build(site, builder):
    """Whatever an editor changes, and after a build that has failed."""
    assert builder.build(never).ok
    edit(site, "content/articles/warm.md", "Some words", "Other words")
    edit(site, "content/data/clinic.yaml", "Calm muscles", "Strong muscles")
    assert builder.build(never).ok
    assert "Other words" in text(site, "articles/warm/index.html")
    assert "Strong muscles" in text(site, "index.html")

    edit(site, "content/articles/warm.md", "title: Warm up", "title: Get warm")
    edit(site, "theme/templates/404.html", "{% block content %}", "{% block content %}{% if %}")
    failed = builder.build(never)
    assert [finding.path for finding in failed.findings] == ["theme/templates/404.html"]
    assert "Warm up" in text(site, "index.html")

    edit(site, "theme/templates/404.html", "{% if %}", "Repaired")
    with (site / "theme/static/css/tokens.css").open("a") as file:
        file.write(":root { --new: 1px }\n")
    assert builder.build(never).ok
    assert "Get warm" in text(site, "index.html")
    assert "Repaired" in text(site, "404.html")
    equals_clean(site)

    (site / "content/articles/cool.md").unlink()
    edit(site, "content/articles/warm.md", "See [the other post](/articles/cool/).", "")
    write(site, "content/images/dot.png", PICTURE + b"more")
    write(site, "content/extra/more.txt", "More")
    assert builder.build(never).ok
    assert not (site / "output/articles/cool").exists()
    equals_clean(site)


def test_a_process_with_new_code_or_settings_replaces_the_old_one(site, builder):
    """Their effects are in the next build; a killed process is replaced too."""
    assert builder.build(never).ok
    with (site / "pelicanconf.py").open("a") as file:
        file.write("from more import *\n")
    write(site, "more.py", "SITE_SEARCH = True\n")
    assert builder.build(never).ok

    edit(site, "more.py", "True", "False")
    edit(site, "plugins/article_body/plain_text.py", "A_MINUTE = 200", "A_MINUTE = 1")
    assert builder.build(never).ok
    assert not (site / "output/search").exists()
    assert "minutes to read" in text(site, "articles/warm/index.html")

    os.kill(builder._child._process.pid, signal.SIGKILL)
    edit(site, "more.py", "False", "True")
    assert builder.build(never).ok
    equals_clean(site)


ABOUT, WARM = "content/pages/about.md", "content/articles/warm.md"


def test_the_page_of_a_saved_post_is_written_before_the_build(site, builder):
    """It has what the post itself says, as the build then writes it too."""
    assert builder.build(never).ok
    for name, page, old, new in (
        (WARM, "articles/warm/index.html", "Some words", "## New part\n\nOther words"),
        (WARM, "articles/warm/index.html", "title: Warm up", "title: Get warm"),
        (ABOUT, "about/index.html", "Who we are.", "What we do."),
    ):
        edit(site, name, old, new)
        early = []
        assert builder.build(
            never, [site / name], lambda name, early=early: early.append((name, text(site, name)))
        ).ok
        ((shown, html),) = early
        assert shown == page
        assert new.splitlines()[-1].removeprefix("title: ") in html
        assert html == text(site, page)
    equals_clean(site)


def test_what_only_a_build_can_show_waits_for_it(site, builder):
    """Another place in lists, an error, a picture that the site lacks, a new post, other files."""
    early = []

    def saved(name, old, new):
        edit(site, name, old, new)
        return builder.build(never, [site / name], early.append).ok

    assert builder.build(never).ok
    assert saved(WARM, "topics: [Running]", "topics: [Walking]")
    assert saved(WARM, "date: 2026-01-01", "date: 2026-01-03")
    assert not saved(WARM, "title: Warm up", "titel: Warm up")
    assert saved(WARM, "titel: Warm up", "title: Warm up")
    write(site, "content/images/new.png", PICTURE + b"more")
    assert saved(WARM, "![A red dot](dot.png)", "![A red dot](new.png)")
    write(site, "content/pages/new.md", "---\ntitle: New\n---\nWords.\n")
    assert saved("content/pages/new.md", "Words.", "More words.")
    assert saved("content/data/clinic.yaml", "Calm muscles", "Strong muscles")
    assert early == ["articles/warm/index.html"]  # the title was mended: the page was as before


def test_the_desk_hears_of_a_saved_post_whose_links_cannot_be_found(site, builder):
    """All but its related articles."""
    edit(site, "plugins/site/early_links.py", "    saved = [each", "    1 / 0\n    saved = [each")
    assert builder.build(never).ok
    edit(site, WARM, "title: Warm up", "title: Get warm")
    changes = []
    assert builder.build(never, [site / WARM], note=changes.append).ok
    assert (changes[0].row.title, changes[0].row.size > 0) == ("Get warm", True)
    assert changes[0].related == {}


def test_a_title_that_makes_the_address_waits_for_the_build(site, builder):
    """As by Pelican's default, of a post without a slug."""
    with (site / "pelicanconf.py").open("a", encoding="utf-8") as file:
        file.write('SLUGIFY_SOURCE = "title"\n')
    edit(site, "content/articles/cool.md", "title:", "slug: cool\ntitle:")
    edit(site, "content/articles/cool.md", "/articles/warm/", "/about/")
    early = []
    assert builder.build(never).ok
    for name, old, new in (
        (WARM, "title: Warm up", "title: Get warm"),
        ("content/articles/cool.md", "title: Cool down", "title: Get cool"),
    ):
        edit(site, name, old, new)
        assert builder.build(never, [site / name], early.append).ok
    assert early == ["articles/cool/index.html"]
    assert not (site / "output/articles/warm-up").exists()
    equals_clean(site)


def test_a_public_site_is_replaced_only_whole(site):
    """Its pages are checked before anybody sees them."""
    command = [sys.executable, "-m", "plugins.site", "html", *ARGUMENTS[1:]]
    builder, early = Builder(command, site / "pelicanconf.py"), []
    assert builder.build(never).ok
    edit(site, WARM, "Some words", "Other words")
    assert builder.build(never, [site / WARM], early.append).ok
    builder.close()
    assert early == []
