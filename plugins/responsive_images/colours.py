"""A decoded picture brought to the colours that every browser shows alike: 8 bits, sRGB."""

from __future__ import annotations

import io

from PIL import Image, ImageCms

_RESIZABLE = frozenset({"L", "LA", "RGB", "RGBA", "CMYK"})


def in_full_colour(image: Image.Image) -> Image.Image:
    """The picture in a mode that can be made smaller: no palette, 8 bits a channel."""
    if "transparency" in image.info:
        return image.convert("RGBA")
    if image.mode.startswith("I"):
        # Pillow would cut off what is above 255 instead of scaling it.
        return image.convert("I").point(lambda value: value / 256).convert("L")
    return image if image.mode in _RESIZABLE else image.convert("RGB")


def in_srgb(image: Image.Image) -> Image.Image:
    """The pixels alone, in sRGB, which is what a picture without a profile is taken for.

    The mode is RGBA where something can be seen through, else RGB.
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
            converted = None  # a profile that does not fit is left out, as browsers do
    plain = (converted or image).convert(mode)
    if mode == "RGBA" and plain.getchannel("A").getextrema() == (255, 255):
        plain = plain.convert("RGB")
    plain.info.clear()
    return plain
