"""Transform: name the image that each img shows; captions become figures.

`responsive_images.markup` inserts the published pictures once they are encoded.
"""

from __future__ import annotations

from plugins.article_body.embeds import page_of, replace_by_link
from plugins.article_body.transform import BodyDocument
from plugins.article_body.tree import Element
from plugins.article_body.url_rules import as_browsers_read, is_outside, split_title
from plugins.responsive_images.picture import PictureError, WantedImage

_HOLDERS = ("a", "figure", "li", "p", "picture")


def name_images(document: BodyDocument) -> None:
    """Point each img at the image it wants; report missing files and alternative texts.

    A picture that cannot be published is removed, so that no visitor sees a broken one; a link to
    one of another website stays.
    """
    for tag in document.root.elements({"img"}):
        src = _without_title(tag)
        if not tag.get("alt").strip():
            message = f"The picture “{src}” has no alternative text."
            hint = f"Say what it shows: ![A desk by a window]({src})"
            rule = "article-body/missing-alt"
            document.report(src, rule, message, hint, exactly=f"![]({src}")
        if wanted := _wanted(document, src):
            tag.attributes["src"] = document.want(wanted)
            _caption(tag)
        elif is_outside(src):
            words = tag.get("alt").strip() or tag.get("title")
            replace_by_link(tag, page_of(as_browsers_read(src)), words)
        else:
            _remove(tag)


def _without_title(tag: Element) -> str:
    """The file of a picture; a title that Markdown has left in its name becomes its title."""
    src, title = split_title(tag.get("src"))
    if title:
        tag.attributes["src"] = src
        tag.attributes.setdefault("title", title)
    return src


def _wanted(document: BodyDocument, src: str) -> WantedImage | None:
    """The image that `src` names, or None with a problem reported."""
    if is_outside(src):
        message = f"The picture “{src:.80}” {_where(src)}."
        hint = "Save it in content/images/ and write its file name."
        document.report(src, "article-body/outside-picture", message, hint)
        return None
    try:
        return document.site_context.image(as_browsers_read(src))
    except PictureError as error:
        document.report(src, "article-body/missing-picture", error.message, error.hint)
        return None


def _where(src: str) -> str:
    """Where a picture is that is no file of this site."""
    scheme = as_browsers_read(src).partition(":")[0].casefold()
    if scheme == "data":
        return "was pasted into the text, and is no file"
    if scheme == "file" or len(scheme) == 1:
        return "is on your own computer, where nobody else can see it"
    return "is on another website"


def _remove(tag: Element) -> None:
    """Remove the picture, and the elements around it that have no other content."""
    empty = tag
    while (
        (parent := empty.parent) is not None
        and parent.name in _HOLDERS
        and _has_one_element(parent)
        and not parent.text().strip()
    ):
        empty = parent
    empty.remove()


def _has_one_element(parent: Element) -> bool:
    """Whether one of the children of `parent` is an element; stops at the second one."""
    elements = (child for child in parent.children if isinstance(child, Element))
    return next(elements, None) is not None and next(elements, None) is None


def _caption(tag: Element) -> None:
    """Turn `![alt](picture.jpg "Words")`, alone in its paragraph, into a figure with a caption."""
    words = tag.get("title").strip()
    parent = tag.parent
    if not words or parent is None or parent.name != "p" or not _has_one_element(parent):
        return
    if parent.text().strip() or len(parent.elements()) != 1:
        return
    del tag.attributes["title"]
    caption = Element("figcaption")
    caption.append(words)
    figure = Element("figure")
    parent.replace_with(figure)
    figure.append(tag, caption)
