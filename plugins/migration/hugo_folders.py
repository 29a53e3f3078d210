"""What Hugo's folders mean for the files in them: whose they are, and which keys they pass on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

from plugins.core.yaml_lines import YamlError
from plugins.migration.kept_back import is_later, is_public, standing
from plugins.migration.old_dates import moment_of
from plugins.migration.old_front_matter import split, table
from plugins.migration.old_site import OldFile, OldPost

MARKDOWN = (".markdown", ".md", ".mdown")
OTHER_POSTS = (
    ".ad", ".adoc", ".asciidoc", ".gotmpl", ".htm", ".html", ".mmark", ".org", ".pandoc", ".pdc",
    ".rst",
)  # fmt: skip
_TOP = PurePosixPath()
_TARGETS = ("_target", "target")


@dataclass
class HugoFolders:
    """The folders below content/.

    `bundles` are those with an index.md: all that is in them belongs to that post. `sections` has
    the keys of each _index.md, by its folder; some of them are passed on to the posts below it.
    """

    settings: Mapping[str, Any]
    bundles: set[PurePosixPath] = field(default_factory=set)
    sections: dict[PurePosixPath, dict[str, Any]] = field(default_factory=dict)

    def bundle_of(self, path: str) -> PurePosixPath | None:
        """The folder whose post a file belongs to, which may be the post itself.

        What is below content/index.md has its own pages all the same.
        """
        parents = PurePosixPath(path).parents
        found = self.bundles - {_TOP}
        return next((place for place in reversed(parents) if place in found), None)

    def passed_on(self, path: str) -> dict[str, Any]:
        """The keys that the post in a file has from the site and the folders above it."""
        found = _cascade(self.settings.get("cascade"))
        for place in reversed(PurePosixPath(path).parents):
            found |= _cascade(self.sections.get(place, {}).get("cascade"))
        return found

    def of_section(self, path: str) -> dict[str, Any]:
        """The keys of the list that a file belongs to if it belongs to no post."""
        parents = PurePosixPath(path).parents
        near = next((self.sections[place] for place in parents if place in self.sections), {})
        return {**self.passed_on(path), **near}


def read_folders(
    content: Path, paths: Collection[str], settings: Mapping[str, Any], languages: Collection[str]
) -> HugoFolders:
    """The folders with the files `paths` below the folder `content`."""
    folders = HugoFolders(settings)
    for path in paths:
        at = PurePosixPath(path)
        name, _, language = at.stem.lower().partition(".")
        if at.suffix.lower() not in (*MARKDOWN, *OTHER_POSTS):
            continue
        if name == "index" and (not language or language in languages):
            folders.bundles.add(at.parent)
        elif at.stem.lower() == "_index":
            keys = _keys(content / path, path)
            folders.sections[at.parent] = {**folders.sections.get(at.parent, {}), **keys}
    return folders


def _keys(file: Path, path: str) -> dict[str, Any]:
    """The keys of a list's page; if they cannot be read, its posts may not be public."""
    try:
        return split(file.read_bytes())[0]
    except YamlError:
        unread = {"draft": f"{path} cannot be read"}
        return {**unread, "cascade": unread}


def _cascade(value: object) -> dict[str, Any]:
    """The keys that are passed on, in lower case.

    Those for certain posts only are passed on to all, as a post that is kept back by mistake does
    no harm; but then not those which would make one public.
    """
    found: dict[str, Any] = {}
    for item in value if isinstance(value, list) else [value]:
        keys = {key.lower(): each for key, each in table(item).items()}
        keys |= {key.lower(): each for key, each in table(keys.pop("params", None)).items()}
        limited = any(keys.pop(target, None) for target in _TARGETS)
        found |= dict(_that_keep_back(keys) if limited else keys.items())
    return found


def _that_keep_back(keys: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    return ((key, value) for key, value in keys.items() if not is_public({key: value}))


def resources(
    folders: HugoFolders,
    posts: Iterable[OldPost],
    paths: Iterable[str],
    broken: dict[str, str],
    now: datetime,
) -> Iterator[OldFile]:
    """The files beside posts, which Hugo publishes below the address of the page that has them.

    Those of a page that is not public, or that was not adopted, are added to `broken`.
    """
    owners = {
        PurePosixPath(post.path).parent.relative_to("content"): post
        for post in posts
        if PurePosixPath(post.path).stem == "index"
    }
    top_is_public = _TOP not in folders.bundles or _shows_files(owners.get(_TOP), now)
    for path in paths:
        at, bundle = PurePosixPath(path), folders.bundle_of(path)
        if at.suffix.lower() in (*MARKDOWN, *OTHER_POSTS):
            continue
        post = owners.get(bundle) if bundle else None
        is_open = top_is_public and _is_open(folders, path, now)
        if not (_shows_files(post, now) if bundle else is_open):
            broken[f"content/{path}"] = "What it belongs to is not public, or not adopted."
            continue
        below = f"{post.url.rstrip('/')}/{at.relative_to(bundle)}" if post and bundle else path
        yield OldFile(f"content/{path}", below.lstrip("/"))


def _shows_files(post: OldPost | None, now: datetime) -> bool:
    """Whether the files of a post are public: it is, and its day is not yet to come."""
    if post is None or post.fields["status"] == "draft":
        return False
    moment = moment_of(post.fields.get("date") or "")
    return not (moment and is_later(moment, now))


def _is_open(folders: HugoFolders, path: str, now: datetime) -> bool:
    """Whether the list that a file belongs to is public."""
    stands = standing(folders.of_section(path), now)
    return stands.status != "draft" and not (stands.published and is_later(stands.published, now))
