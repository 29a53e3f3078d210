"""A fake site context, and helpers to build bodies with it."""

from bs4 import BeautifulSoup

from plugins.article_body.pipeline import build
from plugins.article_body.reading import parse
from plugins.article_body.transform import BodyDocument
from plugins.article_body.url_rules import site_link
from plugins.posts.markdown_body import to_html
from plugins.responsive_images.picture import PictureError, WantedImage

SITE = "https://clinic.example.org/repo"
IMAGES = ("desk.png", "run.jpg", "hill.png")


class FakeSiteContext:
    """Has three images, in any folder."""

    def image(self, src):
        """The image, or an error with a hint."""
        name = src.rpartition("/")[2].rpartition("}")[2]
        if name not in IMAGES:
            raise PictureError(f"There is no picture “{src}”.", "Did you mean “desk.png”?")
        return WantedImage(f"images/{name}", f"{name.partition('.')[0]}-0123456789")

    def link(self, href):
        """The address below the site's sub-path."""
        return site_link(href, SITE)

    def title(self, href):
        """A title for the one post that has one."""
        return "Cold knees" if href.endswith("cold-knees.md") else ""


def document_of(html):
    return BodyDocument(parse(html), FakeSiteContext())


def soup_of(document):
    """The finished tree, read by a parser that keeps any structure."""
    return BeautifulSoup(document.root.inner_html(), "html.parser")


def body_of(html):
    return build(html, FakeSiteContext())


def body_of_markdown(text):
    return body_of(to_html(text))
