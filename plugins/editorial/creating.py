"""The command `new`: creates an article, a page or a translation as a draft."""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

import yaml
from pydantic import TypeAdapter, ValidationError

from plugins.clinic import files as clinic_files
from plugins.core import clock
from plugins.core.findings import display_path
from plugins.core.output_paths import is_device
from plugins.core.values import Language
from plugins.core.yaml_lines import YamlError
from plugins.editorial.asking import Questions, is_terminal
from plugins.editorial.named_posts import (
    NamedPost,
    RenameError,
    find_posts,
    named_posts,
    texts_of,
)
from plugins.editorial.new_post import page_scaffold, scaffold, slug_for, tidy_title
from plugins.editorial.new_translation import translation
from plugins.posts.questions import AnySiteContext
from plugins.posts.read_post import read_post
from plugins.publishing.build_options import BuildOptions, BuildOptionsError
from plugins.site.pelican_settings import pelican_options, pelican_settings

OK, USAGE, STOPPED = 0, 2, 130
FOLDERS = {"article": "articles", "page": "pages"}
_NO_TITLE = 'Write a title with letters from a to z: make new TITLE="Why we warm up"'


class NewPostError(Exception):
    """A post that cannot be created; the message says why and what to do instead."""


def new(read: argparse.Namespace) -> int:
    """Create the post and print its path; the exit code is 2 if it cannot be created.

    On a terminal it asks for what was not given. It is 130 if the editor stops; then there is no
    new file.
    """
    try:
        path = display_path(_create(read, Questions() if is_terminal() else None))
    except (NewPostError, RenameError, BuildOptionsError, ValueError) as error:
        print(f"error: {error}", file=sys.stderr)
        return USAGE
    except (EOFError, KeyboardInterrupt):
        print("\nStopped. Nothing was written.", file=sys.stderr)
        return STOPPED
    print(f"Wrote {path}, a draft. Edit it, and look at it with: make serve")
    return OK


def _create(read: argparse.Namespace, ask: Questions | None) -> Path:
    """Create the post, and return its path."""
    folder: Path = read.input
    if not folder.is_dir():
        message = f"There is no folder {folder}: set INPUTDIR to where the posts are."
        raise NewPostError(message)
    kind = read.kind or ("translation" if read.translates else "article")
    if ask and not (read.kind or read.translates or read.title):
        kinds = [*FOLDERS, "translation"]
        kind = next(iter(ask.one("What do you begin? Enter is an article", kinds)), kind)
    if kind == "translation":
        path, text = _translated(read, ask)
    elif kind in FOLDERS:
        path, text = _new(read, kind, ask)
    else:
        raise NewPostError(f"“{kind}” is no KIND: write article, page or translation.")
    checked = read_post(text.encode(), AnySiteContext(), path=display_path(path), lenient=False)
    for finding in checked.findings:  # the preview reports the rest
        raise NewPostError(f"{finding.message} {finding.hint}")
    _write(path, text)
    return path


def _new(read: argparse.Namespace, kind: str, ask: Questions | None) -> tuple[Path, str]:
    """The file and the text of a new article or page."""
    folder = read.input / FOLDERS[kind]
    typed = read.title
    if ask and not typed:
        typed = ask.text("Title", lambda answer: _why_not(answer, folder))
    if why := _why_not(typed, folder):
        raise NewPostError(why)
    title = tidy_title(typed)
    path = folder / f"{slug_for(title)}.md"
    if kind == "page":
        return path, page_scaffold(title)
    today = clock.now(os.environ).date()
    return path, scaffold(title, today, _answers(read, ask) if ask else {})


def _why_not(typed: str, folder: Path) -> str:
    """Why no post can be made of a title; "" if one can."""
    slug = slug_for(tidy_title(typed))
    if not slug:
        return _NO_TITLE
    if is_device(slug):
        return f"{slug}.md cannot be a file on Windows: write a longer title."
    path = folder / f"{slug}.md"
    if path.exists() or path.is_symlink():
        return f"{display_path(path)} already exists: choose another title, or edit it."
    return ""


def _answers(read: argparse.Namespace, ask: Questions) -> dict[str, list[str]]:
    """What the editor chooses of what the site has: categories and topics of articles, people."""
    settings = _settings(read)
    posts = [each.front for each in _posts(read, settings) if each.kind == "ARTICLE"]
    categories = Counter(each.category for each in posts if each.category)
    topics = Counter(topic for each in posts for topic in each.topics)
    return {
        "category": ask.one("Category", sorted(categories, key=str.casefold)),
        "topics": ask.several("Topics", sorted(topics, key=str.casefold), "Begin a new topic?"),
        "author": ask.one("Author", [*_authors(read.input, settings)]),
    }


def _authors(content: Path, settings: Mapping[str, Any]) -> Iterator[str]:
    """The names in people.yaml, and that of the clinic."""
    clinic, people = (content / settings[f"{name}_DATA"] for name in ("CLINIC", "PEOPLE"))
    files = clinic_files.read(clinic, people, settings["SITENAME"], lenient=True)
    yield from (each.name for each in files.people.facts or ())
    if files.clinic.facts:
        yield files.clinic.facts.name


def _translated(read: argparse.Namespace, ask: Questions | None) -> tuple[Path, str]:
    """The file and the text of a translation, beside the post that it translates."""
    settings = _settings(read)
    texts = texts_of(read.input)
    posts = [*named_posts(texts, settings)]
    if ask and not read.translates:
        read.translates = ask.text(
            "Slug or file of the post", lambda typed: _unknown(typed, posts, texts)
        )
    if not read.translates:
        raise NewPostError("Write which post and language: make new TRANSLATES=first-visit LANG=nb")
    slug, versions = find_posts(read.translates, posts, texts)
    known = {_lang(each, settings): each for each in versions}
    original = next((each for each in versions if not each.front.translation), versions[0])

    def refused(lang: str) -> str:
        return _no_language(lang, known)

    if ask and not read.lang:
        further = ", ".join(settings.get("LANGUAGES") or ("nb",))
        read.lang = ask.text(f"Code of its language, such as {further}", refused)
    if why := refused(read.lang):
        raise NewPostError(why)
    title = tidy_title(read.title)
    if ask and not title:
        title = ask.text("Title in that language", lambda typed: "" if typed else "Write a title.")
    file = PurePosixPath(original.path)
    stem = file.stem.removesuffix(f".{_lang(original, settings)}")
    try:
        text = translation(
            texts[original.path],
            title=title or original.front.title,
            slug=slug,
            lang=read.lang,
        )
    except (YamlError, yaml.YAMLError) as error:
        raise NewPostError(f"{original.path} cannot be taken apart: copy it by hand.") from error
    return read.input / file.with_name(f"{stem}.{read.lang.lower()}{file.suffix}"), text


def _unknown(typed: str, posts: list[NamedPost], paths: Iterable[str]) -> str:
    try:
        find_posts(typed, posts, paths)
    except RenameError as error:
        return str(error)
    return ""


def _lang(post: NamedPost, settings: Mapping[str, Any]) -> str:
    return str(post.front.lang or settings["DEFAULT_LANG"]).lower()


def _no_language(lang: str, known: Mapping[str, NamedPost]) -> str:
    """Why a language cannot be that of a new version, of which these are `known`."""
    if not lang:
        return "Write the code of its language: LANG=nb"
    try:
        TypeAdapter(Language).validate_python(lang)
    except ValidationError:
        return f"“{lang}” is no code of a language: write one such as nb or pt-BR."
    codes = {each.split("-")[0]: post for each, post in known.items()}
    if post := codes.get(lang.lower().split("-")[0]):
        return f"{post.path} is the version in “{lang}”."
    return ""


def _settings(read: argparse.Namespace) -> Mapping[str, Any]:
    options = BuildOptions("html", read.input, Path("output"), read.settings)
    return pelican_settings(pelican_options(options), read.settings)


def _posts(read: argparse.Namespace, settings: Mapping[str, Any]) -> Iterator[NamedPost]:
    return named_posts(texts_of(read.input), settings)


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError as error:
        message = f"{display_path(path)} already exists: choose another title, or edit it."
        raise NewPostError(message) from error
    except OSError as error:
        raise NewPostError(f"{display_path(path)} cannot be written: {error.strerror}.") from error
