"""The commands for related articles: their arguments, output, errors and exit codes."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from plugins.core.findings import display_path
from plugins.related_articles.cli.explain import explain_article
from plugins.related_articles.cli.export import as_json, export, write_file
from plugins.related_articles.cli.languages import find_article, group_by_language
from plugins.related_articles.cli.layout import count_noun
from plugins.related_articles.cli.link_graph import as_dot, draw
from plugins.related_articles.cli.report import report
from plugins.related_articles.cli.site_posts import CommandError, ReadSite, SitePosts

OK, USAGE = 0, 2
DESCRIPTION = "Explain, count and export the related articles of a folder of posts."


def main(words: Sequence[str], read_site: ReadSite) -> int:
    """Run a command and return its exit code: 2 if it cannot be run. Warnings go to stderr."""
    arguments = _parser().parse_args(words)
    try:
        _run(arguments, read_site(arguments.settings, arguments.content))
    except (CommandError, ValueError) as error:
        print(f"error: {error}", file=sys.stderr)
        return USAGE
    return OK


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=f"python -m {__package__.removesuffix('.cli')}", description=DESCRIPTION
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


def _run(arguments: argparse.Namespace, posts: SitePosts) -> None:
    for finding in posts.findings:
        print(replace(finding, severity="warning"), file=sys.stderr)
    if not posts.documents:
        name = display_path(posts.content)
        raise CommandError(f"There is no post in {name}. Write another folder after --content.")
    languages = group_by_language(posts.documents, posts.settings)
    if arguments.command == "explain":
        print(explain_article(*find_article(arguments.slug, languages)), end="")
    elif arguments.command == "report":
        print(as_dot(languages) if arguments.dot else report(languages), end="")
        if arguments.graph:
            write_file(arguments.graph, draw(languages))
            print(f"Drew the links: {display_path(arguments.graph)}")
    else:
        top = arguments.top or posts.settings.options.count
        lists = export(languages, top, raw=arguments.raw)
        write_file(arguments.output, as_json(lists))
        articles = count_noun(len(lists), "article")
        print(f"Wrote the links of {articles} to {display_path(arguments.output)}")
