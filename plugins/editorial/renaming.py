"""The command `rename`: gives a post another slug, and keeps each address and link alive."""

from __future__ import annotations

import argparse
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from plugins.article_body import linked_files
from plugins.core import clock
from plugins.core.atomic_write import atomic_write
from plugins.core.findings import display_path
from plugins.core.text_file import as_before
from plugins.core.yaml_lines import YamlError
from plugins.editorial.front_matter_text import yaml_values
from plugins.editorial.git_files import has_noted
from plugins.editorial.moved_posts import was_public
from plugins.editorial.named_posts import (
    TEXTS,
    NamedPost,
    RenameError,
    check_slug,
    find_posts,
    named_post,
    named_posts,
    read_front,
)
from plugins.editorial.renamed_text import (
    SLUG_KEYS,
    NewNames,
    bare,
    renamed_data,
    renamed_post,
    with_alias,
    with_value,
)
from plugins.posts import post
from plugins.publishing import build_options, redirects
from plugins.publishing.build_options import BuildOptions, BuildOptionsError
from plugins.site.generators import slug_of
from plugins.site.pelican_settings import pelican_options, pelican_settings
from plugins.site.readers import CONVERTERS

OK, USAGE = 0, 2
_DATA = {".yaml", ".yml"}
_OTHERS = {f".{kind}" for kind in CONVERTERS}  # posts that are not changed
# What beside a post is no picture: posts, and files that have addresses of their own.
_NO_PICTURES = {*TEXTS, *_OTHERS, *linked_files.KINDS}


@dataclass(frozen=True)
class _Renaming:
    """A change that is to be made: the posts with the slug `old`, and their new names."""

    content: Path
    settings: Mapping[str, Any]
    old: str
    new: str
    own: list[NamedPost]
    names: NewNames

    def after(self, path: str, text: str) -> str:
        """The new text of a file; raises RenameError if it cannot be known."""
        own = next((each for each in self.own if each.path == path), None)
        if own is None and not self.names.may_be_in(text):
            return text
        try:
            if Path(path).suffix in _DATA:
                after = renamed_data(text, path, self.names)
                is_right = [each.keys for each in yaml_values(text)] == [
                    each.keys for each in yaml_values(after)
                ]
            else:
                after = renamed_post(text, path, self.names)
                after = self._named(own, after) if own else after
                is_right = self._is_right(path, text, after, own)
        except (yaml.YAMLError, YamlError) as error:
            message = f"{self._shown(path)} has the old name, and cannot be read."
            raise RenameError(f"{message} Correct it first: make check-content") from error
        if not is_right:
            message = f"{self._shown(path)} cannot be changed with certainty."
            raise RenameError(f"{message} Write its front matter more plainly, one key in a row.")
        return after

    def _shown(self, path: str) -> str:
        return display_path(self.content / path)

    def _named(self, own: NamedPost, text: str) -> str:
        """The text of one of the posts with its new slug, and its old address as an alias."""
        stem = Path(self.names.files.get(own.path, own.path)).stem
        renamed = slug_of(self.settings, own.front.title, stem)
        if own.front.slug or renamed != self.new:
            text = with_value(text, "slug", self.new)
        then = read_front(text)
        if then and own.front.date != post.dated(then, stem).date:
            text = with_value(text, "date", f"{own.front.date:%Y-%m-%d}")
        if own.front.url is not None:
            return text
        alias = f"/{own.address(self.old, self.settings)}"
        is_known = was_public(own.front, clock.now(os.environ))
        return with_alias(text, alias if is_known else "", own.address(self.new, self.settings))

    def _is_right(self, path: str, before: str, after: str, own: NamedPost | None) -> bool:
        """Whether a post that is read again says what it should, and nothing else."""
        front, then = read_front(before), read_front(after)
        if front is None or then is None:
            return False
        changed = {"related", "related_exclude", "image"} | (
            {"slug", "date", "aliases"} if own else set()
        )
        if front.model_dump(exclude=changed) != then.model_dump(exclude=changed):
            return False
        if own is None:
            return True
        new_path = self.names.files.get(path, path)
        now = named_post(new_path, then, own.kind, self.settings)
        aliases = {bare(each) for each in front.aliases}
        if own.front.url is None:
            aliases.discard(bare(own.address(self.new, self.settings)))
            if was_public(own.front, clock.now(os.environ)):
                aliases.add(bare(own.address(self.old, self.settings)))
        return (now.slug, now.front.date, {bare(each) for each in then.aliases}) == (
            self.new, own.front.date, aliases,
        )  # fmt: skip


def rename(read: argparse.Namespace) -> int:
    """Rename a post and print what has changed; the exit code is 2 if it cannot be renamed."""
    try:
        options = BuildOptions("html", read.input, Path("output"), read.settings)
        build_options.check(options, os.environ)
        settings = pelican_settings(pelican_options(options), read.settings)
        kept = {path: _text(read.input / path) for path in _paths(read.input, TEXTS | _DATA)}
        texts = {path: _plain(text) for path, text in kept.items()}
        change = _renaming(read.old, read.new, read.input, settings, texts)
        after = {path: change.after(path, text) for path, text in texts.items()}
        changed = {
            path: as_before(kept[path], text).encode()
            for path, text in after.items()
            if text != texts[path]
        }
        _write(read.input, changed, change.names.files)
    except (RenameError, BuildOptionsError) as error:
        print(f"error: {error}", file=sys.stderr)
        return USAGE
    _report(change, changed)
    return OK


def _report(change: _Renaming, changed: Iterable[str]) -> None:
    content, files = change.content, change.names.files
    for path in sorted({*changed, *files}):
        new = f" is now {display_path(content / files[path])}" if path in files else " is changed"
        print(f"{display_path(content / path)}{new}")
    for path in _paths(content, _OTHERS):
        if change.names.may_be_in(_text(content / path)):
            print(f"{display_path(content / path)} may have the old name: change it by hand")
    seen = " (git diff)" if has_noted(content, {*changed, *files}) else ""
    print(f"Look at the changes{seen}, and check them: make check-content")


def _renaming(
    typed: str, new: str, content: Path, settings: Mapping[str, Any], texts: Mapping[str, str]
) -> _Renaming:
    posts = list(named_posts(texts, settings))
    old, own = find_posts(typed, posts, texts)
    check_slug(new, old)
    _refuse_taken(new, own, [each for each in posts if each not in own], settings, content)
    files = {each.path: _path(each.path, old, new, ".") for each in own}
    files |= _pictures(content, old, new, texts, {each.path for each in own})
    files = {path: name for path, name in files.items() if path != name}
    existing = frozenset(_paths(content, None))
    for name in files.values():
        if name.lower() in {each.lower() for each in existing}:  # one file where case is ignored
            raise RenameError(f"{display_path(content / name)} is there already: move it first.")
    moved = [each for each in own if each.front.url is None]
    addresses = {each.address(old, settings): each.address(new, settings) for each in moved}
    keys = SLUG_KEYS[own[0].kind]
    names = NewNames({old: new}, files, addresses, settings["SITEURL"], keys, existing)
    return _Renaming(content, settings, old, new, own, names)


def _paths(content: Path, kinds: set[str] | None) -> Iterator[str]:
    """The paths of the files of these kinds, or of all, relative to the content folder."""
    for path in sorted(content.rglob("*")):
        name = path.relative_to(content)
        hidden = any(part.startswith(".") for part in name.parts)
        wanted = kinds is None or path.suffix.lower() in kinds
        if wanted and path.is_file() and not path.is_symlink() and not hidden:
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


def _refuse_taken(
    new: str,
    own: list[NamedPost],
    others: list[NamedPost],
    settings: Mapping[str, Any],
    content: Path,
) -> None:
    addresses = {bare(each.address(new, settings)) for each in own}
    for each in others:
        if each.slug == new and not all(each.is_another(one) for one in own):
            raise RenameError(f"{each.path} has the slug “{new}” already: choose another one.")
        if addresses & {bare(address) for address in (*each.front.aliases, each.front.url or "/")}:
            message = f"{each.path} has the address of “{new}”, perhaps as an alias."
            raise RenameError(f"{message} Choose another slug, or take it out there.")
    file = redirects.read_file(content / redirects.FILE, lenient=True)
    if addresses & {bare(row.old) for row in file.facts or ()}:
        raise RenameError(f"{file.path} has the address of “{new}”: choose another slug.")


def _path(path: str, old: str, new: str, *ends: str) -> str:
    """The path with a file's new name, if the old one begins with the slug and one of `ends`."""
    folder, slash, name = path.rpartition("/")
    begins = name.startswith(tuple(old + end for end in ends))
    return folder + slash + new + name[len(old) :] if begins else path


def _pictures(
    content: Path, old: str, new: str, texts: Mapping[str, str], own: set[str]
) -> dict[str, str]:
    """The new paths of pictures that are named like the post and that nothing else shows.

    They are in the folder of pictures, or beside the post.
    """
    found, folders = {}, {PurePosixPath(path).parent for path in own}
    for name in _paths(content, None):
        path, renamed = PurePosixPath(name), _path(name, old, new, ".", "-")
        is_picture = path.suffix.lower() not in _NO_PICTURES
        is_there = path.is_relative_to("images") or (path.parent in folders and is_picture)
        if is_there and renamed != name:
            shown = {text for text, words in texts.items() if path.name in words}
            if shown and (shown <= own or path.stem == old):
                found[name] = renamed
    return found


def _write(content: Path, texts: Mapping[str, bytes], moved: Mapping[str, str]) -> None:
    """Write all new texts and move all files, or change nothing; raises RenameError."""
    before = {path: (content / path).read_bytes() for path in texts}
    done: list[Callable[[], object]] = []  # what takes each step back
    try:
        for path, data in texts.items():
            done.append(partial(_replace, content / path, before[path]))
            _replace(content / path, data)
        for path, name in moved.items():
            (content / path).rename(content / name)
            done.append(partial((content / name).rename, content / path))
    except BaseException as error:
        for undo in reversed(done):
            undo()
        if not isinstance(error, OSError):
            raise
        file = display_path(Path(error.filename or content))
        message = f"{file} cannot be written: {error.strerror}. Nothing is changed."
        raise RenameError(message) from error


def _replace(file: Path, data: bytes) -> None:
    if file.read_bytes() != data:
        with atomic_write(file, mode=stat.S_IMODE(file.stat().st_mode)) as opened:
            opened.write(data)
