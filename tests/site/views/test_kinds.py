"""Which template takes which kind of view, and what every view has."""

from dataclasses import fields

import pytest
from jinja2 import Environment, UndefinedError

from plugins.responsive_images.picture import Picture
from plugins.site.views import clinic, lists, others, posts
from plugins.site.views.chrome import Chrome
from plugins.site.views.kinds import view_of
from plugins.site.views.values import Social, View
from plugins.site.writing import page_queue
from tests.building import ROOT
from tests.site.builds import SITEURL
from tests.site.views.samples import (
    FakeArticle,
    FakePage,
    articles,
    clinic_build,
    group,
    site_values,
    variables,
    year,
)

# By template: the kind of its pages.
KINDS = {
    "404.html": others.LatestView,
    "accessibility.html": posts.PageView,
    "archives.html": lists.ArchiveView,
    "article.html": posts.ArticleView,
    "author.html": clinic.PersonView,
    "authors.html": clinic.PeopleView,
    "categories.html": lists.GroupsView,
    "category.html": lists.GroupView,
    "clinic.html": clinic.LocationView,
    "clinics.html": View,
    "contact.html": posts.PageView,
    "index.html": others.HomeView,
    "page.html": posts.PageView,
    "period_archives.html": lists.PeriodView,
    "privacy.html": posts.PageView,
    "redirect.html": posts.RedirectView,
    "search.html": others.SearchView,
    "style_guide.html": others.StyleGuideView,
    "tag.html": lists.GroupView,
    "tags.html": lists.GroupsView,
    "treatments.html": posts.TreatmentsView,
}
COLLECTIONS = {
    lists.ArchiveView,
    lists.GroupView,
    lists.GroupsView,
    lists.PeriodView,
    clinic.PeopleView,
}
NO_PAGES = {"base.html", "feed_article.html"}  # templates that render no page of the site
WRITTEN = articles(8)


@pytest.fixture
def site(tmp_path):
    """The values of a site without posts."""
    return site_values(tmp_path, settings={"SITEURL": SITEURL})


@pytest.fixture
def queue(tmp_path):
    """The pages of a preview, which has all kinds of them."""
    build = clinic_build(tmp_path, preview=True, SITEURL=SITEURL)
    groups = [(group("Sleep"), WRITTEN)]
    given = variables(
        articles=WRITTEN,
        pages=[FakePage()],
        topics=groups,
        categories=groups,
        period_archives={"year": [year(2020), year(2021)]},
        search_url="search/",
        style_guide_url="style-guide/",
    )
    return page_queue(build, given, lambda *_: None, Environment(autoescape=True))


def given_to(template, site):
    """The variables that Pelican gives to this template alone."""
    known = site.build.directory
    return {
        "archives.html": {"articles": WRITTEN},
        "article.html": {"article": FakeArticle()},
        "author.html": {"person": known.people[0], "articles": WRITTEN, "credited": WRITTEN},
        "category.html": {"category": group("Sleep"), "articles": WRITTEN},
        "clinic.html": {
            "location": known.clinic.locations[0],
            "people_here": known.people,
            "articles": WRITTEN,
        },
        "accessibility.html": {"page": FakePage()},
        "contact.html": {"page": FakePage()},
        "page.html": {"page": FakePage()},
        "period_archives.html": {"period_num": (2020,), "articles": WRITTEN},
        "privacy.html": {"page": FakePage()},
        "redirect.html": {"redirect_to": FakeArticle()},
        "style_guide.html": {"tokens": {"paper": "#ffffff"}, "noindex": True},
        "tag.html": {"tag": group("Sleep"), "articles": WRITTEN},
        "treatments.html": {"page": FakePage()},
    }.get(template, {})


def test_every_template_of_a_page_has_a_kind():
    """A new template of the theme is added to the list above."""
    templates = {path.name for path in (ROOT / "theme/templates").glob("*.html")}

    assert templates - NO_PAGES == set(KINDS)


@pytest.mark.parametrize("template", KINDS)
def test_every_template_renders_the_view_of_its_kind(queue, template):
    """From its view and the chrome alone: any other name would be an error."""
    view = view_of(
        queue.sites["en-gb"], template, template, given_to(template, queue.sites["en-gb"])
    )

    made = queue.writer.renderer.render(view)

    assert type(view) is KINDS[template]
    assert b"<title>" in made.data
    assert made.data.rstrip().endswith(b"</html>")


def test_a_name_that_is_in_neither_is_an_error(queue):
    """The page would otherwise have a gap that nobody sees."""
    view = vars(view_of(queue.sites["en-gb"], "map.html", "map.html", {"articles": WRITTEN}))
    template = queue.writer.renderer.environment.from_string

    assert template("{{ path }} {{ sitename }}").render(view) == "map.html Harbour Clinic"
    with pytest.raises(UndefinedError, match="'articles' is undefined"):
        template("{% for each in articles %}{% endfor %}").render(view)


@pytest.mark.parametrize("kind", [*KINDS.values(), View])
def test_no_view_hides_a_name_of_the_chrome(kind):
    """A template gets both under their own names."""
    assert {field.name for field in fields(kind)} & {
        field.name for field in fields(Chrome)
    } == set()


@pytest.mark.parametrize(
    ("variables_of_post", "kind", "name"),
    [
        ({"article": FakeArticle()}, posts.ArticleView, "article"),
        ({"page": FakePage()}, posts.PageView, "page"),
    ],
)
@pytest.mark.parametrize("template", ["landing.html", "index.html", "category.html"])
def test_a_post_may_have_a_template_of_its_own(site, template, variables_of_post, kind, name):
    """It still gets its article or page, whatever the template is called."""
    view = view_of(site, template, "x/index.html", variables_of_post)

    assert isinstance(view, kind)
    assert (view.template, getattr(view, name).title) == (
        template,
        next(iter(variables_of_post.values())).title,
    )


def test_a_template_of_the_owners_own_gets_what_all_pages_have(site):
    """A variable that is None makes no post of it."""
    site.build.social_card = Picture("social/site.png", 1200, 630)

    view = view_of(site, "map.html", "map/index.html", {"article": None, "articles": WRITTEN})

    assert type(view) is View
    assert (view.template, view.output_file, view.path) == ("map.html", "map/index.html", "map/")
    assert (view.lang, view.noindex, view.alternates) == ("en-gb", False, ())
    assert view.social == Social("website", site.build.social_card)
    assert view.subject.properties == {"@type": "WebPage"}
    assert len(view.subject.nodes) == 2  # the clinic's locations


@pytest.mark.parametrize("template", KINDS)
def test_some_pages_are_not_for_search_engines(site, template):
    """The page for missing pages, and redirects; others say so in their variables."""
    given = given_to(template, site)

    view = view_of(site, template, template, given)
    unlisted = view_of(site, "map.html", "map.html", {"noindex": True})

    assert view.noindex is (template in {"404.html", "redirect.html", "style_guide.html"})
    assert unlisted.noindex is True


@pytest.mark.parametrize("template", KINDS)
def test_lists_are_collections(site, template):
    """Of pages; the other kinds of page are about the clinic or what they show."""
    view = view_of(site, template, template, given_to(template, site))

    is_list = KINDS[template] in COLLECTIONS
    kind = view.subject.properties.get("@type")
    assert (kind == "CollectionPage") is is_list
    assert not (is_list and view.subject.nodes)


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("index.html", ""),
        ("a/index.html", "a/"),
        ("a/b/index.html", "a/b/"),
        ("a.html", "a.html"),
        ("xindex.html", "xindex.html"),
        ("a/xindex.html", "a/xindex.html"),
        ("index.html.html", "index.html.html"),
        ("404.html", "404.html"),
    ],
)
def test_a_folders_page_has_the_path_of_the_folder(site, name, path):
    """That is how links lead to it."""
    view = view_of(site, "map.html", name, {})

    assert (view.path, view.output_file) == (path, name)
