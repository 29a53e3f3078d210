"""Reports a picture at the top of a post that is too small for its place in the theme."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.core.findings import Finding
from plugins.posts.result import ReadPost
from plugins.responsive_images.picture import Picture

RULE = "picture/too-small"


def too_small(
    read: ReadPost, lead: Picture | None, smallest: tuple[int, int] | None
) -> Iterator[Finding]:
    """A warning if the theme would have to enlarge `lead`, the picture at the top of a post.

    `smallest` is the width and height that it needs in pixels. It fills its place, so that either
    may be too small; a drawing never is. Pictures in the text are not enlarged.
    """
    if lead is None or smallest is None or lead.url.endswith(".svg"):
        return
    has = (lead.width, lead.height)
    if has[0] < smallest[0] or has[1] < smallest[1]:
        size, wanted = (f"{width} x {height}" for width, height in (has, smallest))
        message = f"The picture at the top has {size} pixels, but its place needs {wanted}."
        hint = "Use a larger original, or another picture: enlarged, it is blurred."
        line = read.lines.get("image", 1)
        yield Finding(read.path, line, "warning", RULE, message, hint)
