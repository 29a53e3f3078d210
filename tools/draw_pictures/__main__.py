"""The command: draws the pictures, the photo gallery and the icons into content/."""

import argparse
from pathlib import Path

from .catalogue import PICTURES, save
from .gallery import write_gallery
from .mark import write_icons

CONTENT = Path(__file__).parents[2] / "content"


def main() -> None:
    """Draw what the names on the command line ask for, or everything."""
    parser = argparse.ArgumentParser(prog="python -m tools.draw_pictures", description=__doc__)
    parser.add_argument(
        "names", nargs="*", help="parts of file names, or gallery; everything when left out"
    )
    names = parser.parse_args().names
    for picture in PICTURES:
        if not names or any(name in picture.file for name in names):
            save(picture.draw(), CONTENT / "images" / picture.file)
            print(picture.file)
    if not names or "gallery" in names:
        write_gallery(CONTENT / "images" / "gallery")
        print("gallery")
    if not names:
        for path in write_icons(CONTENT / "extra"):
            print(path.name)


if __name__ == "__main__":
    main()
