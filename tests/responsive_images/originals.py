"""Small pictures like those of phones, cameras and editors; SECRET must never be published."""

import io
import struct
import zlib
from concurrent.futures import ThreadPoolExecutor

from PIL import Image, ImageCms, PngImagePlugin

from plugins.responsive_images import encoding

SECRET = b"51.4521N-0.1423W-Nora-Lind"
GPS_IFD = 0x8825
COLOURS = [(200, 30, 30), (30, 160, 30), (30, 30, 200), (220, 200, 30)]


def quarters(size=(64, 32), mode="RGB"):
    """A picture whose quarters have four colours, so that any rotation shows."""
    image = Image.new("RGB", size)
    half = (size[0] // 2, size[1] // 2)
    for index, colour in enumerate(COLOURS):
        image.paste(colour, ((index % 2) * half[0], (index // 2) * half[1], *size))
    return image.convert(mode)


def see_through():
    """The same picture, half transparent."""
    image = quarters(mode="RGBA")
    image.putalpha(100)
    return image


def saved(image, kind, **options):
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def opened(data):
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def colours_of(image):
    """The colour in the middle of each quarter."""
    plain, (width, height) = image.convert("RGB"), image.size
    return [
        plain.getpixel((width * (1 + 2 * (index % 2)) // 4, height * (1 + 2 * (index // 2)) // 4))
        for index in range(4)
    ]


def exif(orientation=1):
    """EXIF with a camera, a name and a place."""
    data = Image.Exif()
    data[0x0112] = orientation
    data[0x010E] = SECRET.decode()
    data.get_ifd(GPS_IFD).update({1: "N", 2: (51.0, 27.0, 7.0), 29: SECRET.decode()})
    return data


def srgb():
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def odd_profile():
    """An sRGB profile in which red and green are swapped."""
    data = bytearray(srgb())
    entries = {
        bytes(data[at : at + 4]): at for at in range(132, 132 + 12 * data[131], 12)
    }  # fmt: skip
    red, green = entries[b"rXYZ"] + 4, entries[b"gXYZ"] + 4
    data[red : red + 8], data[green : green + 8] = data[green : green + 8], data[red : red + 8]
    return bytes(data)


def segment(marker, body):
    """A segment of a JPEG."""
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


def with_segment(jpeg, marker, body):
    """A JPEG with one more segment, right after its start."""
    return jpeg[:2] + segment(marker, body) + jpeg[2:]


def chunk(name, body):
    """A chunk of a PNG."""
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def with_chunk(png, name, body):
    """A PNG with one more chunk, right after its header."""
    return png[:33] + chunk(name, body) + png[33:]


def riff(name, body):
    """A chunk of a WebP."""
    return name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)


def with_riff(webp, name, body):
    """A WebP with one more chunk at its end, its length set right."""
    data = webp + riff(name, body)
    return data[:4] + struct.pack("<I", len(data) - 8) + data[8:]


def claiming(width, height, rows=b""):
    """A PNG whose header claims a size, with packed black rows or with far too few of them."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", rows or zlib.compress(bytes(100)))
    return b"\x89PNG\r\n\x1a\n" + body + chunk(b"IEND", b"")


def deep(colour, size=(64, 32)):
    """A PNG of one colour with 16 bits for each of its bands, three or (with alpha) four."""
    width, height = size
    kind = {3: 2, 4: 6}[len(colour)]
    row = b"\0" + struct.pack(f">{len(colour)}H", *colour) * width
    header = struct.pack(">IIBBBBB", width, height, 16, kind, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(row * height))
    return b"\x89PNG\r\n\x1a\n" + body + chunk(b"IEND", b"")


def texts(**pairs):
    """PNG texts, short and packed."""
    info = PngImagePlugin.PngInfo()
    for name, value in pairs.items():
        info.add_text(name, value)
        info.add_itxt(name, value, zip=True)
    return info


PNG = saved(quarters(), "PNG")
JPEG = saved(quarters(), "JPEG", quality=95)
WEBP = saved(quarters(), "WEBP", lossless=True)


def prepare(data, threads=2):
    """The files of an original, encoded in so many threads."""
    with encoding.quiet_decoders(), ThreadPoolExecutor(threads) as encoders:
        return encoding.prepare(data, encoders)
