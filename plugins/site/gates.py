"""What a build for publication checks of the written site besides what every build does."""

from __future__ import annotations

from plugins.core.findings import Finding
from plugins.publishing import budget_findings
from plugins.publishing.page_weights import PageScale
from plugins.site.build import Build
from plugins.site.pages import SEARCH_URL


def over_budget(build: Build) -> list[Finding]:
    """Findings for pages that exceed a budget of docs/visitors.md; warnings for a foreign theme.

    `check-content --publish` has them too.
    """
    request = build.request
    if not (request.publish or request.findings.strict):
        return []
    prefixes = ["", *(language.prefix for language in build.languages.values())]
    searching = {f"{prefix}{SEARCH_URL}index.html" for prefix in prefixes}
    scale = PageScale(build.site.output, build.site.siteurl, searching)
    excesses = scale.excesses(request.outputs.pages)
    severity = request.severity if build.inputs.theme.views else "warning"
    why = build.settings.get("HEAVY_PAGES")
    return budget_findings.findings(excesses, request.outputs.sources, severity, why)
