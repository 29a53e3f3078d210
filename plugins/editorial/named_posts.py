"""The posts of a site by their slugs, and the slug that an editor means."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from plugins.core.findings import did_you_mean
from plugins.editorial.new_post import slug_for
from plugins.posts import post
from plugins.posts.model import FrontMatter
from plugins.site.generators import slug_of
from plugins.site.readers import CONVERTERS, FILE_TYPES

TEXTS = {f".{kind}" for kind in FILE_TYPES if kind not in CONVERTERS}  # posts in Markdown
_BAD_FORM = (KeyError, IndexError, TypeError, AttributeError, ValueError)


class RenameError(Exception):
    """A post that cannot be renamed; the message says why and what to do instead."""


@dataclass(frozen=True)
class NamedPost:
    """A post, its path below the content folder, and the kind of its address: ARTICLE or PAGE."""

    path: str
    front: FrontMatter
    kind: str
    slug: str

    def is_another(self, other: NamedPost) -> bool:
        """Whether both may have one slug, as an article and a page, and translations, may."""
        return (self.kind, self.front.lang) != (other.kind, other.front.lang)

    def address(self, slug: str, settings: Mapping[str, Any]) -> str:
        """Its address with a slug, relative to that of the site; raises RenameError."""
        lang = self.front.lang or settings["DEFAULT_LANG"]
        own = lang.split("-")[0] == str(settings["DEFAULT_LANG"]).split("-")[0]
        name = f"{self.kind}_URL" if own else f"{self.kind}_LANG_URL"
        try:
            return str(settings[name]).format(slug=slug, lang=lang, date=self.front.date)
        except _BAD_FORM as error:
            message = (
                f"{self.path} has no address by {name} = “{settings[name]}” that is known here."
            )
            raise RenameError(f"{message} Rename it by hand, and write its aliases.") from error


def read_front(text: str) -> FrontMatter | None:
    """The front matter of a post in Markdown; None if it cannot be read."""
    found, _ = post.read(text.encode(), "post.md", lenient=False)
    return found.front if found and found.unread is None else None


def named_post(path: str, front: FrontMatter, kind: str, settings: Mapping[str, Any]) -> NamedPost:
    """The post of that path, with the date that its file's name may have."""
    stem = Path(path).stem
    slug = front.slug or slug_of(settings, front.title, stem)
    return NamedPost(path, post.dated(front, stem), kind, slug)


def named_posts(texts: Mapping[str, str], settings: Mapping[str, Any]) -> Iterator[NamedPost]:
    """The articles and pages among the files with these texts, without those that are unread."""
    for path, text in texts.items():
        kinds = (kind for kind in ("PAGE", "ARTICLE") if _is_in(path, kind, settings))
        kind = next(kinds, None) if Path(path).suffix.lower() in TEXTS else None
        if kind and (front := read_front(text)):
            yield named_post(path, front, kind, settings)


def texts_of(content: Path) -> dict[str, str]:
    """The posts in Markdown by their paths below the content folder, if they are UTF-8."""
    found = {}
    for path in sorted(content.rglob("*")):
        if path.suffix.lower() in TEXTS and path.is_file():
            with contextlib.suppress(UnicodeDecodeError):
                name = path.relative_to(content).as_posix()
                found[name] = path.read_bytes().decode("utf-8-sig")
    return found


def _is_in(path: str, kind: str, settings: Mapping[str, Any]) -> bool:
    """Whether the settings say that posts of this kind are where the path leads."""
    inside, outside = (
        [PurePosixPath(folder) for folder in settings[f"{kind}_{name}"]]
        for name in ("PATHS", "EXCLUDES")
    )
    at = PurePosixPath(path)
    return any(map(at.is_relative_to, inside)) and not any(map(at.is_relative_to, outside))


def find_posts(
    typed: str, posts: list[NamedPost], paths: Iterable[str] = ()
) -> tuple[str, list[NamedPost]]:
    """The slug that was meant by a slug or the name of a file, and the posts that have it.

    Among the `paths` of files may be posts that cannot be read. Raises RenameError.
    """
    if not typed:
        raise RenameError("Write which post, and its new slug: make rename FROM=old TO=new")
    named = [each for each in posts if f"/{typed}".endswith(f"/{each.path}")]
    named = named or [each for each in posts if typed == each.path.rpartition("/")[2]]
    wanted = named or [each for each in posts if each.slug == typed.strip("/").rpartition("/")[2]]
    if not wanted:
        if why := why_unread(typed, posts, paths):
            raise RenameError(why)
        known = sorted({each.slug for each in posts})
        hint = did_you_mean(typed, known) or "Write its slug, the last part of its address."
        raise RenameError(f"There is no post “{typed}”. {hint}")
    if len({(each.kind, each.slug) for each in wanted}) > 1:
        both = " and ".join(each.path for each in wanted)
        raise RenameError(f"Both {both} are meant by “{typed}”: write one of these names.")
    slug, kind = wanted[0].slug, wanted[0].kind
    return slug, [each for each in posts if (each.slug, each.kind) == (slug, kind)]


def why_unread(typed: str, posts: list[NamedPost], paths: Iterable[str]) -> str:
    """Why there is no post of a file with that name among the `paths`; "" if there is no file."""
    name, read = PurePosixPath(typed).name.removesuffix(".md"), {each.path for each in posts}
    for path in map(PurePosixPath, paths):
        if path.stem == name and path.suffix.lower() in TEXTS and path.as_posix() not in read:
            return f"{path} cannot be read. Correct it first: make check-content"
    return ""


def check_slug(new: str, old: str) -> None:
    """Raise RenameError for a slug that a post cannot have in the place of `old`."""
    if not new or new == old:
        raise RenameError(f"Write another name than “{old}”: make rename FROM={old} TO=...")
    try:
        FrontMatter.model_validate({"title": "x", "slug": new, "date": "2000-01-01"})
        is_text = isinstance(yaml.safe_load(new), str)  # not `null`, nor a number
    except ValueError as error:
        tidy = slug_for(new)
        hint = f" Write {tidy}." if tidy else ""
        message = f"“{new}” cannot be the last part of an address.{hint}"
        raise RenameError(message) from error
    if not is_text:
        raise RenameError(f"“{new}” would be no word in front matter: write a longer name.")
