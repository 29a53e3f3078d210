"""The clinic's colours in clinic.yaml."""

import pytest

from plugins.clinic.facts import read_clinic
from plugins.core.contrast import contrast

GOOD = """\
name: Harbour Clinic
colours:
  light:
    paper: "#f8f5ee"
    panel: "#e8ede4"
    ink: "#12302f"
    brand: "#1f4b4a"
    accent: "#955640"
  dark: {paper: "#0f1f1f", panel: "#172c2b", ink: "#EDF0E8", brand: "#c3dbd0", accent: "#e0b49b"}
"""


def read(old="", new=""):
    return read_clinic(GOOD.replace(old, new).encode(), "content/data/clinic.yaml")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_colours_follow_from_a_few(scheme):
    """Text has the contrast that the site promises, also where its colour is derived."""
    tokens = getattr(read().facts.colours, scheme).tokens()
    grounds = [tokens[name] for name in ("paper", "panel", "raised")]

    for name, least in (("ink", 7), ("ink-soft", 7), ("link", 7), ("accent", 4.5)):
        assert min(contrast(tokens[name], ground) for ground in grounds) >= least
    assert min(contrast(tokens["line-strong"], ground) for ground in grounds) >= 3
    assert contrast(tokens["button"], tokens["on-button"]) >= 7
    assert contrast(tokens["button-hover"], tokens["on-button"]) >= 7
    assert tokens["ink-soft"] != tokens["ink"]


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("#12302f", "#7a8f8e", 6, ["`ink` #7a8f8e on the `paper` #f8f5ee", "3.13:1, not 7:1"]),
        ("#1f4b4a", "#4b7a79", 7, ["`brand` #4b7a79 on the `paper`", "4.42:1, not 7:1"]),
        ("#955640", "#dcab90", 8, ["`accent` #dcab90 on the `paper`", "1.87:1, not 4.5:1"]),
        ("#e8ede4", "#8fa898", 6, ["`ink` #12302f on the `panel` #8fa898", "not 7:1"]),
        ("#c3dbd0", "#1f4b4a", 9, ["`brand` #1f4b4a on the `paper` #0f1f1f", "not 7:1"]),
    ],
)
def test_a_pair_that_is_hard_to_read_is_refused(old, new, line, words):
    """With the line, both colours, their ratio and the one that is needed."""
    (finding,) = read(old, new).findings

    assert (finding.line, finding.rule) == (line, "clinic/bad-value")
    for part in words:
        assert part in finding.message


@pytest.mark.parametrize("role", ["ink", "brand", "accent"])
def test_the_hint_has_a_colour_that_would_do(role):
    """It is accepted if it is written."""
    first = {"ink": "#12302f", "brand": "#1f4b4a", "accent": "#955640"}[role]
    (finding,) = read(first, "#9aa5a4").findings
    colour = finding.hint.partition(f'`{role}: "')[2][:7]

    assert read(first, colour).findings == ()


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"#f8f5ee"', "cream", "“cream” is not a colour"),
        ('"#f8f5ee"', '"#fff"', "“#fff” is not a colour"),
        ('"#f8f5ee"', "#f8f5ee", "paper"),  # a comment, without quotes
        ("    panel", "    pannel", "pannel"),
    ],
)
def test_what_is_no_colour_is_refused(old, new, words):
    """With the key, and how colours are written."""
    findings = read(old, new).findings

    assert any(words in f"{each.message} {each.hint}" for each in findings)
    assert {each.line for each in findings} <= {3, 4, 5}


def test_the_scheme_for_light_screens_is_light():
    """Or a visitor would be dazzled at night."""
    light, dark = GOOD.split("  dark: ")
    turned = f"{light.split('  light:')[0]}  dark:{light.split('  light:')[1]}  light: {dark}"

    (finding, *_) = read_clinic(turned.encode(), "clinic.yaml").findings
    assert "The `paper` of `light` is #0f1f1f" in finding.message


def test_without_colours_the_theme_has_its_own():
    """Nothing is derived."""
    assert read_clinic(b"name: Harbour Clinic", "clinic.yaml").facts.colours is None
