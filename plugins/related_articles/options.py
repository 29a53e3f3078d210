"""The RELATED_ARTICLES_* settings; the package's docstring explains each one."""

from typing import ClassVar

from pydantic import Field

from plugins.core.settings import Folder, PluginSettings


class RelatedArticlesOptions(PluginSettings):
    """The values of the settings, and what to say about settings that were removed."""

    prefix: ClassVar = "RELATED_ARTICLES_"
    removed: ClassVar = {
        "RELATED_ARTICLES_TITLE_SHARE": "Title words now always count with weight 0.25.",
        "RELATED_ARTICLES_TOPIC_WEIGHT": "A topic now always counts 5 times.",
        "RELATED_ARTICLES_TERMS": "The 2048 strongest terms of each article now always count.",
        "RELATED_ARTICLES_DATE_FADE": "Its exponent is now always 0.0315 × log2(1 + articles / 8).",
        "RELATED_ARTICLES_COPY_SHARE": "Near-copies now always share at least 0.5 of all terms.",
    }

    count: int = Field(3, ge=1, le=100, description="a whole number from 1 to 100")
    fairness: float = Field(1.0, ge=0, le=1, description="a number from 0 to 1")
    cache: Folder = Field(
        ".cache/related-articles",
        description="the name of a folder, such as “.cache/related-articles”",
    )
