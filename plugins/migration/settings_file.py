"""The settings file of an adopted site: the project's own, and what keeps its addresses."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from plugins.migration.new_addresses import with_ending
from plugins.migration.old_site import OldSite

NAME = "siteconf.py"
_START = '''"""Settings of this site: those of the project, and only what differs."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str((Path(__file__).parent / {project}).resolve()))

if os.environ.get("SITEURL"):
    from publishconf import *

    # Feeds, at their old addresses
{feeds}
else:
    from pelicanconf import *

PATH = "."
THEME = {theme}

# Delete this once clinic.yaml says how to reach you: make publish then checks that it does.
CLINIC_UNREACHABLE = "Nobody has written down yet how to reach us."
'''


def settings_file(site: OldSite, theme: str) -> str:
    """The text of the file; `theme` is the path of the theme, seen from the file."""
    project = PurePosixPath(theme).parent.as_posix()
    feeds = {**dict.fromkeys(_OUR_FEEDS), **site.feeds}
    text = _START.format(feeds=_rows(feeds, "    "), theme=repr(theme), project=repr(project))
    text += _section("# As on the old site", site.settings)
    article_file, page_file = site.patterns.article_save_as, site.patterns.page_save_as
    article = with_ending(site.patterns.article_url, article_file)
    page = with_ending(site.patterns.page_url, page_file)
    addresses: dict[str, str] = {}
    if article and article_file:
        addresses |= {"ARTICLE_URL": article, "ARTICLE_SAVE_AS": article_file}
        addresses |= {"DRAFT_URL": article, "DRAFT_SAVE_AS": article_file}
    if page and page_file:
        addresses |= {"PAGE_URL": page, "PAGE_SAVE_AS": page_file}
        addresses |= {"DRAFT_PAGE_URL": page, "DRAFT_PAGE_SAVE_AS": page_file}
    return text + _section("# Addresses of posts, old and new", addresses)


_OUR_FEEDS = ("FEED_ALL_ATOM", "FEED_ALL_RSS", "FEED_ALL_JSON")


def _section(title: str, values: Mapping[str, Any]) -> str:
    return f"\n{title}\n{_rows(values, '')}\n" if values else ""


def _rows(values: Mapping[str, Any], before: str) -> str:
    return "\n".join(f"{before}{name} = {value!r}" for name, value in values.items())
