"""Encoding originals into the published files."""

import itertools
import struct
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageFile

from plugins.responsive_images.picture import PictureError
from tests.building import ROOT
from tests.responsive_images.originals import (
    COLOURS,
    JPEG,
    PNG,
    SECRET,
    WEBP,
    claiming,
    colours_of,
    deep,
    exif,
    odd_profile,
    opened,
    prepare,
    quarters,
    saved,
    srgb,
    texts,
    with_chunk,
    with_riff,
    with_segment,
)

pytestmark = pytest.mark.slow  # together, they would keep `make check` too long

TURN_BACK = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


FORMATS = ["image/avif", "image/webp", "image/jpeg"]


def widest(data):
    """The widest of the files that every browser can read."""
    return prepare(data)[-1]


def waves(size, mode="RGB"):
    """A picture like a photo: neighbouring pixels differ slightly."""
    width, height = size
    ramps = [Image.linear_gradient("L"), Image.radial_gradient("L")]
    ramps = [ramp.resize((width, height)) for ramp in (*ramps, ramps[0].rotate(90))]
    noise = Image.effect_noise((width // 4 + 1, height // 4 + 1), 40).resize(size)
    bands = [Image.blend(ramp, noise, 0.3) for ramp in ramps]
    return Image.merge("RGB", bands).convert(mode)


def near(found, wanted, within=12):
    return all(
        abs(a - b) <= within
        for one, two in zip(found, wanted, strict=True)
        for a, b in zip(one, two, strict=True)
    )


PRIVATE = {
    "EXIF in a JPEG": saved(quarters(), "JPEG", exif=exif()),
    "EXIF in a PNG": saved(quarters(), "PNG", exif=exif()),
    "EXIF in a WebP": saved(quarters(), "WEBP", exif=exif()),
    "XMP in a JPEG": saved(quarters(), "JPEG", xmp=SECRET),
    "XMP in a WebP": saved(quarters(), "WEBP", xmp=SECRET),
    "XMP in a PNG": saved(quarters(), "PNG", pnginfo=texts(XMP=SECRET.decode())),
    "a comment in a JPEG": saved(quarters(), "JPEG", comment=SECRET),
    "texts in a PNG": saved(quarters(), "PNG", pnginfo=texts(Author=SECRET.decode())),
    "Photoshop's notes": with_segment(JPEG, 0xED, b"Photoshop 3.0\0" + SECRET),
    "a thumbnail": with_segment(JPEG, 0xE0, b"JFXX\0\x10" + SECRET),
    "a private chunk": with_chunk(PNG, b"prVt", SECRET),
    "a private WebP chunk": with_riff(WEBP, b"prVt", SECRET),
    "a file behind a JPEG": JPEG + b"PK\x03\x04" + SECRET,
    "a file behind a PNG": PNG + b"<script>" + SECRET,
    "a file behind a WebP": WEBP + SECRET,
    "a profile with a name": saved(quarters(), "JPEG", icc_profile=srgb() + SECRET),
}


@pytest.mark.parametrize("data", PRIVATE.values(), ids=PRIVATE)
def test_no_metadata_is_published(data):
    """The picture is the same, without any byte of its metadata."""
    assert SECRET in data
    for published in prepare(data):
        image = opened(published.data)

        assert SECRET not in published.data
        assert dict(image.getexif()) == {}
        assert not {"exif", "xmp", "icc_profile", "comment", "photoshop"} & set(image.info)
        assert near(colours_of(image), COLOURS)


def test_a_photo_has_three_formats_at_all_widths():
    """Smallest format first, narrowest file first; type and size are true."""
    files = prepare(saved(waves((1500, 300)), "JPEG"))

    assert [(file.type, file.width) for file in files] == [
        (kind, width) for kind in FORMATS for width in (320, 480, 640, 960, 1280, 1500)
    ]
    for file in files:
        image = opened(file.data)
        assert image.get_format_mimetype() == file.type
        assert image.size == (file.width, file.height)
        assert file.height == round(300 * file.width / 1500)


@pytest.mark.parametrize(
    ("width", "widths"),
    [
        (1, [1]), (320, [320]), (351, [351]), (352, [320, 352]), (700, [320, 480, 700]),
        (704, [320, 480, 640, 704]), (4000, [320, 480, 640, 960, 1280, 1600]),
    ],
)  # fmt: skip
def test_a_picture_is_never_enlarged(width, widths):
    """Its own width is the widest, and no width within ten per cent of it is made."""
    files = prepare(saved(Image.new("RGB", (width, 20), "red"), "PNG"))

    assert sorted({file.width for file in files}) == widths


def sizes_of(files):
    """The bytes of each file, by format."""
    found = {}
    for file in files:
        kind = "fallback" if file.type in {"image/jpeg", "image/png"} else file.type
        found.setdefault(kind, []).append(len(file.data))
    return list(found.values())


@pytest.mark.parametrize("image", [waves((500, 300)), quarters((500, 300)), quarters((9, 9))])
def test_each_format_is_smaller_than_those_after_it(image):
    """Browsers take the first format they know, so it must be the smallest."""
    for one, other in itertools.pairwise(sizes_of(prepare(saved(image, "PNG")))):
        assert all(a < b for a, b in zip(one, other, strict=True))


def test_a_larger_format_is_left_out():
    """For a few pixels AVIF is the largest, so it is not offered."""
    assert [file.type for file in prepare(saved(quarters((9, 9)), "PNG"))][-1] == "image/png"
    assert "image/avif" not in [file.type for file in prepare(saved(quarters((9, 9)), "PNG"))]


def test_flat_colours_stay_exact():
    """A drawing with few colours is smallest without loss, and is published so."""
    lines = Image.new("RGB", (640, 400), "white")
    for row in range(0, 400, 7):
        lines.paste((18, 48, 47), (row, row, 640, row + 1))

    files = prepare(saved(lines, "PNG"))

    assert {file.type for file in files} == {"image/webp", "image/png"}
    assert all(opened(file.data).convert("RGB").tobytes() == lines.tobytes()
               for file in files if file.width == 640)  # fmt: skip


def test_a_photo_saved_as_png_falls_back_to_jpeg():
    """As PNG it would be many times as large for old browsers."""
    assert widest(saved(waves((200, 100)), "PNG")).type == "image/jpeg"


def test_an_original_is_never_published():
    """Even an original without metadata is encoded again."""
    for original in (PNG, JPEG, saved(waves((1600, 400)), "JPEG", quality=30)):
        assert original not in [file.data for file in prepare(original)]


def test_the_number_of_threads_does_not_change_the_bytes():
    """Options of one format never leak into another."""
    data = saved(waves((700, 500)), "PNG")
    files = prepare(data)

    assert prepare(data, threads=1) == files


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_is_turned_upright(orientation):
    """All eight EXIF orientations are applied, because EXIF is dropped."""
    upright = quarters((64, 32))
    stored = upright.transpose(TURN_BACK[orientation]) if orientation > 1 else upright
    data = saved(stored, "JPEG", quality=95, exif=exif(orientation))

    published = widest(data)

    assert (published.width, published.height) == (64, 32)
    assert near(colours_of(opened(published.data)), COLOURS)


def test_a_turned_photo_is_measured_upright():
    """The published width is that of the upright picture."""
    data = saved(quarters((2400, 1200)), "JPEG", exif=exif(6))

    published = widest(data)

    assert (published.width, published.height) == (1200, 2400)
    assert opened(published.data).size == (1200, 2400)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_wide_picture_is_scaled_down(kind):
    """To the widest width of the layout, with its proportions."""
    published = widest(saved(quarters((3200, 101)), kind))

    assert (published.width, published.height) == (1600, 50)
    assert near(colours_of(opened(published.data)), COLOURS)


def test_a_tall_picture_is_scaled_down():
    """To twice the widest width; some formats end at 16,000 pixels."""
    published = widest(saved(Image.new("L", (500, 20_000)), "PNG"))

    assert (published.width, published.height) == (80, 3200)


@pytest.mark.parametrize("mode", ["1", "P", "L", "RGB", "LA"])
def test_scaling_down_blends_pixels(mode):
    """Narrow lines become grey in every mode and do not vanish."""
    stripes = Image.new("L", (3200, 4))
    for column in range(0, 3200, 2):
        stripes.paste(255, (column, 0, column + 1, 4))

    published = opened(widest(saved(stripes.convert(mode), "PNG")).data)

    assert 110 < published.convert("L").getpixel((800, 1)) < 145


def test_a_very_flat_picture_is_one_pixel_high():
    """A picture is at least one pixel high."""
    assert {file.height for file in prepare(saved(Image.new("L", (9000, 1)), "PNG"))} == {1}


@pytest.mark.parametrize(
    "image",
    [
        quarters().quantize(4), quarters(mode="RGBA"), quarters(mode="CMYK"),
        quarters(mode="YCbCr"),
    ],
    ids=lambda image: image.mode,
)  # fmt: skip
def test_every_mode_keeps_its_colours(image):
    """Palettes, transparency and CMYK look as on a screen."""
    kind = "JPEG" if image.mode in {"CMYK", "YCbCr"} else "PNG"
    data = saved(image, kind, exif=exif())

    published = opened(widest(data).data)

    assert near(colours_of(published), colours_of(opened(data)))
    assert published.mode in {"RGB", "RGBA"}


def test_transparency_is_kept_in_every_format():
    """No format adds a background; old browsers get a PNG."""
    image = waves((400, 300), "RGBA")
    image.putalpha(Image.linear_gradient("L").resize((400, 300)))

    files = prepare(saved(image, "PNG"))

    assert {file.type for file in files} == {"image/avif", "image/webp", "image/png"}
    for file in files:
        alpha = opened(file.data).getchannel("A")
        assert alpha.getpixel((9, 0)) < 15
        assert abs(alpha.getpixel((9, alpha.height // 2)) - 128) < 8
        assert alpha.getpixel((9, alpha.height - 1)) > 240


def test_an_opaque_alpha_channel_is_dropped():
    """A photo saved as PNG with alpha is still a photo."""
    assert widest(saved(waves((200, 100), "RGBA"), "PNG")).type == "image/jpeg"


def test_cmyk_is_never_published():
    """Not every browser can show CMYK."""
    data = saved(quarters(mode="CMYK"), "JPEG")

    assert opened(widest(data).data).mode == "RGB"


@pytest.mark.parametrize("mode", ["1", "L", "LA", "I;16"])
def test_grey_stays_grey(mode):
    """Sixteen bits are scaled to eight and not clipped, which would make them white."""
    half = Image.new("L", (64, 32), 128)
    image = Image.new("I;16", (64, 32), 128 * 256) if mode == "I;16" else half.convert(mode)
    wanted = half.convert("1").convert("L").getpixel((5, 5)) if mode == "1" else 128

    published = opened(widest(saved(image, "PNG", exif=exif())).data)

    assert abs(published.convert("L").getpixel((5, 5)) - wanted) <= 1


@pytest.mark.parametrize(
    ("colour", "wanted"),
    [
        ((0x8000, 0x40FF, 0xC000), (128, 64, 192, 255)),
        ((0x8000, 0x4000, 0xC000, 0x6000), (128, 64, 192, 96)),
    ],
)
def test_sixteen_bits_of_colour_become_eight(colour, wanted):
    """With and without transparency."""
    published = opened(widest(deep(colour)).data).convert("RGBA")

    assert near([published.getpixel((5, 5))], [wanted], within=2)


def test_a_transparent_palette_colour_is_kept():
    """Only that colour is transparent in the published file."""
    image = quarters(mode="RGB").quantize(4)
    clear = image.getpixel((1, 1))
    data = saved(image, "PNG", transparency=clear, exif=exif())

    published = opened(widest(data).data)

    assert published.getpixel((1, 1))[3] == 0
    assert published.getpixel((60, 1))[3] == 255


def test_a_transparent_colour_without_a_palette_is_kept():
    """PNG can mark one RGB colour as transparent."""
    data = saved(quarters(), "PNG", transparency=COLOURS[0], exif=exif())

    published = opened(widest(data).data)

    assert published.getpixel((1, 1))[3] == 0
    assert published.getpixel((60, 1)) == (*COLOURS[1], 255)


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_an_animation_shows_its_first_frame(kind):
    """Moving pictures would disturb readers in pain."""
    second = Image.new("RGB", (64, 32), "white")
    data = saved(quarters(), kind, save_all=True, append_images=[second], duration=100)

    published = opened(widest(data).data)

    assert getattr(published, "n_frames", 1) == 1
    assert near(colours_of(published), COLOURS)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_wide_gamut_is_converted_to_srgb(kind):
    """The profile is applied and dropped: this one swaps red and green."""
    options = {"lossless": True} if kind == "WEBP" else {}
    data = saved(
        Image.new("RGB", (16, 16), (255, 0, 0)), kind, icc_profile=odd_profile(), **options
    )

    published = opened(widest(data).data)

    red, green, blue = published.convert("RGB").getpixel((8, 8))
    assert green > 240
    assert max(red, blue) < 20
    assert "icc_profile" not in published.info


def test_a_profile_keeps_transparency():
    """A profile is applied to the colours only."""
    image = Image.new("RGBA", (16, 16), (255, 0, 0, 100))

    published = opened(widest(saved(image, "PNG", icc_profile=odd_profile())).data)

    assert published.getpixel((8, 8)) == (0, 255, 0, 100)


@pytest.mark.parametrize(
    ("image", "profile"),
    [(quarters(), b"not a profile"), (quarters(mode="L"), srgb()), (quarters(mode="LA"), srgb())],
)
def test_an_unusable_profile_is_ignored(image, profile):
    """Browsers ignore it too."""
    data = saved(image, "PNG", icc_profile=profile)

    assert near(colours_of(opened(widest(data).data)), colours_of(image))


def test_previews_after_the_photo_are_ignored():
    """Phones save several pictures in one JPEG; the first is the photo."""
    data = saved(quarters(), "MPO", save_all=True, append_images=[Image.new("RGB", (64, 32))])

    published = widest(data)

    assert opened(data).format == "MPO"
    assert opened(published.data).format == "PNG"
    assert near(colours_of(opened(published.data)), COLOURS)


@pytest.mark.parametrize(
    "broken", [b"", b"\xff" * 30, b"MM\0*\xff\xff\xff\xff", b"II*\0\x08\0\0\0"]
)
def test_broken_exif_is_ignored(broken):
    """EXIF is dropped anyway."""
    data = with_segment(JPEG, 0xE1, b"Exif\0\0" + broken)

    assert near(colours_of(opened(widest(data).data)), COLOURS)


@pytest.mark.parametrize(
    ("data", "message", "hint"),
    [
        (b"", "The file is empty.", "Export it again."),
        (b"<!DOCTYPE html><p>x", "This is a web page, not a picture.", "Save the picture itself."),
        (b"\n<html>", "This is a web page, not a picture.", "Save the picture itself."),
        (
            b"\0\0\0\x18ftypheic\0\0\0\0",
            "This is a HEIC photo or a film, as phones save them.",
            "Export it as JPEG. An iPhone saves JPEGs with Camera > Formats > Most Compatible.",
        ),
        (b"\0\0\0\x18ftypavif", "This is an AVIF picture.", "Save it as PNG, JPEG, WebP or SVG."),
        (b"GIF89a", "This is a GIF.", "Save it as PNG, JPEG, WebP or SVG."),
        (b"II*\0xxxx", "This is a TIFF picture.", "Save it as PNG, JPEG, WebP or SVG."),
        (b"MM\0*xxxx", "This is a TIFF picture.", "Save it as PNG, JPEG, WebP or SVG."),
        (b"BMxxxx", "This is a BMP picture.", "Save it as PNG, JPEG, WebP or SVG."),
        (b"%PDF-1.7", "This is a PDF.", "Save it as PNG, JPEG, WebP or SVG."),
        (
            b"version https://git-lfs.github.com/spec/v1\n",
            "This is a Git LFS pointer, not the picture.",
            "Run git lfs pull.",
        ),
        (b"words", "This is not a picture that can be read.", "Save it as PNG, JPEG, WebP or SVG."),
    ],
)
def test_other_files_are_refused_by_what_they_are(data, message, hint):
    """The editor reads what kind of file it is and how to get a picture from it."""
    with pytest.raises(PictureError) as caught:
        prepare(data)

    assert (caught.value.message, caught.value.hint) == (message, hint)


@pytest.mark.parametrize("data", [PNG[:60], PNG[:-40], JPEG[:400], JPEG[:-60], WEBP[:-20]])
def test_a_truncated_picture_is_refused(data):
    """An incomplete copy is not published."""
    with pytest.raises(PictureError, match=r"^This picture is damaged|^This is not a picture"):
        prepare(data)


def test_a_decompression_bomb_is_not_decoded():
    """A small file that claims 900 million pixels is refused by its header."""
    with pytest.raises(PictureError, match=r"too many pixels: more than 25 million\.$"):
        prepare(claiming(30_000, 30_000))


@pytest.mark.parametrize(("width", "height"), [(5_000, 5_001), (12_000, 8_000)])
def test_more_than_25_megapixels_are_refused(width, height):
    """Below the decoder's own limits too."""
    with pytest.raises(PictureError) as caught:
        prepare(claiming(width, height))

    assert "pixels: more than 25 million." in caught.value.message
    assert caught.value.hint == "Export it at 2400 pixels wide or less."


@pytest.mark.parametrize(
    "data",
    [
        claiming(1, 20_001),
        claiming(20_001, 1),
        claiming(3, 8_000_000),
        claiming(25_000_000, 1),
        saved(Image.new("L", (2, 30_000)), "JPEG"),
    ],
)
def test_a_very_long_picture_is_refused_before_it_is_decoded(monkeypatch, data):
    """Its rows alone would take more than a gigabyte, however few pixels it has."""
    monkeypatch.setattr(ImageFile.ImageFile, "load", lambda _: pytest.fail("was decoded"))

    with pytest.raises(PictureError, match=r"more than 20,000 on one side\.$"):
        prepare(data)


@pytest.mark.parametrize(
    ("data", "most"),
    [
        (saved(Image.new("L", (5000, 4001)), "WEBP", lossless=True, method=0), "20 million"),
        (saved(Image.new("CMYK", (8000, 5001)), "JPEG"), "40 million"),
    ],
    ids=["WebP", "CMYK"],
)
def test_formats_that_need_more_memory_have_lower_limits(monkeypatch, data, most):
    """A WebP is copied four times, and a CMYK JPEG has a fourth band."""
    monkeypatch.setattr(ImageFile.ImageFile, "load", lambda _: pytest.fail("was decoded"))

    with pytest.raises(PictureError, match=rf"pixels: more than {most}\.$"):
        prepare(data)


def test_a_long_panorama_is_decoded_at_a_fraction_of_its_size(monkeypatch):
    """In full its 26 million pixels would be more than other pictures may have."""
    decoded, load = [], ImageFile.ImageFile.load
    monkeypatch.setattr(
        ImageFile.ImageFile, "load", lambda image: decoded.append(image.size) or load(image)
    )

    published = widest(saved(quarters((10_000, 2600)), "JPEG", exif=exif(6)))

    assert decoded[0] == (5000, 1300)
    assert (published.width, published.height) == (832, 3200)


@pytest.mark.parametrize(
    ("size", "published"), [((20, 3000), (20, 3000)), ((20_000, 30), (1600, 2))]
)
def test_a_thin_picture_is_published(size, published):
    """Such as a ruler, a timeline or a phone's panorama."""
    file = widest(saved(Image.new("L", size), "PNG"))

    assert (file.width, file.height) == published


READ = """
import re, sys
from pathlib import Path
from tests.responsive_images.originals import prepare
assert prepare(sys.stdin.buffer.read())[-1].width == 1600
print(re.search("VmHWM:\\s+([0-9]+) kB", Path("/proc/self/status").read_text())[1])
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "size", "options"),
    [("JPEG", (8000, 6200), {"quality": 50}), ("WEBP", (5000, 4000), {"quality": 50, "method": 0})],
)
def test_the_largest_pictures_take_less_than_500_megabytes(kind, size, options):
    """A phone's photo and the largest WebP can be encoded on a small machine."""
    data = saved(waves((2000, 2000)).resize(size), kind, **options)
    done = subprocess.run(
        [sys.executable, "-c", READ], cwd=ROOT, input=data, capture_output=True, check=True
    )

    # Not getrusage(): its maximum is that of the tests, until the new program outgrows them.
    assert int(done.stdout) * 1024 < 500_000_000


@pytest.mark.parametrize("data", [PNG, JPEG, WEBP], ids=["PNG", "JPEG", "WebP"])
def test_encoding_is_deterministic(data):
    """The published bytes depend on the original only."""
    assert prepare(data) == prepare(data)


@given(st.data(), st.sampled_from([PNG, JPEG, WEBP]), st.binary(min_size=1, max_size=20))
def test_damaged_pictures_are_published_or_refused(data, original, damage):
    """Whatever bytes change, the result is a picture or a PictureError."""
    at = data.draw(st.integers(0, len(original)))
    damaged = original[:at] + damage + original[at + len(damage) :]

    try:
        files = prepare(damaged)
    except PictureError:
        return
    assert all(opened(file.data).size == (file.width, file.height) for file in files)


def test_an_empty_profile_is_ignored():
    """A profile of zero bytes counts as none."""
    body = b"ICC_PROFILE\0\x01\x01" + struct.pack(">I", 0)

    assert near(colours_of(opened(widest(with_segment(JPEG, 0xE2, body)).data)), COLOURS)
