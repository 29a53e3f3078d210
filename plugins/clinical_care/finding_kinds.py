"""The kinds of findings about the rule files of clinical care."""

from __future__ import annotations

from functools import partial

from plugins.core.finding_kinds import FindingKind, of_values

_FILE = "sources.yaml"
_SOURCE = (
    "- id: nhs-sleep\n  publisher: NHS\n  title: Sleep\n  url: https://www.nhs.uk/sleep/\n"
    "  read: {}\n"
)
GOOD = _SOURCE.format("2026-11-29")
_ROW = (
    "lang: en\neffects:\n  - words: cure\n    source: {}\n"
    "    clinician: not read by a clinician yet\n"
)
_of_file = partial(FindingKind, section="data", file=_FILE)
_of_claims = partial(FindingKind, section="data", file="claims.yaml")

KINDS = (
    *of_values(
        "care",
        {
            "unreadable": (f"{GOOD}  title: Sleep: a guide\n", GOOD),
            "bad-value": (_SOURCE.format("yesterday"), GOOD),
            "missing-key": (GOOD.replace("  title: Sleep\n", ""), GOOD),
            "unknown-key": (f"{GOOD}  page: 3\n", GOOD),
            "unpaired-direction": (GOOD.replace("Sleep", "\u202eSleep"), GOOD),
        },
        section="data",
        file=_FILE,
    ),
    _of_file(
        "care/double",
        "error",
        "A source is in sources.yaml once.",
        "Nobody could say on which of the two a rule rests.",
        GOOD + GOOD,
        GOOD,
    ),
    _of_claims(
        "care/other-language",
        "warning",
        "The rules are for texts in the language of the site.",
        "The site has no texts that they could be applied to.",
        "lang: nb\n",
        "lang: en\n",
    ),
    FindingKind(
        "care/unused-file",
        "warning",
        "Each file among the rules is one that is read.",
        "A misspelt name switches the rules in it off.",
        section="data",
    ),
    _of_claims(
        "care/said-twice",
        "warning",
        "Words are in one rule of a list.",
        "Only the first of two rules would count, whatever the other one says.",
        "lang: en\neffects:\n  - words: [cure, heal, cure]\n    source: nhs-sleep\n"
        "    clinician: not read by a clinician yet\n",
        "lang: en\neffects:\n  - words: [cure, heal]\n    source: nhs-sleep\n"
        "    clinician: not read by a clinician yet\n",
    ),
    FindingKind(
        "care/claim",
        "warning",
        "What the data files say of a service is accepted by the rules.",
        "Cards and introductions are advertising, as articles are.",
        section="data",
    ),
    FindingKind(
        "care/leads-to-treatment",
        "error",
        "A part of the body that hurts leads to an article with advice, not to a treatment.",
        "A complaint beside a treatment says that it helps.",
        section="data",
        also="warning",
    ),
    FindingKind(
        "care/no-signs",
        "error",
        "A part of the body that hurts leads to an article that tells the signs of danger.",
        "Somebody in pain may read nothing else before deciding whether to see a doctor.",
        section="data",
        also="warning",
    ),
    FindingKind(
        "care/unknown-category",
        "warning",
        "A category in a rule is not a misspelt one of the posts.",
        "The rule would be about no post, and nobody would notice.",
        section="data",
    ),
    _of_claims(
        "care/unknown-source",
        "error",
        "Each rule about health names a source in sources.yaml.",
        "A rule without a page that somebody has read is an opinion.",
        _ROW.format("nhs-slep"),
        _ROW.format("nhs-sleep"),
    ),
)
