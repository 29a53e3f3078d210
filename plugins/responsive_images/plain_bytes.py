"""Whether the bytes of a picture hold the picture and nothing else.

A photo may carry where and by whom it was taken, a preview of what was cropped away, or a whole
other file behind its end. What is not known to be needed to draw it does not count as plain.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator

_PNG = b"\x89PNG\r\n\x1a\n"
# Chunks that say how to draw the pixels, and the most bytes that each can need.
_PNG_CHUNKS = {
    b"IHDR": 13, b"PLTE": 768, b"tRNS": 256, b"gAMA": 4, b"cHRM": 32, b"sRGB": 1, b"bKGD": 6,
    b"pHYs": 9, b"IDAT": 2**31, b"IEND": 0,
}  # fmt: skip
_PNG_SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}  # by colour type
_STEP = 1 << 20

_MARK, _EOI, _SOS = 0xFF, 0xD9, 0xDA
# Length and beginning of JFIF without its thumbnail, and of how Adobe's colours are meant.
_JPEG_APPS = {0xE0: (14, b"JFIF\0"), 0xEE: (12, b"Adobe")}
_JPEG_SEGMENTS = frozenset({0xC0, 0xC2, 0xC4, 0xDB, 0xDD, _SOS})
_WITHIN_SCAN = frozenset({0x00, *range(0xD0, 0xD8)})  # a stuffed 0xFF, and restarts

_WEBP_CHUNKS = frozenset({b"VP8 ", b"VP8L", b"ALPH"})
_WEBP_EXTENDED = (b"VP8X", 10)
_WEBP_ALPHA = 0x10  # the one flag of VP8X that asks for no further chunk


def is_plain(data: bytes, kind: str) -> bool:
    """Whether `data`, a picture of `kind` (PNG, JPEG or WEBP), holds the pixels alone."""
    try:
        return _CHECKS[kind](data)
    except (IndexError, ValueError, zlib.error):
        return False


def _is_plain_png(data: bytes) -> bool:
    chunks = list(_png_chunks(data))
    if any(len(body) > _PNG_CHUNKS.get(name, -1) for name, body in chunks):
        return False
    header = chunks[0][1]
    size = _png_size(header)
    pixels = [body for name, body in chunks if name == b"IDAT"]
    return bool(size) and _inflates_to(pixels, size)


def _png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Name and body of each chunk; raises ValueError where the file is anything but chunks."""
    at, name = len(_PNG), b""
    while name != b"IEND":
        length = int.from_bytes(data[at : at + 4], "big")
        name, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        end = at + 12 + length
        if len(data) < end or zlib.crc32(name + body) != int.from_bytes(data[end - 4 : end], "big"):
            raise ValueError(name)
        yield name, body
        at = end
    if at != len(data):
        raise ValueError(data[at : at + 4])


def _png_size(header: bytes) -> int:
    """How many bytes the rows of pixels have; 0 for an interlaced picture."""
    width, height = int.from_bytes(header[:4], "big"), int.from_bytes(header[4:8], "big")
    depth, colours, interlaced = header[8], header[9], header[12]
    row = 1 + (width * depth * _PNG_SAMPLES.get(colours, 0) + 7) // 8
    return 0 if interlaced else row * height


def _inflates_to(bodies: list[bytes], size: int) -> bool:
    """Whether the bodies are one zlib stream of `size` bytes with nothing behind it."""
    stream, inflated = zlib.decompressobj(), 0
    for body in bodies:
        rest = body
        while rest and inflated <= size:
            inflated += len(stream.decompress(rest, _STEP))
            rest = stream.unconsumed_tail
        if stream.unused_data or rest:
            return False
    return stream.eof and inflated == size


def _is_plain_jpeg(data: bytes) -> bool:
    at = 2
    while True:
        if data[at] != _MARK:
            return False
        marker = data[at + 1]
        if marker == _EOI:
            return at + 2 == len(data)
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        if not _is_plain_segment(marker, data[at + 4 : at + 2 + length]):
            return False
        at += 2 + length
        if marker == _SOS:
            at = _end_of_scan(data, at)


def _is_plain_segment(marker: int, body: bytes) -> bool:
    if marker in _JPEG_APPS:
        length, beginning = _JPEG_APPS[marker]
        return len(body) == length and body.startswith(beginning)
    return marker in _JPEG_SEGMENTS


def _end_of_scan(data: bytes, at: int) -> int:
    """Where the next marker stands; raises ValueError when there is none."""
    at = data.index(b"\xff", at)
    while data[at + 1] in _WITHIN_SCAN:
        at = data.index(b"\xff", at + 2)
    return at


def _is_plain_webp(data: bytes) -> bool:
    if int.from_bytes(data[4:8], "little") != len(data) - 8:
        return False
    at = 12
    while at < len(data):
        name, length = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        end = at + 8 + length
        extended = (name, length) == _WEBP_EXTENDED and not data[at + 8] & ~_WEBP_ALPHA
        if end > len(data) or not (extended or name in _WEBP_CHUNKS):
            return False
        at = end + length % 2
    return at == len(data)


_CHECKS: dict[str, Callable[[bytes], bool]] = {
    "PNG": _is_plain_png,
    "JPEG": _is_plain_jpeg,
    "WEBP": _is_plain_webp,
}
