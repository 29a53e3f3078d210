"""Error messages for files that are not pictures of a supported format."""

from __future__ import annotations

from plugins.responsive_images.picture import PictureError

_EXPORT = "Save it as PNG, JPEG, WebP or SVG."
_HEAD = 1024
# The first bytes of a file in lower case, the message and the hint.
_BEGINNINGS: tuple[tuple[bytes, str, str], ...] = (
    (b"gif8", "This is a GIF.", _EXPORT),
    (b"ii*\0", "This is a TIFF picture.", _EXPORT),
    (b"mm\0*", "This is a TIFF picture.", _EXPORT),
    (b"bm", "This is a BMP picture.", _EXPORT),
    (b"%pdf", "This is a PDF.", _EXPORT),
    (b"<!doctype html", "This is a web page, not a picture.", "Save the picture itself."),
    (b"<html", "This is a web page, not a picture.", "Save the picture itself."),
    (
        b"version https://git-lfs",
        "This is a Git LFS pointer, not the picture.",
        "Run git lfs pull.",
    ),
)


def refusal(data: bytes) -> PictureError:
    """The error for bytes that are no PNG, JPEG, WebP or SVG picture."""
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not data:
        return PictureError("The file is empty.", "Export it again.")
    if data[4:8] == b"ftyp":
        return _iso_media_error(data[8:12])
    for beginning, message, hint in _BEGINNINGS:
        if head.startswith(beginning):
            return PictureError(message, hint)
    return PictureError("This is not a picture that can be read.", _EXPORT)


def _iso_media_error(brand: bytes) -> PictureError:
    if brand.startswith(b"avi"):
        return PictureError("This is an AVIF picture.", _EXPORT)
    return PictureError(
        "This is a HEIC photo or a film, as phones save them.",
        "Export it as JPEG. An iPhone saves JPEGs with Camera > Formats > Most Compatible.",
    )
