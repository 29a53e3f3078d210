"""The pages that no post makes, and what all templates get."""

from dataclasses import dataclass
from types import SimpleNamespace

import pytest
from jinja2 import DictLoader, Environment
from markupsafe import Markup

from plugins.clinic.directory import Byline, Clinic, Directory
from plugins.responsive_images.picture import Picture
from plugins.site import pages
from plugins.site.build import PageAtOldAddress
from tests.clinic.samples import directory
from tests.publishing.small_site import write
from tests.site.builds import SITEURL, new_build
from tests.site_search.samples import NEEDLES


@dataclass(eq=False)
class FakeArticle:
    """What is read of an article to find its people."""

    bylines: tuple
    credit_people: tuple = ()
    clinics: tuple = ()
    lang: str = "en-gb"


@pytest.fixture
def build(tmp_path):
    """A build without people, locations and a search."""
    return new_build(tmp_path)


def listed(build):
    """The path and the template of each page."""
    return [(page.path, page.template) for page in pages.generated_pages(build)]


def test_pages_for_people_locations_and_both_lists(build):
    """At the URLs that links to them use."""
    build.directory = directory()
    nora, ann = build.directory.people
    article = FakeArticle((Byline("Nora Lind"),), (ann,))
    build.articles = [article]

    found = list(pages.generated_pages(build))

    assert [(page.path, page.template) for page in found] == [
        ("people/index.html", "authors"), ("people/nora-lind/index.html", "author"),
        ("people/ann-lee/index.html", "author"), ("clinics/index.html", "clinics"),
        ("clinics/quay/index.html", "clinic"), ("clinics/hill/index.html", "clinic"),
    ]  # fmt: skip
    assert found[0].variables == {"url": "people/", "articles": [], "language": "en-gb"}
    assert found[1].variables == {
        "url": nora.url, "person": nora, "articles": [article], "credited": [],
        "language": "en-gb",
    }  # fmt: skip
    assert found[2].variables == {
        "url": ann.url, "person": ann, "articles": [], "credited": [article],
        "language": "en-gb",
    }  # fmt: skip
    hill = build.directory.clinic.locations[1]
    assert found[5].variables == {
        "url": hill.url, "location": hill, "people_here": (nora,), "articles": [],
        "language": "en-gb",
    }  # fmt: skip


def test_two_people_with_one_slug_have_one_page(build):
    """The files' own checks report them, at their rows; the same of places."""
    build.directory = directory(
        clinic="name: A\nlocations: [{slug: b, name: B}, {slug: b, name: C}]\n",
        people="[{name: D, slug: e}, {name: F, slug: g}, {name: H, slug: e}]",
    )

    paths = [path for path, _template in listed(build)]

    assert paths == [
        "people/index.html", "people/e/index.html", "people/g/index.html", "clinics/index.html",
        "clinics/b/index.html",
    ]  # fmt: skip
    names = [page.variables.get("person") for page in pages.generated_pages(build)]
    assert [person.name for person in names if person] == ["D", "F"]


def test_without_people_and_locations_there_are_no_pages(build):
    """No empty lists are written."""
    assert listed(build) == []


def test_old_addresses_are_redirected(build):
    """Last, as of two pages with one address the first is kept."""
    build.directory = directory()
    post = object()
    build.pages_at_old_addresses = [PageAtOldAddress("people/index.html", post, 3)]

    *others, last = pages.generated_pages(build)

    assert (last.path, last.template) == ("people/index.html", "redirect")
    assert last.variables == {
        "redirect_to": post, "redirect_line": 3, "url": "people/index.html"
    }  # fmt: skip
    assert "redirect" not in {page.template for page in others}


def test_a_search_page_needs_articles_to_search_for(build):
    """It is not for search engines; templates link to it."""
    assert (listed(build), pages.search_variables(build)) == ([], {})

    build.search_records = [NEEDLES]

    (page,) = pages.generated_pages(build)
    assert (page.path, page.template) == ("search/index.html", "search")
    assert page.variables == {"url": "search/", "noindex": True, "language": "en-gb"}
    assert pages.search_variables(build) == {"search_url": "search/"}


def test_only_a_preview_has_a_style_guide(tmp_path):
    """Templates link to it."""
    public, preview = new_build(tmp_path), new_build(tmp_path, preview=True)

    assert listed(public) == []
    assert pages.shared_variables(public)["style_guide_url"] == ""
    assert listed(preview) == [("style-guide/index.html", "style_guide")]
    assert pages.shared_variables(preview)["style_guide_url"] == "style-guide/"


def test_a_style_guide_shows_the_themes_tokens_and_examples(tmp_path):
    """What its functions return is not escaped again."""
    write(tmp_path, "theme/templates/style_guide.html", "")
    write(tmp_path, "theme/static/css/tokens.css", ":root { --paper: #ffffff; }")
    build = new_build(tmp_path, preview=True, THEME=str(tmp_path / "theme"))

    (page,) = pages.generated_pages(build)

    assert page.variables["tokens"] == {"paper": "#ffffff"}
    html = page.variables["markdown"]("*Words*", {"url": "x.svg", "width": 4, "height": 3})
    assert isinstance(html, Markup)
    assert "<em>Words</em>" in html
    scoped = page.variables["scoped"]('<p id="a"></p>', "one")
    assert scoped == Markup('<p id="one-a"></p>')
    assert (page.variables["articles"], page.variables["url"]) == ([], "style-guide/")


def test_a_theme_may_have_no_style_guide_and_no_tokens(tmp_path):
    """Neither is an error."""
    (tmp_path / "theme/templates").mkdir(parents=True)
    assert listed(new_build(tmp_path, preview=True, THEME=str(tmp_path / "theme"))) == []
    write(tmp_path, "theme/templates/style_guide.html", "")

    build = new_build(tmp_path, preview=True, THEME=str(tmp_path / "theme"))

    (page,) = pages.generated_pages(build)
    assert page.variables["tokens"] == {}


def test_templates_get_the_clinic_its_people_and_pictures(build):
    """SITENAME is the clinic's name."""
    build.directory, build.gallery = directory(), SimpleNamespace(photos=[])
    build.social_card = Picture("social/site.png", 4, 3)

    assert pages.shared_variables(build) == {
        "FEED_ALL_ATOM": None,
        "FEED_ALL_RSS": None,
        "FEED_ALL_JSON": None,
        "SITENAME": "Harbour Clinic",
        "PREVIEW": False,
        "clinic": build.directory.clinic,
        "people": build.directory.people,
        "photo_feed": build.gallery,
        "social_card": build.social_card,
        "style_guide_url": "",
    }


def test_feeds_are_off_unless_they_are_set(tmp_path):
    """Templates may test each of the three."""
    settings = {"FEED_ALL_ATOM": "a.xml", "FEED_ALL_JSON": "a.json"}
    build = new_build(tmp_path, **settings)
    del build.settings["FEED_ALL_RSS"]

    found = pages.shared_variables(build)

    names = ("FEED_ALL_ATOM", "FEED_ALL_RSS", "FEED_ALL_JSON")
    assert [found[name] for name in names] == ["a.xml", None, "a.json"]


def test_a_preview_says_so(tmp_path):
    """Its pages are marked."""
    assert pages.shared_variables(new_build(tmp_path, preview=True))["PREVIEW"] is True


@pytest.mark.parametrize(
    ("clinic", "words"),
    [
        (Clinic("Fjord", introduction="Calm.", headline="Strong."), "Calm."),
        (Clinic("Fjord", headline="Strong."), "Strong."),
        (Clinic("Fjord"), "Fjord"),
    ],
)
def test_the_description_of_feeds_is_the_best_text_known(build, clinic, words):
    """RSS requires one."""
    build.directory = Directory(clinic)

    found = pages.feed_site(build, build.language("en-gb"), Environment(autoescape=True), {})

    assert (found.name, found.description) == ("Fjord", words)


def test_feeds_use_the_themes_template(tmp_path):
    """With the variables that it is given for each article; the rest is of the build."""
    build = new_build(tmp_path, SITEURL=SITEURL, DEFAULT_CATEGORY="Advice")
    text = "<b>{{ article.title }}</b> {{ SITENAME }}"
    environment = Environment(loader=DictLoader({"feed_article.html": text}), autoescape=True)

    def variables(article):
        return {"article": article, "SITENAME": "Fjord"}

    found = pages.feed_site(build, build.language("en-gb"), environment, variables)

    assert found.render(SimpleNamespace(title="A & B")) == "<b>A &amp; B</b> Fjord"
    assert (found.url, found.lang) == (SITEURL, "en-gb")
    assert (found.default_category, found.now) == ("Advice", build.now)
