"""The commands on related articles: their lines, their errors and their exit codes."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from plugins.core import clock
from plugins.core.findings import typed_path
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
DESCRIPTION = "Explains, counts and writes down the related articles of a folder of posts."


def main(words: Sequence[str]) -> int:
    """Carry out a command; exit code 2 when it cannot be. Warnings go to stderr."""
    arguments = _parser().parse_args(words)
    try:
        site = read_site_settings(arguments.settings)
        arguments.run(arguments, site, _read_languages(arguments.content or site.content, site))
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
    commands = parser.add_subparsers(required=True, metavar="{explain,report,export}")
    told = commands.add_parser("explain", parents=[shared], help="why an article shows its links")
    told.add_argument("slug", help="an article's slug; SLUG@LANG where two languages have it")
    told.set_defaults(run=_explain)
    summed = commands.add_parser("report", parents=[shared], help="how links are shared out")
    drawn = summed.add_mutually_exclusive_group()
    drawn.add_argument("--graph", type=Path, metavar="FILE.svg", help="draw the links too")
    drawn.add_argument("--dot", action="store_true", help="print the links for Graphviz instead")
    summed.set_defaults(run=_report)
    given = commands.add_parser("export", parents=[shared], help="all links as JSON")
    given.add_argument("--top", type=_positive, metavar="N", help="links for each article")
    given.add_argument("--raw", action="store_true", help="the ranking alone, best first")
    given.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.json")
    given.set_defaults(run=_export)
    return parser


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("write a number from 1")
    return number


def _read_languages(folder: Path, site: SiteSettings) -> list[LanguageArticles]:
    """The posts of a folder, related; its warnings go to stderr."""
    if not folder.is_dir():
        raise CommandError(f"There is no folder {typed_path(folder)}: name one with --content.")
    documents, findings = read_folder(folder, site, clock.now(os.environ))
    for finding in findings:
        print(finding, file=sys.stderr)
    if not documents:
        raise CommandError(
            f"There is no post in {typed_path(folder)}: name a folder with --content."
        )
    return group_by_language(documents, site)


def _explain(
    arguments: argparse.Namespace, _site: SiteSettings, languages: Sequence[LanguageArticles]
) -> None:
    language, document = find_article(arguments.slug, languages)
    print(explain_article(language, document), end="")


def _report(
    arguments: argparse.Namespace, _site: SiteSettings, languages: Sequence[LanguageArticles]
) -> None:
    print(as_dot(languages) if arguments.dot else report(languages), end="")
    if arguments.graph:
        write_file(arguments.graph, draw(languages))
        print(f"Drew the links: {typed_path(arguments.graph)}")


def _export(
    arguments: argparse.Namespace, site: SiteSettings, languages: Sequence[LanguageArticles]
) -> None:
    lists = export(languages, arguments.top or site.options.count, raw=arguments.raw)
    write_file(arguments.output, as_json(lists))
    print(
        f"Wrote the links of {count_noun(len(lists), 'article')} to {typed_path(arguments.output)}"
    )
