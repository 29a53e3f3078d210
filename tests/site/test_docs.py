"""The documents name what the code has."""

import re

import pytest

from plugins.clinic.facts import ClinicFacts, Hours, LocationFacts, PersonFacts, Treatment
from plugins.photo_feed.curation import Curation, Override, OwnPicture, read_curation
from tests.building import ROOT, SAMPLE

ADOPTING = (ROOT / "docs" / "adopting.md").read_text("utf-8")


def part(title):
    """The text of docs/adopting.md between a heading, or a line, and the next heading."""
    return re.split(r"\n## ", ADOPTING.partition(title)[2])[0]


@pytest.mark.parametrize(
    ("title", "model"),
    [
        ("## content/data/clinic.yaml", ClinicFacts),
        ("Each place in `locations`", LocationFacts),
        ("## content/data/people.yaml", PersonFacts),
    ],
)
def test_adopting_has_a_row_for_every_fact(title, model):
    """Each field has a row of its own in its table, with what it holds and what its lack does."""
    rows = re.findall(r"^\| `(\w+)` \| .+ \| .+ \|$", part(title), re.MULTILINE)

    assert set(model.model_fields) <= set(rows)


def test_adopting_has_no_row_for_a_fact_that_is_gone():
    """The tables have no field that the models do not have."""
    rows = set(re.findall(r"^\| `(\w+)` \|", ADOPTING, re.MULTILINE))
    models = (ClinicFacts, LocationFacts, PersonFacts)

    assert rows <= {name for model in models for name in model.model_fields}


@pytest.mark.parametrize("model", [Treatment, Hours])
def test_adopting_names_the_keys_of_lists(model):
    """Keys of treatments and opening hours are named where their list is."""
    assert not [name for name in sorted(model.model_fields) if f"`{name}`" not in ADOPTING]


def test_the_gallerys_example_is_true():
    """Editors may copy it: it is read without a finding, and shows every key."""
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


def test_adopting_names_colours_that_the_theme_has():
    """Every token that the document names stands in tokens.css, in light and mostly in dark."""
    tokens = (ROOT / "theme" / "static" / "css" / "tokens.css").read_text("utf-8")
    named = re.findall(r"`(--[\w-]+)`", ADOPTING)

    assert len(named) > 10
    assert not [name for name in named if f"{name}:" not in tokens]


def test_adopting_names_files_that_are_there():
    """Each path in its text or its links exists."""
    named = re.findall(r"`((?:content|theme|tests|tools|docs)/[\w./-]*)`", ADOPTING)
    links = [f"docs/{name}" for name in re.findall(r"\]\((\w+\.md)\)", ADOPTING)]

    assert "tests/sample_site/" in named
    assert not [path for path in named + links if not (ROOT / path).exists()]
    assert (SAMPLE / "siteconf.py").is_file()


def test_adopting_stays_short():
    """It is read in one sitting."""
    assert ADOPTING.count("\n") < 120
