"""The command line: `python -m plugins.editorial {new,check,rules}`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from plugins.core import clock
from plugins.core.findings import display_path
from plugins.core.output_paths import is_device
from plugins.editorial import checking, rules_page
from plugins.editorial.new_post import scaffold, slug_for, tidy_title
from plugins.posts.questions import AnySiteContext
from plugins.posts.read_post import read_post
from plugins.posts.rules.catalogue import RULES

OK, USAGE = 0, 2
RULES_PAGE = Path("docs/rules.md")


class NewPostError(Exception):
    """A post that cannot be created; the message says why and what to do instead."""


def main(arguments: Sequence[str]) -> int:
    """Run a command; the exit code is 2 if it cannot be done."""
    parser = argparse.ArgumentParser(prog="python -m plugins.editorial", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    new = commands.add_parser("new", help="create a post")
    new.add_argument("title", nargs="?", default=os.environ.get("TITLE", ""))
    new.add_argument("--input", type=Path, default=Path("content"), metavar="DIR")
    checked = commands.add_parser("check", help="check the posts and data files")
    checking.add_options(checked)
    listed = commands.add_parser("rules", help=f"print {RULES_PAGE}")
    listed.add_argument("--write", action="store_true", help="write it")
    read = parser.parse_args(arguments)
    return {"new": _new, "check": checking.check, "rules": _rules}[read.command](read)


def _rules(read: argparse.Namespace) -> int:
    """Print or write the page of the rules."""
    text = rules_page.page(RULES)
    if read.write:
        RULES_PAGE.write_text(text, "utf-8")
    else:
        print(text, end="")
    return OK


def _new(read: argparse.Namespace) -> int:
    """Create the post and print its path."""
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
    for finding in (*read.findings, *read.body_findings):
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


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
