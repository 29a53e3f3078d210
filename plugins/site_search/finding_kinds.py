"""The kinds of findings about the index for the search."""

from __future__ import annotations

from plugins.core.finding_kinds import FindingKind

KINDS = (
    FindingKind(
        "site-search/no-pagefind",
        "error",
        "Pagefind, which makes the index for the search, is installed.",
        "The search would find nothing.",
        section="build",
    ),
    FindingKind(
        "site-search/failed",
        "error",
        "Pagefind makes the index for the search.",
        "The search would find nothing.",
        section="build",
    ),
)
