"""docs/adopting.md and docs/clinic-facts.md agree with the code."""

import re

import pytest

from plugins.clinic.colours import SchemeFacts
from plugins.clinic.facts import ClinicFacts, HoursFacts, LocationFacts, PersonFacts, TreatmentFacts
from plugins.photo_feed.curation import Curation, Override, OwnPicture, read_curation
from tests.building import ROOT, SAMPLE

ADOPTING = (ROOT / "docs" / "adopting.md").read_text("utf-8")
FACTS = (ROOT / "docs" / "clinic-facts.md").read_text("utf-8")


def part(title):
    """The text of docs/clinic-facts.md between a heading, or a line, and the next heading."""
    return re.split(r"\n## ", FACTS.partition(title)[2])[0]


@pytest.mark.parametrize(
    ("title", "model"),
    [
        ("## content/data/clinic.yaml", ClinicFacts),
        ("Each place in `locations`", LocationFacts),
        ("## content/data/people.yaml", PersonFacts),
    ],
)
def test_there_is_a_row_for_every_fact(title, model):
    """Each field of a model has a row in the table: its content, and what happens without it."""
    rows = re.findall(r"^\| `(\w+)` \| .+ \| .+ \|$", part(title), re.MULTILINE)

    assert set(model.model_fields) <= set(rows)


def test_there_is_no_row_for_an_unknown_fact():
    """The tables have no field that the models lack."""
    rows = set(re.findall(r"^\| `(\w+)` \|", FACTS, re.MULTILINE))
    models = (ClinicFacts, LocationFacts, PersonFacts)

    assert rows <= {name for model in models for name in model.model_fields}


@pytest.mark.parametrize("model", [TreatmentFacts, HoursFacts])
def test_the_keys_of_lists_are_named(model):
    """The keys of treatments and opening hours are documented with their lists."""
    assert not [name for name in sorted(model.model_fields) if f"`{name}`" not in FACTS]


def test_the_gallerys_example_is_valid():
    """Editors may copy the example: it has no findings and shows every key."""
    writing = (ROOT / "docs" / "writing.md").read_text("utf-8")
    example = writing.partition("## The photo gallery")[2].split("```\n")[1].split("```")[0]
    data_file = read_curation(example.encode(), "")

    assert data_file.findings == ()
    for found, model in (
        (data_file.facts, Curation),
        (data_file.facts.override[0], Override),
        (data_file.facts.own[0], OwnPicture),
    ):
        assert found.model_fields_set == set(model.model_fields)


def test_adopting_names_the_colours_of_a_clinic():
    """Its table has each colour of clinic.yaml once, and no other."""
    table = ADOPTING.partition("\n## Colours\n")[2].partition("\n## ")[0]
    rows = [row.split("|")[1] for row in table.split("\n") if row.startswith("| `")]

    assert sorted(re.findall(r"`(\w+)`", "".join(rows))) == sorted(SchemeFacts.model_fields)


def test_adopting_names_existing_files():
    """Each path in its text and links exists, but those that it says to delete or to make."""
    may_go = {
        path
        for row in ADOPTING.split("\n")
        if "delete" in row or "make this folder" in row
        for path in re.findall(r"`((?:content|tests)/[\w./-]*)`", row)
    }
    named = re.findall(r"`((?:content|theme|tests|tools|docs)/[\w./-]*)`", ADOPTING)
    links = [f"docs/{name}" for name in re.findall(r"\]\((\w+\.md)\)", ADOPTING)]

    assert "tests/sample_site/" in named
    assert [path for path in named + links if not (ROOT / path).exists() | (path in may_go)] == []
    assert (SAMPLE / "siteconf.py").is_file()


def test_adopting_stays_short():
    """The document can be read in one sitting."""
    assert ADOPTING.count("\n") < 120
