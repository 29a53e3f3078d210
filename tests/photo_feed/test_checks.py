"""Old and undescribed photos, and wrong entries in curation.yaml, are reported."""

from datetime import date

import pytest

from plugins.photo_feed.checks import check_age, check_alts, check_curation
from tests.photo_feed.samples import (
    CURATION_PATH,
    SNAPSHOT_PATH,
    data_file,
    feed_photo,
    own_photo,
    photo,
    posted,
    wishes,
)

AGED = data_file(posted("old", "2026-01-01"), photo("undated"), posted("new", "2026-10-03"))


def facts(finding):
    return finding.path, finding.line, finding.severity, finding.rule


def test_an_old_snapshot_is_reported_with_the_day_of_its_newest_photo():
    """The hint says what to do in either case."""
    [found] = check_age(AGED, date(2027, 1, 2), 90)

    assert facts(found) == (SNAPSHOT_PATH, 0, "warning", "photo-feed/old")
    assert "3 October 2026" in found.message
    assert "`make photos`" in found.hint
    assert "PHOTO_FEED_MAX_AGE_DAYS" in found.hint


@pytest.mark.parametrize("day", ["2026-10-03", "2027-01-01", "2020-01-01"])
def test_a_snapshot_is_not_old_within_its_days(day):
    """Neither on the last of them nor for a clock that is behind."""
    assert not list(check_age(AGED, date.fromisoformat(day), 90))


@pytest.mark.parametrize("undated", [data_file(), data_file(photo("undated"))])
def test_photos_without_a_day_are_never_old(undated):
    """A clinic without an account gets no warning."""
    assert not list(check_age(undated, date(2030, 1, 1), 90))


def test_a_photo_without_a_description_is_reported():
    """The hint can be copied into curation.yaml."""
    photos = [
        feed_photo("17895", alt="Photo posted on 3 October 2026", posted=date(2026, 10, 3)),
        feed_photo("b", alt="Photo posted on Instagram"),
        feed_photo("c", alt="Photo posted on Instagram", posted=date(2026, 10, 3)),
        own_photo(alt="Photo posted on Instagram"),
    ]

    first, second = check_alts(photos, CURATION_PATH)

    assert facts(first) == (SNAPSHOT_PATH, 0, "warning", "photo-feed/no-alt")
    assert "17895.jpg" in first.message
    assert "`- {id: 17895, alt: ...}`" in first.hint
    assert "b.jpg" in second.message


def problems(text):
    return list(check_curation(data_file(photo("door"), photo("gate")), wishes(text)))


def test_a_curation_without_mistakes_has_no_findings():
    """Several kinds of entry may name the same photo."""
    own = "own: [{src: a.jpg, alt: A}]"

    assert not problems(f"pin: [door, a.jpg]\nhide: [gate]\noverride: [{{id: door}}]\n{own}")


@pytest.mark.parametrize(
    ("text", "line", "name", "hint"),
    [
        ("pin: [gate, 17]", 1, "“17”", "photos.json"),
        ("hide:\n  - gate\n  - dor", 3, "“dor”", "“door”"),
        ("override:\n  - id: 17\n    alt: A", 2, "“17”", "photos.json"),
        ("hide: [a.jpg]\nown: [{src: a.jpg, alt: A}]", 1, "“a.jpg”", "photos.json"),
    ],
)
def test_an_unknown_id_is_a_warning(text, line, name, hint):
    """Its post may have been deleted on Instagram, which must not break a build."""
    [found] = problems(text)

    assert facts(found) == (CURATION_PATH, line, "warning", "photo-feed/unknown-photo")
    assert found.message.startswith(f"{text.split(':')[0]}: ")
    assert name in found.message
    assert hint in found.hint


@pytest.mark.parametrize(
    ("text", "line", "name"),
    [
        ("override:\n  - id: door\n    alt: A\n  - id: door\n    alt: B", 4, "“door”"),
        ("own:\n  - {src: a.jpg, alt: A}\n  - {src: a.jpg, alt: B}", 3, "“a.jpg”"),
        ("pin: [door]\nhide: [gate, door]", 2, "“door”"),
    ],
)
def test_entries_that_contradict_each_other_are_an_error(text, line, name):
    """Only the editor knows which one is right."""
    [found] = problems(text)

    assert facts(found) == (CURATION_PATH, line, "error", "photo-feed/double")
    assert name in found.message
