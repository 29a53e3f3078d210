"""The configuration of Sveltia CMS for a content folder."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from plugins.core.values import LONGEST_SLUG
from plugins.form.model_fields import FIELDS, Field, Kind
from plugins.form.post_values import NEW_ARTICLE, NEW_PAGE, PICTURES

FORMAT = "post-frontmatter"  # which edit.js registers
SLUG = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"
# What most posts need comes first, then the text, then the other keys as the model has them.
FIRST = ("title", "description", "date", "status", "authors", "category", "topics", "image")
LABELS = {"src": "File", "alt": "Alternative text", "lang": "Language"}  # others: as the key
_WIDGETS: Mapping[Kind, Mapping[str, Any]] = {
    "text": {"widget": "string"},
    "long": {"widget": "text"},
    "words": {"widget": "list"},
    "choice": {"widget": "select"},
    "yes_or_no": {"widget": "boolean"},
    "day": {"widget": "datetime", "type": "date", "format": "YYYY-MM-DD", "time_format": False},
    "picture": {"widget": "image"},
    "group": {"widget": "object"},
    "groups": {"widget": "list"},
}
# The text as it is typed: the other mode of Sveltia writes all Markdown anew.
_BODY = {
    "name": "body",
    "label": "Text",
    "widget": "richtext",
    "modes": ["raw"],
    "buttons": [],
    "editor_components": [],
    "required": False,
    "i18n": True,
    "hint": "In Markdown, as the style guide of this preview shows it",
}


def configuration(
    content: str, repository: str, languages: Iterable[str], folders: Iterable[str]
) -> dict[str, Any]:
    """The configuration for the folder `content` of `repository`, the folder that is opened.

    `content` is relative to it, with slashes. `languages` are those of the posts' files, the
    site's own first. `folders` below `content` have posts: each is a list of its own.
    """
    return {
        "load_config_file": False,
        # Nobody signs in anywhere: Sveltia needs a name, and shows that of the folder to open.
        "backend": {"name": "github", "repo": f"local/{repository}", "auth_methods": ["token"]},
        "app_title": "Edit the site",
        "media_folder": f"{content}/images",
        "public_folder": PICTURES.rstrip("/"),
        "media_libraries": {
            "default": {"config": {"slugify_filename": True}},
            "stock_assets": {"providers": []},
        },
        "slug": {"encoding": "ascii", "clean_accents": True, "maxlength": LONGEST_SLUG},
        "output": {"omit_empty_optional_fields": True},
        "editor": {"preview": False},
        "i18n": {
            "structure": "multiple_files",
            "locales": list(languages),
            "initial_locales": "default",
            "omit_default_locale_from_file_path": True,
        },
        "collections": [_collection(content, folder) for folder in folders],
    }


def collection_name(folder: str) -> str:
    """The name of the collection of a folder such as `articles/2021`: each has another one."""
    return re.sub("[-_]", r"_\g<0>", folder).replace("/", "-")


def _collection(content: str, folder: str) -> dict[str, Any]:
    kind, _, below = folder.partition("/")
    one = "Page" if kind == "pages" else "Article"
    return {
        "name": collection_name(folder),
        "label": f"{one}s" + (f": {below}" if below else ""),
        "label_singular": one,
        "folder": f"{content}/{folder}",
        "extension": "md",
        "format": FORMAT,
        "i18n": True,
        "delete": False,  # links and old addresses would lead nowhere: `status: draft` hides it
        "aliases_field": False,
        "sortable_fields": {
            "fields": ["title", "date", "modified"],
            "default": {"field": "date", "direction": "descending"},
        },
        "view_groups": [
            {"label": "Status", "field": "status"},
            {"label": "Category", "field": "category"},
        ],
        "slug": {
            "template": "{{slug}}",
            "editable": ["create"],  # later, `make rename` changes what leads to the post too
            "pattern": [SLUG, "Small letters, digits and hyphens only"],
        },
        "fields": form_fields(NEW_PAGE if kind == "pages" else NEW_ARTICLE),
    }


def form_fields(defaults: Mapping[str, str]) -> list[dict[str, Any]]:
    """A field for each of front matter, and one for the text; `defaults` are of new posts."""
    every = {name: _widget(field, defaults.get(name)) for name, field in FIELDS.items()}
    first = [every.pop(name) for name in FIRST]
    return [*first, {**_BODY, "default": defaults["body"]}, *every.values()]


def _widget(field: Field, default: str | None = None) -> dict[str, Any]:
    made = {
        "name": field.name,
        "label": LABELS.get(field.name, field.name.replace("_", " ").capitalize()),
        "hint": field.hint,
        "required": field.required or bool(field.choices),
        "i18n": True,
        **_WIDGETS[field.kind],
    }
    if field.below:
        made["fields"] = [_widget(each) for each in field.below.values()]
    if field.kind == "groups":
        made["summary"] = f"{{{{{next(iter(field.below))}}}}}"
    if field.choices:
        made["options"] = list(field.choices)
    return made | ({"default": default} if default else {})
