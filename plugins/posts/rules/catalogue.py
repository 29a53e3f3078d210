"""The list of all rules about posts, and how they are applied."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from plugins.core.findings import Finding, Severity
from plugins.posts.rules import (
    care_cards,
    damaged_text,
    dead_feeds,
    facts,
    fences,
    footnotes,
    headings,
    health_claims,
    health_safety,
    leftover_links,
    leftover_markup,
    lists,
    other_systems,
    pictures,
    plain_values,
    raw_html,
    references,
    shortcodes,
    tables,
    unfinished,
)
from plugins.posts.rules.rule import PostToCheck, Rule

RULES: tuple[Rule, ...] = (
    *care_cards.RULES,
    *damaged_text.RULES,
    *dead_feeds.RULES,
    *facts.RULES,
    *fences.RULES,
    *footnotes.RULES,
    *headings.RULES,
    *health_claims.RULES,
    *health_safety.RULES,
    *leftover_links.RULES,
    *leftover_markup.RULES,
    *lists.RULES,
    *other_systems.RULES,
    *pictures.RULES,
    *plain_values.RULES,
    *raw_html.RULES,
    *references.RULES,
    *shortcodes.RULES,
    *tables.RULES,
    *unfinished.RULES,
)
# Those whose warnings are errors in a build for publication.
STRICT = frozenset(rule.id for rule in RULES if rule.strict_when_published)

MOST = 20  # findings of one rule in one post


def check(post: PostToCheck, path: str, *, lenient: bool) -> Iterator[Finding]:
    """What the rules find in a post; `path` names its file.

    They are a few of each rule, because more would have the same cause. In a lenient read all
    findings are warnings, but for what a draft may still lack, which is advice.
    """
    is_draft = post.front.status == "draft"
    for rule in RULES:
        severity: Severity = "warning" if lenient else rule.severity
        if is_draft and rule.allowed_in_drafts:
            severity = "advice"
        for problem in islice(rule.check(post), MOST):
            yield Finding(
                path, problem.line, severity, rule.id, problem.message, problem.hint, problem.column
            )
