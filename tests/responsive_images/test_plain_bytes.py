"""Bytes that hold a picture and nothing else."""

import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from plugins.responsive_images.plain_bytes import is_plain
from tests.responsive_images.originals import (
    JPEG,
    PNG,
    SECRET,
    WEBP,
    chunk,
    exif,
    quarters,
    saved,
    see_through,
    segment,
    srgb,
    texts,
    with_chunk,
    with_riff,
    with_segment,
)

KINDS = {"PNG": PNG, "JPEG": JPEG, "WEBP": WEBP}


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("PNG", PNG),
        ("PNG", saved(quarters(mode="RGBA"), "PNG")),
        ("PNG", saved(quarters(mode="P"), "PNG", transparency=0)),
        ("PNG", saved(quarters(mode="1"), "PNG")),
        ("PNG", saved(quarters(mode="L"), "PNG")),
        ("PNG", saved(quarters(mode="LA"), "PNG")),
        ("PNG", saved(quarters((7, 5), mode="P"), "PNG", bits=4)),
        ("PNG", saved(Image.new("I;16", (9, 9)), "PNG")),
        ("PNG", saved(quarters(), "PNG", dpi=(300, 300))),
        ("PNG", with_chunk(PNG, b"gAMA", struct.pack(">I", 45455))),
        ("JPEG", JPEG),
        ("JPEG", saved(quarters(mode="L"), "JPEG")),
        ("JPEG", saved(quarters((640, 480)), "JPEG", progressive=True)),
        ("JPEG", saved(quarters((640, 480)), "JPEG", restart_marker_rows=2)),
        ("JPEG", saved(quarters(), "JPEG", dpi=(300, 300), optimize=True)),
        ("JPEG", saved(quarters(), "JPEG", keep_rgb=True)),
        ("WEBP", WEBP),
        ("WEBP", saved(quarters(), "WEBP", quality=50)),
        ("WEBP", saved(see_through(), "WEBP", quality=50)),
    ],
)
def test_pixels_alone_are_plain(kind, data):
    """What our encoder writes needs no cleaning."""
    assert is_plain(data, kind)


@pytest.mark.parametrize(
    "data",
    [
        PNG + SECRET,
        PNG + b"\0",
        PNG + PNG,
        saved(quarters(), "PNG", pnginfo=texts(Author="Nora Lind")),
        saved(quarters(), "PNG", exif=exif()),
        saved(quarters(), "PNG", icc_profile=srgb()),
        saved(quarters(), "PNG", save_all=True, append_images=[quarters(mode="L").convert("RGB")]),
        with_chunk(PNG, b"tEXt", b"Comment\0" + SECRET),
        with_chunk(PNG, b"tIME", b"\x07\xea\x01\x01\0\0\0"),
        with_chunk(PNG, b"prVt", SECRET),
        with_chunk(PNG, b"gAMA", SECRET),
        with_chunk(PNG, b"tRNS", SECRET * 20),
        PNG[:-12] + chunk(b"IDAT", SECRET) + PNG[-12:],
        PNG[:-12] + chunk(b"IEND", SECRET),
        PNG[:-12],
        PNG[:-1],
        PNG[:40] + b"X" + PNG[41:],
        PNG[:8],
        b"",
    ],
)
def test_anything_else_in_a_png_is_not_plain(data):
    """Texts, EXIF, profiles, frames, private or oversized chunks, what hides behind the end."""
    assert not is_plain(data, "PNG")


@pytest.mark.parametrize(
    ("name", "size"),
    [
        (b"PLTE", 768), (b"tRNS", 256), (b"gAMA", 4), (b"cHRM", 32), (b"sRGB", 1), (b"bKGD", 6),
        (b"pHYs", 9),
    ],
)  # fmt: skip
def test_a_chunk_holds_what_it_needs_and_no_more(name, size):
    """Each that helps to draw has its size; behind it somebody could hide something."""
    assert is_plain(with_chunk(PNG, name, bytes(size)), "PNG")
    assert not is_plain(with_chunk(PNG, name, bytes(size + 1)), "PNG")


@pytest.mark.parametrize("rest", [SECRET, b"\0"])
def test_pixels_that_no_row_shows_are_not_plain(rest):
    """More rows than the header says, within the same stream or behind it, hide a picture."""
    header = struct.pack(">IIBBBBB", 2, 1, 8, 2, 0, 0, 0)
    row = b"\0" + bytes(6)
    longer, behind = zlib.compress(row + rest), zlib.compress(row) + rest
    start = PNG[:8] + chunk(b"IHDR", header)

    assert is_plain(start + chunk(b"IDAT", zlib.compress(row)) + chunk(b"IEND", b""), "PNG")
    for body in (longer, behind):
        assert not is_plain(start + chunk(b"IDAT", body) + chunk(b"IEND", b""), "PNG")
    laced = PNG[:8] + chunk(b"IHDR", header[:-1] + b"\x01")
    assert not is_plain(laced + chunk(b"IDAT", zlib.compress(row)) + chunk(b"IEND", b""), "PNG")
    split = chunk(b"IDAT", zlib.compress(row)) + chunk(b"IDAT", rest)
    assert not is_plain(start + split + chunk(b"IEND", b""), "PNG")


@pytest.mark.parametrize(
    "data",
    [
        JPEG + SECRET,
        JPEG + b"\0",
        JPEG + JPEG,
        JPEG[:2] + JPEG,
        JPEG[:20] + SECRET + JPEG[20:],
        JPEG[:2] + b"\0" + segment(0xDB, bytes(65))[1:] + JPEG[2:],
        JPEG[:-2] + b"\xff\xd8" + SECRET + JPEG[-2:],
        saved(quarters(), "JPEG", exif=exif()),
        saved(quarters(), "JPEG", comment=SECRET),
        saved(quarters(), "JPEG", icc_profile=srgb()),
        saved(quarters(), "JPEG", xmp=b"<x:xmpmeta>" + SECRET + b"</x:xmpmeta>"),
        with_segment(JPEG, 0xE1, b"Exif\0\0" + SECRET),
        with_segment(JPEG, 0xE2, b"MPF\0" + SECRET),
        with_segment(JPEG, 0xED, b"Photoshop 3.0\0" + SECRET),
        with_segment(JPEG, 0xEF, SECRET),
        with_segment(JPEG, 0xFE, SECRET),
        with_segment(JPEG, 0xE0, b"JFXX\0" + SECRET),
        with_segment(JPEG, 0xE0, b"JFIF\0\x01\x02\0\0\1\0\1\x03\x03" + SECRET),
        with_segment(JPEG, 0xEE, b"Adobe" + SECRET),
        JPEG[:-2],
        JPEG[:2] + SECRET + JPEG[2:],
        JPEG[:100],
        JPEG[:2],
        b"",
    ],
)
def test_anything_else_in_a_jpeg_is_not_plain(data):
    """EXIF, XMP, Photoshop's notes, comments, thumbnails, what hides behind the end."""
    assert not is_plain(data, "JPEG")


@pytest.mark.parametrize(
    "data",
    [
        WEBP + SECRET,
        WEBP + b"\0",
        saved(quarters(), "WEBP", exif=exif()),
        saved(quarters(), "WEBP", icc_profile=srgb()),
        saved(quarters(), "WEBP", xmp=SECRET),
        saved(quarters(), "WEBP", save_all=True, append_images=[quarters((64, 32), "L")]),
        with_riff(WEBP, b"EXIF", SECRET),
        with_riff(WEBP, b"XMP ", SECRET),
        with_riff(WEBP, b"prVt", SECRET),
        WEBP[:-1],
        WEBP[:12],
        b"",
    ],
)
def test_anything_else_in_a_webp_is_not_plain(data):
    """EXIF, XMP, profiles, frames, private chunks and what hides behind the end."""
    assert not is_plain(data, "WEBP")


@given(st.sampled_from(sorted(KINDS)), st.binary(max_size=200))
def test_any_bytes_are_judged(kind, data):
    """No bytes make the judge fall over, with a picture's beginning or without."""
    assert isinstance(is_plain(data, kind), bool)
    assert not is_plain(KINDS[kind][:20] + data, kind)


@given(st.data(), st.binary(min_size=1, max_size=40))
def test_a_png_with_anything_put_in_is_not_plain(data, hidden):
    """Nothing can be put anywhere into a PNG without being noticed."""
    at = data.draw(st.integers(8, len(PNG)))

    assert not is_plain(PNG[:at] + hidden + PNG[at:], "PNG")
