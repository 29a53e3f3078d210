"""The pages of the desk, from the newest values (edge: disk, the templates)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from plugins.core.dates import date_iso, date_words
from plugins.core.findings import Finding
from plugins.desk import months, query, rows
from plugins.desk.addresses import EditorLink, form_address
from plugins.desk.latest import DeskState
from plugins.desk.values import DeskValues

FOLDER = Path(__file__).parent
HTML, CSS, SVG = "text/html; charset=utf-8", "text/css; charset=utf-8", "image/svg+xml"
# The pages request a stylesheet, a drawing and the preview's own script, and nothing of others.
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
DRAWING_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"
_SEVERITIES = ("error", "warning", "advice")


@dataclass(frozen=True)
class DeskPage:
    """A file of the desk: its media type, its bytes, and its Content Security Policy."""

    content_type: str
    body: bytes
    policy: str = POLICY


@dataclass(frozen=True)
class _Request:
    """What a page is made from; `link` opens a file in an editor, `now` has a time zone."""

    desk: DeskValues
    findings: Sequence[Finding]
    asked: str
    link: EditorLink
    now: datetime

    @property
    def rows(self) -> list[rows.DeskRow]:
        return rows.rows_of(self.desk, self.findings, self.now)


def page_at(
    parts: Sequence[str], asked: str, state: DeskState, link: EditorLink, now: datetime
) -> DeskPage | None:
    """The page whose address has these parts after /desk/, or None if there is no such page.

    `asked` is the query string.
    """
    name = "/".join(parts)
    if name == "desk.css":
        return DeskPage(CSS, _stylesheet(state.values).encode())
    if name not in _PAGES and name != "links.svg":
        return None
    if state.values is None:
        return DeskPage(HTML, _render("waiting", {"findings": state.findings, "link": link}))
    if name == "links.svg":
        from plugins.desk.drawing import drawing  # noqa: PLC0415  # loads numpy

        return DeskPage(SVG, drawing(state.values).encode(), DRAWING_POLICY)
    template, values = _PAGES[name]
    request = _Request(state.values, state.findings, asked, link, now)
    return DeskPage(HTML, _render(template, {**_shared(request, name), **values(request)}))


def _render(template: str, values: Mapping[str, Any]) -> bytes:
    return _environment().get_template(f"{template}.html").render(values).encode()


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {"form_address": form_address, "date_words": date_words}
    made.filters |= {"kilobytes": _kilobytes, "time": _time}
    return made


def _kilobytes(number: int) -> str:
    return f"{number / 1000:,.1f} kB"


def _time(moment: date | None) -> Markup | str:
    """The element for a day, or for that of a moment; empty without one."""
    if moment is None:
        return ""
    day = date_iso(moment)
    return Markup(f'<time datetime="{day}">{day}</time>')  # noqa: S704  # digits


def _shared(request: _Request, name: str) -> dict[str, Any]:
    return {
        "here": name,
        "built": request.desk.built,
        "today": request.now.date(),
        "link": request.link,
    }


def _posts(request: _Request) -> dict[str, Any]:
    found, asked = request.rows, query.parse_query(request.asked)
    return {
        "query": asked,
        "shown": query.select(found, asked),
        "rows": found,
        "choices": _choices(found),
        "states": sorted(Counter(row.state for row in found).items()),
        "reviews": Counter(row.review for row in found),
        "levels": _levels(request.findings),
        "elsewhere": _elsewhere(request),
        "desk": request.desk,
        "gallery_days": _days_since(request.desk, request.now),
        "token_days": _token_days(request.desk, request.now),
    }


def _choices(found: Iterable[rows.DeskRow]) -> dict[str, list[tuple[str, str]]]:
    """The values of the filters that differ between sites, sorted, with their words."""
    names = ("status", "author", "category", "language")
    every = {name: {value for row in found for value in query.FILTERS[name](row)} for name in names}
    named = {name: sorted(filter(None, found), key=str.casefold) for name, found in every.items()}
    return {name: [(value, value) for value in values] for name, values in named.items()}


def _levels(findings: Iterable[Finding]) -> list[tuple[str, int]]:
    counts = Counter(each.severity for each in findings)
    return [(name, counts[name]) for name in _SEVERITIES if counts[name]]  # type: ignore[index]


def _elsewhere(request: _Request) -> int:
    """The number of findings that are not about a post."""
    paths = {post.path for post in request.desk.posts}
    return sum(each.path not in paths for each in request.findings)


def _days_since(desk: DeskValues, now: datetime) -> int | None:
    newest = desk.gallery.newest if desk.gallery else None
    return (now.date() - newest).days if newest else None


def _token_days(desk: DeskValues, now: datetime) -> int | None:
    return (desk.token_expires - now).days if desk.token_expires else None


def _calendar(request: _Request) -> dict[str, Any]:
    found, today = list(months.events_of(request.rows)), request.now.date()
    years = months.years_of(found, today)
    asked = query.value_of(request.asked, "year")
    year = next((each for each in years if str(each) == asked), today.year)
    return {"years": years, "year": year, "months": months.months_of(found, year)}


def _links(request: _Request) -> dict[str, Any]:
    found = [row for row in request.rows if row.post.kind == "article"]
    asked = query.parse_query(request.asked, "in")
    orphans = sum(row.is_orphan for row in found)
    return {
        "query": asked,
        "shown": query.select(found, asked),
        "rows": found,
        "orphans": orphans,
    }


def _findings(request: _Request) -> dict[str, Any]:
    wanted = query.value_of(request.asked, "path")
    order = {name: number for number, name in enumerate(_SEVERITIES)}
    shown = [each for each in request.findings if wanted in {"", each.path}]
    shown.sort(key=lambda each: (order[each.severity], each))
    return {"findings": shown, "path": wanted, "levels": _levels(shown)}


def _open_points(request: _Request) -> dict[str, Any]:
    return {"points": request.desk.open_points}


# By the address below /desk/: the template, and what it gets besides what all get.
_PAGES: Mapping[str, tuple[str, Callable[[_Request], dict[str, Any]]]] = {
    "": ("posts", _posts),
    "calendar": ("calendar", _calendar),
    "links": ("links", _links),
    "findings": ("findings", _findings),
    "open-points": ("open_points", _open_points),
}


def _stylesheet(desk: DeskValues | None) -> str:
    """The stylesheet, with the colours of the site's theme in both schemes, if they are known."""
    own = (FOLDER / "static" / "desk.css").read_text("utf-8")
    schemes = desk.colours if desk else {}
    light, dark = (_root(schemes.get(name, {})) for name in ("light", "dark"))
    return f"{own}{light}@media (prefers-color-scheme: dark) {{\n{dark}}}\n"


def _root(colours: Mapping[str, str]) -> str:
    rules = "".join(f"  --{name}: {value};\n" for name, value in sorted(colours.items()))
    return f":root {{\n{rules}}}\n"
