"""Transform: rewrite the addresses of links for the built site; report links that lead nowhere."""

from __future__ import annotations

import re
from urllib.parse import unquote

from plugins.article_body import link_slips
from plugins.article_body.intrasite import LinkError, normalise
from plugins.article_body.transform import BodyDocument
from plugins.article_body.tree import Element
from plugins.article_body.url_rules import (
    is_outside,
    is_picture_file,
    is_post_file,
    scheme_of,
    split_title,
)
from plugins.responsive_images.picture import PictureError


def resolve_links(document: BodyDocument) -> None:
    """Rewrite the address of each link; the obsolete `name` attribute becomes an id."""
    for tag in document.root.elements({"a"}):
        if name := tag.attributes.pop("name", ""):
            tag.attributes.setdefault("id", name)
        if "href" not in tag.attributes:
            continue
        href = _without_title(tag)
        if href in {"", "#"}:
            _report_empty(document, tag, href)
        elif _has_words(tag):
            _resolve(document, tag, href)
        else:
            _report_wordless(document, tag, href)


def _without_title(tag: Element) -> str:
    """The address of a link; a title that Markdown has left in it becomes its title."""
    href, title = split_title(tag.get("href"))
    tag.attributes["href"] = href.strip()
    if title:
        tag.attributes.setdefault("title", title)
    return tag.get("href")


def _has_words(tag: Element) -> bool:
    """Whether a link has something that a visitor can see or hear."""
    return bool(tag.text().strip() or tag.get("aria-label") or tag.elements({"img"}))


def _resolve(document: BodyDocument, tag: Element, href: str) -> None:
    """Rewrite the address; if it is refused with an error, only the text of the link stays."""
    try:
        if href.startswith("#"):
            return
        link_slips.check(href)
        if is_outside(href):
            if scheme_of(href) == "tel":
                tag.attributes["href"] = re.sub(r"\s", "", href)
                document.site_context.link(link_slips.dialled(href))
        elif is_picture_file(href):
            # The original file may contain a location and the photographer's name.
            tag.attributes["href"] = document.want(document.site_context.image(href))
        else:
            _resolve_inside(document, tag, href)
    except PictureError as error:
        rule = "article-body/missing-picture"
        document.report(href, rule, error.message, error.hint, link=href)
        tag.unwrap()
    except LinkError as error:
        found = (error.rule, error.message, error.hint)
        document.report(href, *found, severity=error.severity, link=href)
        if error.severity == "error":
            tag.unwrap()


def _resolve_inside(document: BodyDocument, tag: Element, href: str) -> None:
    asked = normalise(href)
    # Normalised again, because `link` may return one of Pelican's links, which contains the
    # editor's text. Other addresses do not depend on the site.
    tag.attributes["href"] = normalise(document.site_context.link(asked))
    if href.startswith("{") and tag.text() == href:  # <{filename}other.md>
        words = document.site_context.title(asked) if is_post_file(asked) else ""
        first, *others = tag.texts()
        first.value = words or unquote(href.partition("}")[2].rpartition("/")[2])
        for text in others:
            text.remove()


def _report_empty(document: BodyDocument, tag: Element, href: str) -> None:
    words = " ".join(tag.text().split())
    what = f"The link “{words:.80}”" if words else "This link"
    why = "leads nowhere: its address is only “#”" if href else "has no address"
    hint = f"Write where it leads: [{words[:80] or 'Contact us'}](/contact/)"
    rule = "article-body/empty-link"
    document.report(words or "](", rule, f"{what} {why}.", hint, link=href)
    tag.unwrap()


def _report_wordless(document: BodyDocument, tag: Element, href: str) -> None:
    message = f"The link to “{href:.80}” has no words, so nobody can see it."
    hint = f"Write what it leads to: [Opening hours]({href:.80})"
    rule = "article-body/wordless-link"
    document.report(href, rule, message, hint, exactly=f"[]({href}", link=href)
    tag.unwrap()
