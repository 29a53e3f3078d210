"""Reading the rule files."""

import json
from pathlib import Path

import pytest

from plugins.clinical_care import files
from plugins.clinical_care.checks import NO_CHECKS, checks_of
from tests.clinical_care.care_rules import CARE, CLAIMS, SAFETY, SOURCE
from tests.publishing.small_site import write


@pytest.fixture
def folder(tmp_path):
    """A folder with the made-up clinic's rules; JSON is YAML."""
    write_rules(tmp_path)
    return tmp_path


def write_rules(folder, sources=(SOURCE,), claims=CLAIMS, safety=SAFETY):
    """Write the rule files."""
    for name, value in (("sources", list(sources)), ("claims", claims), ("safety", safety)):
        write(folder, f"{name}.yaml", json.dumps(value, indent=1))


def rules(found):
    """The rule and the line of each finding."""
    return [(finding.rule, finding.line) for finding in found.findings]


def test_all_files_are_read(folder):
    """They become one value, which can be sent to another process."""
    found = files.read(folder, lenient=False)

    assert found.findings == ()
    assert found.care == CARE
    checks = checks_of(found.care.model_dump_json())
    assert [claim.words for claim in checks.claims.find("Massage cures insomnia.")] == [
        ("insomnia",)
    ]
    assert checks.source_of(CARE.safety.signs[0]) == (
        "Harbour Office, “What to say” (https://harbour.example.org/say)"
    )


def test_without_files_there_are_no_rules(tmp_path):
    """A clinic in another country need not have any."""
    found = files.read(tmp_path, lenient=False)

    assert found.findings == ()
    assert found.care.claims is None
    assert checks_of("") == NO_CHECKS


def test_a_rule_needs_a_source_that_somebody_has_read(folder):
    """Each without one is an error at its line; then there are no rules."""
    write_rules(
        folder, claims={**CLAIMS, "effects": [{**CLAIMS["effects"][0], "source": "made-upp"}]}
    )

    found = files.read(folder, lenient=False)

    [(rule, line)] = rules(found)
    assert rule == "care/unknown-source"
    assert "made-upp" in (folder / "claims.yaml").read_text().splitlines()[line - 1]
    assert "made-up" in found.findings[0].hint
    assert found.care.claims is None


def test_a_mistake_in_the_sources_hides_in_no_others(folder):
    """It is the only error; without any source there is one for each file."""
    write_rules(folder, sources=({**SOURCE, "read": "soon"},))
    assert [rule for rule, _line in rules(files.read(folder, lenient=False))] == ["care/bad-value"]

    (folder / "sources.yaml").unlink()
    found = files.read(folder, lenient=False).findings
    assert [(each.rule, Path(each.path).name) for each in found] == [
        ("care/unknown-source", "claims.yaml"),
        ("care/unknown-source", "safety.yaml"),
    ]


def test_a_source_is_listed_once(folder):
    """Or nobody could say which is meant."""
    write_rules(folder, sources=(SOURCE, {**SOURCE, "title": "Another"}))

    assert [rule for rule, _line in rules(files.read(folder, lenient=False))] == ["care/double"]


@pytest.mark.parametrize("key", ["source", "clinician", "words"])
def test_a_row_is_complete(folder, key):
    """It says who has read it, if only that nobody has."""
    row = {name: value for name, value in CLAIMS["effects"][0].items() if name != key}
    write_rules(folder, claims={**CLAIMS, "effects": [row]})

    assert [rule for rule, _line in rules(files.read(folder, lenient=False))] == [
        "care/missing-key"
    ]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("claims.yaml", '"cure"', '"..."'),
        ("claims.yaml", '"cure"', '"cure; heal"'),
        ("claims.yaml", '"not read by a clinician yet"', '"not read yet"'),
        ("claims.yaml", '"not read by a clinician yet"', '"3 March 2027 "'),
        ("safety.yaml", '"urgent"', '"urgnt"'),
    ],
)
def test_what_would_never_be_found_is_refused(folder, name, old, new):
    """A phrase without words, and a kind of card that does not exist."""
    path = folder / name
    path.write_text(path.read_text().replace(old, new, 1))

    [(rule, line)] = rules(files.read(folder, lenient=False))
    assert rule == "care/bad-value"
    assert new in path.read_text().splitlines()[line - 1]


@pytest.mark.parametrize(
    ("clinician", "unread"),
    [("Ada Berg, 3 March 2027", 0), ("Not read by a Clinician yet", 1), ("Dr Ø, 2027-03-03", 0)],
)
def test_a_clinician_signs_with_a_name_and_a_day(tmp_path, clinician, unread):
    """Or nobody has read the rule."""
    row = {"words": "cure", "source": "made-up", "clinician": clinician}
    write_rules(tmp_path, claims={"lang": "en", "effects": [row]}, safety={"lang": "en"})

    assert files.read(tmp_path, lenient=False).findings == ()
    assert sum(number for _, number in files.unread_rows(tmp_path)) == unread


def test_a_file_with_another_name_is_named(folder):
    """Nothing is read of it."""
    (folder / "claims.yaml").rename(folder / "clams.yaml")

    found = files.read(folder, lenient=False)

    assert [(each.rule, each.hint) for each in found.findings] == [
        ("care/unused-file", "Did you mean “claims.yaml”?")
    ]
    assert (found.care.claims, found.care.safety) == (None, CARE.safety)


def test_words_that_would_never_count_are_named(folder):
    """Those of a later rule of the same list, in any case; another list is another matter."""
    again = {**CLAIMS["complaints"][0], "words": ["Back pain", "treat"]}
    write_rules(folder, claims={**CLAIMS, "complaints": [*CLAIMS["complaints"], again]})

    found = files.read(folder, lenient=False)

    [(rule, line)] = rules(found)
    assert rule == "care/said-twice"
    assert '"Back pain"' in (folder / "claims.yaml").read_text().splitlines()[line - 1]
    assert found.care.claims


def test_a_misspelt_category_is_named(folder):
    """One that no post has is fine, unless posts have almost the same."""
    named = files.read(folder, lenient=False).categories

    assert {each.name for each in named} == {"Running", "Treatments"}
    assert list(files.misspelt(named, ["running", "Sleep"])) == []
    found = list(files.misspelt(named, ["Runing", "Treatments"]))
    assert [(each.rule, each.hint) for each in found] == [
        ("care/unknown-category", "Did you mean “Runing”?")
    ]
    assert '"Running"' in (folder / "safety.yaml").read_text().splitlines()[found[0].line - 1]


def test_rules_are_for_the_language_of_the_site(folder):
    """Others would be applied to all that does not name its language."""
    assert files.read(folder, lenient=False, lang="en-GB").care == CARE
    write_rules(folder, claims={**CLAIMS, "lang": "nb"})

    found = files.read(folder, lenient=False, lang="en-GB")

    assert rules(found) == [("care/other-language", 2)]
    assert (found.care.claims, found.care.safety) == (None, CARE.safety)
