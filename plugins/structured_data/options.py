"""The STRUCTURED_DATA_* settings as one frozen object, with a finding for each that is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from plugins.core.findings import Finding, did_you_mean
from plugins.core.settings import unknown

PREFIX = "STRUCTURED_DATA_"
# What a place may call itself, from the least that is claimed to the most (schema.org).
LOCATION_TYPES = (
    "LocalBusiness", "HealthAndBeautyBusiness", "MedicalBusiness", "MedicalClinic", "Physiotherapy",
)  # fmt: skip


@dataclass(frozen=True)
class Options:
    """What kind of business a place of the clinic is, one of LOCATION_TYPES."""

    location_type: str = LOCATION_TYPES[0]


def read_options(settings: Mapping[str, Any]) -> tuple[Options, list[Finding]]:
    """The options in `settings` and what is wrong with them; a wrong one keeps its default."""
    findings = list(unknown(settings, Options, PREFIX))
    kind = settings.get(f"{PREFIX}LOCATION_TYPE", Options.location_type)
    if kind in LOCATION_TYPES:
        return Options(kind), findings
    message = f"The setting {PREFIX}LOCATION_TYPE cannot be {kind!r}."
    hint = did_you_mean(str(kind), LOCATION_TYPES) or f"Known are {', '.join(LOCATION_TYPES)}."
    rule = "structured-data/impossible-setting"
    return Options(), [*findings, Finding("", 0, "error", rule, message, hint)]
