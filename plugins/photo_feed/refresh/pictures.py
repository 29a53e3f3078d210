"""Normalises a downloaded picture: upright, in sRGB, of limited size, without metadata."""

from __future__ import annotations

import hashlib
import io
import re
import warnings
import zipfile
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError

from plugins.responsive_images.colours import in_full_colour, in_srgb
from plugins.responsive_images.format_errors import refusal
from plugins.responsive_images.picture import PictureError

LONGEST_SIDE = 1440  # pixels; Instagram's own largest
# Decoding then takes at most 200 MB (a progressive JPEG in CMYK, or a WebP with several frames).
MAX_PIXELS_OF_JPEG, MAX_PIXELS = 16_000_000, 8_000_000
_MOST_SCANS = 100  # cameras write about ten; thousands of empty ones take minutes to decode
_START_OF_SCAN = b"\xff\xda"
_QUALITY = 85
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
# Each alternative is long enough not to occur in compressed pixels by chance.
_OTHER_FILE = re.compile(rb"<(?:!doctype|body|html|iframe|script|\?php)|%pdf-", re.IGNORECASE)


@dataclass(frozen=True)
class NormalPicture:
    """JPEG bytes, the size in pixels, and a file name that is a hash of the bytes."""

    data: bytes
    width: int
    height: int
    file: str


def normalise(data: bytes) -> NormalPicture:
    """Encode the picture in `data`, or the first frame of an animation, again as JPEG.

    Transparent pixels become white. Raises PictureError; a picture of too many pixels, and a file
    that is also a valid file of another type, are refused before decoding.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about metadata, which is not kept
        try:
            image = _normal(data)
        except PictureError:
            raise
        except UnidentifiedImageError as error:
            raise refusal(data) from error
        except Image.DecompressionBombError as error:
            raise _too_large(MAX_PIXELS) from error
        except Exception as error:  # a decoder may raise anything on bad bytes
            raise PictureError("This picture is broken or not complete.", "") from error
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=_QUALITY, progressive=True, optimize=True)
    encoded = buffer.getvalue()
    name = f"{hashlib.sha256(encoded).hexdigest()[:16]}.jpg"
    return NormalPicture(encoded, *image.size, name)


def _normal(data: bytes) -> Image.Image:
    with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
        is_jpeg = image.format in {"JPEG", "MPO"}
        limit = MAX_PIXELS_OF_JPEG if is_jpeg else MAX_PIXELS
        if image.width * image.height > limit:
            raise _too_large(limit)
        if is_jpeg and data.count(_START_OF_SCAN) > _MOST_SCANS:
            raise PictureError("This picture is made to take minutes to decode.", "")
        if _OTHER_FILE.search(data) or zipfile.is_zipfile(io.BytesIO(data)):
            raise PictureError("This picture has another file hidden in it.", "")
        image.draft(image.mode, (LONGEST_SIDE, LONGEST_SIDE))  # decodes a JPEG at a reduced size
        upright = in_full_colour(ImageOps.exif_transpose(image))
        upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
        return _on_white(in_srgb(upright))


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image
    background = Image.new("RGB", image.size, "white")
    background.paste(image, mask=image)
    return background


def _too_large(limit: int) -> PictureError:
    return PictureError(f"This picture has more than {limit // 10**6} million pixels.", "")
