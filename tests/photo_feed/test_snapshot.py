"""photos.json is read whole or refused with a hint."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from plugins.photo_feed.snapshot import Photo, Snapshot, dump, parse
from tests.photo_feed.samples import photo, posted, snapshot

PATH = "content/data/photos/photos.json"
GOOD = {
    "id": "door",
    "file": "0123456789abcdef.jpg",
    "width": 40,
    "height": 30,
    "alt": "Our door",
    "caption": "",
    "permalink": "https://www.instagram.com/p/abc_-1/",
    "posted": "2026-10-03",
}


def text_of(*photos, **values):
    return json.dumps({"version": 1, "photos": photos, **values})


def problems(text):
    found, findings = parse(text, PATH)
    assert found is None
    for finding in findings:
        assert (finding.path, finding.line, finding.severity) == (PATH, 0, "error")
    return findings


def test_a_good_snapshot_is_read():
    """Every value arrives as the type that templates need."""
    found, findings = parse(text_of(GOOD), PATH)

    assert findings == []
    assert found == Snapshot(
        version=1,
        photos=(
            Photo(
                id="door",
                file="0123456789abcdef.jpg",
                width=40,
                height=30,
                alt="Our door",
                permalink="https://www.instagram.com/p/abc_-1/",
                posted=date(2026, 10, 3),
            ),
        ),
    )


def test_a_snapshot_cannot_be_changed():
    """What a build read is what it shows."""
    with pytest.raises(ValidationError, match="frozen"):
        photo().alt = "Another"


@pytest.mark.parametrize(
    ("change", "rule", "quoted", "hint"),
    [
        ({"alt": " \u200b"}, "bad-value", "alt", "Describe"),
        ({"file": "../secret.jpg"}, "bad-value", "“../secret.jpg”", ".jpg, .png or .webp"),
        ({"posted": "2026-02-30"}, "bad-value", "“2026-02-30”", '"2026-03-14"'),
        ({"width": 0}, "bad-value", "width", "0"),
        ({"height": "30"}, "bad-value", "height", "'30'"),
        ({"id": "a b"}, "bad-value", "“a b”", "letters, digits"),
        ({"captoin": "x"}, "unknown-key", "“captoin”", "“caption”"),
        ({"colour": "x"}, "unknown-key", "“colour”", "alt, caption, file, height, id"),
    ],
)
def test_a_bad_value_is_refused(change, rule, quoted, hint):
    """The finding names the photo, the key, what is wrong and what to write."""
    [found] = problems(text_of(GOOD | change))

    assert found.rule == f"photo-feed/{rule}"
    assert found.message.startswith("photos 1")
    assert quoted in found.message
    assert hint in found.hint


@pytest.mark.parametrize(
    "name",
    ["", ".jpg", ".hidden.jpg", "a/b.jpg", "a\\b.jpg", "..", "/etc/passwd", "C:a.jpg", "a.svg",
     "a.jpg\n", "a b.jpg", "é.jpg", "a" * 101 + ".jpg", "a.jpg.exe", "%2e%2e.jpg"],
)  # fmt: skip
def test_a_file_cannot_leave_its_folder(name):
    """Only the plain name of a picture is taken."""
    assert len(problems(text_of(GOOD | {"file": name}))) == 1


@pytest.mark.parametrize(
    "address",
    ["http://www.instagram.com/p/1/", "https://instagram.com.example.org/p/1/",
     "javascript:alert(1)", "https://www.instagram.com", "https://www.instagram.com/", "https://www.instagram.com@x.org/",
     'https://www.instagram.com/"><script>', "https://www.instagram.com/p/../../x",
     "https://www.instagram.com/p/1/\n", "//www.instagram.com/p/1/"],
)  # fmt: skip
def test_an_address_leads_to_instagram_or_nowhere(address):
    """Anything but a plain https address of www.instagram.com is refused."""
    assert len(problems(text_of(GOOD | {"permalink": address}))) == 1


@pytest.mark.parametrize("day", ["2026-2-3", "03/10/2026", "2026-10-03T10:00:00", "20261003", " "])
def test_a_day_is_written_one_way(day):
    """A date is year, month and day, or empty."""
    assert len(problems(text_of(GOOD | {"posted": day}))) == 1


def test_all_problems_are_reported_at_once():
    """An editor can fix a snapshot in one go; each finding names its photo."""
    bad = text_of(GOOD, {"id": "two", "captoin": "clinic"}, GOOD | {"id": "three", "alt": ""})

    found = problems(bad)
    assert [finding.rule.partition("/")[2] for finding in found] == [
        *["missing-key"] * 4, "unknown-key", "bad-value"
    ]  # fmt: skip
    assert ["photos 2" in finding.message for finding in found] == [True] * 5 + [False]
    assert "photos 3" in found[5].message


def test_a_missing_key_shows_how_json_writes_it():
    """The hint can be copied into the file."""
    [found] = problems(text_of({key: value for key, value in GOOD.items() if key != "alt"}))

    assert found.rule == "photo-feed/missing-key"
    assert '`"alt": "Our front door"`' in found.hint


def test_two_photos_cannot_share_an_id():
    """The finding of the second has the number of the first."""
    [found] = problems(text_of(GOOD, GOOD | {"id": "two"}, GOOD))

    assert found.rule == "photo-feed/bad-value"
    assert found.message == "photos 3, id: “door” is also the id of photo 1."


def test_a_key_written_twice_is_refused():
    """Python would silently take the second."""
    text = text_of(GOOD, GOOD).replace('"width": 40', '"width": 40, "width": 50', 1)

    [found] = problems(text)

    assert found.rule == "photo-feed/repeated-key"
    assert found.message.startswith("0123456789abcdef.jpg: “width”")


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999", "40.0", "true"])
def test_a_size_is_a_whole_number(number):
    """Neither NaN, nor infinity, a float or a boolean."""
    text = text_of(GOOD).replace('"width": 40', f'"width": {number}')

    assert len(problems(text)) == 1


@pytest.mark.parametrize("version", [2, 0, "1", True, None])
def test_only_version_one_is_read(version):
    """A file of a later version is refused as a whole."""
    text = json.dumps({"version": version, "photos": []})

    assert len(problems(text)) == 1


def test_broken_json_is_reported_with_its_line():
    """The line is that of the JSON reader, and the hint says where to look."""
    _, [finding] = parse('{"version": 1,\n "photos": [}', PATH)

    assert (finding.line, finding.rule) == (2, "photo-feed/unreadable")
    assert "on the line before" in finding.hint


@pytest.mark.parametrize(
    "text",
    ["[]", "null", '{"version": 1, "photos": {}}', "[" * 100_000, "9" * 5000, '[{"a": NaN}]'],
)
def test_other_json_is_refused(text):
    """Any other JSON, endless or none, is one finding on line 1."""
    assert len(problems(text)) == 1


def test_surrogates_are_dropped():
    """No page can have one."""
    found, _ = parse(text_of(GOOD | {"caption": "a\ud83d"}), PATH)

    assert found
    assert found.photos[0].caption == "a"


@pytest.mark.parametrize("change", [{"id": "a b\ud800"}, {"file": "\ud800"}, {"colour\ud800": 1}])
def test_surrogates_in_a_bad_value_are_not_shown(change):
    """No finding can have one."""
    [found] = problems(text_of(GOOD | change))

    assert "valid string" not in found.message
    assert str(found).encode("utf-8")


def test_a_duplicate_key_can_be_printed():
    """Surrogates are removed from the message."""
    text = '{"version": 1, "photos": [], "a\\ud800": 1, "a\\ud800": 2}'

    [found] = problems(text)
    assert found.message.startswith("“a” is ")


def test_words_are_cleaned():
    """A caption keeps its lines, an alternative text is one line; no controls are left."""
    found, _ = parse(
        text_of(GOOD | {"caption": "a\u202e\r\nb\u0000", "alt": " c \n\u2066d "}), PATH
    )

    assert found
    assert found.photos[0].caption == "a\nb"
    assert found.photos[0].alt == "c d"


def test_dump_reads_well_in_a_diff():
    """One value a line, keys in a fixed order, words as they are read, a line feed at the end."""
    text = dump(snapshot(photo("door", alt="Our door – blue")))

    assert (
        text
        == """{
  "photos": [
    {
      "alt": "Our door – blue",
      "caption": "",
      "file": "door.jpg",
      "height": 30,
      "id": "door",
      "permalink": "",
      "posted": "",
      "width": 40
    }
  ],
  "version": 1
}
"""
    )


def test_dump_writes_days():
    """A day is written as it is read."""
    assert '"posted": "2026-10-03"' in dump(snapshot(posted("one", "2026-10-03")))


PHOTOS = st.builds(
    Photo,
    id=st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,3}", fullmatch=True),
    file=st.sampled_from(["0123456789abcdef.jpg", "a-b.png", "A_1.webp"]),
    width=st.integers(1, 100_000),
    height=st.integers(1, 100_000),
    alt=st.text(max_size=9).map("x{}".format),
    caption=st.text(max_size=9),
    permalink=st.sampled_from(["", "https://www.instagram.com/p/1/?a=b"]),
    posted=st.one_of(st.none(), st.dates()),
)
SNAPSHOTS = st.builds(
    Snapshot,
    version=st.just(1),
    photos=st.lists(PHOTOS, unique_by=lambda photo: photo.id, max_size=3),
)


@given(SNAPSHOTS)
def test_what_is_written_is_what_is_read(found):
    """Any snapshot comes back from its file as it was, and its file can be saved."""
    text = dump(found).encode("utf-8").decode("utf-8")

    assert parse(text, PATH) == (found, [])


@given(st.text())
def test_any_text_is_a_snapshot_or_findings(text):
    """Nothing raises, and there is a snapshot or a finding."""
    found, findings = parse(text, PATH)

    assert (found is None) is bool(findings)
