"""The rules of clinical care, ready to be applied to posts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from plugins.clinical_care.claims import ClaimFinder
from plugins.clinical_care.model import Care, CareRule
from plugins.clinical_care.safety import SafetyFinder


@dataclass(frozen=True)
class CareChecks:
    """What finds claims and missing advice on safety in texts; None without rules for it."""

    care: Care
    claims: ClaimFinder | None = None
    safety: SafetyFinder | None = None

    def source_of(self, row: CareRule) -> str:
        """What a rule rests on, to be shown with a finding."""
        source = next(each for each in self.care.sources if each.id == row.source)
        return f"{source.publisher}, “{source.title}” ({source.url})"


NO_CHECKS = CareChecks(Care())


@lru_cache(2)
def checks_of(rules: str) -> CareChecks:
    """The checks of a Care as JSON; none if it is empty."""
    if not rules:
        return NO_CHECKS
    care = Care.model_validate_json(rules)
    return CareChecks(
        care,
        ClaimFinder(care.claims) if care.claims else None,
        SafetyFinder(care.safety) if care.safety else None,
    )
