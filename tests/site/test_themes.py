"""Whole builds with themes that take views, and with those that get Pelican's own variables."""

import json
import re
import sys

import pytest

from tests.building import run
from tests.publishing.small_site import FACTS, build_site, edit, small_site, write

pytestmark = pytest.mark.slow

TEMPLATES = (
    "404", "archives", "author", "authors", "base", "categories", "category", "clinic", "clinics",
    "index", "page", "period_archives", "redirect", "tag", "tags",
)  # fmt: skip
ARTICLE = """\
<!doctype html>
<title>{{ article.title }}, {{ SITENAME }}</title>
<p>{{ articles|length }} articles, {{ clinic.headline }}, {{ nonsense }}.</p>
{% for other in article.related_articles %}
<a href="{{ SITEURL }}/{{ other.url }}" title="{{ other.excerpt }}">{{ other.category }}</a>
{% endfor %}
{% for place in people %}{{ place.name }}{% endfor %}
"""


SOURCES = "references: Our notes"


@pytest.fixture
def site(tmp_path):
    """A small clinic."""
    return small_site(tmp_path / "site")


def test_a_template_that_reaches_outside_its_view_is_an_error(site):
    """Each page that it renders would be wrong; one finding says where."""
    template = site / "theme/templates/partials/related_articles.html"
    template.write_text(template.read_text("utf-8") + "{{ articles|length }}\n", "utf-8")

    done = build_site(site, options=["--report", "report.json"])

    findings = json.loads((site / "report.json").read_text("utf-8"))["findings"]
    assert done.returncode == 1
    assert [(found["rule"], found["path"]) for found in findings] == [
        ("theme/template-error", "theme/templates/partials/related_articles.html")
    ]
    assert findings[0]["line"] == template.read_text("utf-8").count("\n")
    assert not (site / "output").exists()


def test_another_theme_gets_pelicans_own_variables(site):
    """With our attributes on articles; a name that is missing shows nothing, as in Pelican."""
    for name in TEMPLATES:
        write(site, f"plain/templates/{name}.html", "<!doctype html><title>Plain</title>")
    write(site, "plain/templates/article.html", ARTICLE)
    (site / "plain/static").mkdir()
    with (site / "pelicanconf.py").open("a", encoding="utf-8") as settings:
        settings.write('THEME = "plain"\n')

    done = build_site(site)

    assert done.returncode == 0, done.stderr
    page = (site / "output/articles/warm/index.html").read_text("utf-8")
    assert "<title>Warm up, Fjord Clinic</title>" in page
    assert "2 articles, Calm muscles, ." in page
    assert re.search(
        r'<a href="/articles/cool/" title="Some words on running.*">Articles</a>', page
    )
    assert "Nora Lind" in page


def test_pelicans_ways_to_add_templates_work(site):
    """An override that extends the template of the theme, and a page with a template of its own."""
    write(
        site,
        "own/page.html",
        "{% extends '!theme/page.html' %}{% block title %}Own: {{ page.title }}{% endblock %}",
    )
    write(site, "content/404.html", "{% extends 'base.html' %}{% block title %}Mine{% endblock %}")
    with (site / "pelicanconf.py").open("a", encoding="utf-8") as settings:
        settings.write('THEME_TEMPLATES_OVERRIDES = ["own"]\n')
        settings.write('TEMPLATE_PAGES = {"404.html": "map/index.html"}\n')

    done = build_site(site)

    assert done.returncode == 0, done.stderr
    assert "<title>Own: About</title>" in (site / "output/about/index.html").read_text("utf-8")
    assert "<title>Mine</title>" in (site / "output/map/index.html").read_text("utf-8")
    assert "Page not found" in (site / "output/404.html").read_text("utf-8")


PLUGIN = """\
from pelican import signals

def add_filter(generator):
    generator.env.filters["shout"] = str.upper

def add_page(generator, writer):
    text = "<!doctype html><title>{{ words|shout }} of {{ SITENAME }}</title>"
    template = generator.env.from_string(text)
    writer.write_file("own.html", template, generator.context, words="Words")

def change(generator, content):
    content.title += "!"

def register():
    signals.generator_init.connect(add_filter)
    signals.article_writer_finalized.connect(add_page)
    signals.article_generator_write_article.connect(change)
"""


def test_other_plugins_may_add_filters_and_pages(site):
    """A template of their own gets Pelican's variables; all lists show what they have changed."""
    write(site, "own_plugin.py", PLUGIN)
    template = site / "theme/templates/page.html"
    template.write_text(template.read_text("utf-8") + "{{ 'a filter'|shout }}", "utf-8")
    with (site / "pelicanconf.py").open("a", encoding="utf-8") as settings:
        settings.write('PLUGINS = ["own_plugin", "plugins.site.plugin"]\n')

    done = build_site(site)

    assert done.returncode == 0, done.stderr
    assert "WORDS of Fjord Clinic" in (site / "output/own.html").read_text("utf-8")
    assert ">Warm up!</a>" in (site / "output/index.html").read_text("utf-8")


def test_plain_pelican_makes_its_output_folder(site):
    """Although the search index may be written before any page."""
    words = [sys.executable, "-m", "pelican", "content", "-s", "pelicanconf.py", "-o", "new/site"]

    done = run(words, cwd=site)

    assert done.returncode == 0, done.stderr
    assert (site / "new/site/search-index/index.json").is_file()


@pytest.mark.parametrize("text", ["views = 2", "views ="])
def test_a_theme_file_with_an_error_stops_the_build(site, text):
    """Pages rendered with the wrong variables would be empty."""
    write(site, "theme/theme.toml", text)

    done = build_site(site)

    assert done.returncode == 1
    assert "theme/theme.toml" in done.stderr
    assert not (site / "output").exists()


@pytest.mark.parametrize("theme", ["simple", "notmyidea"])
def test_a_theme_for_pelican_needs_no_template_of_ours(site, theme):
    """What only ours has is replaced or left out, which is reported once."""
    edit(site, "content/articles/warm.md", "author:", "aliases: [/old/]\nauthor:")
    edit(site, "content/articles/cool.md", "title: Cool down", f"title: Cool & <down>\n{SOURCES}")
    edit(site, "content/articles/cool.md", "Some words on running.", "Some words on running.[^1]")
    write(site, "content/data/clinic.yaml", f"{FACTS}locations:\n  - name: Hill\n    slug: hill\n")
    with (site / "pelicanconf.py").open("a", encoding="utf-8") as settings:
        settings.write(f'THEME = "{theme}"\n')

    done = build_site(site, "publish", env={"SITEURL": "https://clinic.example.org"})

    assert done.returncode == 0, done.stderr
    assert done.stderr.count("warning: ") == 1
    assert "404.html, clinic.html, clinics.html, search.html" in done.stderr
    texts = {path: path.read_text("utf-8") for path in (site / "output").rglob("*.html")}
    names = {path.relative_to(site / "output").as_posix() for path in texts}
    assert {"people/nora-lind/index.html", "people/index.html", "old/index.html"} <= names
    assert not [name for name in names if name.startswith(("404", "clinics", "search"))]
    article = texts[site / "output/articles/cool/index.html"]
    assert "<p>Some words on running." in article
    assert '<li id="ref-1">Our notes' in article  # the build checks that the citation leads there
    assert "Cool &amp; &lt;down&gt;" in article
    assert "/articles/warm/" in texts[site / "output/old/index.html"]
    assert "&lt;p&gt;" not in "".join(texts.values())
    feed = (site / "output/feeds/all.atom.xml").read_text("utf-8")
    assert "Some words on running." in feed
    css = site / "output/theme/css/main.css"
    assert css.is_file() is (theme == "notmyidea")
