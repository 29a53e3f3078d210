"""The STRUCTURED_DATA_* settings."""

from typing import ClassVar, Literal, get_args

from pydantic import Field

from plugins.core.settings import PluginSettings

# What a place may call itself, from the least that is claimed to the most (schema.org).
LocationType = Literal[
    "LocalBusiness", "HealthAndBeautyBusiness", "MedicalBusiness", "MedicalClinic", "Physiotherapy"
]
LOCATION_TYPES = get_args(LocationType)


class StructuredDataOptions(PluginSettings):
    """What kind of business a place of the clinic is."""

    prefix: ClassVar = "STRUCTURED_DATA_"

    location_type: LocationType = Field(
        "LocalBusiness", description=f"one of {', '.join(LOCATION_TYPES)}"
    )
