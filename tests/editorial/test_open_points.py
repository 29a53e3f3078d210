"""What only the clinic can say is listed until it is written."""

import os

import pytest

from plugins.editorial.open_points import OpenPoint, open_points, page

POST = "---\ntitle: Knees\ndate: 2026-01-02\n{0}---\nText.\n"


@pytest.fixture
def content(tmp_path, monkeypatch):
    """A content folder without open points, in the working folder."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "content"
    (folder / "data").mkdir(parents=True)
    (folder / "articles").mkdir()
    return folder


def keys(content):
    """Each open point without what it is for."""
    return [(point.file, point.key) for point in open_points(content)]


def test_empty_facts_of_the_clinic_are_listed(content):
    """Of the clinic and of each location; what is known is not."""
    (content / "data" / "clinic.yaml").write_text(
        "name: Fjord\nemail: hello@example.org\nphone: ''\noperator: {name: Ada Berg}\n"
        "locations: [{slug: north, name: North, postcode: SW4 0AA, map_url: https://example.org/}]"
    )

    assert [key for _, key in keys(content)] == [
        "phone", "booking_url", "instagram_url", "operator: address", "operator: email",
        "security: contact",
        "locations: north: address", "locations: north: phone", "locations: north: hours",
        "locations: north: directions", "locations: north: step_free", "locations: north: parking",
        "locations: north: treatments",
    ]  # fmt: skip


def test_rules_that_no_clinician_has_read_are_listed(content):
    """One row for each file, with their number."""
    row = "- {words: cure, source: a-page, clinician: '%s'}\n"
    rows = row % "not read by a clinician yet" * 2 + row % "Ada Berg, 3 March 2027"
    folder = content / "data" / "rules"
    folder.mkdir()
    (folder / "claims.yaml").write_text(f"lang: en\neffects:\n{rows}")
    (folder / "safety.yaml").write_text("lang: en\n")

    [point] = open_points(content)
    assert (point.file, point.key) == ("content/data/rules/claims.yaml", "clinician")
    assert "2" in point.missing


def test_people_without_credentials_are_listed(content):
    """By their slugs."""
    (content / "data" / "people.yaml").write_text(
        "- {name: Nora Lind, slug: nora, treatments: [Rest], credentials: [BSc Sports therapy]}\n"
        "- {name: Per Holm, slug: per, photo: {src: per.jpg, alt: Per at a desk}}\n"
    )

    file = "content/data/people.yaml"
    assert keys(content) == [
        (file, "nora: photo"), (file, "per: treatments"), (file, "per: credentials"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "is_open"),
    [
        ("", True),
        ("reviewed: 2026-02-01\nreviewed_by: Nora Lind\n", False),
        ("status: draft\n", False),
        ("status: hidden\n", False),
    ],
)
def test_public_articles_without_a_review_are_listed(content, rows, is_open):
    """Drafts can wait."""
    (content / "articles" / "knees.md").write_text(POST.format(rows))

    assert keys(content) == [("content/articles/knees.md", "reviewed")] * is_open


def test_pages_with_medical_lists_are_listed(content):
    """Until somebody has reviewed them; a page without such a list needs no review."""
    review = "reviewed: 2026-02-01\nreviewed_by: Nora Lind\n"
    body = '!!! {} "If you:"\n    - are ill\n'
    for name, rows, text in [
        ("a", "", body.format("urgent")),
        ("b", "", body.format("askfirst")),
        ("c", review, body.format("urgent")),
        ("d", "", body.format("note")),
        ("e", "", "Call us.\n"),
    ]:
        path = content / "pages" / f"{name}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(POST.format(rows) + text)

    assert keys(content) == [(f"content/pages/{name}.md", "reviewed") for name in "ab"]


def test_sources_that_nobody_has_read_are_listed(content):
    """One row for each post, with their number; a book has no address to read."""
    review = "reviewed: 2026-02-01\nreviewed_by: Nora Lind\n"
    address = "  - {title: A, url: https://example.org/a}\n"
    known = "  - {title: B, url: https://example.org/b, read: 2026-01-01}\n  - {title: C}\n"
    for name, sources in [("a", address * 2 + known), ("b", known)]:
        rows = f"{review}references:\n{sources}"
        (content / "articles" / f"{name}.md").write_text(POST.format(rows))

    [point] = open_points(content)
    assert (point.file, point.key) == ("content/articles/a.md", "references: read")
    assert "2" in point.missing


@pytest.mark.parametrize("name", ["data/clinic.yaml", "data/people.yaml", "articles/a.md"])
@pytest.mark.parametrize("data", [b"", b"[", b"\xff\xfe", b"name: 3: 4"])
def test_what_cannot_be_read_has_no_open_points(content, name, data):
    """The check reports it."""
    (content / name).write_bytes(data)

    assert keys(content) == []


def test_a_finished_site_says_so():
    """The table is not empty."""
    assert page([]).endswith("| | | nothing |\n")
    assert "| `a.yaml` | `b: c` | why |\n" in page([OpenPoint("a.yaml", "b: c", "why")])


def test_what_is_no_file_has_no_open_points(content):
    """Reading a pipe would wait for ever."""
    os.mkfifo(content / "articles" / "pipe.md")
    (content / "articles" / "folder.md").mkdir()

    assert keys(content) == []
