"""The canvas: filled outlines, lines, gradients and soft shadows, drawn large and scaled down."""

import contextlib
import functools
import math
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageColor, ImageDraw, ImageFilter

from .palette import NIGHT
from .shapes import Outline, Point, ellipse, ribbon

Bounds = tuple[int, int, int, int]


@dataclass(frozen=True)
class Fade:
    """A gradient from one colour at a point to another at a second point; alphas fade likewise."""

    start: str
    end: str
    a: Point
    b: Point
    from_alpha: float = 1.0
    to_alpha: float = 1.0


Paint = str | Fade


class Canvas:
    """A picture in the making; all lengths are in pixels of the finished picture."""

    def __init__(self, width: int, height: int, supersample: int = 4) -> None:
        self.width, self.height, self.zoom = width, height, supersample
        self._image = Image.new("RGB", (width * supersample, height * supersample))
        self._clips: list[Image.Image] = []

    def fill(self, paint: Paint, *outlines: Outline, alpha: float = 1.0, blur: float = 0) -> None:
        """Paint the union of the outlines; blur softens its edge by that many pixels."""
        bounds = self._bounds(outlines, 3 * blur + 1)
        mask = Image.new("L", _size(bounds))
        draw = ImageDraw.Draw(mask)
        for outline in outlines:
            draw.polygon(self._local(outline, bounds), fill=255)
        self._paint(paint, mask, bounds, alpha, blur)

    def line(
        self, paint: Paint, width: float, *outlines: Outline, alpha: float = 1.0, blur: float = 0
    ) -> None:
        """Draw the outlines as open lines with round ends."""
        parts = [part for outline in outlines for part in ribbon(outline, width)]
        self.fill(paint, *parts, alpha=alpha, blur=blur)

    def ground(self, paint: Paint, top: float = 0) -> None:
        """Fill the whole width from a height down to the foot of the picture."""
        self.fill(paint, [(0, top), (self.width, top), (self.width, self.height), (0, self.height)])

    def shadow(
        self, x: float, y: float, rx: float, ry: float, *, alpha: float = 0.22, blur: float = 8
    ) -> None:
        """The soft contact shadow under a thing that stands at (x, y)."""
        self.fill(NIGHT, ellipse(x, y, rx, ry), alpha=alpha, blur=blur)

    @contextlib.contextmanager
    def inside(self, *outlines: Outline) -> Iterator[None]:
        """While open, paint only within the union of the outlines."""
        mask = Image.new("L", self._image.size)
        for outline in outlines:
            ImageDraw.Draw(mask).polygon(self._local(outline, (0, 0, 0, 0)), fill=255)
        if self._clips:
            mask = ImageChops.multiply(mask, self._clips[-1])
        self._clips.append(mask)
        try:
            yield
        finally:
            self._clips.pop()

    def finish(self) -> Image.Image:
        """The finished picture at its true size."""
        return self._image.resize((self.width, self.height), Image.Resampling.LANCZOS)

    def _bounds(self, outlines: tuple[Outline, ...], margin: float) -> Bounds:
        xs = [x for outline in outlines for x, _ in outline]
        ys = [y for outline in outlines for _, y in outline]
        wide, high = self._image.size
        return (
            max(0, math.floor((min(xs) - margin) * self.zoom)),
            max(0, math.floor((min(ys) - margin) * self.zoom)),
            min(wide, math.ceil((max(xs) + margin) * self.zoom)),
            min(high, math.ceil((max(ys) + margin) * self.zoom)),
        )

    def _local(self, outline: Outline, bounds: Bounds) -> Outline:
        left, top = bounds[:2]
        # Pixel centres sit half a pixel in; without this, edges drift by half a drawn pixel.
        # Rounding here, because the painter would cut the fractions off and shift the shape.
        return [
            (round(x * self.zoom - 0.5) - left, round(y * self.zoom - 0.5) - top)
            for x, y in outline
        ]

    def _paint(
        self, paint: Paint, mask: Image.Image, bounds: Bounds, alpha: float, blur: float
    ) -> None:
        if not all(_size(bounds)):
            return
        if blur:
            mask = mask.filter(ImageFilter.GaussianBlur(blur * self.zoom))
        if self._clips:
            mask = ImageChops.multiply(mask, self._clips[-1].crop(bounds))
        if alpha < 1:
            mask = mask.point([round(level * alpha) for level in range(256)])
        if isinstance(paint, str):
            self._image.paste(ImageColor.getrgb(paint), bounds, mask)
            return
        ramp = self._ramp(paint, bounds)
        levels = [round(paint.from_alpha * (255 - t) + paint.to_alpha * t) for t in range(256)]
        self._image.paste(
            _tinted(ramp, paint), bounds, ImageChops.multiply(mask, ramp.point(levels))
        )

    def _ramp(self, fade: Fade, bounds: Bounds) -> Image.Image:
        """How far along the gradient each pixel of the bounds lies, 0 to 255."""
        (ax, ay), (bx, by) = fade.a, fade.b
        reach = (bx - ax) ** 2 + (by - ay) ** 2
        ex, ey = (bx - ax) / reach / self.zoom, (by - ay) / reach / self.zoom
        left, top = bounds[:2]
        start = ex * (left - ax * self.zoom) + ey * (top - ay * self.zoom)
        place = (0, 0, 1.5, 255 * ex, 255 * ey, 255 * start + 256 * 20 + 0.5)
        nearest = Image.Resampling.NEAREST
        return _strip().transform(_size(bounds), Image.Transform.AFFINE, place, nearest)


@functools.cache
def _strip() -> Image.Image:
    """A column of grey from 0 to 255, flat far beyond both ends so that gradients clamp there."""
    strip = Image.new("L", (3, 256 * 41))
    strip.putdata([min(255, max(0, row - 256 * 20)) for row in range(256 * 41) for _ in "xyz"])
    return strip


def _size(bounds: Bounds) -> tuple[int, int]:
    return (max(0, bounds[2] - bounds[0]), max(0, bounds[3] - bounds[1]))


def _tinted(ramp: Image.Image, fade: Fade) -> Image.Image:
    pairs = list(zip(ImageColor.getrgb(fade.start), ImageColor.getrgb(fade.end), strict=True))
    # All three colours step together, so that no band of a gentle gradient takes on a tint.
    steps = max(1, *(abs(b - a) for a, b in pairs))
    shares = [round(t * steps / 255) / steps for t in range(256)]
    bands = [ramp.point([round(a + (b - a) * share) for share in shares]) for a, b in pairs]
    return Image.merge("RGB", bands)
