"""The list of pictures: where each is kept, its size and the scene that draws it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from . import (
    scenes_body,
    scenes_needles,
    scenes_places,
    scenes_rooms,
    scenes_running,
    scenes_training,
)
from .canvas import Canvas

LANDSCAPE = (1200, 800)
SQUARE = (1080, 1080)


@dataclass(frozen=True)
class Picture:
    """One picture: its file below content/images/, its size in pixels and its scene."""

    file: str
    size: tuple[int, int]
    scene: Callable[[Canvas], None]

    def draw(self, supersample: int = 4) -> Image.Image:
        """Draw the scene, that many times larger on the way for smooth edges."""
        canvas = Canvas(*self.size, supersample=supersample)
        self.scene(canvas)
        return canvas.finish()


def _post(slug: str, scene: Callable[[Canvas], None]) -> Picture:
    return Picture(f"{slug}.png", LANDSCAPE, scene)


PICTURES = (
    _post("what-is-dry-needling", scenes_needles.needles_in_forearm),
    _post("5-top-tips-for-marathon-training", scenes_running.winding_road),
    _post("the-benefits-of-sports-massage-for-runners", scenes_body.hands_on_calf),
    _post("5-tips-to-reduce-the-risk-of-running-injuries", scenes_running.running_shoes),
    _post("how-to-recover-after-a-long-run", scenes_running.bench_at_dusk),
    _post("sleep-and-recovery", scenes_rooms.moonlit_bed),
    _post("sitting-at-a-desk-all-day", scenes_rooms.desk_and_chair),
    _post("ankle-sprains-and-the-way-back-to-running", scenes_body.bandaged_ankle),
    _post("strength-exercises-for-runners", scenes_training.kettlebell_and_step),
    _post("what-happens-at-your-first-appointment", scenes_rooms.two_chairs),
    _post("foam-rolling-what-it-can-and-cannot-do", scenes_training.roller_on_mat),
    _post("dry-needling-or-acupuncture", scenes_needles.layers_and_points),
    _post("stiff-neck-and-tension-headaches", scenes_body.stiff_neck),
    _post("warming-up-before-a-run", scenes_running.starting_line),
    _post("abbeville-road", scenes_places.high_street),
    _post("wimbledon-village", scenes_places.village_common),
)


def save(image: Image.Image, path: Path) -> None:
    """Write a picture as its name asks: a full-colour PNG, or a fine JPEG."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".jpg":
        image.save(path, quality=88, subsampling=0, optimize=True)
    else:
        # No palette: 128 colours would break the gradients into bands.
        image.save(path, optimize=True)
