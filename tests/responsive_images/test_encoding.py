"""From originals to what is published."""

import struct
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from plugins.responsive_images.encoding import MAX_WIDTH, prepare
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
    exif,
    odd_profile,
    opened,
    quarters,
    saved,
    srgb,
    texts,
    with_chunk,
    with_riff,
    with_segment,
)

TURN_BACK = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


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
def test_nothing_private_is_published(data):
    """The picture is the same, and of what it carried not a byte is left."""
    assert SECRET in data
    published = prepare(data)

    image = opened(published.data)
    assert SECRET not in published.data
    assert b"Exif" not in published.data
    assert dict(image.getexif()) == {}
    assert not {"exif", "xmp", "icc_profile", "comment", "photoshop"} & set(image.info)
    assert near(colours_of(image), COLOURS)


@pytest.mark.parametrize(("kind", "data"), [(".png", PNG), (".jpg", JPEG), (".webp", WEBP)])
def test_a_plain_picture_is_published_as_it_is(kind, data):
    """Encoding it anew would only cost quality."""
    published = prepare(data)

    assert published.data == data
    assert (published.width, published.height, published.suffix) == (64, 32, kind)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_turned_photo_is_upright(orientation):
    """Each of EXIF's eight orientations is carried out, since the note of it is left behind."""
    upright = quarters((64, 32))
    stored = upright.transpose(TURN_BACK[orientation]) if orientation > 1 else upright
    data = saved(stored, "JPEG", quality=95, exif=exif(orientation))

    published = prepare(data)

    assert (published.width, published.height) == (64, 32)
    assert near(colours_of(opened(published.data)), COLOURS)


def test_a_wide_turned_photo_is_measured_upright():
    """The width that counts is the one that is shown."""
    data = saved(quarters((2400, 1200)), "JPEG", exif=exif(6))

    published = prepare(data)

    assert (published.width, published.height) == (1200, 2400)
    assert opened(published.data).size == (1200, 2400)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_wide_picture_is_made_smaller(kind):
    """No wider than the layout shows it, in its own proportions and format."""
    published = prepare(saved(quarters((3200, 101)), kind))

    assert (published.width, published.height) == (MAX_WIDTH, 50)
    assert opened(published.data).format == kind
    assert near(colours_of(opened(published.data)), COLOURS)


@pytest.mark.parametrize("mode", ["1", "P", "L", "RGB", "LA"])
def test_a_smaller_picture_blends_its_pixels(mode):
    """Narrow lines become grey in every mode, and do not vanish."""
    stripes = Image.new("L", (3200, 4))
    for column in range(0, 3200, 2):
        stripes.paste(255, (column, 0, column + 1, 4))

    published = opened(prepare(saved(stripes.convert(mode), "PNG")).data)

    assert 110 < published.convert("L").getpixel((800, 1)) < 145


def test_a_picture_of_just_the_width_is_not_made_smaller():
    """The widest picture that is shown stays as it is."""
    data = saved(quarters((1600, 20)), "PNG")

    assert prepare(data).data == data


def test_a_very_flat_picture_keeps_a_line():
    """A picture has a height of at least one pixel."""
    assert prepare(saved(Image.new("L", (9000, 1)), "PNG")).height == 1


@pytest.mark.parametrize(
    "image",
    [
        quarters(mode="P"), quarters(mode="RGBA"), quarters(mode="CMYK"), quarters(mode="YCbCr"),
    ],
    ids=lambda image: image.mode,
)  # fmt: skip
def test_every_mode_keeps_its_colours(image):
    """Palettes, transparency and the colours of printing come out as a screen shows them."""
    kind = "JPEG" if image.mode in {"CMYK", "YCbCr"} else "PNG"
    data = saved(image, kind, exif=exif())

    published = opened(prepare(data).data)

    assert near(colours_of(published), colours_of(opened(data)))
    assert published.mode in {"RGB", "RGBA"}


def test_printing_colours_are_never_published():
    """Not every browser shows CMYK, so that even a plain picture is encoded anew."""
    data = saved(quarters(mode="CMYK"), "JPEG")

    assert opened(prepare(data).data).mode == "RGB"


@pytest.mark.parametrize("mode", ["1", "L", "LA", "I;16"])
def test_grey_stays_grey(mode):
    """Sixteen bits are scaled to eight and not cut off, which would make all of it white."""
    half = Image.new("L", (64, 32), 128)
    image = Image.new("I;16", (64, 32), 128 * 256) if mode == "I;16" else half.convert(mode)
    wanted = half.convert("1").convert("L").getpixel((5, 5)) if mode == "1" else 128

    published = opened(prepare(saved(image, "PNG", exif=exif())).data)

    assert abs(published.convert("L").getpixel((5, 5)) - wanted) <= 1


def test_a_palettes_transparency_stays():
    """What is transparent in the original is so in what is published."""
    image = quarters(mode="RGB").quantize(4)
    clear = image.getpixel((1, 1))
    data = saved(image, "PNG", transparency=clear, exif=exif())

    published = opened(prepare(data).data)

    assert published.getpixel((1, 1))[3] == 0
    assert published.getpixel((60, 1))[3] == 255


def test_one_transparent_colour_stays():
    """A colour that is see-through without a palette as well."""
    data = saved(quarters(), "PNG", transparency=COLOURS[0], exif=exif())

    published = opened(prepare(data).data)

    assert published.getpixel((1, 1))[3] == 0
    assert published.getpixel((60, 1)) == (*COLOURS[1], 255)


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_an_animation_shows_its_first_frame(kind):
    """Nothing moves on a page that somebody in pain reads."""
    second = Image.new("RGB", (64, 32), "white")
    data = saved(quarters(), kind, save_all=True, append_images=[second], duration=100)

    published = opened(prepare(data).data)

    assert getattr(published, "n_frames", 1) == 1
    assert near(colours_of(published), COLOURS)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_wide_gamut_is_brought_to_srgb(kind):
    """The profile goes and the colours that it meant stay: here red and green change places."""
    options = {"lossless": True} if kind == "WEBP" else {}
    data = saved(
        Image.new("RGB", (16, 16), (255, 0, 0)), kind, icc_profile=odd_profile(), **options
    )

    published = opened(prepare(data).data)

    red, green, blue = published.convert("RGB").getpixel((8, 8))
    assert green > 240
    assert max(red, blue) < 20
    assert "icc_profile" not in published.info


def test_a_gamut_keeps_transparency():
    """A profile is applied to the colours alone."""
    image = Image.new("RGBA", (16, 16), (255, 0, 0, 100))

    published = opened(prepare(saved(image, "PNG", icc_profile=odd_profile())).data)

    assert published.getpixel((8, 8)) == (0, 255, 0, 100)


@pytest.mark.parametrize(
    ("image", "profile"),
    [(quarters(), b"not a profile"), (quarters(mode="L"), srgb()), (quarters(mode="LA"), srgb())],
)
def test_a_profile_that_does_not_fit_is_left_out(image, profile):
    """A photo with a broken profile is shown as a browser would."""
    data = saved(image, "PNG", icc_profile=profile)

    assert near(colours_of(opened(prepare(data).data)), colours_of(image))


def test_a_photo_with_previews_behind_it():
    """Phones save several pictures in one JPEG; the first is the photo."""
    data = saved(quarters(), "MPO", save_all=True, append_images=[Image.new("RGB", (64, 32))])

    published = prepare(data)

    assert opened(data).format == "MPO"
    assert opened(published.data).format == "JPEG"
    assert near(colours_of(opened(published.data)), COLOURS)


@pytest.mark.parametrize(
    "broken", [b"", b"\xff" * 30, b"MM\0*\xff\xff\xff\xff", b"II*\0\x08\0\0\0"]
)
def test_broken_exif_does_not_stop_a_photo(broken):
    """The pixels are good; the notes are thrown away anyway."""
    data = with_segment(JPEG, 0xE1, b"Exif\0\0" + broken)

    assert near(colours_of(opened(prepare(data).data)), COLOURS)


@pytest.mark.parametrize(
    ("data", "message", "cure"),
    [
        (b"", "The file is empty.", "Export it again."),
        (b"<!DOCTYPE html><p>x", "This is a web page, not a picture.", "Save the picture itself."),
        (b"\n<html>", "This is a web page, not a picture.", "Save the picture itself."),
        (
            b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg">',
            "This is an SVG drawing, which may have scripts in it.",
            "Export it as PNG.",
        ),
        (
            b"\xef\xbb\xbf <SVG onload='x'>",
            "This is an SVG drawing, which may have scripts in it.",
            "Export it as PNG.",
        ),
        (
            b"\0\0\0\x18ftypheic\0\0\0\0",
            "This is a HEIC photo or a film, as phones save them.",
            "Export it as JPEG; an iPhone does so when set to Camera > Formats > Most Compatible.",
        ),
        (b"\0\0\0\x18ftypavif", "This is an AVIF picture.", "Save it as PNG, JPEG or WebP."),
        (b"GIF89a", "This is a GIF.", "Save it as PNG, JPEG or WebP."),
        (b"II*\0xxxx", "This is a TIFF picture.", "Save it as PNG, JPEG or WebP."),
        (b"MM\0*xxxx", "This is a TIFF picture.", "Save it as PNG, JPEG or WebP."),
        (b"BMxxxx", "This is a BMP picture.", "Save it as PNG, JPEG or WebP."),
        (b"%PDF-1.7", "This is a PDF.", "Save it as PNG, JPEG or WebP."),
        (
            b"version https://git-lfs.github.com/spec/v1\n",
            "This stands for a picture kept by Git LFS.",
            "Run git lfs pull.",
        ),
        (b"words", "This is not a picture that can be read.", "Save it as PNG, JPEG or WebP."),
    ],
)
def test_other_files_are_refused_by_what_they_are(data, message, cure):
    """The editor reads what was dropped into the folder and how to make a picture of it."""
    with pytest.raises(PictureError) as caught:
        prepare(data)

    assert (caught.value.message, caught.value.cure) == (message, cure)


@pytest.mark.parametrize("data", [PNG[:60], PNG[:-40], JPEG[:400], JPEG[:-60], WEBP[:-20]])
def test_a_truncated_picture_is_refused(data):
    """Half a picture, as a broken copy leaves it, is not published."""
    with pytest.raises(PictureError, match=r"^This picture is broken|^This is not a picture"):
        prepare(data)


def test_a_bomb_is_not_unpacked():
    """A small file that claims 900 million pixels is refused by its claim."""
    with pytest.raises(PictureError, match=r"too many pixels: more than 50 million\.$"):
        prepare(claiming(30_000, 30_000))


@pytest.mark.parametrize(("width", "height"), [(10_000, 5_001), (12_000, 8_000)])
def test_more_than_50_megapixels_are_refused(width, height):
    """Below the decoder's own limits too, with the size it has."""
    with pytest.raises(PictureError) as caught:
        prepare(claiming(width, height))

    assert "pixels: more than 50 million." in caught.value.message
    assert caught.value.cure == "Export it at 2400 pixels wide or less."


@pytest.mark.slow
def test_fifty_megapixels_take_less_than_a_gigabyte():
    """The largest picture that is accepted fits a small machine's memory."""
    script = """
import resource, zlib
from plugins.responsive_images.encoding import prepare
from tests.responsive_images.originals import claiming
packer = zlib.compressobj(1)
rows = b"".join([packer.compress(bytes(1 + 8000 * 3)) for _ in range(6250)] + [packer.flush()])
assert prepare(claiming(8000, 6250, rows)).width == 1600
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )

    unit = 1 if sys.platform == "darwin" else 1024
    assert int(done.stdout) * unit < 1_000_000_000


@pytest.mark.parametrize("data", PRIVATE.values(), ids=PRIVATE)
def test_the_same_bytes_each_time(data):
    """What is published depends on the original alone."""
    assert prepare(data) == prepare(data)


def test_what_was_published_is_plain():
    """Publishing what was published changes nothing more."""
    for data in PRIVATE.values():
        once = prepare(data)

        assert prepare(once.data) == once


@given(st.data(), st.sampled_from([PNG, JPEG, WEBP]), st.binary(min_size=1, max_size=20))
def test_damaged_pictures_are_published_or_refused(data, original, damage):
    """Bytes changed anywhere lead to a picture or to a PictureError, and to nothing else."""
    at = data.draw(st.integers(0, len(original)))
    damaged = original[:at] + damage + original[at + len(damage) :]

    try:
        published = prepare(damaged)
    except PictureError:
        return
    assert opened(published.data).size == (published.width, published.height)


def test_odd_sizes_of_a_profile_are_no_trouble():
    """A profile of no bytes at all is no profile."""
    body = b"ICC_PROFILE\0\x01\x01" + struct.pack(">I", 0)

    assert near(colours_of(opened(prepare(with_segment(JPEG, 0xE2, body)).data)), COLOURS)
