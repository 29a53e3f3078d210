"""The photo gallery's own pictures: still lifes, until there are photos."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from . import gallery_home, gallery_room
from .canvas import Canvas

SIDE = 1080  # pixels


@dataclass(frozen=True)
class StillLife:
    """A square picture with the words that go with it; it says itself that it is drawn."""

    name: str
    scene: Callable[[Canvas], None]
    alt: str
    caption: str

    def draw(self, supersample: int = 4) -> bytes:
        """The picture as JPEG, drawn that many times larger on the way for smooth edges."""
        canvas = Canvas(SIDE, SIDE, supersample=supersample)
        self.scene(canvas)
        buffer = io.BytesIO()
        canvas.finish().save(buffer, "JPEG", quality=88, subsampling=0, optimize=True)
        return buffer.getvalue()


STILL_LIFES = (
    StillLife(
        "treatment-table",
        gallery_room.treatment_table,
        alt="Illustration of a treatment couch with a blanket and rolled towel below a window.",
        caption="Treatment couch (illustration)",
    ),
    StillLife(
        "folded-towels",
        gallery_room.towels,
        alt="Illustration of folded towels on a wooden stool with a sprig of eucalyptus.",
        caption="Folded towels (illustration)",
    ),
    StillLife(
        "needle-jar",
        gallery_room.needle_jar,
        alt="Illustration of a glass jar holding needles in their sealed paper packs.",
        caption="Needles in sealed packs (illustration)",
    ),
    StillLife(
        "roller-and-ball",
        gallery_room.roller_and_ball,
        alt="Illustration of an upright foam roller and a small clay-red massage ball.",
        caption="Foam roller and massage ball (illustration)",
    ),
    StillLife(
        "trainers-by-the-door",
        gallery_home.trainers_by_door,
        alt="Illustration of a pair of blue trainers on a rug by a green door.",
        caption="Trainers by the door (illustration)",
    ),
    StillLife(
        "autumn-park-path",
        gallery_home.autumn_path,
        alt="Illustration of a park path curving between autumn trees and fallen leaves.",
        caption="A path for an autumn run (illustration)",
    ),
    StillLife(
        "plant-on-the-sill",
        gallery_home.plant_on_sill,
        alt="Illustration of a leafy plant in a clay pot on a window sill.",
        caption="A plant on the window sill (illustration)",
    ),
    StillLife(
        "kettle-and-cups",
        gallery_home.kettle_and_cups,
        alt="Illustration of a dark green kettle with two steaming cups on a wooden table.",
        caption="Kettle and cups (illustration)",
    ),
)


def write_gallery(folder: Path) -> None:
    """Draw the gallery into `folder`; curation.yaml shows it."""
    folder.mkdir(exist_ok=True)
    for still in STILL_LIFES:
        (folder / f"{still.name}.jpg").write_bytes(still.draw())
