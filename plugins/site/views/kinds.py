"""Which template takes which kind of view."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from plugins.site.views import clinic, lists, others, posts
from plugins.site.views.site_values import SiteValues
from plugins.site.views.values import Social, View
from plugins.structured_data.subjects import page_subject

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
    "category": lists.category_view,
    "period_archives": lists.period_view,
    "tag": lists.topic_view,
    "tags": lists.topics_view,
}
OTHERS: Mapping[str, MakeView] = {
    "404": others.latest_view,
    "index": others.latest_view,
    "search": others.search_view,
    "style_guide": others.style_guide_view,
}
# Without these, DIRECT_TEMPLATES names the template; it then says which name it misses.
_NEEDED = {"tag": "tag", "category": "category", "period_archives": "period_num"}
_NOT_INDEXED = {"404", "style_guide"}


def view_of(
    site: SiteValues, template: str, output_file: str, variables: Mapping[str, Any]
) -> View:
    """The view of a page; `variables` are those that Pelican gives to its template alone.

    `template` is the name of its file. A template of the owner's own gets what all pages have.
    """
    name = template.rpartition(".")[0]
    own: dict[str, Any] = {
        "template": template,
        "output_file": output_file,
        "path": re.sub(r"(?<![^/])index\.html\Z", "", output_file),
        "lang": site.build.site.lang,
        "noindex": name in _NOT_INDEXED or bool(variables.get("noindex")),
        "subject": page_subject(
            site.graph, (), kind="CollectionPage" if name in LISTS else "WebPage"
        ),
        "social": Social(card=site.build.social_card),
    }
    found = (make for variable, make in BY_VARIABLE.items() if variables.get(variable))
    make = next(found, None)
    if make is None and _NEEDED.get(name, "articles") in {"articles", *variables}:
        make = LISTS.get(name) or OTHERS.get(name)
    return make(site, own, variables) if make else View(**own)
