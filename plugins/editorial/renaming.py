"""The command `rename`: gives a post another slug, and keeps each address and link alive."""

from __future__ import annotations

import argparse
import os
import stat
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from plugins.core import clock
from plugins.core.atomic_write import atomic_write
from plugins.core.findings import did_you_mean, display_path
from plugins.core.yaml_lines import YamlError
from plugins.editorial.moved_posts import was_public
from plugins.editorial.new_post import slug_for
from plugins.editorial.renamed_text import (
    NewNames,
    renamed_data,
    renamed_post,
    with_alias,
    with_slug,
)
from plugins.posts import post
from plugins.posts.model import FrontMatter
from plugins.publishing.build_options import BuildOptions, BuildOptionsError
from plugins.site.pelican_settings import pelican_options, pelican_settings

OK, USAGE = 0, 2
_FILES = {".md", ".yaml", ".yml"}  # that may name a post


class RenameError(Exception):
    """A post that cannot be renamed; the message says why and what to do instead."""


@dataclass(frozen=True)
class _Post:
    """A post, its path below the content folder, and the kind of its address: ARTICLE or PAGE."""

    path: str
    front: FrontMatter
    kind: str

    @property
    def slug(self) -> str:
        return self.front.slug or slug_for(Path(self.path).stem)

    def is_another(self, other: _Post) -> bool:
        """Whether both may have one slug, as an article and a page, and translations, may."""
        return (self.kind, self.front.lang) != (other.kind, other.front.lang)

    def address(self, slug: str, settings: Mapping[str, Any]) -> str:
        """Its address with a slug, relative to that of the site."""
        lang = self.front.lang or settings["DEFAULT_LANG"]
        own = lang.split("-")[0] == str(settings["DEFAULT_LANG"]).split("-")[0]
        form = settings[f"{self.kind}_URL" if own else f"{self.kind}_LANG_URL"]
        return str(form).format(slug=slug, lang=lang, date=self.front.date)


def rename(read: argparse.Namespace) -> int:
    """Rename a post and print what has changed; the exit code is 2 if it cannot be renamed."""
    try:
        options = BuildOptions("html", read.input, Path(), read.settings)
        settings = pelican_settings(pelican_options(options), read.settings)
        texts, moved = _changes(read.old, read.new, read.input, settings)
        _write(read.input, texts, moved)
    except (RenameError, BuildOptionsError) as error:
        print(f"error: {error}", file=sys.stderr)
        return USAGE
    for path in sorted({*texts, *moved}):
        new = (
            f" is now {display_path(read.input / moved[path])}" if path in moved else " is changed"
        )
        print(f"{display_path(read.input / path)}{new}")
    print("Look at the changes (git diff), and check them: make check-content")
    return OK


def _changes(
    typed: str, new: str, content: Path, settings: Mapping[str, Any]
) -> tuple[dict[str, bytes], dict[str, str]]:
    """The new bytes of files, and their new paths, by their old paths."""
    kept = {path: _text(content / path) for path in _paths(content, _FILES)}
    texts = {path: _plain(text) for path, text in kept.items()}
    posts = list(_posts(texts, settings))
    old, own = _own(typed, posts)
    _check_slug(new, old)
    others = [each for each in posts if each not in own]
    _refuse_taken(new, own, others, settings)
    files = {each.path: _path(each.path, old, new, ".") for each in own}
    files |= _pictures(content, old, new, texts, {each.path for each in own})
    files = {path: name for path, name in files.items() if path != name}
    for name in files.values():
        if (content / name).exists():
            raise RenameError(f"{display_path(content / name)} is there already: move it first.")
    addresses = {each.address(old, settings): each.address(new, settings) for each in own}
    names = NewNames({old: new}, files, addresses, settings["SITEURL"])
    now = clock.now(os.environ)
    changed = {}
    for path, text in texts.items():
        after = _after(text, content / path, path, names)
        for each in own:
            if each.path == path:
                after = _named(each, after, names, settings, now)
        if after != text:
            changed[path] = _as_in(kept[path], after).encode()
    return changed, files


def _named(
    own: _Post, text: str, names: NewNames, settings: Mapping[str, Any], now: datetime
) -> str:
    [(old, new)] = names.slugs.items()
    if own.front.url is not None:
        return with_slug(text, new)
    alias = f"/{own.address(old, settings)}" if was_public(own.front, now) else ""
    return with_alias(with_slug(text, new), alias, own.address(new, settings))


def _after(text: str, file: Path, path: str, names: NewNames) -> str:
    change: Callable[[str, str, NewNames], str] = (
        renamed_post if path.endswith(".md") else renamed_data
    )
    if path.endswith(".md") and not _front(text):
        return text
    try:
        return change(text, path, names)
    except (yaml.YAMLError, YamlError) as error:
        message = f"{display_path(file)} cannot be read: correct it first (make check-content)."
        raise RenameError(message) from error


def _paths(content: Path, kinds: set[str]) -> Iterator[str]:
    """The paths of the files of these kinds, relative to the content folder."""
    for path in sorted(content.rglob("*")):
        name = path.relative_to(content)
        hidden = any(part.startswith(".") for part in name.parts)
        if path.suffix in kinds and path.is_file() and not path.is_symlink() and not hidden:
            yield name.as_posix()


def _text(file: Path) -> str:
    try:
        return file.read_bytes().decode()
    except UnicodeDecodeError as error:
        raise RenameError(f"{display_path(file)} is not saved as UTF-8: save it again.") from error
    except OSError as error:
        raise RenameError(f"{display_path(file)} cannot be read: {error.strerror}.") from error


def _plain(text: str) -> str:
    """A text without a byte order mark, whose lines end with line feeds."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


def _as_in(before: str, after: str) -> str:
    """A plain text with the byte order mark and the ends of lines that another one has."""
    mark = "\ufeff" if before.startswith("\ufeff") else ""
    return mark + (after.replace("\n", "\r\n") if "\r\n" in before else after)


def _front(text: str) -> FrontMatter | None:
    found, _ = post.read(text.encode(), "post.md", lenient=False)
    return found.front if found and found.unread is None else None


def _posts(texts: Mapping[str, str], settings: Mapping[str, Any]) -> Iterator[_Post]:
    for path, text in texts.items():
        for kind in ("PAGE", "ARTICLE"):
            inside = any(path.startswith(f"{each}/") for each in settings[f"{kind}_PATHS"])
            if inside and path.endswith(".md") and (front := _front(text)):
                yield _Post(path, front, kind)
                break


def _own(typed: str, posts: list[_Post]) -> tuple[str, list[_Post]]:
    """The slug that was meant by a slug or the name of a file, and the posts that have it."""
    if not typed:
        raise RenameError("Write which post, and its new slug: make rename FROM=old TO=new")
    named = [
        each for each in posts if typed.endswith(".md") and f"/{typed}".endswith(f"/{each.path}")
    ]
    named += [each for each in posts if typed == each.path.rpartition("/")[2] and each not in named]
    wanted = named or [each for each in posts if each.slug == typed.strip("/").rpartition("/")[2]]
    if not wanted:
        known = sorted({each.slug for each in posts})
        hint = did_you_mean(typed, known) or "Write its slug, the last part of its address."
        raise RenameError(f"There is no post “{typed}”. {hint}")
    if len({each.kind for each in wanted}) > 1:
        both = " and ".join(each.path for each in wanted)
        raise RenameError(f"Both {both} are meant by “{typed}”: write one of these names.")
    slug, kind = wanted[0].slug, wanted[0].kind
    return slug, [each for each in posts if (each.slug, each.kind) == (slug, kind)]


def _check_slug(new: str, old: str) -> None:
    try:
        FrontMatter.model_validate({"title": "x", "slug": new, "date": "2000-01-01"})
    except ValueError as error:
        tidy = slug_for(new)
        hint = f" Write {tidy}." if tidy else ""
        message = f"“{new}” cannot be the last part of an address.{hint}"
        raise RenameError(message) from error
    if not new or new == old:
        raise RenameError(f"Write another name than “{old}”: make rename FROM={old} TO=...")


def _refuse_taken(
    new: str, own: list[_Post], others: list[_Post], settings: Mapping[str, Any]
) -> None:
    addresses = {each.address(new, settings).strip("/") for each in own}
    for each in others:
        if each.slug == new and not all(each.is_another(one) for one in own):
            raise RenameError(f"{each.path} has the slug “{new}” already: choose another one.")
        if addresses & {alias.strip("/") for alias in each.front.aliases}:
            message = f"{each.path} has the address of “{new}” among its aliases."
            raise RenameError(f"{message} Choose another slug, or take it out there.")


def _path(path: str, old: str, new: str, *ends: str) -> str:
    """The path with a file's new name, if the old one begins with the slug and one of `ends`."""
    folder, slash, name = path.rpartition("/")
    begins = name.startswith(tuple(old + end for end in ends))
    return folder + slash + new + name[len(old) :] if begins else path


def _pictures(
    content: Path, old: str, new: str, texts: Mapping[str, str], own: set[str]
) -> dict[str, str]:
    """The new paths of pictures that are named like the post and that nothing else shows."""
    found = {}
    for path in sorted((content / "images").rglob("*")):
        name = path.relative_to(content).as_posix()
        renamed = _path(name, old, new, ".", "-")
        shown = {text for text, words in texts.items() if path.name in words}
        if path.is_file() and renamed != name and shown and (shown <= own or path.stem == old):
            found[name] = renamed
    return found


def _write(content: Path, texts: Mapping[str, bytes], moved: Mapping[str, str]) -> None:
    """Write all new texts and move all files, or change nothing; raises RenameError."""
    before = {path: (content / path).read_bytes() for path in texts}
    done: list[Callable[[], object]] = []  # what takes each step back
    try:
        for path, data in texts.items():
            _replace(content / path, data)
            done.append(lambda path=path: _replace(content / path, before[path]))  # type: ignore[misc]
        for path, name in moved.items():
            (content / path).rename(content / name)
            done.append(lambda path=path, name=name: (content / name).rename(content / path))  # type: ignore[misc]
    except OSError as error:
        for undo in reversed(done):
            undo()
        file = display_path(Path(error.filename or content))
        raise RenameError(
            f"{file} cannot be written: {error.strerror}. Nothing is changed."
        ) from error


def _replace(file: Path, data: bytes) -> None:
    with atomic_write(file, mode=stat.S_IMODE(file.stat().st_mode)) as opened:
        opened.write(data)
