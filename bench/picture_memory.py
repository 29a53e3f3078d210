"""Measures the memory that the largest allowed pictures of each kind take.

    python -m bench.picture_memory [KIND ...]

Each picture is generated, as large as its kind may be, and prepared in a process of its own
(`encoding.prepare`, from its bytes to all files). Prints a table of the peak memory, as Linux
reports it, and of the seconds; a build may take 500 MB. Runs for some minutes.
"""

from __future__ import annotations

import argparse
import io
import math
import os
import re
import struct
import subprocess
import sys
import time
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from PIL import Image, ImageCms

from plugins.responsive_images.encoding import MAX_PIXELS, MAX_SIDE, prepare, quiet_decoders

ROOT = Path(__file__).resolve().parents[1]
_ORIENTATION = 0x0112
_TRANSPARENT = {0: bytes(2), 2: bytes(6), 3: bytes(range(256))}  # by the colour type of a PNG
_BANDS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("kinds", nargs="*", metavar="KIND")
    parser.add_argument("--read", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.read:
        print(measure(sys.stdin.buffer.read()))
        return
    print(f"{'picture':38} {'file MB':>8} {'peak MB':>8} {'seconds':>8}")
    for name, make in PICTURES.items():
        if all(kind in name for kind in options.kinds):
            data = make()
            command = [sys.executable, "-m", "bench.picture_memory", "--read"]
            done = subprocess.run(command, cwd=ROOT, input=data, capture_output=True, check=True)
            most, seconds = done.stdout.decode().split()
            print(f"{name:38} {len(data) / 1e6:8.1f} {most:>8} {seconds:>8}", flush=True)


def measure(data: bytes) -> str:
    """The peak memory of this process (MB) and the seconds, after preparing the picture."""
    start = time.perf_counter()
    with quiet_decoders(), ThreadPoolExecutor(os.cpu_count()) as encoders:
        prepare(data, encoders)
    # Not getrusage(), whose maximum includes that of the parent process before exec.
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text("utf-8"))
    most = int(found[1]) * 1024 / 1e6 if found else math.nan
    return f"{most:.0f} {time.perf_counter() - start:.1f}"


def png(side: tuple[int, int], bits: int, kind: int, transparent: bool = False) -> bytes:
    """A PNG of the colour type `kind`, with equal rows."""
    width, height = side
    row = bytes(index * 7 % 251 for index in range(math.ceil(width * _BANDS[kind] * bits / 8)))
    packer = zlib.compressobj(1)
    body = b"".join(packer.compress(b"\0" + row) for _ in range(height)) + packer.flush()
    chunks = [(b"IHDR", struct.pack(">IIBBBBB", width, height, bits, kind, 0, 0, 0))]
    chunks += [(b"PLTE", bytes(range(256)) * 3)] if kind == 3 else []  # noqa: PLR2004  # a palette
    chunks += [(b"tRNS", _TRANSPARENT[kind])] if transparent else []
    chunks += [(b"IDAT", body), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def photo(side: tuple[int, int], mode: str = "RGB") -> Image.Image:
    """A picture of smooth noise; with alpha, its opacity is a gradient."""
    noise = Image.effect_noise((64, 64), 90)
    bands = [noise.rotate(90 * turn).resize(side, Image.Resampling.BICUBIC) for turn in range(3)]
    image = Image.merge("RGB", bands)
    if mode == "RGBA":
        image.putalpha(Image.linear_gradient("L").resize(side))
    return image if mode == "RGBA" else image.convert(mode)


def saved(image: Image.Image, kind: str, *, frames: int = 0, **options: object) -> bytes:
    """The encoded picture, with an EXIF rotation, a colour profile and `frames` more frames."""
    exif = Image.Exif()
    exif[_ORIENTATION] = 6
    if image.mode in {"RGB", "RGBA"}:
        profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
        options["icc_profile"] = profile.tobytes()
    if frames:
        options |= {"save_all": True, "append_images": [image.rotate(180)] * frames}
    buffer = io.BytesIO()
    image.save(buffer, kind, exif=exif, **options)
    return buffer.getvalue()


def square(pixels: int) -> tuple[int, int]:
    """The sides of the largest square of at most `pixels` pixels."""
    return math.isqrt(pixels), math.isqrt(pixels)


_PNG, _WEBP = square(MAX_PIXELS["PNG"]), square(MAX_PIXELS["WEBP"])
_JPEG, _CMYK = (8000, MAX_PIXELS["JPEG"] // 8000), (8000, 5000)
_LONG, _HALVED = (MAX_SIDE, MAX_PIXELS["JPEG"] // MAX_SIDE), (15_650, 3190)
_PROGRESSIVE = {"quality": 50, "progressive": True, "subsampling": 0}

PICTURES: dict[str, Callable[[], bytes]] = {
    "PNG RGB": lambda: png(_PNG, 8, 2),
    "PNG RGB, one colour transparent": lambda: png(_PNG, 8, 2, transparent=True),
    "PNG RGBA": lambda: png(_PNG, 8, 6),
    "PNG RGBA, 16 bits": lambda: png(_PNG, 16, 6),
    "PNG RGBA, long": lambda: png((MAX_SIDE, MAX_PIXELS["PNG"] // MAX_SIDE), 8, 6),
    "PNG palette, transparent": lambda: png(_PNG, 8, 3, transparent=True),
    "PNG grey, 16 bits": lambda: png(_PNG, 16, 0),
    "PNG grey, 16 bits, transparent": lambda: png(_PNG, 16, 0, transparent=True),
    "PNG animated": lambda: saved(photo(_PNG), "PNG", frames=1, compress_level=9),
    "WebP lossless, alpha": lambda: saved(photo(_WEBP, "RGBA"), "WEBP", lossless=True, method=0),
    "WebP lossy, alpha": lambda: saved(photo(_WEBP, "RGBA"), "WEBP", quality=50, method=0),
    "WebP lossy": lambda: saved(photo(_WEBP), "WEBP", quality=50, method=0),
    "WebP animated": lambda: saved(photo(_WEBP), "WEBP", frames=3, quality=10, method=0),
    "JPEG": lambda: saved(photo(_JPEG), "JPEG", quality=50),
    "JPEG progressive": lambda: saved(photo(_JPEG), "JPEG", **_PROGRESSIVE),
    "JPEG progressive, long": lambda: saved(photo(_LONG), "JPEG", **_PROGRESSIVE),
    "JPEG progressive, too low to halve": lambda: saved(photo(_HALVED), "JPEG", **_PROGRESSIVE),
    "JPEG CMYK progressive": lambda: saved(photo(_CMYK, "CMYK"), "JPEG", **_PROGRESSIVE),
    "JPEG with previews (MPO)": lambda: saved(photo(_JPEG), "MPO", frames=2, quality=30),
}


if __name__ == "__main__":
    main()
