"""Transform: pictures become published ones, with their size, and captions become figures."""

from __future__ import annotations

import re

from bs4 import Tag

from plugins.article_body.transform import Draft, Problem
from plugins.responsive_images.picture import PictureError


def publish_images(draft: Draft) -> None:
    """Point each img at its published picture; report what is missing or has no words."""
    for tag in draft.soup.find_all("img"):
        src = str(tag.get("src", ""))
        if not str(tag.get("alt", "")).strip():
            draft.problems.append(
                Problem(
                    src,
                    "article-body/missing-alt",
                    f"The picture “{src}” has no alternative text.",
                    f"Say what it shows: ![A desk by a window]({src})",
                )
            )
        if re.match(r"^(?:[a-z][a-z0-9+.-]*:|//)", src, re.IGNORECASE):
            draft.problems.append(
                Problem(
                    src,
                    "article-body/outside-picture",
                    f"The picture “{src}” lies on another site.",
                    "Save it in content/images/ and write its file name.",
                )
            )
            tag.decompose()
            continue
        try:
            picture = draft.surroundings.picture(src)
        except PictureError as error:
            draft.problems.append(
                Problem(src, "article-body/missing-picture", error.message, error.cure)
            )
            continue
        tag["src"] = picture.url
        tag["width"], tag["height"] = str(picture.width), str(picture.height)
        tag["loading"], tag["decoding"] = "lazy", "async"
        _caption(draft, tag)


def _caption(draft: Draft, tag: Tag) -> None:
    """`![alt](picture.jpg "Words")`, alone in its paragraph, is a figure with a caption."""
    words = str(tag.attrs.pop("title", "")).strip()
    parent = tag.parent
    alone = parent is not None and parent.name == "p" and not parent.get_text().strip()
    if not words or parent is None or not alone or len(parent.find_all(True)) != 1:
        return
    figure = draft.soup.new_tag("figure")
    caption = draft.soup.new_tag("figcaption")
    caption.string = words
    parent.replace_with(figure)
    figure.extend([tag.extract(), caption])
