"""The kind of finding about theme.toml."""

from __future__ import annotations

from plugins.core.finding_kinds import FindingKind

KINDS = (
    FindingKind(
        "theme/bad-file",
        "error",
        "A theme's theme.toml is TOML, and its keys have values that they can have.",
        "Nobody could know what its templates need.",
        section="site",
    ),
)
