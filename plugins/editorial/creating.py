"""The command `new`: creates a post as a draft."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from plugins.core import clock
from plugins.core.findings import display_path
from plugins.core.output_paths import is_device
from plugins.editorial.new_post import scaffold, slug_for, tidy_title
from plugins.posts.questions import AnySiteContext
from plugins.posts.read_post import read_post

OK, USAGE = 0, 2


class NewPostError(Exception):
    """A post that cannot be created; the message says why and what to do instead."""


def new(read: argparse.Namespace) -> int:
    """Create the post and print its path; the exit code is 2 if it cannot be created."""
    try:
        path = display_path(_create(read.title, read.input))
    except (NewPostError, ValueError) as error:
        print(f"error: {error}", file=sys.stderr)
        return USAGE
    print(f"Wrote {path}, a draft. Edit it, and look at it with: make serve")
    return OK


def _create(typed: str, folder: Path) -> Path:
    """Create a post with the title `typed`, and return its path."""
    title = tidy_title(typed)
    slug = slug_for(title)
    if not slug:
        message = 'Write a title with letters from a to z: make new TITLE="Why we warm up"'
        raise NewPostError(message)
    if is_device(slug):
        raise NewPostError(f"{slug}.md cannot be a file on Windows: write a longer title.")
    if not folder.is_dir():
        message = f"There is no folder {folder}: set INPUTDIR to where the posts are."
        raise NewPostError(message)
    path = folder / "articles" / f"{slug}.md"
    text = scaffold(title, clock.now(os.environ).date())
    read = read_post(text.encode(), AnySiteContext(), path=display_path(path), lenient=False)
    for finding in read.findings:  # the preview reports the rest
        raise NewPostError(f"{finding.message} {finding.hint}")
    _write(path, text)
    return path


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError as error:
        message = f"{display_path(path)} already exists: choose another title, or edit it."
        raise NewPostError(message) from error
    except OSError as error:
        raise NewPostError(f"{display_path(path)} cannot be written: {error.strerror}.") from error
