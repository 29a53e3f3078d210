"""The kinds of findings about how the build is put together."""

from __future__ import annotations

from plugins.core.finding_kinds import FindingKind

KINDS = (
    FindingKind(
        "build/warnings",
        "error",
        "There are no warnings in a build with `--fatal warnings`.",
        "Whoever starts it so wants none.",
    ),
    FindingKind(
        "post/not-read",
        "error",
        "The file of a post can be opened.",
        "Its page would be missing.",
        section="reading",
    ),
    FindingKind(
        "theme/relative-urls",
        "error",
        "RELATIVE_URLS is off for a theme with views.",
        "Parts that all pages share have the same addresses on each of them.",
        section="build",
    ),
)
