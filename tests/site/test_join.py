"""The steps between reading and writing."""

import io
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from jinja2 import Environment, FileSystemLoader

from plugins.clinic.directory import Clinic, Directory
from plugins.core.findings import Finding
from plugins.core.process_pool import ProcessPool
from plugins.core.visibility import WithheldPost
from plugins.photo_feed.snapshot import dump
from plugins.publishing.build import BuildFailedError
from plugins.publishing.templates import REQUIRED
from plugins.site import join
from plugins.site_search.records import records
from plugins.structured_data.cards import CardWords
from tests.clinic.samples import CLINIC, PEOPLE
from tests.photo_feed.samples import posted, snapshot
from tests.publishing.small_site import write
from tests.responsive_images.originals import PNG
from tests.site.builds import SITEURL, new_build, rules
from tests.site_search.samples import NEEDLES


@dataclass(frozen=True)
class FakeTag:
    """A topic as Pelican keeps it."""

    name: str

    def __str__(self):
        return self.name


MARK = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path d="M0 0h9v9z"/></svg>'


@dataclass(eq=False)
class FakeArticle:
    """An article after the posts package has read it."""

    title: str = "Sleep"
    slug: str = "sleep"
    category: str = "Articles"
    lang: str = "en-gb"
    day: int = 1
    authors: list = field(default_factory=list)
    clinics: list = field(default_factory=list)
    translations: list = field(default_factory=list)
    headings: tuple = ()
    credit: str = ""
    status: str = "published"
    plain_text: str = "Nights."
    search_words: tuple = ()
    preview_mark: str = ""
    dead_feeds: int = 0
    picture: object = None
    metadata: dict = field(default_factory=dict)
    template: str = "article"
    default_template: str = "article"
    source_file: str = "content/articles/sleep.md"
    field_lines: dict = field(default_factory=lambda: {"authors": 4, "template": 5})

    def __post_init__(self):
        self.date = datetime(2026, 1, self.day, tzinfo=UTC)
        self.save_as = f"articles/{self.slug}/index.html"
        self.url = f"articles/{self.slug}/"
        self.source_path = f"/site/{self.source_file}"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with a clinic, in which builds are run."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path, "content/data/clinic.yaml", "name: Fjord Clinic\nheadline: Calm muscles\n")
    return tmp_path


def wanted(build):
    """The words of all cards that are to be drawn."""
    return [card.words for card in build.cards.wanted.values()]


def test_the_clinic_its_people_and_the_gallery_are_linked(folder):
    """With published pictures."""
    write(folder, "content/data/clinic.yaml", CLINIC)
    write(folder, "content/data/people.yaml", PEOPLE)
    write(folder, "content/images/sail.svg", MARK)
    write(folder, "content/images/bay.png", PNG)
    write(folder, "content/images/quay.png", PNG)
    write(folder, "content/images/nora.jpg", PNG)
    write(folder, "content/data/photos/photos.json", dump(snapshot(posted("door", "2026-10-03"))))
    write(folder, "content/data/photos/pictures/door.jpg", PNG)
    build = new_build(folder, PHOTO_FEED_MAX_AGE_DAYS=10_000)

    join.link_clinic(build)

    assert [person.name for person in build.directory.people] == ["Nora Lind", "Ann Lee"]
    assert build.directory.people[0].url == "people/nora-lind/"
    quay, hill = build.directory.clinic.locations
    assert (quay.url, hill.picture) == ("clinics/quay/", None)
    pictures = [quay.picture, build.directory.people[0].photo, build.gallery.photos[0].picture]
    assert all((folder / "output" / picture.url).is_file() for picture in pictures)
    assert rules(build) == []


def test_bad_pictures_of_the_clinic_and_the_gallery_are_reported(folder):
    """Once they are looked for."""
    write(folder, "content/data/clinic.yaml", CLINIC)
    write(folder, "content/images/sail.svg", MARK)
    write(folder, "content/images/bay.png", PNG)
    write(folder, "content/data/photos/curation.yaml", "own: [{src: gone.png, alt: A door}]")
    build = new_build(folder)
    assert rules(build) == []

    join.link_clinic(build)

    assert rules(build) == ["clinic/bad-picture", "photo-feed/bad-picture"]


def test_pages_without_a_card_have_the_clinics(folder):
    """With its headline, or its name alone."""
    build = new_build(folder, SITEURL=SITEURL)
    join.link_clinic(build)
    write(folder, "content/data/clinic.yaml", "name: Fjord Clinic\n")
    other = new_build(folder, SITEURL=SITEURL)
    join.link_clinic(other)

    assert wanted(build) == [CardWords("Calm muscles", "", "Fjord Clinic")]
    assert wanted(other) == [CardWords("Fjord Clinic", "", "Fjord Clinic")]
    assert build.social_card.alt == "Calm muscles · Fjord Clinic"
    assert build.social_card.url.startswith("social/site-")


@pytest.mark.parametrize(
    ("category", "tags", "topic"),
    [("Rest", ["Night", "Day"], "Night"), ("Rest", [], "Rest"), ("Articles", [], "")],
)
def test_a_card_names_the_first_topic(folder, category, tags, topic):
    """Otherwise the category, unless it is the default one; a card is wanted once."""
    build = new_build(folder, SITEURL=SITEURL)
    build.directory = Directory(Clinic("Fjord Clinic"))
    article = FakeArticle(category=category)
    article.tags = tags

    join.join_articles(build, [article])
    join.join_articles(build, [article])

    assert wanted(build) == [CardWords("Sleep", topic, "Fjord Clinic")]
    assert article.social_card.alt == "Sleep · Fjord Clinic"
    assert article.social_card.url.startswith("social/sleep-")


def test_without_colours_no_card_is_wanted(folder):
    """A build without SITEURL has none."""
    build, article = new_build(folder), FakeArticle()

    join.link_clinic(build)
    join.join_articles(build, [article])

    assert (article.social_card, build.social_card, build.cards) == (None, None, None)


@pytest.mark.parametrize(("lenient", "severity"), [(False, "error"), (True, "warning")])
def test_articles_get_bylines_and_unknown_authors_are_reported(folder, lenient, severity):
    """A lenient build warns of them."""
    build = new_build(folder, lenient=lenient)
    join.link_clinic(build)
    article = FakeArticle(authors=["Zoe"])

    join.join_articles(build, [article])

    assert build.articles == [article]
    assert [byline.name for byline in article.bylines] == ["Zoe"]
    assert [(found.rule, found.severity) for found in build.request.findings.all] == [
        ("clinic/unknown-authors", severity)
    ]


def test_articles_are_collected_for_the_search(folder):
    """Only those that are published."""
    build = new_build(folder)

    join.join_articles(build, [FakeArticle("Seen"), FakeArticle("Unseen", preview_mark="Draft")])

    assert [record.title for record in build.search_records] == ["Seen"]


def test_a_site_may_have_no_search(folder):
    """By a setting, or because its theme has no page for it."""
    (folder / "theme/templates").mkdir(parents=True)
    for changes in ({"SITE_SEARCH": False}, {"THEME": str(folder / "theme")}):
        build = new_build(folder, **changes)

        join.join_articles(build, [FakeArticle()])

        assert build.search_records == []
        assert rules(build) == []


def test_topics_are_sorted_by_name(folder):
    """In any letter case; translations keep the topics that have a page."""
    night, day, odd = FakeTag("Night"), FakeTag("day"), FakeTag("Seltsam")
    german = FakeArticle(lang="de")
    german.tags = [odd, night]

    found = join.topic_variables(new_build(folder), {night: ["a"], day: ["b"]}, [german])

    assert found["topics"] == [(day, ["b"]), (night, ["a"])]
    assert german.tags == [night]


def test_a_hidden_article_keeps_the_topics_that_have_a_page(folder):
    """A topic that only such articles have may have an introduction already."""
    write(folder, "content/data/topics.yaml", "- name: Odd\n  introduction: Words.\n")
    night, odd = FakeTag("Night"), FakeTag("Odd")
    hidden = FakeArticle(status="hidden")
    hidden.tags = [odd, night]
    build = new_build(folder)

    join.topic_variables(build, {night: ["a"]}, [hidden])

    assert hidden.tags == [night]
    assert build.request.findings.all == []


def test_hidden_articles_are_neither_searched_nor_related(folder):
    """They have bylines, as their pages show them."""
    build, public, hidden = new_build(folder), FakeArticle(), FakeArticle(slug="b", status="hidden")

    with build.request.cleanup:
        join.join_articles(build, [public], [hidden])

    assert build.articles == [public]
    assert hidden.related_articles == []
    assert hidden.bylines
    assert len(build.search_records) == 1


@pytest.fixture
def introductions_of(folder):
    """Reads the text as topics.yaml; returns the introductions and the findings' places."""

    def _read(text, *, withheld=(), findings=(), lenient=False):
        if text:
            write(folder, "content/data/topics.yaml", text)
        build = new_build(folder, lenient=lenient)
        build.withheld.extend(withheld)
        build.request.findings.extend(findings)
        posts = [SimpleNamespace(category="Advice")]
        found = join.topic_variables(build, {FakeTag("Running"): ["a post"]}, [], posts)
        return found["topic_introductions"], [
            (found.path, found.line, found.severity, found.message)
            for found in build.request.findings.all
        ]

    return _read


SLEEP = "- name: Sleep\n  introduction: Nights.\n"


def test_templates_get_introductions_by_topic(introductions_of):
    """With the editor's text."""
    assert introductions_of("- name: Running\n  introduction: For all.\n") == (
        {"Running": "For all."},
        [],
    )


def test_a_category_may_have_an_introduction(introductions_of):
    """Like a topic."""
    assert introductions_of("- name: Advice\n  introduction: Plain.\n") == (
        {"Advice": "Plain."},
        [],
    )


def test_without_the_file_there_are_none(introductions_of):
    """The file is optional."""
    assert introductions_of("") == ({}, [])


def test_a_topic_of_a_draft_is_known(introductions_of):
    """An introduction may be written before its post is published."""
    draft = WithheldPost("articles/a.md", "a", "is draft", ("Sleep",))

    assert introductions_of(SLEEP, withheld=[draft]) == ({"Sleep": "Nights."}, [])


@pytest.mark.parametrize(("lenient", "severity"), [(False, "error"), (True, "warning")])
def test_an_unknown_topic_is_reported(introductions_of, lenient, severity):
    """With file and line."""
    _found, reported = introductions_of(SLEEP, lenient=lenient)

    assert reported == [
        ("content/data/topics.yaml", 1, severity, "No post has the topic or category “Sleep”.")
    ]


def test_with_other_errors_unknown_topics_are_not_reported(introductions_of):
    """The post with the topic may be the one that could not be read."""
    error = Finding("content/articles/a.md", 1, "error", "x/y", "Broken.")

    _found, reported = introductions_of(SLEEP, findings=[error])

    assert [message for *_, message in reported] == ["Broken."]


def test_an_unreadable_file_is_reported_once(introductions_of):
    """It has no introductions."""
    found, reported = introductions_of("- name: [\n")

    assert found == {}
    assert [path for path, *_ in reported] == ["content/data/topics.yaml"]


def test_the_search_finds_pages_and_the_clinic_if_it_finds_articles(folder):
    """A site whose articles have no words to search for has no search."""
    clinic = "name: Fjord\nlocations: [{slug: quay, name: Quay}]\n"
    write(folder, "content/data/clinic.yaml", clinic)
    page = FakeArticle(slug="about", title="About us")
    kinds = []
    for articles in ([], [FakeArticle()]):
        build = new_build(folder)
        join.link_clinic(build)
        build.search_records = records(articles, "en-GB")
        join.join_pages(build, [page], [])
        kinds.append([record.kind for record in build.search_records])

    assert kinds == [[], ["article", "page", "place"]]


def test_a_menu_may_name_lists_pages_and_withheld_posts(folder):
    """Any other name is reported at its line."""
    menu = "[articles, topics, categories, clinics, people, about, draft, abuot]"
    write(folder, "content/data/clinic.yaml", f"name: Fjord Clinic\nmenu: {menu}\n")
    build = new_build(folder)
    build.withheld.append(WithheldPost("pages/draft.md", "draft", "is draft"))

    join.join_pages(build, [FakeArticle(slug="about")], [])

    (found,) = build.request.findings.all
    assert (found.path, found.line, found.rule) == (
        "content/data/clinic.yaml",
        2,
        "clinic/unknown-page",
    )
    assert ("abuot" in found.message, "about" in found.hint) == (True, True)


def test_a_feed_has_translations_in_the_order_of_the_site():
    """Newest first."""
    german, oldest = FakeArticle(day=3, lang="de"), FakeArticle(day=1)
    article = FakeArticle(day=2, translations=[german])

    assert join.with_translations([oldest, article]) == [german, article, oldest]


@pytest.fixture
def theme(folder):
    """A theme whose templates are empty."""
    for name in REQUIRED:
        write(folder, f"theme/templates/{name}.html", "")
    return folder / "theme"


def check_rendering(build, *articles):
    """Check the articles, which are all posts of the site."""
    loader = FileSystemLoader(build.site.theme / "templates")
    environment = Environment(loader=loader, autoescape=True)
    join.check_rendering(build, articles, environment)


@pytest.mark.parametrize("lenient", [False, True])
def test_articles_are_related(folder, theme, lenient):
    """Wrong pins are reported; they stop no lenient build."""
    build = new_build(folder, THEME=str(theme), lenient=lenient)
    one, two = FakeArticle(slug="one"), FakeArticle(slug="two")
    one.related = ["tow"]

    build.articles = [one, two]
    join.relate_articles(build)

    assert one.related_articles == [two]
    assert rules(build) == ["related-articles/unknown-pin"]
    assert bool(build.request.findings.errors) is not lenient


def test_the_index_is_begun_before_articles_are_related(folder, theme):
    """If there is a process for it."""
    build = new_build(folder, THEME=str(theme))
    build.request = replace(build.request, cache=build.reuse.cache)
    build.search_records = [NEEDLES]
    build.index_process = ProcessPool(1)

    join.relate_articles(build)

    assert build.search_index.is_made()


def test_removed_dead_feeds_are_counted(folder, theme):
    """In one line of progress; posts without one do not count."""
    build = new_build(folder, THEME=str(theme))

    counts = enumerate((2, 0, 1))
    check_rendering(build, *(FakeArticle(slug=f"{n}", dead_feeds=count) for n, count in counts))

    stream = build.request.progress._stream
    assert isinstance(stream, io.StringIO)
    assert stream.getvalue() == "Removed 3 pieces of dead Instagram feeds from 2 posts.\n"


def test_nothing_is_rendered_with_templates_that_have_errors(folder, theme):
    """Other errors are found after writing."""
    build = new_build(folder, THEME=str(theme))
    build.request.findings.add(Finding("", 0, "error", "x/y", "Wrong."))
    check_rendering(build, FakeArticle())
    write(folder, "theme/templates/article.html", "{% if %}")

    with pytest.raises(BuildFailedError):
        check_rendering(build, FakeArticle())

    assert [rule for rule in rules(build) if rule.startswith("theme/")]


class TwoBuilds:
    """Two builds with the same store, of a theme that takes views and a template that overrides."""

    def __init__(self, folder, theme):
        write(folder, "theme/theme.toml", "views = 1\n")
        write(folder, "own/tag.html", "")
        write(folder, "theme/templates/tag.html", "@@ if")
        own = [str(folder / "own")]
        self.builds = [
            new_build(folder, THEME=str(theme), THEME_TEMPLATES_OVERRIDES=own) for _ in range(2)
        ]
        self.builds[1].reuse = self.builds[0].reuse

    def check(self, number, **options):
        """Check the templates with options of Jinja's."""
        build = self.builds[number]
        build.reuse.made.parts["JINJA_ENVIRONMENT"] = str(options)
        loader = FileSystemLoader(build.site.theme / "templates")
        join.check_rendering(build, [], Environment(loader=loader, autoescape=True, **options))


def test_templates_that_were_checked_are_not_checked_again(folder, theme, monkeypatch):
    """If all of them are the same."""
    two = TwoBuilds(folder, theme)
    two.check(0)
    monkeypatch.setattr(join.templates, "check", lambda *_given: pytest.fail("checked again"))

    two.check(1)


def test_a_template_that_an_override_hides_is_checked(folder, theme):
    """Another one may include it by its name with `!theme/`."""
    two = TwoBuilds(folder, theme)
    two.check(0)
    write(folder, "theme/templates/tag.html", "{% if %}")

    with pytest.raises(BuildFailedError):
        two.check(1)


def test_templates_are_checked_again_with_other_options(folder, theme):
    """The same text may then have errors."""
    two = TwoBuilds(folder, theme)
    two.check(0)

    with pytest.raises(BuildFailedError):
        two.check(1, line_statement_prefix="@@")


def test_what_the_log_has_as_an_error_stops_the_build(folder, theme):
    """Pelican has lost a post, or a plugin has failed."""
    build = new_build(folder, THEME=str(theme))
    build.request.findings.add(Finding("", 0, "error", "log/x", "Wrong."))

    with pytest.raises(BuildFailedError):
        check_rendering(build, FakeArticle())


@pytest.mark.parametrize(("lenient", "severity"), [(False, "error"), (True, "warning")])
def test_posts_are_checked(folder, theme, lenient, severity):
    """Their templates, and where their pages are written."""
    build = new_build(folder, THEME=str(theme), lenient=lenient)
    article = FakeArticle(template="gallery")
    article.save_as = "elsewhere.html"

    check_rendering(build, article)

    assert [(found.rule, found.severity) for found in build.request.findings.all] == [
        ("addresses/misplaced", severity),
        ("addresses/template", severity),
    ]
