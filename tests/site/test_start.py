"""The first step of a build: options, data files and Pelican's settings."""

import os
import shutil
from dataclasses import replace
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from jinja2 import Environment

from plugins.clinic.directory import Byline, Directory
from plugins.publishing.content_files import LEFTOVERS
from plugins.site.join import relate_articles
from plugins.site.start import newest_first
from tests.building import ROOT
from tests.publishing.small_site import write
from tests.related_articles.test_articles import FakeArticle
from tests.responsive_images.originals import quarters, saved
from tests.site.builds import SITEURL, new_build, rules, settings_for, start_build
from tests.structured_data.samples import CLINIC, NORA, QUAY, nodes_by_type


def theme_with(folder, css):
    """A theme with this tokens.css."""
    write(folder, "theme/static/css/tokens.css", css)
    return str(folder / "theme")


def test_a_build_has_read_the_data_files(folder):
    """The posts and the pictures come later."""
    write(folder, "content/data/people.yaml", "- name: Nora Lind\n  slug: nora-lind\n")
    write(folder, "content/data/topics.yaml", "- name: Sleep\n  introduction: Nights.\n")

    build = new_build(folder)

    assert rules(build) == []
    assert build.inputs.clinic.clinic.facts.name == "Fjord Clinic"
    assert [person.name for person in build.inputs.clinic.people.facts] == ["Nora Lind"]
    assert [topic.name for topic in build.inputs.topics.facts] == ["Sleep"]
    assert build.inputs.unreadable == []
    assert list((folder / "output").iterdir()) == []


@pytest.mark.parametrize(
    ("options", "setting", "severities"),
    [
        ({"publish": True}, None, ["error"]),
        ({"publish": True, "lenient": True}, None, ["warning"]),
        ({"publish": True}, "The number is not connected yet.", ["warning"]),
        ({"preview": True}, None, []),
        ({}, None, []),
    ],
)
def test_only_a_site_for_the_public_needs_a_way_to_reach_the_clinic(
    folder, options, setting, severities
):
    """The editor who has just begun with a site has time for it."""
    write(folder, "content/data/clinic.yaml", "name: Fjord Clinic\n")

    build = new_build(folder, **options, CLINIC_UNREACHABLE=setting)

    found = [(each.severity, each.rule) for each in build.request.findings.all]
    assert found == [(severity, "clinic/unreachable") for severity in severities]


def test_all_findings_reach_the_build(folder):
    """Of each data file, the content folder and the settings; one of each hides no other."""
    write(folder, "content/data/clinic.yaml", "nam: x\n")
    write(folder, "content/data/people.yaml", "- name: [\n")
    write(folder, "content/data/topics.yaml", "- name: [\n")
    (folder / "content/link.md").symlink_to("nowhere.md")

    build = new_build(
        folder,
        SITEURL=SITEURL,
        THEME=theme_with(folder, ":root { --paper: #fff }"),
        RESPONSIVE_IMAGES_CACHE=3,
        POST_MAX_BYTES="many",
        PHOTO_FEED_COUNT=0,
        RELATED_ARTICLES_COUNT=0,
        STRUCTURED_DATA_LOCATION_TYPE="Pub",
    )

    assert sorted(set(rules(build))) == [
        "clinic/missing-key",
        "clinic/unknown-key",
        "clinic/unreadable",
        "content/link",
        "photo-feed/impossible-setting",
        "post/bad-setting",
        "related-articles/impossible-setting",
        "responsive-images/impossible-setting",
        "structured-data/impossible-setting",
        "structured-data/no-colour",
        "topics/unreadable",
    ]


def test_a_lenient_build_warns_of_a_pipe_and_needs_no_clinic(folder):
    """Any folder of posts can be built."""
    (folder / "content/data/clinic.yaml").unlink()
    os.mkfifo(folder / "content/pipe.md")

    strict, lenient = new_build(folder), new_build(folder, lenient=True)

    assert [(found.rule, found.severity) for found in strict.request.findings.all] == [
        ("clinic/missing-file", "error"),
        ("content/not-a-file", "error"),
    ]
    assert [(found.rule, found.severity) for found in lenient.request.findings.all] == [
        ("content/not-a-file", "warning")
    ]


def test_leftovers_of_editors_are_no_unreadable_files(folder):
    """Nor names that the settings ignore; Pelican ignores all of these as well."""
    (folder / "content/.#a.md").symlink_to("me@here.1234")
    (folder / "content/a.bak").symlink_to("nowhere")

    build = new_build(folder, IGNORE_FILES=["*.bak"])

    assert rules(build) == []
    assert build.settings["IGNORE_FILES"] == ["*.bak", *LEFTOVERS]


def test_the_time_of_a_build_may_be_set(folder, monkeypatch):
    """By SOURCE_DATE_EPOCH."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")

    assert new_build(folder).now == datetime(1970, 1, 1, tzinfo=UTC)


def test_the_size_of_posts_is_a_setting(folder):
    """The reader refuses larger ones."""
    assert new_build(folder, POST_MAX_BYTES=7).reader.max_bytes == 7
    assert new_build(folder).reader.max_bytes == 1_000_000


def test_pictures_are_encoded_into_the_cache_and_the_site(folder):
    """With a step of progress."""
    original = folder / "content/images/desk.png"
    write(folder, "content/images/desk.png", saved(quarters(), "PNG"))
    build = new_build(folder)

    picture = build.images.picture(build.images.identify(original))

    assert (folder / "output" / picture.url).is_file()
    assert len(list((folder / "cache/pictures").iterdir())) == 1
    assert build.request.progress._counts == {"Encoding pictures": 1}


def test_without_incremental_no_cache_is_used(folder, monkeypatch):
    """Neither that of pictures nor that of related articles, wherever they are."""
    kept = new_build(folder)
    monkeypatch.setenv("INCREMENTAL", "0")
    build = new_build(folder)
    build.articles += [FakeArticle("sleep"), FakeArticle("rest")]
    relate_articles(build)
    build.cache.put("key", [])

    assert (kept.cache.folder, kept.inputs.related.cache) == (
        folder / "cache/pictures", str(folder / "cache/related"),
    )  # fmt: skip
    assert build.cache.get("key") is None
    assert not (folder / "cache").exists()


def test_card_colours_are_those_of_the_theme(folder):
    """Without SITEURL there are no cards; a theme without tokens has none either."""
    css = ROOT / "theme/static/css/tokens.css"
    (folder / "theme/static/css").mkdir(parents=True)
    shutil.copy(css, folder / "theme/static/css/tokens.css")
    theme = str(folder / "theme")

    assert new_build(folder, SITEURL=SITEURL, THEME=theme).cards.colours["paper"]
    assert new_build(folder, THEME=theme).cards is None
    (folder / "theme/static/css/tokens.css").unlink()
    without = new_build(folder, SITEURL=SITEURL, THEME=theme)
    assert (without.cards, rules(without)) == (None, [])


@pytest.mark.parametrize("views", [True, False])
def test_relative_urls_need_pelicans_variables(folder, views):
    """A view has the same addresses on every page."""
    write(folder, "theme/theme.toml", "views = 1\n" if views else "")

    build = new_build(folder, THEME=str(folder / "theme"), RELATIVE_URLS=True)

    assert rules(build) == (["theme/relative-urls"] if views else [])


def test_templates_get_our_helpers_besides_those_of_the_settings(folder):
    """Pelican passes them to Jinja."""
    own = {"JINJA_GLOBALS": {"own": 1}, "JINJA_FILTERS": {"shout": str.upper}}

    build = new_build(folder, **own, JINJA_ENVIRONMENT={"trim_blocks": False})

    names, filters = build.settings["JINJA_GLOBALS"], build.settings["JINJA_FILTERS"]
    functions = {"asset", "inline_style", "security_policy", "speculation_rules", "json_ld"}
    assert set(names) == {"own", *functions}
    assert set(filters) == {"shout", "date_words", "date_iso"}
    assert build.settings["JINJA_ENVIRONMENT"]["trim_blocks"] is False
    assert "bytecode_cache" in build.settings["JINJA_ENVIRONMENT"]
    assert own == {"JINJA_GLOBALS": {"own": 1}, "JINJA_FILTERS": {"shout": str.upper}}


@pytest.fixture
def graph_of(folder):
    """Calls `json_ld` with a template's variables; returns the nodes of the graph by type."""
    build = new_build(
        folder,
        STRUCTURED_DATA_LOCATION_TYPE="MedicalClinic",
        DEFAULT_CATEGORY="Articles",
        SITEURL=SITEURL,
    )
    build.directory = Directory(replace(CLINIC, name="Fjord Clinic"), (NORA,))
    environment = Environment(autoescape=True)
    environment.globals.update(build.settings["JINJA_GLOBALS"])
    template = environment.from_string("{{ json_ld('x/', 'A page', 'Words.', 'en-GB') }}")

    def call(**variables):
        return nodes_by_type(template.render(variables))

    return call


def test_a_pages_graph_is_of_the_clinic_that_was_read(graph_of):
    """It is made when a template calls `json_ld`, after the clinic is linked."""
    found = graph_of()

    assert list(found) == ["WebPage", "BreadcrumbList", "MedicalClinic", "Organization", "WebSite"]
    assert found["Organization"]["name"] == "Fjord Clinic"
    assert found["WebPage"]["url"] == f"{SITEURL}/x/"


def test_a_page_has_its_kind_and_parents(graph_of):
    """As its template sets them; a kind that is not set is WebPage."""
    found = graph_of(page_kind="CollectionPage", parents=[{"name": "Topics", "url": "topics/"}])

    assert list(found) == ["CollectionPage", "BreadcrumbList", "Organization", "WebSite"]
    crumbs = found["BreadcrumbList"]["itemListElement"]
    assert [crumb["name"] for crumb in crumbs] == ["Home", "Topics", "A page"]


def test_people_and_locations_have_graphs_of_their_own(graph_of):
    """A profile, and a page about the place."""
    assert graph_of(person=NORA)["ProfilePage"]["mainEntity"] == {
        "@id": f"{SITEURL}/people/nora-lind/#person"
    }
    assert graph_of(location=QUAY)["WebPage"]["mainEntity"] == {
        "@id": f"{SITEURL}/clinics/quay/#place"
    }


def test_an_article_and_a_page_may_have_been_reviewed(graph_of):
    """An article also has a node of its own, with its author."""
    review = {"reviewed": date(2026, 3, 14), "reviewed_by": "Nora Lind"}
    article = SimpleNamespace(
        title="Sleep", category="Rest", bylines=[Byline("Nora Lind")], updated=None, credit="",
        date=datetime(2026, 3, 14, tzinfo=UTC), picture=None, social_card=None,
        related_articles=[SimpleNamespace(url="articles/rest/")], **review,
    )  # fmt: skip

    of_article, of_page = graph_of(article=article), graph_of(page=SimpleNamespace(**review))

    for found in (of_article, of_page):
        assert found["MedicalWebPage"]["lastReviewed"] == "2026-03-14"
        assert found["Person"]["name"] == "Nora Lind"
    assert of_article["MedicalWebPage"]["relatedLink"] == [f"{SITEURL}/articles/rest/"]
    assert (of_article["Article"]["headline"], of_article["Article"]["articleSection"]) == (
        "Sleep",
        "Rest",
    )
    assert "WebPage" in graph_of(page=SimpleNamespace(reviewed=None, reviewed_by=""))


def test_another_build_starts_from_the_same_settings(folder):
    """`pelican -r` has one dictionary for all builds: nothing is added to it a second time."""
    settings = settings_for(folder)
    first = start_build(settings)
    before = {name: settings[name] for name in ("IGNORE_FILES", "STATIC_PATHS", "PLUGINS")}
    templates = settings["JINJA_ENVIRONMENT"]["bytecode_cache"]

    second = start_build(settings)

    assert {name: settings[name] for name in before} == before
    assert len(settings["JINJA_GLOBALS"]) == 5
    assert settings["JINJA_ENVIRONMENT"]["bytecode_cache"] is not templates
    for name in ("request", "inputs", "images", "cache", "withheld", "posts"):
        assert getattr(first, name) is not getattr(second, name), name


def test_a_relative_output_folder_is_in_the_folder_of_the_build(folder):
    """Pelican's own is `output`; it gives all paths of written files in full."""
    settings = settings_for(folder) | {"OUTPUT_PATH": "site"}

    assert start_build(settings).site.output == folder / "site"


@pytest.mark.parametrize("reverse", [False, True])
def test_articles_are_sorted_by_date_then_order_slug_and_language(reverse):
    """Newest first, and never in the order of the file system; a place comes before none."""
    rows = [
        (2, "a", "en", {}),
        (1, "z", "en", {"order": 0}),
        (1, "y", "en", {"order": 2}),
        (1, "a", "de", {}),
        (1, "a", "en", {}),
        (1, "b", "de", {}),
    ]
    articles = [
        SimpleNamespace(
            date=datetime(2026, 1, day, tzinfo=UTC), slug=slug, lang=lang, metadata=metadata
        )
        for day, slug, lang, metadata in (reversed(rows) if reverse else rows)
    ]

    found = sorted(articles, key=newest_first)

    assert [(each.date.day, each.slug, each.lang, each.metadata) for each in found] == rows
