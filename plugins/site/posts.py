"""Reads all posts and encodes the images that they want, before Pelican makes its objects."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from functools import partial
from importlib import import_module
from pathlib import Path
from queue import SimpleQueue
from typing import Any
from zoneinfo import ZoneInfo

from plugins.clinic.files import wanted_images
from plugins.core import visibility
from plugins.core.cores import cores
from plugins.core.findings import Finding, Findings, display_path
from plugins.core.left_out import left_out as as_left_out
from plugins.core.visibility import Visibility, WithheldPost
from plugins.incremental.posts import KeptPosts
from plugins.posts import picture_size, post
from plugins.posts.extension_errors import RULE as EXTENSION_FAILED
from plugins.posts.false_facts import without_false_facts
from plugins.posts.model import FrontMatter
from plugins.posts.result import ReadPost
from plugins.posts.review import review_state
from plugins.posts.site_context import ContentSiteContext
from plugins.posts.supervised import SupervisedReader
from plugins.publishing.build import DISK_ERRORS
from plugins.responsive_images.markup import insert_pictures
from plugins.responsive_images.picture import WantedImage
from plugins.site import generators, index_process, left_out, post_values
from plugins.site.build import Build, FinishedPost

# By file type, such as "rst", what converts it, with Pelican's settings; other files are Markdown.
Converters = Mapping[str, Callable[..., tuple[str, dict[str, Any]]]]
_CONVERTED_BY = ("DEFAULT_LANG", "FORMATTED_FIELDS", "DOCUTILS_SETTINGS")
_NEEDED_LATER = ("plugins.site.after_reading", "plugins.related_articles.links")
_POSTS_A_WORKER = 40  # it takes as long to start a worker process as to read these


def find(generator: Any, file_types: Sequence[str]) -> list[Path]:  # noqa: ANN401  # untyped Pelican
    """The files that Pelican will read as articles and pages, sorted."""
    settings = generator.settings
    names = {
        name
        for kind in ("ARTICLE", "PAGE")
        for name in generator.get_files(
            settings[f"{kind}_PATHS"],
            exclude=settings[f"{kind}_EXCLUDES"],
            extensions=tuple(file_types),
        )
    }
    # As Pelican does; resolve() would follow links.
    return sorted(Path(os.path.abspath(Path(settings["PATH"], name))) for name in names)  # noqa: PTH100


def read_all(build: Build, files: Sequence[Path], converters: Converters) -> None:
    """Read the posts in `files`, and encode the images of the whole site, each on all cores.

    Posts that were kept by an earlier build are not read again.
    """
    kept = _kept_posts(build)
    found = {path: kept.get(path, _context(build, path)) for path in files}
    missing = [path for path in files if found[path] is None]
    index_process.fork_early(build, len(missing))
    found |= _read_on_all_cores(build, missing, converters, kept)
    read = {path: each for path, each in found.items() if each is not None}
    content, images = build.site.content, build.images
    images.encode(
        [
            *wanted_images(build.inputs.clinic, content, images),
            *build.inputs.photos.wanted_images(),
            *(image for path in read for image in _wanted_images(build, path, read[path])),
        ]
    )
    for path, each in read.items():
        if not images.encode(_wanted_images(build, path, each)):
            # Read again: now the site context refuses the images that cannot be published.
            each = _read(build, path, converters, build.reader, kept)  # noqa: PLW2901
        build.posts[path] = _finished(build, path, each)
    if build.request.lenient:
        left_out.leave_out_doubles(build)
        build.request.findings.extend(left_out.no_post_was_read(read.values()))


def finished(build: Build, path: Path, converters: Converters) -> FinishedPost:
    """The post in the file `path`, which is read now if `read_all` did not know of it."""
    if path not in build.posts:
        read_all(build, [path], converters)
    return build.posts[path]


def read_again(build: Build, path: Path, converters: Converters) -> FinishedPost | None:
    """The post in the file `path` as it is now, some time after a build.

    None if it has pictures that the site does not have.
    """
    read = _read(build, path, converters, build.reader, _kept_posts(build))
    published = all(map(build.images.is_published, _wanted_images(build, path, read)))
    return _finished(build, path, read) if published else None


def missing_date(values: Mapping[str, Any], now: datetime) -> Finding:
    """The finding for an article without a date, from its attributes."""
    line = min(values["field_lines"].values(), default=1)
    return post.missing_date(values["source_file"], line, now)


def _kept_posts(build: Build) -> KeptPosts:
    names = (*_CONVERTED_BY, "POST_MAX_BYTES")
    settings = {name: build.settings.get(name) for name in names}
    settings |= {"lenient": build.request.lenient, "care": build.inputs.care.json}
    if build.read_with:
        settings["markdown"] = build.read_with
    return build.reuse.posts(settings)


def _read_on_all_cores(
    build: Build, files: Sequence[Path], converters: Converters, kept: KeptPosts
) -> dict[Path, ReadPost]:
    """Each post, by its file; several workers read if there are many."""
    if not files:
        return {}
    more = min(cores(), 1 + len(files) // _POSTS_A_WORKER) - 1
    readers = [build.reader, *(build.reader.another() for _ in range(more))]
    idle: SimpleQueue[SupervisedReader] = SimpleQueue()
    for reader in readers:
        reader.start()
        idle.put(reader)

    def read(path: Path) -> ReadPost:
        reader = idle.get()
        try:
            return _read(build, path, converters, reader, kept)
        finally:
            idle.put(reader)

    pool = ThreadPoolExecutor(len(readers))
    found: dict[Path, ReadPost] = {}
    try:
        results = pool.map(read, files)
        for module in _NEEDED_LATER:  # to load them takes a moment, in which the others read
            import_module(module)
        for path, result in zip(files, results, strict=True):
            build.request.progress.step("Reading posts")
            found[path] = result
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        for reader in readers if len(found) < len(files) else readers[1:]:
            reader.close()  # an interrupted build must not wait for them
        pool.shutdown()
    return found


def _context(build: Build, path: Path) -> ContentSiteContext:
    site = build.site
    return ContentSiteContext(
        path.parent,
        site.content,
        site.siteurl,
        site.static_paths,
        build.images,
        build.linked,
        build.inputs.clinic.country,
    )


def _read(
    build: Build, path: Path, converters: Converters, reader: SupervisedReader, kept: KeptPosts
) -> ReadPost:
    convert = converters.get(path.suffix[1:])
    settings = {name: build.settings.get(name) for name in _CONVERTED_BY}
    data: list[bytes] = []
    try:
        read = reader.read(
            path,
            _context(build, path),
            lenient=build.request.lenient,
            convert=convert and partial(convert, settings=settings),
            care=build.inputs.care.json,
            note=data.append,
        )
    except OSError as error:
        if error.errno in DISK_ERRORS:
            raise
        message = f"This file cannot be read: {error.strerror}."
        hint = "Check its permissions, and that it is still there; then build again."
        name = display_path(path)
        return ReadPost(name, (Finding(name, 0, "error", "post/not-read", message, hint),))
    if data and not any(each.rule == EXTENSION_FAILED for each in read.body_findings):
        kept.put(path, data[0], read)
    return read


def _wanted_images(build: Build, path: Path, read: ReadPost) -> list[WantedImage]:
    """The images of a post that this build shows."""
    if read.front is None or not _visibility(build, read.front).shown:
        return []
    if build.request.lenient and left_out.why(build, path, read):
        return []
    return [*read.images, *([read.lead] if read.lead else [])]


def _finished(build: Build, path: Path, read: ReadPost) -> FinishedPost:
    """The post with what was found in it, which becomes known to the build."""
    found = Findings(build.request.findings.strict)
    post = replace(_finish(build, path, read, found), findings=tuple(found.all))
    build.request.findings.extend(found.all, unfinished=True)  # they are as strict as they must be
    return post


def _finish(build: Build, path: Path, read: ReadPost, findings: Findings) -> FinishedPost:
    lenient = build.request.lenient
    if lenient and (refused := left_out.why(build, path, read)):
        findings.add(refused)
        return _withheld(build, path, path.stem, "cannot be read")
    findings.extend(read.findings)
    if read.front is None:
        return _withheld(build, path, path.stem, "cannot be read")
    front, shown = read.front, _visibility(build, read.front)
    if not shown.shown:
        reason = f"is {shown.mark.casefold()}"
        topics = (*front.topics, *([front.category] if front.category else []))
        withheld = _withheld(build, path, front.slug or path.stem, reason, topics)
        return replace(withheld, front=front)
    slug = front.slug or generators.slug_of(build.settings, front.title, path.stem)
    if not (slug or front.save_as or front.url):
        nameless = post.missing_slug(read.path, read.lines.get("title", 1), front.title)
        findings.add(as_left_out(nameless) if lenient else nameless)
        return _withheld(build, path, path.stem, "has no address")
    front, untrue = _true_facts(build, read, front)
    category = front.category or build.site.default_category
    rules, today = build.inputs.care.care.review, build.now.date()
    review, overdue = review_state(front, read, rules, str(category), today)
    lead = build.images.picture(read.lead) if read.lead else None
    small = picture_size.too_small(read, lead, build.inputs.theme.smallest_lead)
    read = replace(read, body_findings=(*read.body_findings, *small))
    found = [*_unwaived(build, read), *untrue, *overdue]
    reported = [each for each in found if each.severity != "advice"]
    findings.extend(reported, unfinished=front.status == "draft")
    if not read.has_body:
        return _withheld(build, path, front.slug or path.stem, "cannot be read")
    values = post_values.attributes_of(build, read, front, shown, review, lead)
    values |= post_values.for_editors(build, path, read, front, shown, review, found)
    pictures = {image.name: build.images.picture(image) for image in read.images}
    html = insert_pictures(read.html, pictures, f"{build.site.siteurl}/")
    return FinishedPost(html, values, front)


def _unwaived(build: Build, read: ReadPost) -> Iterable[Finding]:
    if not (read.front and read.front.waive):
        return read.body_findings
    from plugins.posts.waivers import not_waived  # noqa: PLC0415  # loads all rules

    return not_waived(read, build.now.date(), build.request.severity)


def _true_facts(
    build: Build, read: ReadPost, front: FrontMatter
) -> tuple[FrontMatter, list[Finding]]:
    """`front`, that of the post `read`, without what is not true, and a finding for each."""
    people = build.inputs.clinic.people.facts
    _moment(build, front.modified)
    return without_false_facts(
        front,
        read,
        now=build.now.astimezone(ZoneInfo(build.settings["TIMEZONE"])),
        people=None if people is None else [person.name for person in people],
        severity=build.request.severity,
    )


def _visibility(build: Build, front: FrontMatter) -> Visibility:
    date = _moment(build, front.date)
    return visibility.decide(front.status, date, now=build.now, preview=build.request.preview)


def _moment(build: Build, date: datetime | None) -> datetime | None:
    """A date of a post in the site's time zone; if it is in the future, the site changes then."""
    if date is None:
        return None
    moment = date.replace(tzinfo=date.tzinfo or ZoneInfo(build.settings["TIMEZONE"]))
    if moment > build.now:
        build.reuse.changes_at(moment.timestamp())
    return moment


def _withheld(
    build: Build, path: Path, slug: str, reason: str, topics: tuple[str, ...] = ()
) -> FinishedPost:
    relative = path.relative_to(build.site.content).as_posix()
    build.withheld.append(WithheldPost(relative, slug, reason, topics))
    return FinishedPost()
