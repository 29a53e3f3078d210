"""Themes that were made for Pelican alone, and lack the templates that only this build has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path
from typing import Any

from plugins.publishing.templates import LEFT_OUT, REQUIRED

_REPLACED = ("feed_article", "redirect")
# Pelican's default: its themes show these lists by pages.
_PAGINATED = dict.fromkeys(("index", "tag", "category", "author"))
_REDIRECT = """\
<!doctype html>
<html lang="{{ DEFAULT_LANG }}">
<head>
<meta charset="utf-8">
<title>{{ redirect_to.title }}</title>
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={{ SITEURL }}/{{ redirect_to.url }}">
</head>
<body><p><a href="{{ SITEURL }}/{{ redirect_to.url }}">{{ redirect_to.title }}</a></p></body>
</html>
"""


def missing_templates(folders: Iterable[Path]) -> tuple[str, ...]:
    """Those of the templates that only this build has that are in none of the `folders`.

    None if the theme has all that are required: it began as a copy of ours.
    """
    places = list(folders)
    missing = tuple(
        name
        for name in (*LEFT_OUT, *_REPLACED)
        if not any((folder / f"{name}.html").is_file() for folder in places)
    )
    return missing if set(REQUIRED) & set(missing) else ()


def settings_for(settings: Mapping[str, Any], missing: Iterable[str]) -> dict[str, Any]:
    """What is changed for such a theme in Pelican's settings, which may be those for ours.

    It has Pelican's own pages of authors, and files that are copied as they are.
    """
    url: str = settings["AUTHOR_URL"]
    css = Path(settings["THEME"], "static", "css", "main.css")  # Pelican's default
    return {
        "AUTHOR_SAVE_AS": settings["AUTHOR_SAVE_AS"] or f"{url.removesuffix('/')}/index.html",
        "CSS_FILE": settings["CSS_FILE"] or (css.name if css.is_file() else ""),
        "DIRECT_TEMPLATES": [each for each in settings["DIRECT_TEMPLATES"] if each not in missing],
        "PAGINATED_TEMPLATES": _PAGINATED | settings["PAGINATED_TEMPLATES"],
        "THEME_STATIC_PATHS": settings["THEME_STATIC_PATHS"] or ["static"],
    }


def template(generator: Any, name: str, missing: Iterable[str]) -> Any:  # noqa: ANN401  # untyped Pelican
    """The template `name` of a generator of Pelican's, or what replaces it."""
    if name == "redirect" and name in missing:
        return generator.env.from_string(_REDIRECT)
    return generator.get_template(name)


def with_references(html: str, values: Mapping[str, Any]) -> str:
    """The HTML of a post with its references at the end, to which its citations lead.

    `values` are the post's attributes. Our own theme has a template for them.
    """
    rows = []
    for number, source in enumerate(values["references"], 1):
        title = escape(source.title)
        name = f'<a href="{escape(source.url)}">{title}</a>' if source.url else title
        facts = [str(fact) for fact in (source.publisher, source.year) if fact]
        places = values["citations"].get(number, ())
        back = "".join(f' <a href="#{place}">\u21a9\ufe0e</a>' for place in places)
        rows.append(f'<li id="ref-{number}">{", ".join([name, *map(escape, facts)])}{back}</li>')
    return "\n".join([html, '<ol class="references">', *rows, "</ol>"]) if rows else html
