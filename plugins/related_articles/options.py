"""The RELATED_ARTICLES_* settings as one frozen object, with a finding for each that is wrong."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Self

from plugins.findings import Finding
from plugins.settings import unknown

PREFIX = "RELATED_ARTICLES_"


@dataclass(frozen=True)
class Options:
    """What a site may choose; the package's docstring says what each one means."""

    count: int = field(default=3, metadata={"least": 1})
    title_weight: int = field(default=5, metadata={"least": 0})
    topic_weight: int = field(default=5, metadata={"least": 0})
    terms: int = field(default=256, metadata={"least": 1})
    date_share: float = field(default=0.3, metadata={"least": 0, "most": 1})
    half_life_days: float = field(default=365.0, metadata={"least": 1})

    @classmethod
    def read(cls, settings: Mapping[str, Any]) -> tuple[Self, tuple[Finding, ...]]:
        """The options in `settings` and what is wrong with them; a wrong one keeps its default."""
        values: dict[str, int | float] = {}
        findings = list(unknown(settings, cls, PREFIX))
        for option in fields(cls):
            name = PREFIX + option.name.upper()
            value = settings.get(name, option.default)
            whole = isinstance(option.default, int)
            if _fits(value, whole=whole, limits=option.metadata):
                values[option.name] = value
            else:
                findings.append(_impossible(name, value, whole=whole, limits=option.metadata))
        return cls(**values), tuple(findings)  # type: ignore[arg-type]  # _fits tells int from float


def _fits(value: object, *, whole: bool, limits: Mapping[str, float]) -> bool:
    if isinstance(value, bool) or not isinstance(value, int if whole else int | float):
        return False
    return math.isfinite(value) and limits["least"] <= value <= limits.get("most", value)


def _impossible(name: str, value: object, *, whole: bool, limits: Mapping[str, float]) -> Finding:
    kind = "a whole number" if whole else "a number"
    span = f"of at least {limits['least']}"
    if "most" in limits:
        span = f"from {limits['least']} to {limits['most']}"
    return Finding(
        path="",
        line=0,
        severity="error",
        rule="related-articles/impossible-setting",
        message=f"The setting {name} cannot be {value!r}.",
        cure=f"Write {kind} {span}.",
    )
