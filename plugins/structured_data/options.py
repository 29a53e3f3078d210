"""The STRUCTURED_DATA_* settings."""

from typing import ClassVar, Literal, get_args

from pydantic import Field

from plugins.core.settings import PluginSettings

# schema.org types for the clinic's locations, from the most general to the most specific.
LocationType = Literal[
    "LocalBusiness", "HealthAndBeautyBusiness", "MedicalBusiness", "MedicalClinic", "Physiotherapy"
]
LOCATION_TYPES = get_args(LocationType)


class StructuredDataOptions(PluginSettings):
    """The schema.org type of the clinic's locations."""

    prefix: ClassVar = "STRUCTURED_DATA_"

    location_type: LocationType = Field(
        "LocalBusiness", description=f"one of {', '.join(LOCATION_TYPES)}"
    )
