"""The clinic's texts in another language."""

from dataclasses import replace

import pytest

from plugins.clinic import translated
from plugins.clinic.facts import read_clinic, read_people
from plugins.clinic.files import ClinicFiles
from tests.clinic.samples import CLINIC, CLINIC_PATH, PEOPLE, PEOPLE_PATH

FILES = ClinicFiles(
    read_clinic(CLINIC.encode(), CLINIC_PATH),
    read_people(f"{PEOPLE}  treatments: [Massage]\n".encode(), PEOPLE_PATH),
)


def translate(folder, clinic="", people=""):
    """The clinic of the samples with these texts."""
    files = folder / "clinic.yaml", folder / "people.yaml"
    for file, text in zip(files, (clinic, people), strict=True):
        file.write_text(text, "utf-8")
    return translated.translate(FILES, translated.read(*files, lenient=False))


def test_texts_replace_those_of_the_clinic(tmp_path):
    """All that is no text stays as it is."""
    made = translate(tmp_path, "headline: I bevegelse igjen\n").files.clinic.facts
    own = FILES.clinic.facts

    assert made.headline == "I bevegelse igjen"
    assert (made.name, made.phone, made.introduction) == (own.name, own.phone, own.introduction)


def test_what_has_no_text_is_known_and_reported_once_for_each_file(tmp_path):
    """So that pages can mark it, and the editor sees what is left."""
    made = translate(tmp_path, "headline: I bevegelse igjen\n")

    assert "Two places by the water." in made.missing
    assert "Moving again" not in made.missing
    assert [finding.rule for finding in made.findings] == ["clinic/untranslated"] * 2
    assert "headline" not in made.findings[0].message
    assert "Massage: name" in made.findings[0].message


def test_treatments_are_found_by_their_original_name(tmp_path):
    """Those who offer them name them as before."""
    text = "treatments:\n  - original: Massage\n    name: Massasje\n    url: /nb/massasje/\n"

    made = translate(tmp_path, text).files

    (treatment,) = made.clinic.facts.treatments
    assert (treatment.name, treatment.summary) == ("Massasje", "Hands-on work.")
    assert treatment.url == "/nb/massasje/"
    offered = [
        name
        for each in (*made.clinic.facts.locations, *made.people.facts)
        for name in each.treatments
    ]
    assert "Massage" not in offered


def test_parts_of_the_body_are_found_by_their_original_name(tmp_path):
    """One without a text stays as it is, and is reported."""
    parts = "[{part: Ankle, article: a}, {part: Hip, article: b}]"
    own = f"{CLINIC}where_it_hurts: {parts}\n"
    file = tmp_path / "clinic.yaml"
    file.write_text("where_it_hurts:\n  - {original: Ankle, part: Ankel}\n", "utf-8")
    texts = translated.read(file, tmp_path / "none.yaml", lenient=False)

    made = translated.translate(
        replace(FILES, clinic=read_clinic(own.encode(), CLINIC_PATH)), texts
    )

    assert texts.sore_parts == {"Ankle": "Ankel"}
    assert [each.part for each in made.files.clinic.facts.where_it_hurts] == ["Ankel", "Hip"]
    assert "Hip" in made.missing
    assert "Hip: part" in made.findings[0].message


def test_a_place_and_its_picture_are_described(tmp_path):
    """By its slug."""
    text = "locations:\n  - slug: quay\n    introduction: Ved vannet.\n    picture_alt: Et hus\n"

    place = translate(tmp_path, text).files.clinic.facts.locations[0]

    assert place.introduction == "Ved vannet."
    assert (place.picture.src, place.picture.alt) == ("quay.png", "Et hus")


@pytest.mark.parametrize(
    "text",
    [
        "locations:\n  - slug: kai\n",
        "treatments:\n  - original: Masage\n    name: Massasje\n",
        "where_it_hurts:\n  - original: Elbow\n    part: Albue\n",
    ],
)
def test_a_translation_of_nothing_is_an_error_at_its_line(tmp_path, text):
    """It was renamed, or is mistyped."""
    found = translate(tmp_path, text).findings[0]

    assert (found.rule, found.line, found.severity) == ("clinic/unknown-original", 2, "error")


def test_two_categories_of_one_name_are_an_error_at_the_second(tmp_path):
    """Their pages would have one address."""
    file = tmp_path / "clinic.yaml"
    file.write_text("categories:\n  News: Nytt\n  Notes: Notater\n  Diary: nytt\n", "utf-8")

    found = translated.read(file, tmp_path / "none.yaml", lenient=False).clinic.findings

    assert [(each.rule, each.line) for each in found] == [("clinic/double", 4)]


def test_wrong_values_are_errors_at_their_lines(tmp_path):
    """By the same rules as in clinic.yaml."""
    file = tmp_path / "clinic.yaml"
    file.write_text("headline: Rett\nphone: 12\n", "utf-8")

    found = translated.read(file, tmp_path / "none.yaml", lenient=False).clinic.findings

    assert [(each.rule, each.line) for each in found] == [("clinic/unknown-key", 2)]


def test_without_files_all_texts_are_missing(tmp_path):
    """The site still has pages in the language."""
    read = translated.read(tmp_path / "a.yaml", tmp_path / "b.yaml", lenient=False)

    made = translated.translate(FILES, read)

    assert made.files.clinic.facts == FILES.clinic.facts
    assert "Moving again" in made.missing
