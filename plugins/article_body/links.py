"""Transform: links lead where they should, also below a sub-path."""

from __future__ import annotations

from bs4 import Tag

from plugins.article_body.intrasite import LinkError, normalise
from plugins.article_body.transform import BodyDocument, BodyProblem
from plugins.article_body.url_rules import is_picture_file
from plugins.responsive_images.picture import PictureError


def resolve_links(document: BodyDocument) -> None:
    """Write each link's address as the site has it; a `name` of old becomes an id."""
    for tag in document.tags({"a"}):
        if name := tag.attrs.pop("name", ""):
            tag.attrs.setdefault("id", name)
        href = str(tag.get("href", ""))
        if is_picture_file(href):
            _resolve_picture(document, tag, href)
        elif href:
            _resolve(document, tag, href)


def _resolve(document: BodyDocument, tag: Tag, href: str) -> None:
    """Write the address as the site has it; of a link that may not be, the words stay."""
    try:
        # Twice: the surroundings write links of Pelican's too, with what the editor typed.
        tag["href"] = normalise(document.site_context.link(normalise(href)))
    except LinkError as error:
        rule = f"article-body/{error.rule}"
        document.problems.append(BodyProblem(href, rule, error.message, error.hint))
        tag.unwrap()


def _resolve_picture(document: BodyDocument, tag: Tag, href: str) -> None:
    """Lead to the published picture: the original may say where and by whom it was taken."""
    try:
        tag["href"] = document.site_context.picture(href).url
    except PictureError as error:
        rule = "article-body/missing-picture"
        document.problems.append(BodyProblem(href, rule, error.message, error.hint))
        tag.unwrap()
