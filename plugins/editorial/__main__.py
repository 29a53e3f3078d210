"""The command line: `python -m plugins.editorial {new,rename,links,ready,check,rules}`."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from plugins.editorial.reports import FORMATS

RULES_PAGE = Path("docs/rules.md")


def main(arguments: Sequence[str]) -> int:
    """Run a command; the exit code is 2 if it cannot be done."""
    parser = argparse.ArgumentParser(prog="python -m plugins.editorial", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    new = commands.add_parser("new", help="create a post")
    new.add_argument("title", nargs="?", default=os.environ.get("TITLE", ""))
    new.add_argument("--kind", default="", help="article, page or translation")
    new.add_argument("--translates", default=os.environ.get("TRANSLATES", ""), metavar="SLUG")
    new.add_argument("--lang", default="", metavar="CODE", help="the language of a translation")
    new.add_argument("--input", type=Path, default=Path("content"), metavar="DIR")
    new.add_argument("--settings", type=Path, default=Path("pelicanconf.py"), metavar="FILE")
    renamed = commands.add_parser("rename", help="give a post another slug")
    renamed.add_argument("old", nargs="?", default=os.environ.get("FROM", ""))
    renamed.add_argument("new", nargs="?", default=os.environ.get("TO", ""))
    renamed.add_argument("--input", type=Path, default=Path("content"), metavar="DIR")
    renamed.add_argument("--settings", type=Path, default=Path("pelicanconf.py"), metavar="FILE")
    linked = commands.add_parser("links", help="which links an article could have")
    linked.add_argument("slug", nargs="?", default=os.environ.get("SLUG", ""))
    linked.add_argument("--input", type=Path, default=Path("content"), metavar="DIR")
    linked.add_argument("--settings", type=Path, default=Path("pelicanconf.py"), metavar="FILE")
    ready = commands.add_parser("ready", help="what a post lacks before it is published")
    ready.add_argument("slug", nargs="?", default=os.environ.get("SLUG", ""))
    ready.add_argument("--input", type=Path, default=Path("content"), metavar="DIR")
    ready.add_argument("--settings", type=Path, default=Path("pelicanconf.py"), metavar="FILE")
    checked = commands.add_parser("check", help="check the posts and data files")
    _add_check_options(checked)
    listed = commands.add_parser("rules", help=f"print {RULES_PAGE}")
    listed.add_argument("--write", action="store_true", help="write it")
    read = parser.parse_args(arguments)
    run = {
        "check": _check,
        "links": _links,
        "new": _new,
        "ready": _ready,
        "rename": _rename,
        "rules": _rules,
    }
    return run[read.command](read)


def _add_check_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="check these only")
    parser.add_argument("--changed", action="store_true", help="what has changed since the commit")
    parser.add_argument("--format", choices=FORMATS, default="text")
    parser.add_argument("--publish", action="store_true", help="as strictly as `make publish`")
    parser.add_argument("--fix", action="store_true", help="change what is certain, and show it")
    parser.add_argument("--advice", action="store_true", help="also how to write more plainly")
    parser.add_argument("--open-points", type=Path, metavar="FILE", help="list them in this page")
    parser.add_argument("--input", type=Path, default=Path("content"), metavar="DIR")
    words = "pelicanconf.py, or publishconf.py with --publish"
    parser.add_argument("--settings", type=Path, metavar="FILE", help=words)


def _check(read: argparse.Namespace) -> int:
    from plugins.editorial import checking  # noqa: PLC0415  # loads what builds

    return checking.check(read)


def _links(read: argparse.Namespace) -> int:
    from plugins.editorial import linking  # noqa: PLC0415  # loads what ranks articles

    return linking.links(read)


def _new(read: argparse.Namespace) -> int:
    from plugins.editorial import creating  # noqa: PLC0415  # loads what reads posts

    return creating.new(read)


def _ready(read: argparse.Namespace) -> int:
    from plugins.editorial import readying  # noqa: PLC0415  # as above

    return readying.ready(read)


def _rename(read: argparse.Namespace) -> int:
    from plugins.editorial import renaming  # noqa: PLC0415  # as above

    return renaming.rename(read)


def _rules(read: argparse.Namespace) -> int:
    """Print or write the page of the rules."""
    from plugins.editorial import catalogue, rules_page  # noqa: PLC0415  # as above

    text = rules_page.page(catalogue.KINDS)
    if read.write:
        RULES_PAGE.write_text(text, "utf-8")
    else:
        print(text, end="")
    return 0


if __name__ == "__main__":
    gc.set_threshold(50_000, 20, 10)  # as for a build
    code = main(sys.argv[1:])
    gc.freeze()  # the same
    sys.exit(code)
