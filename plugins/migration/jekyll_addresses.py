"""Addresses as Jekyll makes them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import PurePosixPath

_STYLES = {
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "none": "/:categories/:title:output_ext",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
}
_FORMATS = {
    "year": "%Y", "short_year": "%y", "month": "%m", "short_month": "%b", "long_month": "%B",
    "day": "%d", "y_day": "%j", "week": "%V", "w_year": "%G", "w_day": "%u", "short_day": "%a",
    "long_day": "%A", "hour": "%H", "minute": "%M", "second": "%S",
}  # fmt: skip
_TOKEN = re.compile(r":([a-z_]+)")


def template(style: str) -> str:
    """The template of a permalink: that of a named style, or the style itself."""
    return _STYLES.get(style or "date", style)


def slug(words: str) -> str:
    """The last part of an address, from a file's name; upper case and dots stay."""
    return re.sub(r"-{2,}", "-", re.sub(r"[^\w.~!$&'()+,;=@]+", "-", words)).strip("-")


def post_url(form: str, date: datetime, name: str, categories: Sequence[str]) -> str:
    """The address of a post by the template `form`, without a slash before it."""
    lower = list(dict.fromkeys(category.lower() for category in categories))
    values = {key: date.strftime(form) for key, form in _FORMATS.items()} | {
        "i_month": str(date.month), "i_day": str(date.day), "title": slug(name),
        "slug": slug(name).lower(), "categories": "/".join(lower), "output_ext": ".html",
        "slugified_categories": "/".join(slug(each) for each in lower),
    }  # fmt: skip
    made = _TOKEN.sub(lambda found: values.get(found[1], found[0]), form)
    return re.sub(r"/{2,}", "/", made).lstrip("/")


def page_url(path: str, style: str) -> str:
    """The address of a page in the file `path`, without a slash before it."""
    at = PurePosixPath(path)
    folder = "" if at.parent == PurePosixPath() else f"{at.parent.as_posix()}/"
    if at.stem == "index":
        return folder
    form = template(style)
    end = "/" if form.endswith("/") else ".html" if form.endswith(":output_ext") else ""
    return f"{folder}{at.stem}{end}"


def file_at(url: str) -> str:
    """The file that Jekyll writes for an address."""
    if not url or url.endswith("/"):
        return f"{url}index.html"
    return url if url.endswith(".html") else f"{url}.html"


def pelican_pattern(style: str) -> str:
    """The same template for Pelican's settings; "" if there is none. Categories are left out."""
    values = {key: f"{{date:{form}}}" for key, form in _FORMATS.items()}
    values |= {"title": "{slug}", "slug": "{slug}", "categories": "", "output_ext": ".html"}
    if not set(_TOKEN.findall(template(style))) <= values.keys() or "{" in style:
        return ""
    made = _TOKEN.sub(lambda found: values[found[1]], template(style))
    return re.sub(r"/{2,}", "/", made).lstrip("/")
