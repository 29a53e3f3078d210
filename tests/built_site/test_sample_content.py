"""The sample's files: together they use everything that an editor can write."""

import pytest
from PIL import ExifTags, Image

from plugins.audit_results.results import AuditResults
from plugins.audit_results.results import read as read_audit
from plugins.clinic.facts import (
    ClinicFacts,
    LocationFacts,
    OperatorFacts,
    PersonFacts,
    read_clinic,
    read_people,
)
from plugins.core.models import Image as ImageModel
from plugins.photo_feed.curation import Curation, read_curation
from plugins.photo_feed.snapshot import parse
from plugins.posts import post
from plugins.posts.model import FrontMatter, Reference
from plugins.site_search.search_words import SearchWords
from plugins.site_search.search_words import read as read_search_words
from plugins.topics.introductions import read as read_topics
from tests.building import SAMPLE

CONTENT = SAMPLE / "content"
ARTICLES = CONTENT / "articles"


def front_matter_keys(name):
    """The keys in the front matter of a sample article."""
    found, findings = post.read((ARTICLES / name).read_bytes(), name, lenient=False)

    assert findings == []
    return set(found.front.model_fields_set)


def test_one_article_uses_every_field():
    """A field that is added to the model must be added to first-visit.md too."""
    found, _ = post.read((ARTICLES / "first-visit.md").read_bytes(), "", lenient=False)
    used = front_matter_keys("first-visit.md")

    assert used == set(FrontMatter.model_fields) - {"planned", "review_notes"}
    assert "planned" in front_matter_keys("stretching-notes.md")  # a draft
    assert "review_notes" in front_matter_keys("quay-news.md")
    assert found.front.image.model_fields_set == set(ImageModel.model_fields)


def test_references_come_in_both_forms():
    """One reference has all fields, another is a line of text."""
    found, _ = post.read((ARTICLES / "first-visit.md").read_bytes(), "", lenient=False)
    used = [reference.model_fields_set for reference in found.front.references]

    assert set(Reference.model_fields) in used
    assert {"title"} in used


def test_another_article_has_a_title_and_a_date_only():
    """These are the required fields of an article."""
    assert front_matter_keys("open-on-saturdays.md") == {"title", "date"}


def test_one_article_uses_pelicans_metadata_syntax():
    """It has lines such as `Title:` instead of YAML."""
    assert (ARTICLES / "walking-to-work.md").read_text("utf-8").startswith("Title: ")
    assert {"title", "date", "modified", "topics", "summary"} <= front_matter_keys(
        "walking-to-work.md"
    )


def test_one_article_has_a_bom_crlf_and_smart_quotes():
    """It has a byte order mark, CR LF line ends, smart quotes and a comma-separated list."""
    data = (ARTICLES / "new-shoes.md").read_bytes()

    assert data.startswith(b"\xef\xbb\xbf---\r\n")
    assert data.count(b"\n") == data.count(b"\r\n")
    assert "title: “Old shoes, new shoes”\r\n" in data.decode("utf-8")
    assert "topics: Walking, Shoes\r\n" in data.decode("utf-8")


def test_the_clinic_has_every_fact():
    """Every field of clinic.yaml is filled in."""
    data_file = read_clinic((CONTENT / "data/clinic.yaml").read_bytes(), "")

    assert data_file.findings == ()
    # A contact for security problems would expire.
    assert data_file.facts.model_fields_set == set(ClinicFacts.model_fields) - {"security"}
    assert data_file.facts.operator.model_fields_set == set(OperatorFacts.model_fields)


def test_one_place_has_every_fact_and_one_has_none():
    """A field that is added to locations must be added to the first; the second has only a name."""
    clinic = read_clinic((CONTENT / "data/clinic.yaml").read_bytes(), "")
    everything, nothing = clinic.facts.locations

    assert everything.model_fields_set == set(LocationFacts.model_fields)
    assert nothing.model_fields_set == {"slug", "name"}


def test_one_person_has_every_fact_and_one_has_none():
    """The same is true for people.yaml."""
    data_file = read_people((CONTENT / "data/people.yaml").read_bytes(), "")
    everything, nothing = data_file.facts

    assert data_file.findings == ()
    assert everything.model_fields_set == set(PersonFacts.model_fields)
    assert nothing.model_fields_set == {"slug", "name"}


def test_what_was_measured_has_every_fact():
    """One tool has found something, and the other nothing."""
    data_file = read_audit((CONTENT / "data/audit.yaml").read_bytes(), "")

    assert data_file.findings == ()
    assert data_file.facts.model_fields_set == set(AuditResults.model_fields)
    assert {bool(check.problems) for check in data_file.facts.accessibility} == {True, False}


def test_search_words_use_every_field():
    """Synonyms, and words of somebody who needs help."""
    data_file = read_search_words((CONTENT / "data/search_words.yaml").read_bytes(), "")

    assert data_file.findings == ()
    assert data_file.facts.model_fields_set == set(SearchWords.model_fields)


def test_some_topics_have_an_introduction_and_some_have_none():
    """Both kinds of topic page are built."""
    data_file = read_topics((CONTENT / "data/topics.yaml").read_bytes(), "")

    assert data_file.findings == ()
    assert {topic.name for topic in data_file.facts} == {"Walking", "Questions", "Everyday"}


def test_the_photo_feed_has_both_sources():
    """It has photos from Instagram and the clinic's own, some with captions, and every key."""
    folder = CONTENT / "data/photos"
    snapshot, findings = parse((folder / "photos.json").read_text("utf-8"), "")
    data_file = read_curation((folder / "curation.yaml").read_bytes(), "")

    assert (findings, data_file.findings) == ([], ())
    assert {bool(photo.caption) for photo in snapshot.photos} == {True, False}
    assert data_file.facts.model_fields_set == set(Curation.model_fields)
    assert {bool(picture.posted) for picture in data_file.facts.own} == {True, False}


def test_one_picture_has_exif_and_is_rotated():
    """It has an EXIF orientation and GPS data, which a build must remove."""
    with Image.open(CONTENT / "images/new-shoes.jpg") as image:
        exif = image.getexif()

        assert exif[ExifTags.Base.Orientation] == 6
        assert exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitudeRef] == "N"
        assert image.size == (427, 640)


@pytest.mark.parametrize("path", sorted(CONTENT.rglob("*.png")) + sorted(CONTENT.rglob("*.jpg")))
def test_pictures_are_small(path):
    """No sample picture has 10 kB or more."""
    assert path.stat().st_size < 10_000
