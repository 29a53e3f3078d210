"""Which template takes which kind of view."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from plugins.site.views import clinic, lists, others, posts
from plugins.site.views.site_values import SiteValues
from plugins.site.views.values import Social, View

# Makes a view from the values of the site, the fields of `View`, and Pelican's variables.
MakeView = Callable[[SiteValues, dict[str, Any], Mapping[str, Any]], View]

# By the variable that only these pages have; a post may name a template of its own.
BY_VARIABLE: Mapping[str, MakeView] = {
    "article": posts.article_view,
    "page": posts.page_view,
    "redirect_to": posts.redirect_view,
    "person": clinic.person_view,
    "location": clinic.location_view,
}
LISTS: Mapping[str, MakeView] = {
    "archives": lists.archive_view,
    "authors": clinic.people_view,
    "categories": lists.categories_view,
    "category": lists.group_view,
    "period_archives": lists.period_view,
    "tag": lists.group_view,
    "tags": lists.topics_view,
}
OTHERS: Mapping[str, MakeView] = {
    "404": others.latest_view,
    "index": others.home_view,
    "search": others.search_view,
    "style_guide": others.style_guide_view,
}
# The variables that the lists of one topic, category or period are made from.
_VARIABLES = {"tag": "tag", "category": "category", "period_archives": "period_num"}


def address(output_file: str) -> str:
    """The address of a file of the site, below it."""
    return re.sub(r"(?<![^/])index\.html\Z", "", output_file)


def view_of(
    site: SiteValues, template: str, output_file: str, variables: Mapping[str, Any]
) -> View:
    """The view of a page; `variables` are those that Pelican gives to its template alone.

    `template` is the name of its file. A template of the owner's own gets what all pages have.
    """
    name = template.rpartition(".")[0]
    path = address(output_file)
    article, lang, description = variables.get("article"), "", ""
    if article:
        lang, description = site.languages.language_tag(article.lang), article.excerpt.strip()
    kind = "CollectionPage" if name in LISTS else "WebPage"
    own: dict[str, Any] = {
        "template": template,
        "output_file": output_file,
        "path": path,
        "lang": site.language.tag,
        "noindex": name == "404" or bool(variables.get("noindex")),
        "subject": site.subjects.of(variables, path, lang, description, kind),
        "social": Social(card=site.language.social_card),
        "alternates": site.counterparts.of(path, site.language.tag),
    }
    make = _maker(name, variables)
    return make(site, own, variables) if make else View(**own)


def _maker(name: str, variables: Mapping[str, Any]) -> MakeView | None:
    for variable, make in BY_VARIABLE.items():
        if variables.get(variable):
            return make
    if name in _VARIABLES and _VARIABLES[name] not in variables:
        return None  # DIRECT_TEMPLATES has the name; the template reports what it lacks
    return LISTS.get(name) or OTHERS.get(name)
