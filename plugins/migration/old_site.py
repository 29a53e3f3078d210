"""An old site, as the readers of Pelican, Jekyll and Hugo folders describe it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from plugins.core.yaml_lines import YamlError

Markup = Literal["markdown", "rst", "html"]

# The parts of the list of what needs a person, in its order.
GROUPS: Mapping[str, str] = {
    "file": "not adopted: look at these files; those in by-hand/ are copies",
    "address": "addresses that could not be kept",
    "kept back": "posts that are not public, or not in lists",
    "date": "dates that are a guess, or in the future",
    "link": "links that were not understood",
    "command": "commands of the old generator in the text",
    "picture": "pictures",
    "value": "values that a build refuses",
    "key": "front matter without a counterpart: a comment in Markdown, left out elsewhere",
    "description": "posts without a description",
    "person": "people: keep those who work at the clinic and agree to be named",
    "setting": "settings without a counterpart",
    "fact": "facts to write down",
}


# What is raised where a file has other values than a reader expects, or cannot be read.
FILE_ERRORS = (
    YamlError, ArithmeticError, AttributeError, LookupError, OSError, RecursionError, TypeError,
    ValueError,
)  # fmt: skip


def why_not(error: Exception) -> str:
    """What to say about a file that has raised one of FILE_ERRORS."""
    if isinstance(error, YamlError):
        return f"{error.message} {error.hint}"
    return f"It has a value that cannot be used: {type(error).__name__}: {error}."


class MigrationError(Exception):
    """A folder that cannot be adopted; the message says why and what to do."""


@dataclass(frozen=True)
class Note:
    """Something that needs a person: `group` is one of GROUPS, `path` a file of the old site."""

    group: str
    path: str
    text: str
    line: int = 0

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.text}" if place else self.text


@dataclass(frozen=True)
class OldPost:
    """A post or a page of the old site.

    `path` is its file below the folder `root` of the old site, `name` the one that it gets below
    our folder of its `kind`. `body` is what follows its front matter, as it is in `raw`, from the
    line `body_line` on. `fields` are the values of our keys, and `unknown` those of keys that we do
    not have. `url` is its old address, without a slash before it, and `save_as` the file that it
    was written to; both are empty if it had none. It is `overridden` if the author chose that
    address, and not the site's pattern, for which `parts` are the values. `written` are the keys
    that a page in HTML has.
    """

    path: str
    name: str
    kind: Literal["articles", "pages"]
    markup: Markup
    raw: bytes
    body: str
    fields: Mapping[str, Any]
    unknown: Mapping[str, Any] = field(default_factory=dict)
    url: str = ""
    save_as: str = ""
    overridden: bool = False
    parts: Mapping[str, Any] = field(default_factory=dict)
    body_line: int = 1
    written: Collection[str] = ()

    @property
    def public(self) -> bool:
        """Whether visitors of the old site could find it."""
        return str(self.fields.get("status", "published")) == "published"

    @property
    def built(self) -> bool:
        """Whether it had a page: a hidden post has one that no list shows."""
        return self.public or str(self.fields.get("status")) == "hidden"


@dataclass(frozen=True)
class OldFile:
    """A file that the old site published unchanged: below the old folder, and its old address."""

    path: str
    address: str


@dataclass(frozen=True)
class Patterns:
    """How the old site made the addresses of new posts, as Pelican's settings have it."""

    article_url: str = ""
    article_save_as: str = ""
    page_url: str = ""
    page_save_as: str = ""


@dataclass(frozen=True)
class OldSite:
    """All that is known of an old site; `root` in its paths is the folder with its content.

    `settings` are those of Pelican that the new site needs too, and `feeds` those of its feeds.
    `moved` has the old addresses of lists with those of ours; `broken` says why a file was not
    adopted, by its path. `siteurl` is the old public address, without a slash at its end.
    `answered` are the files of the old folder that we have something else for, such as a feed.
    `expand` returns the body of a post with the old generator's commands replaced, as far as what
    they insert is certain.
    """

    generator: str
    root: str
    name: str
    siteurl: str
    introduction: str
    posts: tuple[OldPost, ...]
    files: tuple[OldFile, ...]
    patterns: Patterns
    settings: Mapping[str, Any]
    feeds: Mapping[str, str]
    moved: Mapping[str, str]
    broken: Mapping[str, str]
    notes: tuple[Note, ...]
    answered: frozenset[str] = frozenset()
    expand: Callable[[OldPost, list[Note]], str] = lambda post, _notes: post.body
