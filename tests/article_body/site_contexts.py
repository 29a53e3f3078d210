"""A fake site context, and helpers to build bodies with it."""

from bs4 import BeautifulSoup

from plugins.article_body.pipeline import build
from plugins.article_body.transform import BodyDocument
from plugins.article_body.url_rules import site_link
from plugins.posts.markdown_body import MarkdownBody
from plugins.responsive_images.picture import ImageCandidate, Picture, PictureError, PictureSource

SITE = "https://clinic.example.org/repo"
PICTURES = {"desk.png": (800, 600), "run.jpg": (1600, 900), "hill.png": (640, 400)}
HILL = tuple(
    PictureSource(f"image/{kind}", (ImageCandidate(f"{SITE}/images/hill-320.{kind}", 320),))
    for kind in ("avif", "webp", "png")
)


class FakeSiteContext:
    """Has three pictures, in any folder; hill.png has several formats."""

    def picture(self, src):
        """The picture, or an error with a hint."""
        name = src.rpartition("/")[2].rpartition("}")[2]
        if name not in PICTURES:
            raise PictureError(f"There is no picture “{src}”.", "Did you mean “desk.png”?")
        sources = HILL if name == "hill.png" else ()
        return Picture(f"{SITE}/images/{name}", *PICTURES[name], sources=sources)

    def link(self, href):
        """The address below the site's sub-path."""
        return site_link(href, SITE)


def document_of(html):
    return BodyDocument(BeautifulSoup(html, "html.parser"), FakeSiteContext())


def body_of(html):
    return build(html, FakeSiteContext())


def body_of_markdown(text):
    return body_of(MarkdownBody().to_html(text))
