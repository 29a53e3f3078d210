"""The RESPONSIVE_IMAGES_* settings."""

from typing import ClassVar

from pydantic import Field

from plugins.core.settings import Folder, PluginSettings


class ImageOptions(PluginSettings):
    """The folder that keeps encoded pictures, below the folder in which builds are run."""

    prefix: ClassVar = "RESPONSIVE_IMAGES_"

    cache: Folder = Field(
        ".cache/pictures", description="the name of a folder, such as “.cache/pictures”"
    )
