"""Whatever Instagram sends becomes one kind of JPEG, or is refused with a message."""

import contextlib
import hashlib
import io
import json
import subprocess
import sys
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from plugins.photo_feed.refresh.pictures import normalise
from plugins.responsive_images.picture import PictureError
from tests.building import ROOT, clean_environment
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
    see_through,
    texts,
    with_segment,
)

RED, GREEN, BLUE, YELLOW = COLOURS


def near(found, wanted):
    """Whether colours differ by no more than JPEG compression causes."""
    pairs = zip(found, wanted, strict=True)
    return all(abs(a - b) <= 12 for one, other in pairs for a, b in zip(one, other, strict=True))


def is_plain(jpeg):
    """Whether a JPEG has nothing but its JFIF head, tables and pixels."""
    at, found = 2, set()
    while jpeg[at + 1] != 0xDA:
        found.add(jpeg[at + 1])
        at += 2 + int.from_bytes(jpeg[at + 2 : at + 4])
    return found <= {0xE0, 0xDB, 0xC2, 0xC4} and jpeg.index(b"\xff\xd9") == len(jpeg) - 2


def zipped():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("run.js", "alert(1)")
    return buffer.getvalue()


def heic():
    return b"\0\0\0\x18ftypheic\0\0\0\0" + bytes(200)


def jpeg_claiming(width, height):
    """A JPEG whose header says another size."""
    at = JPEG.index(b"\xff\xc0") + 5
    return JPEG[:at] + height.to_bytes(2) + width.to_bytes(2) + JPEG[at + 4 :]


def gif_claiming(width, height):
    """A GIF whose header says another size."""
    gif = saved(quarters(), "GIF")
    return gif[:6] + width.to_bytes(2, "little") + height.to_bytes(2, "little") + gif[10:]


def turned(orientation):
    """The same picture stored so that its EXIF has to turn it."""
    back = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # Image.Transpose, by orientation
    image = quarters()
    stored = image.transpose(Image.Transpose(back[orientation])) if orientation > 1 else image
    return saved(stored, "JPEG", quality=95, exif=exif(orientation))


def animated(kind):
    first, second = quarters(), Image.new("RGB", (64, 32), "black")
    return saved(first, kind, save_all=True, append_images=[second], duration=100, lossless=True)


PROGRESSIVE = saved(quarters(), "JPEG", quality=95, progressive=True)
GOOD = {
    "JPEG": JPEG,
    "PNG": PNG,
    "WebP": WEBP,
    "GIF": saved(quarters(), "GIF"),
    "progressive": PROGRESSIVE,
    "CMYK": saved(quarters(mode="CMYK"), "JPEG", quality=95),
    "palette": saved(quarters().quantize(4), "PNG"),
    "opaque alpha": saved(quarters(mode="RGBA"), "PNG"),
    "moving GIF": animated("GIF"),
    "moving WebP": animated("WEBP"),
    "moving PNG": animated("PNG"),
    "odd comment": saved(quarters(), "JPEG", quality=95, comment=b"\xff\x00 what"),
}


@pytest.mark.parametrize("name", GOOD)
def test_odd_but_good_pictures_are_taken(name):
    """All kinds become the same JPEG of the same colours."""
    picture = normalise(GOOD[name])

    assert (picture.width, picture.height) == (64, 32)
    assert opened(picture.data).format == "JPEG"
    assert opened(picture.data).mode == "RGB"
    assert opened(picture.data).size == (64, 32)
    assert near(colours_of(opened(picture.data)), COLOURS)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_stands_upright(orientation):
    """As it would be shown with its EXIF, which is left out."""
    picture = normalise(turned(orientation))

    assert (picture.width, picture.height) == (64, 32)
    assert near(colours_of(opened(picture.data)), COLOURS)


def test_a_wide_gamut_is_converted():
    """A profile with red and green swapped changes the pixels."""
    picture = normalise(saved(quarters(), "JPEG", quality=95, icc_profile=odd_profile()))

    found = colours_of(opened(picture.data))
    assert found[0][1] > 150 > found[0][0]
    assert "icc_profile" not in opened(picture.data).info


def test_sixteen_bits_are_scaled():
    """Not cut off at 255, which would make the picture white."""
    picture = normalise(saved(Image.new("I;16", (64, 32), 40_000), "PNG"))

    assert opened(picture.data).getpixel((9, 9)) == (156, 156, 156)


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_what_is_transparent_lies_on_white(kind):
    """A JPEG has no transparency, and black would look wrong on the page."""
    glass = normalise(saved(Image.new("RGBA", (9, 9), (0, 0, 0, 0)), kind))
    half = normalise(saved(see_through(), kind))

    assert opened(glass.data).getpixel((4, 4)) == (255, 255, 255)
    assert min(min(colour) for colour in colours_of(opened(half.data))) > 150


@pytest.mark.parametrize(
    ("size", "wanted"),
    [
        ((3000, 1500), (1440, 720)),
        ((1000, 2880), (500, 1440)),
        ((1440, 1440), (1440, 1440)),
        ((1, 1), (1, 1)),
        ((2, 9000), (1, 1440)),
    ],
)
def test_the_longest_side_is_limited(size, wanted):
    """Smaller pictures keep their size, and no side becomes 0."""
    picture = normalise(saved(Image.new("RGB", size, "teal"), "JPEG"))

    assert (picture.width, picture.height) == wanted
    assert opened(picture.data).size == wanted


@pytest.mark.parametrize(
    "data",
    [
        saved(quarters(), "JPEG", exif=exif(), comment=SECRET),
        saved(quarters(), "PNG", exif=exif(), pnginfo=texts(Author=SECRET.decode())),
        saved(quarters(), "WEBP", exif=exif(), xmp=SECRET),
        with_segment(JPEG, 0xE1, b"http://ns.adobe.com/xap/1.0/\0" + SECRET),
        with_segment(JPEG, 0xED, b"Photoshop 3.0\0" + SECRET),
        saved(quarters(), "GIF", comment=SECRET),
    ],
)
def test_nothing_private_is_left(data):
    """No location, no name, nothing but the pixels."""
    assert SECRET in data

    picture = normalise(data)
    assert SECRET not in picture.data
    assert is_plain(picture.data)


BAD = {
    "nothing": (b"", "The file is empty."),
    "words": (b"Not found", "This is not a picture that can be read."),
    "a page": (b"<!DOCTYPE html><p>Sorry", "This is a web page, not a picture."),
    "JSON": (b'{"error": {"code": 190}}', "This is not a picture that can be read."),
    "HEIC": (heic(), "This is a HEIC photo or a film, as phones save them."),
    "SVG": (
        b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script>',
        "This is not a picture that can be read.",
    ),
    "TIFF": (saved(quarters(), "TIFF"), "This is a TIFF picture."),
    "cut JPEG": (JPEG[: len(JPEG) // 2], "This picture is broken or not complete."),
    "cut PNG": (PNG[: len(PNG) // 2], "This picture is broken or not complete."),
    "cut WebP": (WEBP[: len(WEBP) // 2], "This picture is broken or not complete."),
    "a head": (JPEG[:20], "This is not a picture that can be read."),
    "zeros": (JPEG[:2] + bytes(500), "This is not a picture that can be read."),
    "a page behind": (JPEG + b"<html>", "This picture has another file hidden in it."),
    "a script within": (
        saved(quarters(), "GIF", comment=b"*/=1;<ScRiPt>alert(1)</script>"),
        "This picture has another file hidden in it.",
    ),
    "PHP within": (
        with_segment(JPEG, 0xFE, b"<?php system($_GET[0]);"),
        "This picture has another file hidden in it.",
    ),
    "PDF within": (JPEG + b"%PDF-1.7", "This picture has another file hidden in it."),
    "ZIP behind": (PNG + zipped(), "This picture has another file hidden in it."),
    "PNG bomb": (claiming(30_000, 30_000), "This picture has more than 8 million pixels."),
    "JPEG bomb": (jpeg_claiming(30_000, 30_000), "This picture has more than 8 million pixels."),
    "GIF bomb": (gif_claiming(30_000, 30_000), "This picture has more than 8 million pixels."),
    "small JPEG bomb": (
        jpeg_claiming(4001, 4000),
        "This picture has more than 16 million pixels.",
    ),
    "small bomb": (claiming(4001, 2000), "This picture has more than 8 million pixels."),
    "scan bomb": (
        PROGRESSIVE[:-2] + PROGRESSIVE[PROGRESSIVE.rindex(b"\xff\xda") : -2] * 100 + b"\xff\xd9",
        "This picture is made to take minutes to decode.",
    ),
    "no size": (claiming(0, 0), "This is not a picture that can be read."),
    "no rows": (claiming(64, 32), "This picture is broken or not complete."),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_picture_is_refused(name):
    """With a message that says what is wrong."""
    data, message = BAD[name]

    with pytest.raises(PictureError) as problem:
        normalise(data)
    assert problem.value.message == message


def test_its_name_is_its_contents():
    """Sixteen digits of the SHA-256 of the bytes."""
    picture = normalise(PNG)

    assert picture.file == hashlib.sha256(picture.data).hexdigest()[:16] + ".jpg"


def test_the_same_bytes_give_the_same_bytes():
    """A refresh of the same answers changes nothing."""
    assert normalise(turned(6)) == normalise(turned(6))


@given(st.integers(0, 2**32), st.binary(max_size=40), st.sampled_from([JPEG, PNG, WEBP]))
def test_any_damage_is_a_picture_or_a_problem(place, damage, good):
    """No other error, whatever the bytes are."""
    at = place % len(good)
    with contextlib.suppress(PictureError):
        picture = normalise(good[:at] + damage + good[at + len(damage) :])

        assert is_plain(picture.data)


def worst_cases():
    """The largest pictures that are accepted, and some that are refused."""
    noise = Image.effect_noise((1000, 1000), 90)
    square, wide = noise.resize((4000, 4000)), noise.resize((4000, 2000))
    yield saved(Image.merge("CMYK", [square] * 4), "JPEG", progressive=True, subsampling=0)
    yield saved(Image.merge("RGB", [square] * 3), "JPEG", exif=exif(6), icc_profile=odd_profile())
    yield saved(Image.merge("RGBA", [wide] * 4), "PNG", compress_level=1)
    yield saved(wide, "GIF")
    yield saved(Image.new("I;16", wide.size, 40_000), "PNG")
    yield saved(Image.new("RGBA", wide.size, (9, 9, 9, 9)), "WEBP", lossless=True, method=0)
    yield claiming(30_000, 30_000)
    yield jpeg_claiming(30_000, 30_000)


@pytest.mark.slow
def test_memory_stays_below_240_mb(tmp_path):
    """In the worst cases, which leaves 60 MB for the rest of a refresh."""
    script = (
        "import json, pathlib, re, sys\n"
        "from plugins.photo_feed.refresh.pictures import normalise\n"
        "from plugins.responsive_images.picture import PictureError\n"
        "taken = 0\n"
        "for path in sys.argv[1:]:\n"
        "    try:\n"
        "        taken += len(normalise(pathlib.Path(path).read_bytes()).data) > 0\n"
        "    except PictureError:\n"
        "        pass\n"
        "status = pathlib.Path('/proc/self/status').read_text()\n"
        "print(json.dumps([taken, int(re.search(r'VmHWM:\\s+(\\d+) kB', status)[1])]))\n"
    )
    paths = [tmp_path / str(number) for number in range(8)]
    for path, data in zip(paths, worst_cases(), strict=True):
        path.write_bytes(data)

    done = subprocess.run(
        [sys.executable, "-c", script, *paths],
        env={**clean_environment(), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    taken, kilobytes = json.loads(done.stdout)
    assert taken == 6
    assert kilobytes < 240_000
