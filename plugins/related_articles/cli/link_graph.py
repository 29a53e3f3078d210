"""Draws the links among all articles: an SVG without scripts, or DOT for Graphviz.

Articles are listed by category, then from old to new. An arc leads from the upper side of the
article that shows a link to the arrowhead at the lower side of the article that is linked to.
"""

from __future__ import annotations

import math
import textwrap
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import groupby, repeat
from unicodedata import east_asian_width

from plugins.article_body.reading import printable
from plugins.core.dates import date_words
from plugins.related_articles.cli.languages import LanguageArticles
from plugins.related_articles.cli.layout import count_noun, score
from plugins.related_articles.cli.report import LinkStatistics, link_statistics
from plugins.related_articles.documents import Document
from plugins.related_articles.selection import Link

_AXIS, _NAMES = 190, 214  # the x of the dots, and of the start of the names
_LINE, _ROOM = 24, 18.5  # the height of a line of text, and its width in em
_PORT = 6  # from the middle of a dot up to where arcs start, and down to where they end
_LEVELS, _MOST_LISTED = 5, 60  # line widths, and titles that the description lists at most
# For each source of a link: its style in DOT, and its name in the legend.
_KINDS = {
    "text": ("solid", "by text"),
    "pin": ("bold", "pinned by an editor"),
    "fairness": ("dashed", "given a place"),
    **dict.fromkeys(("category", "newest", "copy"), ("dotted", "fills up")),
}
_HEAD = '<path class="head" d="M{:g} {}l-9-5v10z"/>'
_SVG = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 {height}" width="600" height="{height}" \
style="max-width:100%;height:auto" role="img" aria-labelledby="graph-title graph-desc">
<title id="graph-title">Which article links to which</title>
<desc id="graph-desc">{description}</desc>
<style>
svg{{--paper:#f8f5ee;--ink:#12302f;--soft:#37504d;--link:#1f6b5e;--warn:#a3261b;--mark:#c8641e}}
@media(prefers-color-scheme:dark){{
svg{{--paper:#0f1f1f;--ink:#edf0e8;--soft:#b9c9c0;--link:#7fc4b2;--warn:#ff9d8e;--mark:#f2c14e}}}}
text{{fill:var(--ink);font:20px -apple-system,'Segoe UI',Roboto,'Noto Sans',Arial,sans-serif}}
.paper{{fill:var(--paper)}} .soft{{fill:var(--soft)}} .heading{{font-weight:bold}}
.dot,.head{{fill:var(--link)}} .link{{fill:none;stroke:var(--link)}} .pin{{stroke:var(--warn)}}
.fairness{{stroke-dasharray:7 4}} .category,.newest,.copy{{stroke-dasharray:2 4}}
.orphan{{fill:none;stroke:var(--warn);stroke-width:2.5}}
.article:hover .link{{stroke:var(--mark);stroke-width:4;opacity:1}}
</style>
<rect class="paper" width="600" height="{height}" rx="12"/>
{parts}
</svg>
"""


def draw(languages: Sequence[LanguageArticles]) -> str:
    """The SVG: a part for each language that has published articles."""
    counts = [(language, link_statistics(language)) for language in languages if language.published]
    height, parts = 18, []
    for language, stats in counts:
        rows, height = _part(language, stats, height)
        parts += rows
    description = escape(" ".join(_description(language, stats) for language, stats in counts))
    return printable(_SVG.format(height=height, description=description, parts="\n".join(parts)))


def as_dot(languages: Sequence[LanguageArticles]) -> str:
    """The same facts for Graphviz: a cluster for each language, a node for each article."""
    rows = ["digraph related_articles {", "rankdir=LR; node [shape=box];"]
    for number, language in enumerate(language for language in languages if language.published):
        stats = link_statistics(language)
        rows.append(f"subgraph cluster_{number} {{ label={_quoted(_heading(language, stats))};")
        for document in _ordered(language):
            key, label = _quoted(language.keys[document.slug]), _quoted(document.title)
            style = "solid" if stats.inbound[document.slug] else "dashed"
            tip = _quoted(_about(document, stats))
            rows.append(f"{key} [label={label}, style={style}, tooltip={tip}];")
        for document, link, reason, level in _links(stats):
            pair = " -> ".join(_quoted(language.keys[slug]) for slug in (document.slug, link.slug))
            style, tip = _KINDS[link.source][0], _quoted(reason)
            rows.append(f"{pair} [style={style}, penwidth={level}, tooltip={tip}];")
        rows.append("}")
    return "\n".join([*rows, "}\n"])


def _quoted(text: str) -> str:
    """A quoted string for DOT, with backslashes, quotation marks and `&` escaped."""
    line = " ".join(printable(text).split()).replace("&", "&amp;")
    return '"' + line.replace("\\", r"\\").replace('"', r"\"") + '"'


def _ordered(language: LanguageArticles) -> list[Document]:
    return sorted(language.published, key=lambda each: (each.category, each.date, each.slug))


def _heading(language: LanguageArticles, stats: LinkStatistics) -> str:
    articles = count_noun(len(language.published), "article")
    return f"{language.lang}: {articles}, {count_noun(len(stats.links), 'link')}"


def _description(language: LanguageArticles, stats: LinkStatistics) -> str:
    titles = [each.title for each in _ordered(language) if not stats.inbound[each.slug]]
    named = "; ".join(titles) if len(titles) <= _MOST_LISTED else f"{len(titles):,} of them"
    missed = f"No article links to: {named}." if titles else "Each is linked to."
    return f"{_heading(language, stats)}. {missed}"


def _about(document: Document, stats: LinkStatistics) -> str:
    times = stats.inbound[document.slug]
    about = ", ".join(filter(None, [document.category, date_words(document.date)]))
    linked = f"linked from {times:,}" if times else "no article links to it"
    return f"{document.title} ({about}): {linked}"


def _links(stats: LinkStatistics) -> Iterator[tuple[Document, Link, str, int]]:
    """Each link with its reason and the quantile of its score, from 1 to _LEVELS."""
    scores = sorted(link.score for _, link in stats.links if link.source == "text")
    for document, link in stats.links:
        share = bisect_right(scores, link.score) / len(scores) if link.source == "text" else 0.5
        reason = f"{_KINDS[link.source][1]}, {score(link.score)}"
        yield document, link, reason, math.ceil(_LEVELS * share)


def _part(language: LanguageArticles, stats: LinkStatistics, y: int) -> tuple[list[str], int]:
    """The SVG of a language, which starts at the height `y`, and the height where it ends."""
    rows = [_text(20, y + 14, _heading(language, stats), "soft")]
    top, names, middles = y, {}, {}
    for category, documents in groupby(_ordered(language), lambda each: each.category):
        y += 50
        rows.append(_text(_NAMES, y, _lines(category or "without a category", 1)[0], "heading"))
        for document in documents:
            lines = _lines(document.title)
            spots = [y + 10 + _LINE * row for row in range(1, len(lines) + 1)]
            names[document.slug] = "".join(map(_text, repeat(_NAMES), spots, lines))
            middles[document.slug] = y + 14 + _LINE * len(lines) // 2
            y += _LINE * len(lines) + 14
    arcs: defaultdict[str, str] = defaultdict(str)
    for document, link, reason, level in _links(stats):
        title = f"{document.title} → {language.documents[link.slug].title}: {reason}"
        curve = _curve(stats, document.slug, link.slug, middles, y - top)
        arcs[document.slug] += _path(link.source, level, curve, title)
    for document in _ordered(language):
        dot = _dot(document, stats, middles[document.slug])
        rows.append(f'<g class="article">{arcs[document.slug]}{dot}{names[document.slug]}</g>')
    for sign, words in _signs(stats):
        y += 30
        rows.append(f'<g transform="translate(20 {y})">{sign}{_text(54, 7, words, "soft")}</g>')
    return rows, y + 36


def _curve(stats: LinkStatistics, slug: str, other: str, ys: Mapping[str, int], length: int) -> str:
    """The path from the upper side of one dot to the lower side of the other."""
    start, end = ys[slug] - _PORT, ys[other] + _PORT
    out = _AXIS - 30 - 200 * (abs(end - start) / length) ** 0.75
    left, right = _AXIS - _radius(stats, slug), _AXIS - _radius(stats, other) - 8
    return f"M{left:g} {start}C{out:.0f} {start} {out:.0f} {end} {right:g} {end}"


def _path(source: str, level: int, curve: str, title: str = "") -> str:
    opacity = 0.4 + 0.12 * level if source == "text" else 1
    look = f'stroke-width="{0.7 + 0.3 * level:.1f}" opacity="{opacity:.2g}"'
    return f'<path class="link {source}" {look} d="{curve}"><title>{escape(title)}</title></path>'


def _dot(document: Document, stats: LinkStatistics, y: int) -> str:
    style = "dot" if stats.inbound[document.slug] else "orphan"
    radius, title = _radius(stats, document.slug), escape(_about(document, stats))
    dot = f'<circle class="{style}" cx="{_AXIS}" cy="{y}" r="{radius}"><title>{title}</title>'
    return f"{dot}</circle>" + (_HEAD.format(_AXIS - radius, y + _PORT) if style == "dot" else "")


def _radius(stats: LinkStatistics, slug: str) -> float:
    return round(5 + 1.6 * math.sqrt(min(stats.inbound[slug], 30)), 1)


def _signs(stats: LinkStatistics) -> Iterator[tuple[str, str]]:
    """The signs of the legend, drawn at the height 0, with their meaning."""
    kinds = {_KINDS[link.source]: link.source for _, link in stats.links}
    for (_, words), source in sorted(kinds.items(), reverse=True):
        closer = ", the bolder the closer" if source == "text" else ""
        yield _path(source, 4, "M0 0H34") + _HEAD.format(42, 0), words + closer
    if stats.orphans:
        yield '<circle class="orphan" cx="21" cy="0" r="6"/>', "no article links to it"


def _text(x: int, y: int, words: str, style: str = "name") -> str:
    return f'<text class="{style}" x="{x}" y="{y}">{escape(words)}</text>'


def _lines(title: str, most: int = 2) -> list[str]:
    """A title in at most `most` lines that fit beside the dots; the rest is cut off."""
    wide = (1 if east_asian_width(sign) in "WF" else 0.53 + 0.2 * sign.isupper() for sign in title)
    lines = textwrap.wrap(title, max(4, int(_ROOM * len(title) / (sum(wide) or 1)))) or [""]
    *first, last = lines[:most]
    cut = f"{last.rpartition(' ')[0] or last[:-2]} …" if lines[most:] else last
    return [*first, cut]
