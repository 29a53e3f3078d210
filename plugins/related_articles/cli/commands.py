"""The commands for related articles: their arguments, output, errors and exit codes."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from plugins.core import clock
from plugins.core.findings import display_path
from plugins.related_articles.cli.explain import explain_article
from plugins.related_articles.cli.export import as_json, export, write_file
from plugins.related_articles.cli.languages import LanguageArticles, find_article, group_by_language
from plugins.related_articles.cli.layout import count_noun
from plugins.related_articles.cli.link_graph import as_dot, draw
from plugins.related_articles.cli.post_folder import read_folder
from plugins.related_articles.cli.report import report
from plugins.related_articles.cli.site_settings import (
    CommandError,
    SiteSettings,
    read_site_settings,
)

OK, USAGE = 0, 2
DESCRIPTION = "Explain, count and export the related articles of a folder of posts."


def main(words: Sequence[str]) -> int:
    """Run a command and return its exit code: 2 if it cannot be run. Warnings go to stderr."""
    arguments = _parser().parse_args(words)
    try:
        site = read_site_settings(arguments.settings)
        _run(arguments, site, _read_languages(arguments.content or site.content, site))
    except (CommandError, ValueError) as error:
        print(f"error: {error}", file=sys.stderr)
        return USAGE
    return OK


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m plugins.related_articles", description=DESCRIPTION
    )
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--content", type=Path, metavar="DIR", help="any folder of posts")
    shared.add_argument("--settings", type=Path, default=Path("pelicanconf.py"), metavar="FILE")
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("explain", parents=[shared], help="why an article shows its links")
    one.add_argument("slug", help="an article's slug; SLUG@LANG if it exists in two languages")
    counts = commands.add_parser("report", parents=[shared], help="how many links lead where")
    drawing = counts.add_mutually_exclusive_group()
    drawing.add_argument("--graph", type=Path, metavar="FILE.svg", help="also draw the links")
    drawing.add_argument("--dot", action="store_true", help="print the links for Graphviz instead")
    lists = commands.add_parser("export", parents=[shared], help="all links as JSON")
    lists.add_argument("--top", type=_positive, metavar="N", help="links for each article")
    lists.add_argument("--raw", action="store_true", help="only the ranking, best first")
    lists.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.json")
    return parser


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("write a number from 1")
    return number


def _read_languages(folder: Path, site: SiteSettings) -> list[LanguageArticles]:
    """The posts of a folder with their links; warnings go to stderr."""
    name = display_path(folder)
    if not folder.is_dir():
        raise CommandError(f"There is no folder {name}. Write another after --content.")
    documents, findings = read_folder(folder, site, clock.now(os.environ))
    for finding in findings:
        print(finding, file=sys.stderr)
    if not documents:
        raise CommandError(f"There is no post in {name}. Write another folder after --content.")
    return group_by_language(documents, site)


def _run(
    arguments: argparse.Namespace, site: SiteSettings, languages: Sequence[LanguageArticles]
) -> None:
    if arguments.command == "explain":
        print(explain_article(*find_article(arguments.slug, languages)), end="")
    elif arguments.command == "report":
        print(as_dot(languages) if arguments.dot else report(languages), end="")
        if arguments.graph:
            write_file(arguments.graph, draw(languages))
            print(f"Drew the links: {display_path(arguments.graph)}")
    else:
        lists = export(languages, arguments.top or site.options.count, raw=arguments.raw)
        write_file(arguments.output, as_json(lists))
        articles = count_noun(len(lists), "article")
        print(f"Wrote the links of {articles} to {display_path(arguments.output)}")
