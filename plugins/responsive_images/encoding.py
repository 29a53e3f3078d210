"""Encodes an original's bytes into the files to publish (edge: Pillow)."""

from __future__ import annotations

import hashlib
import io
import threading
import warnings
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError, __version__, features

from plugins.responsive_images import svg
from plugins.responsive_images.colours import in_full_colour, in_srgb
from plugins.responsive_images.format_errors import refusal
from plugins.responsive_images.picture import PictureError

WIDTHS = (320, 480, 640, 960, 1280)  # what the layout needs at device pixel ratios of 1 to 3
MAX_WIDTH, MAX_HEIGHT = 1600, 3200
# Limits that keep a build below 500 MB (bench/picture_memory.py). A JPEG is decoded at a fraction
# of its size; a WebP is copied four times; a progressive CMYK JPEG takes eight bytes per pixel.
MAX_PIXELS = {"JPEG": 50_000_000, "PNG": 25_000_000, "WEBP": 20_000_000}
_MAX_PIXELS_CMYK = 40_000_000
_MAX_DECODED = 25_000_000
# The rows of a picture that is one pixel wide take 50 times the memory of its pixels. Panoramas of
# phones are at most 16,384 pixels wide.
MAX_SIDE = 20_000
_KINDS = {"MPO": "JPEG"}  # phones append previews to a JPEG; its first picture is the photo
_FEW_COLOURS = 4096  # a picture with fewer is a drawing, and may be smaller if lossless

# docs/internals.md explains these numbers. One thread each: more would change the bytes.
_AVIF = {"quality": 55, "speed": 7, "max_threads": 1}
_WEBP = {"quality": 80, "method": 4}
_WEBP_LOSSLESS = {"lossless": True, "method": 4, "quality": 60}
_JPEG = {"quality": 82, "progressive": True, "optimize": True}
_PNG = {"optimize": True}

# What the published bytes depend on besides the original; increase the number when code changes.
RECIPE = repr((
    2, WIDTHS, MAX_WIDTH, MAX_HEIGHT, _FEW_COLOURS, _AVIF, _WEBP, _WEBP_LOSSLESS, _JPEG, _PNG,
    __version__, *(features.version(name) for name in ("avif", "webp", "jpg", "libjpeg_turbo")),
    *(features.version(name) for name in ("zlib", "zlib_ng", "littlecms2")),
))  # fmt: skip


# Decoding takes most of the memory, so only one picture is decoded at a time.
_DECODING = threading.Lock()


@dataclass(frozen=True)
class Encoded:
    """One file of a picture: its bytes, its media type and its size in pixels."""

    data: bytes
    type: str
    width: int
    height: int


def key_of(original: bytes) -> str:
    """The key of an original's files, from its bytes and the recipe: 64 hexadecimal digits."""
    return hashlib.sha256(RECIPE.encode() + b"\0" + original).hexdigest()


@contextmanager
def quiet_decoders() -> Iterator[None]:
    """Ignore warnings about metadata, which is dropped; one about a picture's size is an error.

    For `prepare`, in the thread that starts the others: the filters are those of the process.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        yield


def prepare(data: bytes, encoders: Executor) -> list[Encoded]:
    """The files to publish for an original; raises PictureError.

    `encoders` are the threads that encode them; Pillow releases the GIL while it does. Called
    within `quiet_decoders`.

    Formats come with the smallest files first, each from its narrowest to its widest file. A format
    is left out unless it is smaller than all later ones at every width. Nothing is enlarged, and no
    metadata (EXIF, GPS, profile) is kept.
    """
    try:
        if svg.is_svg(data):
            drawing = svg.sanitise(data)
            return [Encoded(drawing.data, "image/svg+xml", drawing.width, drawing.height)]
        return _without_larger_formats(_encoded(_decoded(data), encoders))
    except PictureError:
        raise
    except UnidentifiedImageError as error:
        raise refusal(data) from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large("too many", MAX_PIXELS["PNG"]) from error
    except Exception as error:  # a decoder may raise anything on bad bytes
        raise PictureError(
            f"This picture is damaged: {error}.", "Export it again, or copy it again."
        ) from error


def _decoded(data: bytes) -> Image.Image:
    """The picture turned upright, in sRGB, at most as large as it is published."""
    with _DECODING, Image.open(io.BytesIO(data), formats=list(MAX_PIXELS)) as image:
        _check_size(image)
        image.draft(image.mode, _draft_size(image))
        image.load()
        ImageOps.exif_transpose(image, in_place=True)
        scale = min(1, MAX_WIDTH / image.width, MAX_HEIGHT / image.height)
        return in_srgb(_resized(in_full_colour(image), round(image.width * scale)))


def _check_size(image: Image.Image) -> None:
    """Refuse a picture by the size in its header, before anything is decoded."""
    most = MAX_PIXELS[_KINDS.get(str(image.format), str(image.format))]
    if image.mode == "CMYK":
        most = min(most, _MAX_PIXELS_CMYK)
    if image.width * image.height > most:
        raise _too_large(f"{image.width} x {image.height}", most)
    if max(image.size) > MAX_SIDE:
        raise PictureError(
            f"This picture is {image.width:,} x {image.height:,} pixels: more than "
            f"{MAX_SIDE:,} on one side.",
            "Crop it, or export it at 2400 pixels wide or less.",
        )


def _draft_size(image: Image.Image) -> tuple[int, int]:
    """The smallest size at which a JPEG may be decoded; Pillow takes the next larger fraction."""
    if image.width * image.height <= _MAX_DECODED or min(image.size) >= 2 * MAX_WIDTH:
        return MAX_WIDTH, MAX_WIDTH
    # A long panorama would otherwise be decoded in full; it may still have to be turned upright.
    scale = MAX_HEIGHT / max(image.size)
    return max(1, round(image.width * scale)), max(1, round(image.height * scale))


def _too_large(pixels: str, most: int) -> PictureError:
    return PictureError(
        f"This picture has {pixels} pixels: more than {most // 1_000_000} million.",
        "Export it at 2400 pixels wide or less.",
    )


def _resized(image: Image.Image, width: int) -> Image.Image:
    if width == image.width:
        return image
    size = (max(1, width), max(1, round(image.height * width / image.width)))
    return image.resize(size, Image.Resampling.LANCZOS)


def _encoded(image: Image.Image, pool: Executor) -> list[list[Encoded]]:
    """One list for each format, with the picture at each width."""
    widths = [width for width in WIDTHS if width * 1.1 <= image.width] + [image.width]
    flat = image.getcolors(_FEW_COLOURS) is not None
    pictures = list(pool.map(lambda width: _resized(image, width), widths))
    encoders = (_avif, _webp, _fallback)
    # The widest files first, because they take longest.
    jobs = [
        [pool.submit(encoder, picture, flat) for picture in reversed(pictures)]
        for encoder in encoders
    ]
    return [[job.result() for job in reversed(row)] for row in jobs]


def _avif(image: Image.Image, _flat: bool) -> Encoded:
    return _saved(image, "AVIF", _AVIF)


def _webp(image: Image.Image, flat: bool) -> Encoded:
    lossy = _saved(image, "WEBP", _WEBP)
    return _smallest_file([lossy, _saved(image, "WEBP", _WEBP_LOSSLESS)]) if flat else lossy


def _fallback(image: Image.Image, flat: bool) -> Encoded:
    if image.mode == "RGBA":
        return _saved(image, "PNG", _PNG)
    photo = _saved(image, "JPEG", _JPEG)
    return _smallest_file([photo, _saved(image, "PNG", _PNG)]) if flat else photo


def _saved(image: Image.Image, kind: str, options: Mapping[str, object]) -> Encoded:
    buffer = io.BytesIO()
    # Pillow stores the options on the picture itself, where another thread would read them.
    image.copy().save(buffer, kind, **options)
    return Encoded(buffer.getvalue(), f"image/{kind.lower()}", *image.size)


def _smallest_file(files: Iterable[Encoded]) -> Encoded:
    return min(files, key=lambda file: len(file.data))


def _without_larger_formats(formats: list[list[Encoded]]) -> list[Encoded]:
    """The files of the formats worth offering: browsers take the first format that they know."""
    kept = [formats[-1]]
    for files in reversed(formats[:-1]):
        smaller = (
            len(one.data) < len(other.data) for one, other in zip(files, kept[0], strict=True)
        )
        if all(smaller):
            kept.insert(0, files)
    return [file for files in kept for file in files]
