"""The PHOTO_FEED_* settings."""

from pathlib import PurePosixPath
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field

from plugins.core.settings import Folder, PluginSettings


def _inside(path: str) -> str:
    if path.startswith("/") or "\\" in path or ".." in PurePosixPath(path).parts:
        raise ValueError
    return path


class PhotoFeedOptions(PluginSettings):
    """The largest number of photos shown, and their folder below the content folder.

    A build warns when the newest photo from Instagram is more than `max_age_days` old.
    """

    prefix: ClassVar = "PHOTO_FEED_"

    count: int = Field(6, ge=1, description="a whole number of at least 1")
    path: Annotated[Folder, AfterValidator(_inside)] = Field(
        "data/photos", description="a folder below the content folder, such as “data/photos”"
    )
    max_age_days: int = Field(90, ge=1, description="a whole number of at least 1")
