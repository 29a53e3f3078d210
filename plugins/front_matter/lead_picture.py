"""The picture at the top of a post, published."""

from __future__ import annotations

from collections.abc import Callable

from plugins.core.findings import Finding, Severity
from plugins.front_matter.post import RULE, Post
from plugins.responsive_images.picture import Picture, PictureError


def publish(
    read: Post, path: str, original: Callable[[str], Picture], severity: Severity
) -> tuple[Picture | None, list[Finding]]:
    """The picture that `read`, the post at `path`, begins with, or what keeps it from having one.

    `original` publishes a picture by its name; it raises PictureError.
    """
    image = read.front.image
    if image is None:
        return None, []
    try:
        return original(image.src).described(image.alt), []
    except PictureError as error:
        line = read.lines.get(("image", "src"), read.lines.get(("image",), 0))
        rule = f"{RULE}/bad-picture"
        return None, [Finding(path, line, severity, rule, error.message, error.hint)]
