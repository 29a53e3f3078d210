"""The kinds of findings about audit.yaml."""

from __future__ import annotations

from plugins.core.finding_kinds import of_values

_TOP = "date: 2026-03-14\nbrowser: Chromium 142\n"
_CHECK = (
    "accessibility:\n  - tool: axe-core\n    version: 4.10.2\n    subject: contrast of text\n"
    "    pages: 15\n    problems: {}\n"
)
_VISITS = "visits:\n  pages: 15\n  read_pages: 40\n  third_party_requests: 0\n  stored: 0\n"
_ALL = f"{_TOP}{_CHECK.format(0)}{_VISITS}"

KINDS = tuple(
    of_values(
        "audit",
        {
            "unreadable": (f"{_ALL}note: axe: none\n", _ALL),
            "bad-value": (f"{_TOP}{_CHECK.format('none')}{_VISITS}", _ALL),
            "missing-key": (f"{_TOP}{_VISITS}", _ALL),
            "unknown-key": (f"{_ALL}compliant: yes\n", _ALL),
            "not-indented": ("", ""),  # never alone: each key is needed where it belongs
            "unpaired-direction": (_ALL.replace("axe", "\u202eaxe"), _ALL),
        },
        section="data",
        file="audit.yaml",
    )
)
