"""A small clinic that builds in a second, for tests to break."""

import base64
import shutil

from plugins.publishing.staging import MARKER_TEXT
from tests.building import ROOT, build, copy_code, snapshot

PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJg"
    "gg=="
)
FACTS = "name: Fjord Clinic\nheadline: Calm muscles\nemail: hello@fjord.example.org\n"
PEOPLE = "- name: Nora Lind\n  slug: nora-lind\n"
POST = """\
---
title: {title}
date: 2026-01-0{day}
author: Nora Lind
topics: [Running]
---
Some words on running.

![A red dot](dot.png)

See [the other post](/articles/{other}/).
"""


def small_site(folder, *, code=False):
    """Write a project into `folder`: our theme, with its own content.

    With `code` also ours, for tests to change, or to run as it is there: `build_site` and
    `building.run` find it anyway.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("plugins", "theme") if code else ("theme",):
        copy_code(ROOT / name, folder / name)
    for name in ("pelicanconf.py", "publishconf.py"):
        shutil.copy(ROOT / name, folder / name)
    write(folder, "content/data/clinic.yaml", FACTS)
    write(folder, "content/data/people.yaml", PEOPLE)
    write(folder, "content/articles/warm.md", POST.format(title="Warm up", day=1, other="cool"))
    write(folder, "content/articles/cool.md", POST.format(title="Cool down", day=2, other="warm"))
    write(folder, "content/pages/about.md", "---\ntitle: About\n---\nWho we are.\n")
    for name in ("favicon.ico", "favicon.svg", "apple-touch-icon.png"):
        write(folder, f"content/extra/{name}", "a picture")
    write(folder, "content/images/dot.png", PICTURE)
    return folder


def write(folder, name, text):
    """Write one file and create its parent folders."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def build_site(folder, mode="html", **options):
    """Build the project in `folder` into its own output folder."""
    output = options.pop("output", folder / "output")
    return build(mode, output=output, cwd=folder, **options)


def left_beside(folder):
    """Temporary folders of builds that are left next to the output folder of the project."""
    return sorted(path.name for path in folder.glob(".output.*"))


def text_of_site(site):
    """Contents and names of all files of a site, as one lower-case text."""
    files = snapshot(site)
    return "\n".join(
        [*files, *(data.decode("utf-8", "replace") for data in files.values())]
    ).lower()


def old_site(folder):
    """Put the site of an earlier build into the project's output folder; returns its files."""
    write(folder, "output/.nojekyll", MARKER_TEXT)
    write(folder, "output/index.html", "<!doctype html><title>The old site</title>")
    write(folder, "output/articles/gone/index.html", "<!doctype html><title>Gone</title>")
    return snapshot(folder / "output")


def edit(folder, name, old, new):
    """Replace text that occurs exactly once in a file."""
    text = (folder / name).read_text("utf-8")
    assert text.count(old) == 1, f"{old!r} occurs {text.count(old)} times in {name}"
    (folder / name).write_text(text.replace(old, new), "utf-8")
