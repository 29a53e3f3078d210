"""What an old site becomes: the texts and copies of a content folder, and what needs a person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

from plugins.core.output_paths import RefusedPathError, check_output_path, is_portable
from plugins.core.values import slugify
from plugins.migration import new_data, new_posts
from plugins.migration.links import NewPlaces, rewrite
from plugins.migration.new_addresses import address_fields, redirects, with_ending
from plugins.migration.old_folder import is_picture
from plugins.migration.old_site import FILE_ERRORS, Note, OldPost, OldSite, why_not
from plugins.migration.settings_file import NAME, settings_file
from plugins.posts.attributes import file_of

_BY_HAND = "by-hand"
_LONGEST = 200  # letters of a name, which gets an ending


@dataclass
class NewSite:
    """A content folder to write: texts by path, and the old files that are copied to a path.

    The paths of old files are those below the old site's `root`.
    """

    texts: dict[str, bytes] = field(default_factory=dict)
    copies: dict[str, str] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    _taken: set[str] = field(default_factory=set)

    def claim(self, path: str) -> str:
        """`path`, or one like it that every computer can have and that nothing else has."""
        if not is_portable(path):
            at = PurePosixPath(path)
            parts = [slugify(part) or "file" for part in (*at.parts[:-1], at.stem)]
            path = "/".join(parts) + at.suffix.lower()
        at, number = PurePosixPath(path), 2
        while path.casefold() in self._taken:
            path = at.with_name(f"{at.stem}-{number}{at.suffix}").as_posix()
            number += 1
        self._taken.add(path.casefold())
        return path


def adopt(site: OldSite, theme: str, now: datetime) -> NewSite:
    """The new site; `theme` is the path of the theme, seen from the new folder."""
    new = NewSite(notes=list(site.notes))
    places = _places(site, new)
    names = {name for post in site.posts for name in post.fields.get("authors") or []}
    people = new_data.people(names, site.name, new.notes)
    slugs: set[tuple[str, str, str]] = set()
    taken: set[str] = set()
    broken = dict(site.broken)
    for post in site.posts:
        try:
            _add_post(site, post, new, places, slugs, taken, now)
        except FILE_ERRORS as error:
            broken[post.path] = why_not(error)
            del places.places[post.path]
    for path in places.pictures:
        new.copies[places.picture_places[path]] = path
    for path, why in sorted(broken.items()):
        at = PurePosixPath(path)
        short = at.with_name(at.name[-_LONGEST:]) if len(at.name) > _LONGEST else at
        new.copies[new.claim(f"{_BY_HAND}/{short}.txt")] = path
        new.notes.append(Note("file", path, why))
    has_topics = any(post.fields.get("topics") for post in site.posts if post.public)
    moved = redirects(site.moved, taken, people.values(), topics=has_topics)
    new.texts |= {
        "data/clinic.yaml": new_data.clinic_yaml(site.name, site.introduction),
        "data/people.yaml": new_data.people_yaml(people),
        NAME: settings_file(site, theme).encode(),
    }
    if rows := new_data.redirects_yaml(moved):
        new.texts["data/redirects.yaml"] = rows
    new.texts |= new_data.icons(new.copies, new.notes)
    own = {old: path for old, path in places.places.items() if not path.startswith("extra/")}
    new.notes = [replace(note, path=own.get(note.path, note.path)) for note in new.notes]
    new.notes.append(Note("fact", "", "Complete data/clinic.yaml: how to reach you, above all."))
    return new


def _places(site: OldSite, new: NewSite) -> NewPlaces:
    """Where each file goes: pictures of posts below images/, published files below extra/."""
    places = {post.path: new.claim(f"{post.kind}/{post.name}") for post in site.posts}
    pictures = {}
    addresses: dict[str, str] = {}
    for file in site.files:
        if is_picture(file.path):
            pictures[file.path] = new.claim(f"images/{_below_images(file.path)}")
        try:
            check_output_path(file.address)
        except RefusedPathError as error:
            new.notes.append(Note("file", file.path, f"{error.message} It was not copied."))
            continue
        if first := addresses.get(file.address):
            message = f"It was not copied: {first} has the address /{file.address} too."
            new.notes.append(Note("file", file.path, message))
            continue
        addresses[file.address] = file.path
        places[file.path] = f"extra/{file.address}"
        new.copies[f"extra/{file.address}"] = file.path
    renamed = {
        post.url.strip("/"): with_ending(post.url, post.save_as)
        for post in site.posts
        if post.url.endswith("/") or post.url != with_ending(post.url, post.save_as)
    }
    bare = [post.url for post in site.posts if post.url != with_ending(post.url, post.save_as)]
    if bare:
        message = f"Links now end in .html or /. Check that your host still answers /{bare[0]}"
        new.notes.append(Note("address", "", message))
    return NewPlaces(places, pictures, addresses, site.siteurl, renamed)


def _below_images(path: str) -> str:
    """The name of a picture below images/: without the folders that say only that it is one."""
    for start in ("static/", "content/", "assets/"):
        path = path.removeprefix(start)
    return path.removeprefix("images/")


def _add_post(
    site: OldSite,
    post: OldPost,
    new: NewSite,
    places: NewPlaces,
    slugs: set[tuple[str, str, str]],
    taken: set[str],
    now: datetime,
) -> None:
    own, notes = places.places[post.path], new.notes
    slug = _free_slug(post, slugs)
    address = address_fields(post, slug, site.patterns, notes)
    stem = PurePosixPath(own).stem
    fields = new_posts.finished_fields(post, slug, stem, address, notes)
    unknown = dict(post.unknown)
    _settle_picture(post, fields, unknown, places, notes)
    head, body = new_posts.head_and_body(post, fields, unknown)
    moved = replace(post, body=body, body_line=head.count("\n") + 1)
    text = rewrite(moved, site.expand(moved, notes), own, places, notes)
    data = (head + text).encode()
    notes += new_posts.refused(post, {"title": "Title", **fields})
    notes += _post_notes(post, fields, now)
    new.texts[own] = data
    if post.built:
        taken.add(address.get("save_as") or file_of(address.get("url")) or post.save_as)


def _free_slug(post: OldPost, slugs: set[tuple[str, str, str]]) -> str:
    """The slug of a post, with a number if another one of its language has it."""
    slug, lang = new_posts.slug_of(post), str(post.fields.get("lang", ""))
    free, number = slug, 2
    while (post.kind, lang, free) in slugs:
        free, number = f"{slug}-{number}", number + 1
    slugs.add((post.kind, lang, free))
    return free


def _settle_picture(
    post: OldPost,
    fields: dict[str, Any],
    unknown: dict[str, Any],
    places: NewPlaces,
    notes: list[Note],
) -> None:
    """Keep the picture at the top of a post if it is a file with a description."""
    given = fields.pop("image", None)
    if given is None:
        return
    given = given[0] if isinstance(given, list) else given
    keys = given if isinstance(given, dict) else {"path": given}
    path = next((keys[name] for name in ("path", "src", "image", "url") if keys.get(name)), "")
    name, alt = places.picture(post, str(path)), str(keys.get("alt") or "")
    if name and alt and post.markup == "markdown":
        fields["image"] = {"src": name, "alt": alt}
        return
    unknown["image"] = {"src": name or path, "alt": alt} if name else path
    why = "has no alternative text" if name else "is no picture of the old site"
    notes.append(Note("picture", post.path, f"“{path:.80}”, at the top of the post, {why}."))


def _post_notes(post: OldPost, fields: dict[str, Any], now: datetime) -> Iterable[Note]:
    """What a person should look at in one post."""
    if post.public and post.kind == "articles" and not {"description", "summary"} & fields.keys():
        yield Note("description", post.path, "No description.")
    if post.unknown:
        yield Note("key", post.path, f"Without a counterpart: {', '.join(map(str, post.unknown))}.")
    if post.public and str(fields.get("date", "")) > f"{now:%Y-%m-%d %H:%M}":
        yield Note("date", post.path, f"Visitors see it from {fields['date']} on, and not before.")
