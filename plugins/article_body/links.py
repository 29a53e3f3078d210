"""Transform: rewrite the addresses of links for the built site."""

from __future__ import annotations

from plugins.article_body.intrasite import LinkError, normalise
from plugins.article_body.transform import BodyDocument
from plugins.article_body.tree import Element
from plugins.article_body.url_rules import is_outside, is_picture_file
from plugins.responsive_images.picture import PictureError


def resolve_links(document: BodyDocument) -> None:
    """Rewrite the address of each link; the obsolete `name` attribute becomes an id."""
    for tag in document.root.elements({"a"}):
        if name := tag.attributes.pop("name", ""):
            tag.attributes.setdefault("id", name)
        if href := tag.get("href"):
            _resolve(document, tag, href)


def _resolve(document: BodyDocument, tag: Element, href: str) -> None:
    """Rewrite the address; if it is refused, only the text of the link stays."""
    try:
        if is_picture_file(href):
            # The original file may contain a location and the photographer's name.
            tag.attributes["href"] = document.want(document.site_context.image(href))
        elif not href.startswith("#") and not is_outside(href):
            # Normalised again, because `link` may return one of Pelican's links, which contains the
            # editor's text. Other addresses do not depend on the site.
            tag.attributes["href"] = normalise(document.site_context.link(normalise(href)))
    except (LinkError, PictureError) as error:
        rule = error.rule if isinstance(error, LinkError) else "missing-picture"
        document.report(href, f"article-body/{rule}", error.message, error.hint)
        tag.unwrap()
