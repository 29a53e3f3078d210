"""The kinds of findings about search_words.yaml."""

from __future__ import annotations

from plugins.core.finding_kinds import FindingKind, of_values

_FILE = "search_words.yaml"
_ONE = "synonyms:\n  - words: [sore foot, sore feet]\n    means: shoes\n"

KINDS = (
    *of_values(
        "search-words",
        {
            "unreadable": (f"{_ONE}urgent: [collapsed\n", f"{_ONE}urgent: [collapsed]\n"),
            "bad-value": (_ONE.replace("shoes", "[shoes]"), _ONE),
            "missing-key": ("synonyms:\n  - words: [sore foot]\n", _ONE),
            "unknown-key": (f"{_ONE}emergency: [collapsed]\n", f"{_ONE}urgent: [collapsed]\n"),
            "not-indented": ("synonyms:\nwords: [sore foot, sore feet]\nmeans: shoes\n", _ONE),
            "unpaired-direction": (_ONE.replace("sore feet", "sore \u202efeet"), _ONE),
        },
        section="data",
        file=_FILE,
    ),
    FindingKind(
        "search-words/double",
        "error",
        "A word in search_words.yaml is listed once.",
        "The search could not tell which meaning is meant.",
        f"{_ONE}  - words: [Sore foot]\n    means: walking\n",
        _ONE,
        section="data",
        file=_FILE,
    ),
)
