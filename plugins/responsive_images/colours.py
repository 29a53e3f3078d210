"""Converts decoded pictures to 8-bit sRGB, which every browser shows the same way."""

from __future__ import annotations

import io

from PIL import Image, ImageCms

_RESIZABLE = frozenset({"L", "LA", "RGB", "RGBA", "CMYK"})


def in_full_colour(image: Image.Image) -> Image.Image:
    """The picture in a mode that can be resized: without a palette, 8 bits per channel."""
    if "transparency" in image.info:
        return image.convert("RGBA")
    if image.mode.startswith("I"):
        # Pillow would clip values above 255 instead of scaling them.
        return image.convert("I").point(lambda value: value / 256).convert("L")
    return image if image.mode in _RESIZABLE else image.convert("RGB")


def in_srgb(image: Image.Image) -> Image.Image:
    """The picture in sRGB, without metadata; RGBA if it has transparent pixels, else RGB.

    Browsers assume sRGB for a picture without a profile.
    """
    mode = "RGBA" if "A" in image.getbands() else "RGB"
    profile = image.info.get("icc_profile")
    converted: Image.Image | None = None
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            target = ImageCms.createProfile("sRGB")
            converted = ImageCms.profileToProfile(image, source, target, outputMode=mode)
        except (ImageCms.PyCMSError, OSError):
            converted = None  # browsers ignore an unusable profile, too
    plain = (converted or image).convert(mode)
    if mode == "RGBA" and plain.getchannel("A").getextrema() == (255, 255):
        plain = plain.convert("RGB")
    plain.info.clear()
    return plain
