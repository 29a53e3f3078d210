"""Transform: links lead where they should, also below a sub-path."""

from __future__ import annotations

from bs4 import Tag

from plugins.article_body.intrasite import LinkError, normalise
from plugins.article_body.transform import Draft, Problem
from plugins.article_body.url_rules import is_picture_file
from plugins.responsive_images.picture import PictureError


def resolve_links(draft: Draft) -> None:
    """Write each link's address as the site has it; a `name` of old becomes an id."""
    for tag in draft.tags({"a"}):
        if name := tag.attrs.pop("name", ""):
            tag.attrs.setdefault("id", name)
        href = str(tag.get("href", ""))
        if is_picture_file(href):
            _resolve_picture(draft, tag, href)
        elif href:
            _resolve(draft, tag, href)


def _resolve(draft: Draft, tag: Tag, href: str) -> None:
    """Write the address as the site has it; of a link that may not be, the words stay."""
    try:
        # Twice: the surroundings write links of Pelican's too, with what the editor typed.
        tag["href"] = normalise(draft.site_context.link(normalise(href)))
    except LinkError as error:
        rule = f"article-body/{error.rule}"
        draft.problems.append(Problem(href, rule, error.message, error.hint))
        tag.unwrap()


def _resolve_picture(draft: Draft, tag: Tag, href: str) -> None:
    """Lead to the published picture: the original may say where and by whom it was taken."""
    try:
        tag["href"] = draft.site_context.picture(href).url
    except PictureError as error:
        rule = "article-body/missing-picture"
        draft.problems.append(Problem(href, rule, error.message, error.hint))
        tag.unwrap()
