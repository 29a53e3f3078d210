"""What an editor types, made into a body as a post has it: by the same Markdown and transforms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from plugins.article_body import pipeline
from plugins.article_body.url_rules import site_link
from plugins.front_matter.markdown_body import MarkdownBody
from plugins.responsive_images.picture import Picture


class ExampleError(ValueError):
    """An example that an editor would be told to mend."""


@dataclass(frozen=True)
class ExampleSiteContext:
    """A site in which every picture is the same one."""

    siteurl: str
    shown: Mapping[str, Any]

    def picture(self, src: str) -> Picture:  # noqa: ARG002  # whatever it is called
        """The example picture."""
        url = f"{self.siteurl}/{self.shown['url']}"
        return Picture(url, self.shown["width"], self.shown["height"])

    def link(self, href: str) -> str:
        """The address below the site's."""
        return site_link(href, self.siteurl)


def converter(siteurl: str) -> Callable[[str, Mapping[str, Any], int], str]:
    """What makes safe HTML of Markdown.

    It takes the Markdown, a picture (`url`, `width`, `height`) and how many sources the text may
    cite; it raises ExampleError for what a post may not have.
    """
    to_html = MarkdownBody().to_html

    def convert(text: str, picture: Mapping[str, Any], references: int = 0) -> str:
        site_context = ExampleSiteContext(siteurl, picture)
        body = pipeline.build(to_html(text), site_context, references=references)
        if body.problems:
            raise ExampleError(body.problems[0].message)
        return body.html

    return convert
