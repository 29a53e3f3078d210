"""Whole runs of Pelican with our plugin, also several of one Pelican, and beside other plugins."""

import json
import re
import subprocess
import sys

import pytest
from pelican.settings import DEFAULT_CONFIG, read_settings

from tests.building import ROOT, clean_environment, snapshot
from tests.publishing.small_site import build_site, edit, small_site, write

pytestmark = pytest.mark.slow

# What templates get in addition to settings and to the variables of a stock Pelican.
OURS = {
    "PREVIEW", "clinic", "people", "photo_feed", "search_url", "social_card", "style_guide_url",
    "topic_introductions", "topics",
}  # fmt: skip
PELICANS = {
    "articles", "authors", "categories", "dates", "drafts", "generated_content", "hidden_articles",
    "hidden_pages", "draft_pages", "localsiteurl", "pages", "period_archives", "static_content",
    "static_links", "tags", "translations", "staticfiles", "related_posts",
}  # fmt: skip


def run(folder, *steps, settings="pelicanconf.py"):
    """Run one Pelican in the project `folder`; returns what it left behind, by name."""
    script = ROOT / "tests" / "site" / "pelican_runs.py"
    done = subprocess.run(
        [sys.executable, str(script), settings, *steps],
        cwd=folder,
        env={**clean_environment(), "PYTHONPATH": str(folder), "SOURCE_DATE_EPOCH": "1767700000"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    names = [step for step in steps if not step.endswith(".py")]
    return {name: json.loads((folder / f"{name}.json").read_text("utf-8")) for name in names}


CHANGE = """\
from pathlib import Path

def edit(name, old, new):
    file = Path("content", name)
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")

Path("content/articles/bad.md").unlink()
edit("articles/draft.md", "status: draft", "status: published")
edit("articles/cool.md", "date:", "status: draft\\ndate:")
edit("articles/warm.md", "Some words", "Other words")
edit("articles/warm.md", "/articles/cool/", "/articles/draft/")
edit("articles/draft.md", "/articles/cool/", "/articles/warm/")
edit("data/clinic.yaml", "Fjord Clinic", "Hill Clinic")
edit("data/clinic.yaml", "Calm muscles", "Strong muscles")
edit("data/people.yaml", "Nora Lind", "Nora Berg")
for name in ("warm", "draft"):
    edit(f"articles/{name}.md", "Nora Lind", "Nora Berg")
edit("data/topics.yaml", "For all", "For some")
edit("data/photos/curation.yaml", "A dot", "A small dot")
"""


REPAIR = """\
Path("theme/templates/tag.html").write_text("<!doctype html><title>A topic</title>")
edit("articles/warm.md", "Some words", "Other words")
"""


@pytest.fixture
def site(tmp_path):
    """A small clinic with a draft, a broken link, a topic and a photo."""
    folder = small_site(tmp_path / "site", code=True)
    post = (folder / "content/articles/warm.md").read_text("utf-8")
    draft = post.replace("Warm up", "A draft").replace("date:", "status: draft\ndate:")
    write(folder, "content/articles/draft.md", draft)
    (folder / "content/articles/bad.md").symlink_to("nowhere.md")
    write(folder, "content/data/topics.yaml", "- name: Running\n  introduction: For all.\n")
    write(folder, "content/data/photos/curation.yaml", "own: [{src: dot.png, alt: A dot}]\n")
    write(folder, "change.py", CHANGE)
    with (folder / "publishconf.py").open("a") as settings:
        settings.write('SITEURL = FEED_DOMAIN = "https://clinic.example.org"\n')
    return folder


def test_two_runs_of_one_pelican_are_like_two_fresh_ones(site):
    """As in `pelican -r`: nothing of the first build is left in the second."""
    both = run(site, "first", "change.py", "second", settings="publishconf.py")

    alone = run(site, "after", settings="publishconf.py")

    (found,) = both["first"]["findings"]
    assert found.startswith("content/articles/bad.md: error: This link leads nowhere")
    assert both["second"] == alone["after"]
    assert both["second"]["findings"] == []
    second = snapshot(site / "second")
    assert second == snapshot(site / "after")
    assert "articles/draft/index.html" in second
    assert "articles/cool/index.html" not in second
    home = second["index.html"].decode()
    assert ("Hill Clinic" in home, "Fjord Clinic" in home) == (True, False)


def test_a_second_run_without_changes_writes_the_same(site):
    """With the same findings."""
    found = run(site, "first", "second")

    assert found["first"] == found["second"]
    assert len(found["first"]["findings"]) == 1
    assert snapshot(site / "first") == snapshot(site / "second")


def test_a_run_after_one_that_was_interrupted(site):
    """What was connected for the first takes no part in the second."""
    (site / "content/articles/bad.md").unlink()
    write(site, "repair.py", CHANGE.partition('Path("content/articles')[0] + REPAIR)
    write(site, "theme/templates/tag.html", "{% if %}")

    both = run(site, "first", "repair.py", "second")
    alone = run(site, "after")

    (found,) = both["first"]["findings"]
    assert found.startswith("theme/templates/tag.html:1: error: ")
    assert both["second"] == alone["after"]
    assert both["second"]["findings"] == []
    assert snapshot(site / "second") == snapshot(site / "after")


def test_no_key_of_ours_stands_in_the_settings_or_the_variables_but_these(site):
    """docs/internals.md names each."""
    found = run(site, "output-of-one")["output-of-one"]

    own = set(read_settings(str(ROOT / "pelicanconf.py"))) - set(DEFAULT_CONFIG)
    assert found["added settings"] == []
    assert set(found["settings"]) - set(DEFAULT_CONFIG) == own
    assert set(found["variables"]) - PELICANS == OURS
    docs = (ROOT / "docs/internals.md").read_text("utf-8")
    section = re.search(r"## What templates get\n(.*?)\n## ", docs, re.DOTALL)[1]
    assert [name for name in sorted(OURS) if f"`{name}`" not in section] == []


OTHER = """\
from pelican import signals
from pelican.generators import Generator

def add_filter(pelican):
    pelican.settings["JINJA_FILTERS"] = {**pelican.settings["JINJA_FILTERS"], "shout": str.upper}

def add_words(generator):
    for article in generator.articles:
        article.title += " quokka"
        article._content += "<p>wombat</p>"

class Maps(Generator):
    def generate_output(self, writer):
        writer.write_file("map/index.html", self.get_template("404"), self.context)

def add_map(pelican):
    return Maps

def register():
    signals.initialized.connect(add_filter)
    signals.get_generators.connect(add_map)
    signals.article_generator_finalized.connect(add_words)
"""


def test_other_plugins_may_stand_before_or_after_ours(site):
    """What they add to articles and templates is in the pages, feeds and the search.

    A page that their generator adds is written, although ours may have written all others before.
    """
    write(site, "other.py", OTHER)
    edit(
        site,
        "theme/templates/404.html",
        "{% block content %}",
        '{% block content %}{{ "x"|shout }}',
    )
    edit(site, "pelicanconf.py", 'PLUGINS = ["plugins.site.plugin"]', 'PLUGINS = ["other"]')
    (site / "content/articles/bad.md").unlink()
    sites = []
    for name, order in (
        ("before", '["other", "plugins.site.plugin"]'),
        ("after", '["plugins.site.plugin", "other"]'),
    ):
        with (site / "publishconf.py").open("a") as settings:
            settings.write(f"PLUGINS = {order}\n")
        assert run(site, name, settings="publishconf.py")[name]["findings"] == []
        sites.append(snapshot(site / name))

    assert sites[0] == sites[1]
    page = sites[0]["articles/warm/index.html"].decode()
    assert "Warm up quokka</h1>" in page
    assert "wombat" in page
    for name in ("index.html", "feeds/all.atom.xml"):
        assert "Warm up quokka" in sites[0][name].decode()
    assert "wombat" in sites[0]["feeds/feed.json"].decode()
    assert "X" in sites[0]["404.html"].decode()
    assert "Page not found" in sites[0]["map/index.html"].decode()


def test_a_site_without_a_search(tmp_path):
    """A setting turns it off: no page, no index, no link."""
    folder = small_site(tmp_path / "site")
    with (folder / "pelicanconf.py").open("a") as settings:
        settings.write("SITE_SEARCH = False\n")

    done = build_site(folder)

    assert done.returncode == 0, done.stderr
    site = folder / "output"
    assert not (site / "search").exists()
    assert not (site / "search-index").exists()
    assert 'href="/search/"' not in (site / "index.html").read_text("utf-8")
