"""The search records of posts, and of people, places and treatments."""

from dataclasses import dataclass

import pytest

from plugins.clinic.directory import Clinic, Directory, Location, Person, Treatment
from plugins.site_search.records import SearchRecord, clinic_records, records


@dataclass
class FakeHeading:
    """A heading as article_body lists it."""

    text: str


@dataclass
class FakeArticle:
    """What is read of an article."""

    slug: str
    preview_mark: str = ""
    lang: str = "en-gb"
    headings: tuple = (FakeHeading("Why"),)
    search_words: tuple = ()

    def __post_init__(self):
        self.save_as = f"articles/{self.slug}/index.html"
        self.title = self.slug.title()
        self.plain_text = f"Why\n{self.slug}"


def test_an_article_becomes_a_record():
    """A translation has its language."""
    tagged = FakeArticle("knees")
    tagged.tags = ["Running", "Stairs"]
    tagged.search_words = ["runner's knee"]
    other = FakeArticle("knær", lang="nb", headings=())

    assert records([tagged, other], "en-GB") == [
        SearchRecord(
            "articles/knees/index.html", "Knees", "Why\nknees", "", ("Running", "Stairs"), ("Why",),
            ("runner's knee",),
        ),
        SearchRecord("articles/knær/index.html", "Knær", "Why\nknær", "nb"),
    ]  # fmt: skip


@pytest.mark.parametrize("mark", ["Draft", "Hidden", "Scheduled for 1 June 2099"])
def test_unpublished_articles_are_left_out(mark):
    """Even in a preview, which shows them."""
    found = records([FakeArticle("seen"), FakeArticle("unseen", mark)], "en-GB")

    assert [record.title for record in found] == ["Seen"]


def test_an_article_without_a_page_is_left_out():
    """An empty `save_as` writes none."""
    nowhere = FakeArticle("nowhere")
    nowhere.save_as = ""

    assert records([nowhere], "en-GB") == []


@pytest.mark.parametrize(
    "bad", ["articles/knees/index.html/x.html", "articles/" + "x" * 256, "ø" * 128]
)
def test_an_article_whose_page_cannot_be_written_is_left_out(bad):
    """It is below another page, or its name has more bytes than disks take."""
    article = FakeArticle("bad")
    article.save_as = bad

    found = records([FakeArticle("knees"), article], "en-GB")

    assert [record.title for record in found] == ["Knees"]


def test_an_article_without_words_is_left_out():
    """It cannot be searched for."""
    silent = FakeArticle("!!!")
    silent.plain_text = "–"

    assert records([silent], "en-GB") == []


def test_a_page_becomes_a_record_of_its_kind():
    """As an article does."""
    [record] = records([FakeArticle("prices")], "en-GB", "page")

    assert (record.kind, record.title, record.path) == (
        "page",
        "Prices",
        "articles/prices/index.html",
    )


def test_people_places_and_treatments_become_records():
    """With what is known of them; a treatment is a part of a page."""
    walk = Treatment("A walk", "Along the quay.", "/about/#a-walk")
    quay = Location(
        "quay", "The Quay", "clinics/quay/", area="Saltshire", introduction="A blue door.",
        address=("7 Gull Walk",), postcode="ZZ9 1AB", step_free="No step.", treatments=(walk,),
    )  # fmt: skip
    wilma = Person(
        "Wilma", "wilma", "people/wilma/", role="Walker", introduction="Walks.",
        credentials=("A badge",), locations=(quay,),
    )  # fmt: skip
    talk = Treatment("A talk", "", "/talk.html")
    known = Directory(Clinic("", treatments=(walk, talk), locations=(quay,)), (wilma,))

    assert clinic_records(known, "nb") == [
        SearchRecord(
            "people/wilma/index.html", "Wilma", "Walks.\nA badge", "nb", ("Walker", "The Quay"),
            kind="person",
        ),
        SearchRecord(
            "clinics/quay/index.html", "The Quay",
            "A blue door.\n7 Gull Walk\nZZ9 1AB\nNo step.\nA walk", "nb", ("Saltshire",),
            kind="place",
        ),
        SearchRecord(
            "about/index.html", "A walk", "Along the quay.", "nb", kind="treatment", anchor="a-walk"
        ),
        SearchRecord("talk.html", "A talk", "", "nb", kind="treatment"),
    ]  # fmt: skip
