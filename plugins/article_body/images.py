"""Transform: pictures become published ones, with their size, and captions become figures."""

from __future__ import annotations

from bs4 import Tag

from plugins.article_body.transform import BodyDocument, BodyProblem
from plugins.article_body.url_rules import as_browsers_read, is_outside
from plugins.responsive_images.picture import Picture, PictureError

# How wide the theme's column of text is; macros/picture.html says the same of lead pictures.
SIZES = "(min-width: 90rem) 46rem, (min-width: 42rem) 41rem, 92vw"
_HOLDERS = ("a", "figure", "li", "p", "picture")


def publish_images(document: BodyDocument) -> None:
    """Point each img at its published picture; report what is missing or has no words.

    A picture that cannot be published is left out: nobody is shown a broken one.
    """
    for tag in document.tags({"img"}):
        src = str(tag.get("src", ""))
        if not str(tag.get("alt", "")).strip():
            document.problems.append(_missing_alt(src))
        problem = _publish(document, tag, src)
        if problem:
            document.problems.append(problem)
            _remove(tag)


def _missing_alt(src: str) -> BodyProblem:
    return BodyProblem(
        src,
        "article-body/missing-alt",
        f"The picture “{src}” has no alternative text.",
        f"Say what it shows: ![A desk by a window]({src})",
        exactly=f"![]({src}",
    )


def _publish(document: BodyDocument, tag: Tag, src: str) -> BodyProblem | None:
    if is_outside(src):
        return BodyProblem(
            src,
            "article-body/outside-picture",
            f"The picture “{src:.80}” lies on another site.",
            "Save it in content/images/ and write its file name.",
        )
    try:
        picture = document.site_context.picture(as_browsers_read(src))
    except PictureError as error:
        return BodyProblem(src, "article-body/missing-picture", error.message, error.hint)
    for name in ("srcset", "sizes"):
        tag.attrs.pop(name, None)
    tag["src"] = picture.url
    tag["width"], tag["height"] = str(picture.width), str(picture.height)
    tag["loading"], tag["decoding"] = "lazy", "async"
    _caption(document, tag)
    _offer_sources(document, tag, picture)
    return None


def _offer_sources(document: BodyDocument, tag: Tag, picture: Picture) -> None:
    """Let the browser choose among formats and widths, as the theme's pictures do."""
    if not picture.sources:
        return
    *others, last = picture.sources
    tag["srcset"], tag["sizes"] = last.srcset(), SIZES
    holder = tag.wrap(document.soup.new_tag("picture")) if others else tag
    for index, source in enumerate(others):
        values = {"type": source.type, "srcset": source.srcset(), "sizes": SIZES}
        holder.insert(index, document.soup.new_tag("source", attrs=values))


def _remove(tag: Tag) -> None:
    """Remove the picture, and what held nothing else."""
    empty = tag
    while (
        (parent := empty.parent) is not None
        and parent.name in _HOLDERS
        and not parent.get_text(strip=True)
        and len(parent.find_all(recursive=False)) == 1
    ):
        empty = parent
    empty.extract()


def _caption(document: BodyDocument, tag: Tag) -> None:
    """`![alt](picture.jpg "Words")`, alone in its paragraph, is a figure with a caption."""
    words = str(tag.get("title", "")).strip()
    parent = tag.parent
    if not words or parent is None or parent.name != "p" or parent.get_text(strip=True):
        return
    if len(parent.find_all(True)) != 1:
        return
    del tag["title"]
    figure = document.soup.new_tag("figure")
    caption = document.soup.new_tag("figcaption")
    caption.string = words
    parent.replace_with(figure)
    figure.extend([tag.extract(), caption])
