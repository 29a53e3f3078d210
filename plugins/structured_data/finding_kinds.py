"""The kind of finding about the colours of social cards."""

from __future__ import annotations

from plugins.core.finding_kinds import FindingKind

KINDS = (
    FindingKind(
        "structured-data/no-colour",
        "error",
        "A theme with a tokens.css sets the colours of social cards in it.",
        "The cards could not be drawn.",
        section="site",
    ),
)
