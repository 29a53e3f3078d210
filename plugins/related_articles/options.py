"""The RELATED_ARTICLES_* settings as one frozen object, with a finding for each that is wrong."""

import math
from collections.abc import Mapping
from dataclasses import Field, dataclass, field, fields
from typing import Any, Self

from plugins.core.findings import Finding
from plugins.core.settings import unknown

PREFIX = "RELATED_ARTICLES_"
# What the build does now instead of what the setting said.
REMOVED = {
    "RELATED_ARTICLES_TITLE_SHARE": "The words of the title now always count with 0.25.",
    "RELATED_ARTICLES_TOPIC_WEIGHT": "A topic now always counts 5 times.",
    "RELATED_ARTICLES_TERMS": "The 1024 strongest terms of each article now always count.",
    "RELATED_ARTICLES_DATE_FADE": "Scores now always fall by the power of 0.15 with time.",
    "RELATED_ARTICLES_COPY_SHARE": "Near-copies now always share 0.5 of all that they say.",
}


@dataclass(frozen=True)
class Options:
    """What a site may choose; the package's docstring says what each one means."""

    count: int = field(default=3, metadata={"least": 1, "most": 100})
    fairness: float = field(default=1.0, metadata={"least": 0, "most": 1})
    cache: str = ".cache/related-articles"

    @classmethod
    def read(cls, settings: Mapping[str, Any]) -> tuple[Self, tuple[Finding, ...]]:
        """The options in `settings` and what is wrong with them; a wrong one keeps its default."""
        values: dict[str, Any] = {}
        findings = list(unknown(settings, cls, PREFIX, REMOVED))
        for option in fields(cls):
            name = PREFIX + option.name.upper()
            value = settings.get(name, option.default)
            if _fits(value, option):
                values[option.name] = value
            else:
                message = f"The setting {name} cannot be {value!r}."
                rule = "related-articles/impossible-setting"
                findings.append(Finding("", 0, "error", rule, message, _hint(option)))
        return cls(**values), tuple(findings)


def _fits(value: object, option: Field[Any]) -> bool:
    if isinstance(option.default, str):
        return isinstance(value, str) and bool(value.strip("/. ")) and "\0" not in value
    kinds = int if isinstance(option.default, int) else int | float
    if isinstance(value, bool) or not isinstance(value, kinds):
        return False
    limits = option.metadata
    return math.isfinite(value) and limits["least"] <= value <= limits["most"]


def _hint(option: Field[Any]) -> str:
    if isinstance(option.default, str):
        return f"Write the name of a folder, such as “{option.default}”."
    kind = "a whole number" if isinstance(option.default, int) else "a number"
    return f"Write {kind} from {option.metadata['least']} to {option.metadata['most']}."
