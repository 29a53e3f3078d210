"""The kind of finding about the process that builds the preview."""

from __future__ import annotations

from plugins.core.finding_kinds import FindingKind

KINDS = (
    FindingKind(
        "preview/build-stopped",
        "error",
        "The process that builds the preview says what is wrong before it ends.",
        "The preview still shows the site as it was before.",
        section="build",
    ),
)
