"""Collects what the desk shows from a build that a preview has ended (edge: disk).

All of it is in memory already, but for the bytes of new pages and the dates of the token.
"""

from __future__ import annotations

import gzip
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from plugins.core.findings import Finding, display_path
from plugins.desk.values import (
    ADAPTER,
    CHANGE_ADAPTER,
    JOINED_ADAPTER,
    DeskPost,
    DeskValues,
    EarlyRow,
    GalleryAge,
    JoinedDesk,
    MissingFact,
    PostKind,
    RelatedLink,
    SavedChange,
)
from plugins.incremental.digests import digest
from plugins.posts.model import FrontMatter
from plugins.related_articles.selection import Link
from plugins.related_articles.text_links import linked_rows
from plugins.site import open_points
from plugins.site.build import Build, FinishedPost
from plugins.site.left_out import is_page
from plugins.theme_support.tokens import schemes

_LEVEL = 6  # of gzip, as most hosts have it


def note(build: Build, posts: Iterable[Any]) -> str:
    """The values as one line of JSON, which the next build can look up; see `collect`.

    Empty if the build is not for a preview.
    """
    if build.request.preview:
        values = collect(build, [post for post in posts if post])
        build.reuse.made.desk = ADAPTER.dump_json(values).decode()
    return build.reuse.made.desk


def tell_joined(build: Build, posts: Iterable[Any]) -> None:
    """Tell a preview what its desk will show, before any page is written; see `collect`."""
    request = build.request
    if not request.preview or (kept := request.kept) is None:
        return
    before, kept.joined = kept.joined, tuple(request.findings.all)
    values = None
    if kept.desk and not request.findings.errors:
        values = collect(build, posts, weighed=False)
    old, new = {*before}, {*kept.joined}
    added = tuple(each for each in kept.joined if each not in old)
    removed = tuple(each for each in before if each not in new)
    joined = JoinedDesk(values, added, removed)
    kept.tell(f'{{"change": {JOINED_ADAPTER.dump_json(joined).decode()}}}')


@dataclass(frozen=True)
class SavedPost:
    """A post that was saved since the last build: its file, and what it says now.

    `before` is what was found in it when it was read last. `page` is its page, if that was written
    anew. `related` are the files of the articles that have other related articles then, with the
    links and the articles.
    """

    path: Path
    post: FinishedPost
    before: Collection[Finding]
    page: bytes | None
    related: Collection[tuple[str, Sequence[Link], Sequence[Any]]] = ()


def change_json(build: Build, written: Mapping[Path, Any], saved: SavedPost) -> str:
    """What a saved post changes on the desk, as one line of JSON.

    `build` is the last one, and `written` are Pelican's objects for its posts by file.
    """
    path, post, row = saved.path, saved.post, None
    if post.front and all(each.severity != "error" for each in post.findings):
        linked = _linked(build, written, {path: post.values.get("linked", ())})
        row = _row(build, display_path(path), post.front, post.values, linked[path])
        known = _weight(build, written[path].save_as) if saved.page is None else _weigh(saved.page)
        row = replace(row, size=known[0], compressed=known[1])
    added = tuple(each for each in post.findings if each not in saved.before)
    removed = tuple(each for each in saved.before if each not in post.findings)
    related = {file: tuple(_related(links, others)) for file, links, others in saved.related}
    return CHANGE_ADAPTER.dump_json(SavedChange(row, added, removed, related)).decode()


def collect(build: Build, posts: Iterable[Any], *, weighed: bool = True) -> DeskValues:
    """What the desk shows after a build; `posts` are Pelican's objects for all that it has read.

    If their pages are not `weighed`, as before these are written, they have no weights.
    """
    from plugins.photo_feed.refresh import token_dates  # noqa: PLC0415  # public builds need none

    written = {Path(post.source_path): post for post in posts}
    found = _posts(build, written, weighed=weighed)
    photos = build.inputs.photos
    days = photos.posted
    token = token_dates.read(photos.folder)
    return DeskValues(
        built=build.now.astimezone(ZoneInfo(build.settings["TIMEZONE"])),
        lang=build.site.lang.lower(),  # as Pelican has those of posts
        posts=tuple(found),
        gallery=GalleryAge(len(days), max(days, default=None), photos.max_age_days),
        token_expires=token.expires if token else None,
        open_points=tuple(MissingFact(*point) for point in open_points.of_build(build)),
        colours=schemes(build.inputs.tokens),
        people=tuple(_authors(build)),
    )


def _authors(build: Build) -> Iterator[str]:
    """The names that posts may have as authors: people, and the clinic."""
    clinic = build.inputs.clinic
    yield from (each.name for each in clinic.people.facts or ())
    if clinic.clinic.facts:
        yield clinic.clinic.facts.name


def _posts(build: Build, written: Mapping[Path, Any], *, weighed: bool) -> list[DeskPost]:
    links = {path: getattr(page, "linked", ()) for path, page in written.items()}
    linked = _linked(build, written, links)
    found = []
    for path, each in build.posts.items():
        if each.front:
            name, page = display_path(path), written.get(path)
            kind: PostKind = "page" if is_page(build, path) else "article"
            post = _of_file(build, name, kind, each.front, each.values, linked[path])
            if page:
                weight = _weight(build, page.save_as) if weighed else (0, 0)
                post = _with_page(post, page, weight)
            found.append(post)
    return found


def _linked(
    build: Build, written: Mapping[Path, Any], links: Mapping[Path, Sequence[str]]
) -> defaultdict[Path, list[str]]:
    """The files of the posts to which each post links, of those that have `links`."""
    paths = [path for path, each in build.posts.items() if each.front]
    names = [display_path(path) for path in paths]
    targets = [links.get(path, ()) for path in paths]
    addresses = [_address(build, written.get(path)) for path in paths]
    pairs = {*linked_rows(list(zip(names, targets, strict=True)))}
    pairs |= _linked_by_address(build, addresses, targets)
    linked: defaultdict[Path, list[str]] = defaultdict(list)
    for row, other in sorted(pairs):
        linked[paths[row]].append(names[other])
    return linked


def _address(build: Build, page: Any) -> str:  # noqa: ANN401  # untyped Pelican
    """The address of a post's page as texts write it; empty if there is no page."""
    return f"{build.site.siteurl}/{page.url}" if page else ""


def _linked_by_address(
    build: Build, addresses: Sequence[str], links: Sequence[Iterable[str]]
) -> set[tuple[int, int]]:
    """The pairs of rows of which the text of the first links to the address of the second."""
    rows = {address: row for row, address in enumerate(addresses) if address}
    found = set()
    for row, targets in enumerate(links):
        for target in targets:
            path = target.partition("#")[0].removeprefix(build.site.siteurl)
            other = rows.get(f"{build.site.siteurl}{path}")
            if other not in {None, row}:
                found.add((row, other))
    return found


def _of_file(
    build: Build,
    name: str,
    kind: PostKind,
    front: FrontMatter,
    values: Mapping[str, Any],
    linked: Sequence[str],
) -> DeskPost:
    """The post in the file `name`, as far as its file says."""
    return DeskPost(
        **vars(_row(build, name, front, values, linked)),
        kind=kind,
        slug=front.slug or Path(name).stem,
        lang=(front.lang or build.site.lang).lower(),
        category=front.category or "",
    )


def _row(
    build: Build, name: str, front: FrontMatter, values: Mapping[str, Any], linked: Sequence[str]
) -> EarlyRow:
    """What the post in the file `name` says of itself; `values` are the attributes of its page."""
    zone = ZoneInfo(build.settings["TIMEZONE"])
    marked = values.get("preview_mark", "none") or values.get("status", "published") != "published"
    return EarlyRow(
        path=name,
        title=front.title,
        status=front.status,
        shown=not marked,
        moment=front.date and front.date.replace(tzinfo=front.date.tzinfo or zone),
        planned=front.planned,
        authors=tuple(front.authors),
        reviewed=front.reviewed,
        due=values.get("next_review"),
        unreviewed=values.get("review_state") == "unreviewed",
        words=len(values.get("plain_text", "").split()),
        linked=tuple(linked),
    )


def _with_page(post: DeskPost, page: Any, weight: tuple[int, int]) -> DeskPost:  # noqa: ANN401  # untyped Pelican
    """A post with what Pelican's object for it knows besides, and the weight of its page."""
    size, compressed = weight
    related = getattr(page, "related_links", ()), getattr(page, "related_articles", ())
    is_a_page = page.default_template == "page"
    return replace(
        post,
        kind="page" if is_a_page else "article",
        slug=page.slug,
        lang=page.lang.lower(),
        url=page.url,
        category="" if is_a_page else str(getattr(page, "category", "")),
        size=size,
        compressed=compressed,
        related=tuple(_related(*related)),
    )


def _related(links: Iterable[Link], others: Iterable[Any]) -> Iterator[RelatedLink]:
    """Links to these other articles."""
    for link, other in zip(links, others, strict=True):
        yield RelatedLink(other.source_file, link.score, link.source)


def _weight(build: Build, name: str) -> tuple[int, int]:
    """The bytes of the page `name`, as it is and compressed; kept by its content."""
    known, memory = build.reuse.site.digest_of(name), build.reuse.cache.store.memory

    def weight() -> tuple[int, int]:
        return _found_weight(build, name, known)

    return memory.get(("page weight", known), weight) if known and memory else weight()


def _found_weight(build: Build, name: str, known: str) -> tuple[int, int]:
    """The same from the store, or from the disk; `known` is the digest of the page, if known."""
    store, key = build.reuse.cache.store, digest("page weight", known)
    if known and (kept := store.get(key)):
        size, compressed = kept.split()
        return int(size), int(compressed)
    try:
        data = (build.site.output / name).read_bytes()
    except OSError:
        return 0, 0
    found = _weigh(data)
    if known:
        store.put(key, b"%d %d" % found)
    return found


def _weigh(page: bytes) -> tuple[int, int]:
    return len(page), len(gzip.compress(page, _LEVEL, mtime=0))
