"""Templates reach their view, the chrome and the functions, and nothing else."""

from datetime import date

import pytest
from jinja2 import Environment, StrictUndefined, UndefinedError
from jinja2.ext import Extension

from plugins.clinic.directory import Clinic
from plugins.core.process_pool import ProcessPool
from plugins.incremental.pages import TemplateDigests
from plugins.publishing import templates
from plugins.publishing.links import ParsedPage
from plugins.publishing.rendered import Rendered
from plugins.publishing.templates import CompiledOnce
from plugins.site import rendering
from plugins.site.rendering import PageWriter, Renderer, WrittenPage, write_pages
from plugins.site.views.chrome import Chrome
from plugins.site.views.others import LatestView
from plugins.site.views.values import ArticleCard, PageLink, Social
from plugins.structured_data.subjects import PageSubject
from plugins.theme_support.assets import Assets
from tests.incremental.fakes import FakeStore
from tests.publishing.small_site import write
from tests.site.builds import settings_for

SITEURL = "https://clinic.example.org"
CHROME = Chrome(
    siteurl=SITEURL,
    sitename="Fjord Clinic",
    site_lang="en-GB",
    preview=False,
    clinic=Clinic("Fjord Clinic"),
    lists=(),
    menu=(),
    pages=(PageLink("About", "about/"),),
    unpublished_pages=(),
    feeds=(),
    photo_feed=None,
    search_url="",
    style_guide_url="",
)
# What Pelican gives to every template, and what only its objects or settings have.
OUTSIDE = (
    "articles", "article", "pages[0].source_path", "SITEURL", "DEFAULT_LANG", "settings", "tags",
    "clinic.people", "latest[0].content", "PREVIEW", "output_path", "dates",
)  # fmt: skip


def view(name="index.html", template="index.html"):
    """The view of a page with an article."""
    return LatestView(
        template=template,
        output_file=name,
        path=name,
        lang="en-GB",
        subject=PageSubject(),
        social=Social(),
        latest=(ArticleCard("Sleep", "sleep/", "en-GB", date(2026, 1, 1)),),
    )


@pytest.fixture
def assets(tmp_path):
    """The files of the theme, which it writes to the site."""
    return Assets(tmp_path / "theme/static", tmp_path / "output")


@pytest.fixture
def renderer(tmp_path, assets):
    """A function that makes the renderer of a theme with one template."""

    def make(text, *, name="index.html", **settings):
        write(tmp_path, f"theme/templates/{name}", text)
        known = settings_for(tmp_path, **settings)
        made = rendering.environment(tmp_path / "theme", assets, CHROME, known)
        return Renderer(made, CHROME)

    return make


def test_a_template_gets_its_view_and_the_chrome(renderer):
    """By the names of their fields; a macro gets the chrome as well."""
    macro = "{% macro home() %}{{ siteurl }}/{% endmacro %}"
    renderer(macro, name="macros.html")
    text = "{% from 'macros.html' import home %}{{ lang }} {{ latest|length }} {{ sitename }} "

    made = renderer(text + "{{ home() }}").render(view())

    assert made.data.decode() == f"en-GB 1 Fjord Clinic {SITEURL}/"


@pytest.mark.parametrize("name", OUTSIDE)
def test_a_template_that_reaches_further_fails(renderer, name):
    """Whatever the settings say about undefined names."""
    lax = renderer(f"{{{{ {name} }}}}", JINJA_ENVIRONMENT={})

    with pytest.raises(UndefinedError):
        lax.render(view())


def test_what_a_template_shows_is_escaped(renderer):
    """A settings file cannot turn this off."""
    made = renderer("{{ '<b>' }}", JINJA_ENVIRONMENT={"autoescape": False}).render(view())

    assert made.data == b"&lt;b&gt;"


def test_templates_that_pelican_has_compiled_are_compiled_again(renderer):
    """Whether they escape is part of the compiled code, which Pelican's Environments share."""
    shared, text = CompiledOnce(), "{{ '<b>' }}"
    lax = {"autoescape": False, "bytecode_cache": shared}
    made = renderer(text, JINJA_ENVIRONMENT=lax)
    pelicans = Environment(loader=made.environment.loader, **lax)  # noqa: S701  # as such settings
    assert pelicans.get_template("index.html").render() == "<b>"

    assert made.render(view()).data == b"&lt;b&gt;"


@pytest.fixture
def parsed(monkeypatch):
    """The sources that Jinja has parsed."""
    sources, parse = [], Environment._parse

    def noted(made, source, *given):
        sources.append(source)
        return parse(made, source, *given)

    monkeypatch.setattr(Environment, "_parse", noted)
    return sources


def test_a_template_is_parsed_once(renderer, parsed, tmp_path):
    """For what it includes, for the checks and for rendering; under any name."""
    made = renderer("{{ 1 + 1 }}")

    TemplateDigests(made.environment, [], FakeStore(), b"").of("!theme/index.html")
    templates.check(tmp_path / "theme/templates", made.environment)
    assert made.render(view()).data == b"2"

    assert parsed == ["{{ 1 + 1 }}"]


def test_a_tree_is_compiled_once(renderer, parsed):
    """Jinja changes it meanwhile."""
    made = renderer("{{ 1 + 1 }}")
    before = repr(made.environment.parse("{{ 1 + 1 }}"))
    made.render(view())

    assert repr(made.environment.parse("{{ 1 + 1 }}")) == before
    assert len(parsed) == 2


def test_an_extension_may_parse_a_source_by_its_name(renderer):
    """Jinja gives it the name of each template."""

    class Named(Extension):
        def preprocess(self, source, name, filename=None):  # noqa: ARG002  # Jinja's
            return source.replace("NAME", str(name))

    made = renderer("NAME", JINJA_ENVIRONMENT={"extensions": [Named]}).environment

    assert "'a'" in repr(made.parse("NAME", "a"))
    assert "'b'" in repr(made.parse("NAME", "b"))


def test_the_owners_filters_tests_and_functions_are_kept(renderer):
    """Pelican documents them."""
    made = renderer(
        "{{ 'a'|shout }}{{ 2 is big }}{{ answer() }}",
        JINJA_FILTERS={"shout": str.upper},
        JINJA_TESTS={"big": lambda number: number > 1},
        JINJA_GLOBALS={"answer": lambda: 42},
    )

    assert made.render(view()).data == b"ATrue42"
    assert made.environment.undefined is StrictUndefined


def test_an_owners_template_overrides_the_themes(renderer, tmp_path):
    """THEME_TEMPLATES_OVERRIDES, as in Pelican."""
    write(tmp_path, "own/index.html", "own")

    made = renderer("the theme's", THEME_TEMPLATES_OVERRIDES=[str(tmp_path / "own")])

    assert made.render(view()).data == b"own"


def test_a_rendered_page_knows_its_ids_links_and_requests(renderer):
    """The checks read these, not the written file."""
    text = '<p id="here"><a href="/there/">x</a><img src="https://other.example/x.png">'

    made = renderer(text).render(view())

    assert isinstance(made, Rendered)
    assert "here" in made.page.ids
    assert "/there/" in made.page.addresses
    assert [request.host for request in made.page.requests] == ["other.example"]


@pytest.fixture
def writer(renderer, assets, tmp_path):
    """A function that makes the writer of a theme with one template."""

    def make(text, name="index.html"):
        made, templates = renderer(text, name=name), tmp_path / "theme" / "templates"
        return PageWriter(made, assets, tmp_path / "output", templates)

    return make


def test_a_stylesheet_within_pages_is_kept_once(writer, tmp_path):
    """What is kept of each page has its name."""
    css = "a{color:red}" * 100
    write(tmp_path / "theme/static", "main.css", css)
    made = writer("<style>{{ inline_style('main.css') }}</style>")

    written = made.write(view("index.html"))

    assert (tmp_path / "output/index.html").read_text("utf-8") == f"<style>{css}</style>"
    assert written.kept == b"<style>\0main.css\0</style>"
    assert made.style("main.css") == css
    assert made.style("another.css") == ""


@pytest.mark.parametrize("processes", [1, 2])
def test_pages_are_written_in_order(writer, tmp_path, processes):
    """By this process or by others, several at a time."""
    views = [view(f"{number}/index.html") for number in range(50)]

    with ProcessPool(processes) as pool:
        written = list(write_pages(writer("{{ path }}"), views, pool))

    assert [page.name for page in written] == [each.output_file for each in views]
    assert all(isinstance(page.page, ParsedPage) for page in written)
    assert (tmp_path / "output/49/index.html").read_text("utf-8") == "49/index.html"


def test_only_some_pages_are_begun_before_the_first_is_taken(writer):
    """The views of a large site, and what was found in its pages, take much memory."""
    views = (view(f"{number}/index.html") for number in range(1000))

    next(write_pages(writer("{{ path }}"), views, ProcessPool(1)))

    assert 0 < len(list(views)) < 1000


@pytest.mark.parametrize("processes", [1, 2])
def test_an_error_in_a_template_does_not_stop_the_others(writer, tmp_path, processes):
    """The finding has the line of the template."""
    views = [view("bad.html"), view("good.html")]
    text = "line 1\n{% if path == 'bad.html' %}\n{{ nothing }}{% endif %}"

    with ProcessPool(processes) as pool:
        bad, good = write_pages(writer(text), views, pool)

    assert (bad.page.rule, bad.page.line) == ("theme/template-error", 3)
    assert bad.page.path.endswith("theme/templates/index.html")
    assert isinstance(good.page, ParsedPage)
    assert (tmp_path / "output/good.html").is_file()
    assert not (tmp_path / "output/bad.html").exists()


def test_what_the_file_system_refuses_is_returned(writer, tmp_path):
    """The caller knows which other page has the path."""
    write(tmp_path, "output/a", "a file")

    written = writer("x").write(view("a/index.html"))

    assert isinstance(written, WrittenPage)
    assert isinstance(written.page, OSError)
