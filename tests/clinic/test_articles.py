"""Articles with the people who wrote them, and people with their articles."""

import re
from dataclasses import dataclass, field, replace

import pytest

from plugins.clinic.articles import articles_at, articles_of, join
from plugins.clinic.directory import Clinic, Directory
from tests.clinic.samples import directory

PATH = "content/articles/post.md"


@dataclass(eq=False)
class FakeArticle:
    """What is read of an article."""

    slug: str = "post"
    authors: list = field(default_factory=list)
    credit: str = ""
    clinics: list = field(default_factory=list)
    source_file: str = PATH
    field_lines: dict = field(default_factory=lambda: {"authors": 4, "clinics": 6})


def reported(findings):
    """Each finding with what its message and hint quote."""
    return [
        (
            found.path, found.line, found.severity, found.rule,
            re.findall("[“`](.*?)[”`]", f"{found.message} {found.hint}"),
        )
        for found in findings
    ]  # fmt: skip


def names_and_urls(bylines):
    return [(byline.name, byline.url) for byline in bylines]


def test_articles_get_bylines_locations_and_credits():
    """Without an author the clinic is the author."""
    signed = FakeArticle(authors=["Ann Lee", "Harbour Clinic"], clinics=["hill"])
    unsigned = FakeArticle(credit="With Nora Lind")

    findings = join(directory(), [signed, unsigned], "error")

    assert names_and_urls(signed.bylines) == [
        ("Ann Lee", "people/ann-lee/"),
        ("Harbour Clinic", ""),
    ]
    assert [place.slug for place in signed.locations] == ["hill"]
    assert [byline.name for byline in unsigned.bylines] == ["Harbour Clinic"]
    assert [person.slug for person in unsigned.credit_people] == ["nora-lind"]
    assert [place.slug for place in unsigned.locations] == ["quay", "hill"]
    assert findings == []


def test_pelican_may_set_no_authors():
    """It does not if a post has none."""
    article = FakeArticle()
    del article.authors

    assert join(directory(), [article], "error") == []
    assert [byline.name for byline in article.bylines] == ["Harbour Clinic"]


def test_people_get_their_articles():
    """Those they wrote, and separately those that credit them."""
    both = FakeArticle("both", authors=["Nora Lind"], credit="With Nora Lind and Ann Lee")
    credit = FakeArticle("credit", credit="With Nora Lind")
    known = directory()

    join(known, [both, credit], "error")

    nora, ann = known.people
    assert articles_of(nora, [both, credit]) == ([both], [credit])
    assert articles_of(ann, [both, credit]) == ([], [both])


def test_an_unknown_author_or_location_is_reported_at_its_line():
    """With the nearest name or all names; the post keeps its byline."""
    article = FakeArticle(authors=["Nora Lindt", "Zoe"], clinics=["quays"])

    findings = join(directory(), [article], "error")

    assert reported(findings) == [
        (PATH, 4, "error", "clinic/unknown-authors", ["Nora Lindt", "Nora Lind"]),
        (PATH, 4, "error", "clinic/unknown-authors", ["Zoe"]),
        (PATH, 6, "error", "clinic/unknown-clinics", ["quays", "quay"]),
    ]
    assert "Harbour Clinic, Nora Lind, Ann Lee" in findings[1].hint
    assert names_and_urls(article.bylines) == [("Nora Lindt", ""), ("Zoe", "")]


def test_an_unknown_author_without_a_line():
    """Pelican's default author is in no file."""
    article = FakeArticle(authors=["Zoe"], field_lines={})

    assert [found.line for found in join(directory(), [article], "error")] == [0]


def test_a_lenient_build_only_warns_about_authors():
    """Its folder of posts may have no file of people."""
    article = FakeArticle(authors=["Bo Ek"])

    findings = join(Directory(Clinic("A site")), [article], "warning")

    assert [(found.severity, found.rule) for found in findings] == [
        ("warning", "clinic/unknown-authors")
    ]
    assert "A site" not in findings[0].hint  # the name of the site is no person's
    assert [byline.name for byline in article.bylines] == ["Bo Ek"]


@pytest.mark.parametrize("field", [{"authors": ["Zoe"]}, {"clinics": ["quays"]}, {}])
def test_an_incomplete_directory_makes_no_name_unknown(field):
    """One error in a file must not become one for each post."""
    known = replace(directory(), complete=False)

    assert join(known, [FakeArticle(**field)], "error") == []


def test_the_articles_of_a_location():
    """Those that name it, and those by or about somebody who works there."""
    known = directory()
    quay, hill = known.clinic.locations
    written = FakeArticle("written", ["Nora Lind"])
    credited = FakeArticle("credited", ["Ann Lee"], credit="After Nora Lind")
    named, other = FakeArticle("named", ["Ann Lee"], clinics=["quay"]), FakeArticle("other")
    join(known, every := [written, other, credited, named], "error")

    assert articles_at(quay, every) == [written, credited, named]
    assert articles_at(hill, every) == [written, credited]
