"""Functions for the examples: rendering Markdown as in a post, and making ids unique."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from plugins.article_body.url_rules import site_link
from plugins.responsive_images.markup import insert_pictures
from plugins.responsive_images.picture import Picture, WantedImage

# Attributes that refer to ids, besides an `href` that begins with #.
_ID_REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns")


class ExampleError(ValueError):
    """An example with an error that an editor would have to fix in a post."""


@dataclass(frozen=True)
class ExampleSiteContext:
    """A site in which every image is the same."""

    siteurl: str

    def image(self, src: str) -> WantedImage:
        """The example image, whatever `src` is."""
        return WantedImage(src, "example")

    def link(self, href: str) -> str:
        """The URL of a link within the site."""
        return site_link(href, self.siteurl)

    def title(self, _href: str) -> str:
        """No title is known."""
        return ""

    def file(self, _name: str) -> str:
        """No file is there."""
        return ""


def converter(siteurl: str) -> Callable[[str, Mapping[str, Any], int], str]:
    """A function that converts Markdown to safe HTML, as in a post.

    Its arguments are the Markdown, a picture (`url`, `width`, `height`) and how many references the
    text may cite. It raises ExampleError for what is an error in a post.
    """
    from plugins.posts.read_post import read_post  # noqa: PLC0415  # loads what reads posts

    def convert(text: str, picture: Mapping[str, Any], references: int = 0) -> str:
        sources = ", ".join(["A source"] * references)
        data = f"---\ntitle: An example\nreferences: [{sources}]\n---\n{text}".encode()
        read = read_post(data, ExampleSiteContext(siteurl), path="", lenient=False)
        for finding in (*read.findings, *read.body_findings):
            raise ExampleError(finding.message)
        shown = Picture(picture["url"], picture["width"], picture["height"])
        return insert_pictures(read.html, {"example": shown}, f"{siteurl}/")

    return convert


def scoped(html: str, name: str) -> str:
    """`html` with `name-` before each of its ids and before references to them.

    A link to an id elsewhere on the page is not changed.
    """
    if " id=" not in html:  # most examples have no ids, and parsing takes time
        return html
    # Only a preview with a style guide needs it, and the import takes 0.15 s.
    from bs4 import BeautifulSoup  # noqa: PLC0415

    soup = BeautifulSoup(html, "html.parser")
    tags = soup.find_all(True)
    own = {str(tag["id"]): f"{name}-{tag['id']}" for tag in tags if tag.get("id")}
    for tag in tags:
        for attribute in ("id", *_ID_REFERENCES):
            if attribute in tag.attrs:
                value = tag[attribute]
                words = value if isinstance(value, list) else value.split()
                tag[attribute] = " ".join(own.get(word, word) for word in words)
        href = str(tag.get("href", ""))
        if href.startswith("#") and href[1:] in own:
            tag["href"] = f"#{own[href[1:]]}"
    return str(soup)
