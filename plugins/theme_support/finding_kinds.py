"""The kind of finding about theme.toml."""

from __future__ import annotations

from plugins.core.finding_kinds import FindingKind

KINDS = (
    FindingKind(
        "theme/bad-file",
        "error",
        "A theme's theme.toml is TOML, and names views of a version that there is.",
        "Its templates would get other values than they need.",
        section="site",
    ),
)
