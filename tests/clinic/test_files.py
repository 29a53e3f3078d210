"""clinic.yaml and people.yaml on disk: read, checked and linked with their pictures."""

import re

import pytest

from plugins.clinic import files
from plugins.core.data_file import DataFile
from plugins.responsive_images.store import ImageStore
from tests.clinic.samples import CLINIC, PEOPLE, people_file
from tests.responsive_images.originals import PNG

MARK = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path d="M0 0h9v9z"/></svg>'


@pytest.fixture
def content(tmp_path, monkeypatch):
    """The content folder of the made-up clinic, below the folder in which builds are run."""
    monkeypatch.chdir(tmp_path)
    images = tmp_path / "content" / "images"
    images.mkdir(parents=True)
    for name in ("bay.png", "quay.png", "nora.jpg"):
        (images / name).write_bytes(PNG)
    (images / "sail.svg").write_text(MARK, "utf-8")
    write(tmp_path, "clinic.yaml", CLINIC)
    write(tmp_path, "people.yaml", PEOPLE)
    return tmp_path / "content"


def write(folder, name, text):
    path = folder / "content" / "data" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")


def read(content, *, lenient=False):
    """The files as a build reads them."""
    data = content / "data"
    return files.read(
        data / "clinic.yaml", data / "people.yaml", "A site", lang="en-GB", lenient=lenient
    )


def store_for(content):
    """A store that publishes into the folder `output` beside the content."""
    return ImageStore(content, content.parent / "output")


def link(content, *, lenient=False):
    """The directory, and all findings of reading and linking."""
    found = read(content, lenient=lenient)
    directory, wrong = files.link(
        found,
        content,
        store_for(content),
        site_name="A site",
        person_url="people/{slug}/",
        location_url="clinics/{slug}/",
    )
    return directory, [*found.findings, *wrong]


def reported(findings):
    """Each finding with what its message and hint quote."""
    return [
        (
            found.path, found.line, found.severity, found.rule,
            re.findall("[“`](.*?)[”`]", f"{found.message} {found.hint}"),
        )
        for found in findings
    ]  # fmt: skip


def test_the_clinic_and_its_people_have_published_pictures(content, tmp_path):
    """And the addresses of their pages."""
    directory, findings = link(content)

    assert findings == []
    assert directory.complete
    assert directory.clinic.name == "Harbour Clinic"
    assert [person.name for person in directory.people] == ["Nora Lind", "Ann Lee"]
    assert [person.url for person in directory.people] == ["people/nora-lind/", "people/ann-lee/"]
    assert directory.clinic.locations[0].url == "clinics/quay/"
    picture = directory.clinic.locations[0].picture
    assert (picture.width, picture.height, picture.alt) == (64, 32, "A quay")
    assert picture.focus == (40, 20)
    assert (tmp_path / "output" / picture.url).is_file()
    assert directory.clinic.hero.alt == "A bay"
    mark = directory.clinic.mark
    assert (mark.width, mark.height, mark.alt) == (32, 32, "Harbour Clinic")
    assert directory.clinic.mark_svg.startswith('<svg class="mark" aria-hidden="true"')
    assert 'd="M0 0h9v9z"' in directory.clinic.mark_svg


def test_a_missing_clinic_file_is_an_error(content):
    """With the path as the editor would type it."""
    (content / "data/clinic.yaml").unlink()
    (content / "data/people.yaml").unlink()

    directory, findings = link(content)

    assert reported(findings) == [
        (
            "content/data/clinic.yaml", 0, "error", "clinic/missing-file",
            ["name: Name of the clinic"],
        )
    ]  # fmt: skip
    assert directory.clinic.name == "A site"
    assert not directory.complete


def test_a_lenient_build_needs_no_clinic(content):
    """Any folder of posts can be built."""
    (content / "data/clinic.yaml").unlink()
    (content / "data/people.yaml").unlink()

    directory, findings = link(content, lenient=True)

    assert findings == []
    assert (directory.clinic.name, directory.people) == ("A site", ())
    assert directory.complete


@pytest.mark.parametrize(
    ("old", "new", "path", "line"),
    [
        ("quay.png", "qauy.png", "content/data/clinic.yaml", 34),
        ("bay.png", "baz.png", "content/data/clinic.yaml", 11),
        ("sail.svg", "sale.svg", "content/data/clinic.yaml", 10),
        ("nora.jpg", "noar.jpg", "content/data/people.yaml", 7),
    ],
)
def test_a_bad_picture_is_reported_with_file_and_line(content, tmp_path, old, new, path, line):
    """In both files; the clinic or the person is still there."""
    write(tmp_path, "clinic.yaml", CLINIC.replace(old, new))
    write(tmp_path, "people.yaml", PEOPLE.replace(old, new))

    directory, findings = link(content)

    assert reported(findings) == [(path, line, "error", "clinic/bad-picture", [new, old])]
    assert len(directory.people) == len(directory.clinic.locations) == 2


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("sail.png", PNG, "is not an SVG drawing"),
        ("sail.svg", MARK.replace("0 0 32 32", "0 0 64 32").encode(), "is 64 x 32"),
        ("sail.svg", MARK.replace("<path", "<style>a {}</style><path").encode(), "“<style”"),
        ("sail.svg", MARK.replace("<path", '<path id="main"').encode(), "“id=”"),
        ("sail.svg", MARK.replace("<path", '<path style="x: y"').encode(), "“style=”"),
    ],
)
def test_a_mark_is_a_square_drawing(content, tmp_path, name, data, words):
    """So that it is sharp at each size, fills an icon, and leaves the page as it is."""
    (content / "images" / name).write_bytes(data)
    write(tmp_path, "clinic.yaml", CLINIC.replace("sail.svg", name))

    directory, (finding,) = link(content)

    assert directory.clinic.mark is None
    assert (finding.line, finding.rule) == (10, "clinic/bad-picture")
    assert words in finding.message


def test_findings_of_each_file_and_of_both_together_are_returned(content, tmp_path):
    """A place that clinic.yaml lacks is only reported once that file can be read."""
    write(tmp_path, "people.yaml", PEOPLE.replace("[quay, hill]", "[quay, hil]"))
    write(tmp_path, "clinic.yaml", CLINIC + "    slugg: x\n")

    before = [found.rule for found in read(content).findings]
    write(tmp_path, "clinic.yaml", CLINIC)
    after = [found.rule for found in read(content).findings]

    assert before == ["clinic/unknown-key"]
    assert after == ["clinic/unknown-place"]


@pytest.mark.parametrize("name", ["clinic.yaml", "people.yaml"])
def test_an_unreadable_file_makes_the_directory_incomplete(content, tmp_path, name):
    """A name that seems unknown may be in it."""
    write(tmp_path, name, "name: [")

    directory, findings = link(content)

    assert [(found.path, found.rule) for found in findings] == [
        (f"content/data/{name}", "clinic/unreadable")
    ]
    assert not directory.complete


def test_pictures_are_known_before_they_are_linked(content, tmp_path):
    """So that all pictures of a site are encoded together; a missing one is reported later."""
    write(tmp_path, "people.yaml", PEOPLE.replace("nora.jpg", "noar.jpg"))

    wanted = files.wanted_images(read(content), content, store_for(content))

    assert [image.path for image in wanted] == [
        "images/sail.svg", "images/bay.png", "images/quay.png"
    ]  # fmt: skip
    assert not (tmp_path / "output").exists()


@pytest.mark.parametrize(
    ("lang", "row", "country"),
    [
        ("en-GB", "", "GB"),
        ("nb", "", ""),
        ("nb", "country: no", "NO"),
        ("en-GB", "country: ie", "IE"),
    ],
)
def test_the_country_is_that_of_the_language_unless_it_is_written(content, lang, row, country):
    """An English site may be that of a clinic elsewhere."""
    write(content.parent, "clinic.yaml", f"name: A\n{row}\n")
    data = content / "data"

    found = files.read(data / "clinic.yaml", data / "people.yaml", "A", lang=lang, lenient=False)

    assert found.country == country


def test_a_number_that_nobody_can_dial_is_reported(content):
    """With the other findings of the files; a good one is linked with its country code."""
    write(content.parent, "clinic.yaml", "name: A\ncountry: GB\nphone: 0161 23\n")
    write(content.parent, "people.yaml", "- {name: A, slug: a, phone: 020 7946 0017}\n")

    directory, findings = link(content)

    assert [(each.rule, each.line) for each in findings] == [("clinic/impossible-phone", 3)]
    assert directory.people[0].phone_link == "tel:+442079460017"


def test_a_clinic_file_that_cannot_be_read_names_no_pictures():
    """Those of people are still published."""
    people = people_file("- {name: A, slug: a, photo: {src: a.png, alt: A}}")
    found = files.ClinicFiles(DataFile("clinic.yaml", None), people)

    assert [where for _, where in found.images()] == [("people", 0, "photo")]
