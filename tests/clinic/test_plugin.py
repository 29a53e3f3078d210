"""The Pelican glue: template values, pages and findings."""

import re
from dataclasses import dataclass, field

import pytest
from pelican import signals

from plugins.clinic import plugin
from plugins.core.findings import Findings
from plugins.responsive_images.store import ImageStore
from tests.clinic.samples import CLINIC, PEOPLE
from tests.pelican_signals import connected
from tests.responsive_images.originals import PNG


@dataclass
class FakePelican:
    """What the glue reads of Pelican."""

    settings: dict


@dataclass(eq=False)
class FakeArticle:
    """What the glue reads of an article."""

    slug: str = "post"
    authors: list = field(default_factory=list)
    credit: str = ""
    clinics: list = field(default_factory=list)
    source_file = "content/articles/post.md"
    field_lines = {"authors": 4, "clinics": 6}  # noqa: RUF012  # read only


@dataclass
class FakeGenerator:
    """A generator that has read the given articles or pages."""

    settings: dict
    articles: list = field(default_factory=list)
    translations: list = field(default_factory=list)
    pages: list = field(default_factory=list)


class FakeWriter:
    """Records what it should write."""

    def __init__(self):
        self.written = []

    def write_file(self, name, template, context, **values):
        """Record a page."""
        self.written.append((name, template, context, values))


class FakePages(plugin.ClinicPages):
    """The generator without Pelican's templates."""

    def __init__(self, settings):
        self.settings, self.context = settings, {}

    def get_template(self, name):
        """The name is enough."""
        return name


@pytest.fixture
def settings(tmp_path, monkeypatch):
    """The settings of a build in the folder above content/, with the made-up clinic."""
    monkeypatch.chdir(tmp_path)
    images = tmp_path / "content" / "images"
    images.mkdir(parents=True)
    for name in ("quay.png", "nora.jpg"):
        (images / name).write_bytes(PNG)
    write(tmp_path, "clinic.yaml", CLINIC)
    write(tmp_path, "people.yaml", PEOPLE)
    return {
        "PATH": str(tmp_path / "content"), "CLINIC_DATA": "data/clinic.yaml", "LENIENT": False,
        "PEOPLE_DATA": "data/people.yaml", "PERSON_URL": "people/{slug}/", "SITENAME": "A site",
        "LOCATION_URL": "clinics/{slug}/", "PEOPLE_URL": "people/", "LOCATIONS_URL": "clinics/",
        "FINDINGS": Findings(), "WITHHELD": [],
        "PICTURES": ImageStore(tmp_path / "content", tmp_path / "output"),
    }  # fmt: skip


def write(folder, name, text):
    path = folder / "content" / "data" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")


def read(settings):
    plugin.read_facts(FakePelican(settings))
    return settings


def join(settings, *articles, translations=()):
    generator = FakeGenerator(read(settings), list(articles), list(translations))
    plugin.join_articles(generator)


def reported(settings):
    """Each finding with what its message and hint quote."""
    return [
        (
            found.path, found.line, found.severity, found.rule,
            re.findall("[“`](.*?)[”`]", f"{found.message} {found.hint}"),
        )
        for found in settings["FINDINGS"].all
    ]  # fmt: skip


def test_templates_get_the_clinic_and_its_people(settings, tmp_path):
    """With published pictures; SITENAME is the clinic's name."""
    read(settings)

    assert reported(settings) == []
    assert settings["SITENAME"] == settings["clinic"].name == "Harbour Clinic"
    assert [person.name for person in settings["people"]] == ["Nora Lind", "Ann Lee"]
    picture = settings["clinic"].locations[0].picture
    assert (picture.width, picture.height, picture.alt) == (64, 32, "A quay")
    assert (tmp_path / "output" / picture.url).is_file()


def test_a_missing_clinic_file_is_an_error(settings, tmp_path):
    """With the path as the editor would type it."""
    (tmp_path / "content/data/clinic.yaml").unlink()
    (tmp_path / "content/data/people.yaml").unlink()

    read(settings)

    assert reported(settings) == [
        (
            "content/data/clinic.yaml", 0, "error", "clinic/missing-file",
            ["name: Name of the clinic"],
        )
    ]  # fmt: skip
    assert settings["SITENAME"] == settings["clinic"].name == "A site"


def test_a_lenient_build_needs_no_clinic(settings, tmp_path):
    """Any folder of posts can be built; authors are then only warned about."""
    (tmp_path / "content/data/clinic.yaml").unlink()
    (tmp_path / "content/data/people.yaml").unlink()
    settings["LENIENT"] = True
    article = FakeArticle(authors=["Bo Ek"])

    join(settings, article)

    assert [(severity, rule) for _, _, severity, rule, _ in reported(settings)] == [
        ("warning", "clinic/unknown-authors")
    ]
    assert [byline.name for byline in article.bylines] == ["Bo Ek"]


@pytest.mark.parametrize(
    ("old", "new", "path", "line"),
    [
        ("quay.png", "qauy.png", "content/data/clinic.yaml", 32),
        ("nora.jpg", "noar.jpg", "content/data/people.yaml", 7),
    ],
)
def test_a_bad_picture_is_reported_with_file_and_line(settings, tmp_path, old, new, path, line):
    """In both files."""
    write(tmp_path, "clinic.yaml", CLINIC.replace(old, new))
    write(tmp_path, "people.yaml", PEOPLE.replace(old, new))

    read(settings)

    assert reported(settings) == [(path, line, "error", "clinic/bad-picture", [new, old])]


def test_findings_of_the_files_reach_the_build(settings, tmp_path):
    """Those of each file and those of both together."""
    write(tmp_path, "people.yaml", PEOPLE.replace("[quay, hill]", "[quay, hil]"))
    write(tmp_path, "clinic.yaml", CLINIC + "    slugg: x\n")

    read(settings)
    rules = [rule for _, _, _, rule, _ in reported(settings)]
    write(tmp_path, "clinic.yaml", CLINIC)
    read(settings)

    assert rules == ["clinic/unknown-key"]
    assert [rule for _, _, _, rule, _ in reported(settings)] == [
        "clinic/unknown-key", "clinic/unknown-place"
    ]  # fmt: skip


def test_articles_get_bylines_locations_and_credits(settings):
    """Without an author the clinic is the author."""
    signed = FakeArticle(authors=["Ann Lee", "Harbour Clinic"], clinics=["hill"])
    unsigned = FakeArticle(credit="With Nora Lind")

    join(settings, signed, translations=[unsigned])

    assert [(byline.name, byline.url) for byline in signed.bylines] == [
        ("Ann Lee", "people/ann-lee/"), ("Harbour Clinic", "")
    ]  # fmt: skip
    assert [place.slug for place in signed.locations] == ["hill"]
    assert [byline.name for byline in unsigned.bylines] == ["Harbour Clinic"]
    assert [person.slug for person in unsigned.credit_people] == ["nora-lind"]
    assert [place.slug for place in unsigned.locations] == ["quay", "hill"]
    assert reported(settings) == []


def test_people_get_their_articles(settings):
    """Those they wrote, and separately those that credit them."""
    both = FakeArticle("both", authors=["Nora Lind"], credit="With Nora Lind and Ann Lee")
    credit = FakeArticle("credit", credit="With Nora Lind")

    join(settings, both, credit)

    nora, ann = settings["people"]
    assert (nora.articles, nora.credited) == ([both], [credit])
    assert (ann.articles, ann.credited) == ([], [both])


def test_an_unknown_author_or_location_is_reported_at_its_line(settings):
    """With the nearest name or all names; the post keeps its byline."""
    article = FakeArticle(authors=["Nora Lindt", "Zoe"], clinics=["quays"])

    join(settings, article)

    path = "content/articles/post.md"
    assert reported(settings) == [
        (path, 4, "error", "clinic/unknown-authors", ["Nora Lindt", "Nora Lind"]),
        (path, 4, "error", "clinic/unknown-authors", ["Zoe"]),
        (path, 6, "error", "clinic/unknown-clinics", ["quays", "quay"]),
    ]
    hints = [found.hint for found in settings["FINDINGS"].all]
    assert "Harbour Clinic, Nora Lind, Ann Lee" in hints[1]
    assert [(byline.name, byline.url) for byline in article.bylines] == [
        ("Nora Lindt", ""), ("Zoe", "")
    ]  # fmt: skip


def test_an_unknown_author_without_a_line(settings):
    """Pelican's default author is in no file."""
    article = FakeArticle(authors=["Zoe"])
    article.field_lines = {}

    join(settings, article)

    assert [line for _, line, _, _, _ in reported(settings)] == [0]


@pytest.mark.parametrize("name", ["clinic.yaml", "people.yaml"])
def test_an_unreadable_file_makes_no_author_unknown(settings, tmp_path, name):
    """One error in it must not become one for each post."""
    write(tmp_path, name, "name: [")

    join(settings, FakeArticle(authors=["Nora Lind"], clinics=["quay"]), FakeArticle())

    assert [(path, rule) for path, _, _, rule, _ in reported(settings)] == [
        (f"content/data/{name}", "clinic/unreadable")
    ]


def test_a_menu_is_checked_when_pages_are_read(settings, tmp_path):
    """It may name lists, pages and withheld posts."""
    write(tmp_path, "clinic.yaml", CLINIC.replace("[articles, about]", "[articles, abuot, draft]"))
    settings["WITHHELD"] = [FakeArticle("draft")]

    plugin.check_menu(FakeGenerator(read(settings), pages=[FakeArticle("about")]))

    assert reported(settings) == [
        ("content/data/clinic.yaml", 10, "error", "clinic/unknown-page", ["abuot", "about"])
    ]


def test_pages_for_people_locations_and_both_lists(settings):
    """At the URLs that links to them use."""
    writer = FakeWriter()

    FakePages(read(settings)).generate_output(writer)

    nora, ann = settings["people"]
    assert [(name, template) for name, template, _, _ in writer.written] == [
        ("people/index.html", "authors"), ("people/nora-lind/index.html", "author"),
        ("people/ann-lee/index.html", "author"), ("clinics/index.html", "clinics"),
        ("clinics/quay/index.html", "clinic"), ("clinics/hill/index.html", "clinic"),
    ]  # fmt: skip
    assert writer.written[1][3] == {"url": nora.url, "person": nora, "articles": []}
    assert writer.written[2][3]["person"] is ann
    assert writer.written[5][3]["location"] is settings["clinic"].locations[1]


def test_without_people_and_locations_there_are_no_pages(settings, tmp_path):
    """No empty lists are written."""
    write(tmp_path, "people.yaml", "")
    write(tmp_path, "clinic.yaml", "name: x")
    writer = FakeWriter()

    FakePages(read(settings)).generate_output(writer)

    assert writer.written == []


def test_the_plugin_connects_to_pelican():
    """Facts before templates, bylines after articles, the menu after pages."""
    assert connected(
        plugin.register,
        (signals.initialized, plugin.read_facts),
        (signals.article_generator_finalized, plugin.join_articles),
        (signals.page_generator_finalized, plugin.check_menu),
        (signals.get_generators, plugin.clinic_pages),
    )
    assert plugin.clinic_pages(None) is plugin.ClinicPages
