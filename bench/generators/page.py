"""Writes the tables and the plot of docs/performance.md."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from pathlib import Path

from bench.curve import Curve, draw
from bench.generators import ours, peers
from bench.generators.figures import Figures, Group, Row, ratio

BEGIN, END = "<!-- figures: python -m bench.generators -->\n", "<!-- end of figures -->\n"
_TABLES = (1000, 10_000)  # sizes with a table; the plot has all
_OURS = {
    what: (ours.NAME, what)
    for what in (ours.COLD, ours.UNCHANGED, ours.BODY, ours.BODY_ALONE, ours.START)
}
_COLD = (ours.NAME, ours.COLD)
# What is divided by what: generator and build of each.
_RATIOS = (
    (_COLD, (peers.PELICAN, ours.COLD)),
    (_COLD, (peers.HUGO, peers.RELATED)),
    (_COLD, (peers.HUGO, peers.BY_CATEGORY)),
    (_COLD, (peers.HUGO, ours.COLD)),
    (_COLD, (peers.ELEVENTY, ours.COLD)),
    (_OURS[ours.BODY], (peers.PELICAN, peers.CACHED)),
    (_OURS[ours.BODY], (peers.HUGO, ours.COLD)),
    (_OURS[ours.BODY_ALONE], (peers.HUGO, ours.COLD)),
    (_OURS[ours.UNCHANGED], _OURS[ours.START]),
)
_CURVES = {
    "this project, cold": _COLD,
    "this project, one edit": _OURS[ours.BODY],
    "this project, no change": _OURS[ours.UNCHANGED],
    "Pelican": (peers.PELICAN, ours.COLD),
    "Hugo": (peers.HUGO, ours.COLD),
    "Hugo, related": (peers.HUGO, peers.RELATED),
    "Eleventy": (peers.ELEVENTY, ours.COLD),
}


def write_page(figures: Figures, page: Path) -> None:
    """Write the figures between the markers of a page, and its JSON and SVG files beside it."""
    figures.write(page.with_suffix(".json"))
    curves = {name: _curve(figures, *key) for name, key in _CURVES.items()}
    if any(curves.values()):
        title = "Seconds of a build by the number of articles"
        page.with_suffix(".svg").write_text(draw(curves, "articles", "seconds", title), "utf-8")
    before, begin, rest = page.read_text("utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{page} has no markers: write {BEGIN}{END}")
    text = "\n".join(_parts(figures, page.with_suffix(".svg").name))
    page.write_text(f"{before}{BEGIN}{text}{END}{after}", "utf-8")


def _parts(figures: Figures, plot: str) -> Iterable[str]:
    if any(not group.heavy for group in figures.groups):
        yield from _ratios(figures)
        yield f"![Seconds of a build by the number of articles]({plot})\n"
    for group in figures.groups:
        if group.articles in _TABLES:
            yield from _table(group)
    if figures.saves:
        yield from _saves(figures.saves)
    yield "### Measured with\n"
    origins = [(_name(group), group.origin) for group in figures.groups]
    origins += [("Saves", figures.saves_origin)] if figures.saves else []
    for origin in dict.fromkeys(origin for _, origin in origins):
        names = "; ".join(name for name, its in origins if its == origin)
        yield f"- {names}: {origin}."
    yield ""


def _ratios(figures: Figures) -> Iterable[str]:
    """The builds compared, and how much longer ten times as many articles take."""
    sizes = [group for size in _TABLES if (group := figures.group(size))]
    rows = [
        [f"{_label(one)} / {_label(other)}"]
        + [_number(ratio(group.row(*one), group.row(*other))) for group in sizes]
        for one, other in _RATIOS
    ]
    yield "### Ratios\n"
    yield _markdown(["median of the ratios of each run", *(_name(each) for each in sizes)], rows)
    few, many = (figures.group(size) for size in _TABLES)
    one, other = (group and group.row(*_COLD) for group in (few, many))
    if few and many and one and other and few.origin == many.origin:  # else the code has changed
        growth = statistics.median(other.seconds) / statistics.median(one.seconds)
        yield f"Growth of a cold build from {_TABLES[0]:,} to {_TABLES[1]:,}: {growth:.1f} times.\n"


def _table(group: Group) -> Iterable[str]:
    rows = []
    whole = group.row(*_OURS[ours.BODY])
    for row in group.rows:
        rows.append(_cells(row))
        if whole and row.what == ours.BODY_ALONE:
            seconds, cpu = _more(whole.seconds, row.seconds), _more(whole.cpu, row.cpu)
            rows.append(
                [
                    f"{row.generator}, one body edited, the search index's part (difference)",
                    seconds,
                    cpu,
                    "",
                    "",
                ]
            )
    yield f"### {_name(group)}\n"
    runs = len(group.rows[0].seconds)
    head = f"seconds: median of {runs} (least to most)"
    yield _markdown(["build", head, "CPU seconds", "peak memory, MB", "pages"], rows)


def _cells(row: Row) -> list[str]:
    median = statistics.median(row.seconds)
    seconds = f"{median:.2f} ({min(row.seconds):.2f} to {max(row.seconds):.2f})"
    cpu = f"{statistics.median(row.cpu):.2f}"
    return [_label((row.generator, row.what)), seconds, cpu, f"{row.megabytes:,}", f"{row.pages:,}"]


def _more(taken: Sequence[float], without: Sequence[float]) -> str:
    return (
        f"{statistics.median(one - other for one, other in zip(taken, without, strict=True)):.2f}"
    )


def _saves(saves: dict[int, list[tuple[float, float]]]) -> Iterable[str]:
    rows = [
        [f"{posts:,}", *(f"{statistics.median(part):,.0f} ({min(part):,.0f} to {max(part):,.0f})"
                         for part in zip(*taken, strict=True))]
        for posts, taken in saves.items()
    ]  # fmt: skip
    number = max(map(len, saves.values()))
    yield "### From a save to the refreshed page\n"
    yield f"Milliseconds: the median of {number} saves (least to most).\n"
    yield _markdown(["posts", "the page shows it", "the whole site is up to date"], rows)


def _curve(figures: Figures, generator: str, what: str) -> Curve:
    rows = [
        (group.articles, group.row(generator, what)) for group in figures.groups if not group.heavy
    ]
    return [(size, statistics.median(row.seconds)) for size, row in rows if row]


def _name(group: Group) -> str:
    return f"{group.articles:,} articles" + (", heavy" if group.heavy else "")


def _label(key: tuple[str, str]) -> str:
    return ", ".join(key)


def _number(value: float | None) -> str:
    return "not measured" if value is None else f"{value:.2f}"


def _markdown(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
