"""A made-up clinic whose editor is tired: the posts in cases/, among good ones."""

import json
import shutil
import sys
from pathlib import Path

from PIL import Image

from tests.building import ROOT, run
from tests.publishing.small_site import PICTURE, write

CASES = Path(__file__).with_name("cases")
NOW = "1795867200"  # 28 November 2026
CLINIC = """\
name: Harbour Lane Physiotherapy
headline: Calm backs and quick feet
email: desk@harbourlane.example.org
"""
PEOPLE = """\
- {name: Ines Falk, slug: ines-falk}
- {name: Tom Akers, slug: tom-akers}
- {name: Mira Solberg, slug: mira-solberg}
"""
GOOD = """\
---
title: {0}
date: 2025-{1:02}-14
category: {2}
topics: [Recovery, Sleep]
description: What we tell everybody who asks about it.
author: Tom Akers
---
{0} is easier with company. Ask at the desk who else would like to come.
"""
TITLES = ("Running in the dark", "Sleeping well", "A slow mile", "Wet leaves", "Old knees")


def write_site(folder):
    """Write the clinic's content, with all the cases, into a folder."""
    write_good_site(folder)
    for case in CASES.glob("*.md"):
        shutil.copy(case, folder / "articles")


def write_good_site(folder):
    """Write the clinic's content, without mistakes, into a folder."""
    write(folder, "data/clinic.yaml", CLINIC)
    write(folder, "data/people.yaml", PEOPLE)
    write(folder, "pages/contact.md", "---\ntitle: Contact\n---\nKnock twice.\n")
    for month, title in enumerate(TITLES, 1):
        for category in ("Advice", "News", "Running"):
            name = title if category == "Running" else f"{title}, {category.lower()}"
            slug = name.lower().replace(",", "").replace(" ", "-")
            write(folder, f"articles/{slug}.md", GOOD.format(name, month, category))
    write(folder, "images/sign.png", PICTURE)
    for name in ("couch.png", "stairs.png"):
        Image.new("RGB", (800, 400), "teal").save(folder / "images" / name)
    for name in ("favicon.ico", "favicon.svg", "apple-touch-icon.png"):
        write(folder, f"extra/{name}", "a picture")


def check_site(folder):
    """The findings of `make check-content` for a folder of content, and what went wrong."""
    arguments = ["--input", folder, "--settings", ROOT / "pelicanconf.py", "--format", "json"]
    done = run(
        [sys.executable, "-m", "plugins.editorial", "check", *map(str, arguments)],
        cwd=ROOT,
        env={"SOURCE_DATE_EPOCH": NOW, "CACHEDIR": str(folder.parent / "caches")},
    )
    return json.loads(done.stdout)["findings"], done.stderr
