"""Writes the published pictures into the sanitised HTML of a body."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

from plugins.responsive_images.picture import FOLDER, Picture

# The width of the theme's text column, as in macros/picture.html.
SIZES = "(min-width: 90rem) 46rem, (min-width: 42rem) 41rem, 92vw"
# As the sanitiser writes them: within a value " is &quot; and > is &gt;.
_IMAGE = re.compile(rf'<img((?: [a-z-]+="[^"]*")*?) src="{FOLDER}/([a-z0-9-]+)"([^>]*)>')
_LINK = re.compile(rf'(<a(?: (?!href=)[a-z-]+="[^"]*")* href="){FOLDER}/([a-z0-9-]+)(?=")')


def insert_pictures(html: str, pictures: Mapping[str, Picture], base: str) -> str:
    """`html` with its images in all their formats and widths, and links to the widest files.

    `pictures` has each picture by `WantedImage.name`; `base` is put before its addresses.
    """
    if not pictures:
        return html
    shown = {name: picture.below(base) for name, picture in pictures.items()}

    def image(match: re.Match[str]) -> str:
        return _element(f"{match[1]}{match[3]}", shown[match[2]])

    def link(match: re.Match[str]) -> str:
        found = shown.get(match[2])
        return match[1] + escape(found.url) if found else match[0]

    return _LINK.sub(link, _IMAGE.sub(image, html))


def _element(attributes: str, picture: Picture) -> str:
    """The img, in a picture element if the browser can choose among several formats."""
    *others, last = picture.sources or (None,)
    offered = f' srcset="{escape(last.srcset())}" sizes="{SIZES}"' if last else ""
    size = f' width="{picture.width}" height="{picture.height}"'
    image = (
        f'<img src="{escape(picture.url)}"{attributes}{size} loading="lazy" decoding="async"'
        f"{offered}>"
    )
    sources = "".join(
        f'<source type="{each.type}" srcset="{escape(each.srcset())}" sizes="{SIZES}">'
        for each in others
        if each
    )
    return f"<picture>{sources}{image}</picture>" if sources else image
