"""Finds published addresses that lead nowhere, because a post was renamed or deleted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path, PurePosixPath

from plugins.core.findings import Finding, display_path
from plugins.editorial.git_files import GoneFile
from plugins.editorial.new_post import slug_for
from plugins.posts import post
from plugins.posts.model import FrontMatter


def find_moved(
    gone: Iterable[GoneFile], posts: Collection[Path], addresses: Mapping[str, str], now: datetime
) -> Iterator[Finding]:
    """A warning for each address of a post that is gone, if no post has it or leads from it.

    `addresses` has the form of a post's address, such as "articles/{slug}/", for each folder of
    posts. Posts that were never public had no address.
    """
    current = {display_path(path): _front(path.read_bytes()) for path in posts}
    known = {
        address
        for path, front in current.items()
        if front
        for address in (_address(path, front, addresses), *map(_bare, front.aliases))
    }
    for file in gone:
        front = _front(file.data)
        if front and was_public(front, now):
            address = _address(file.path, front, addresses)
            if address and address not in known:
                yield _finding(file, address, current)


def _front(data: bytes) -> FrontMatter | None:
    found, _ = post.read(data, "post.md", lenient=False)
    return found.front if found and found.unread is None else None


def was_public(front: FrontMatter, now: datetime) -> bool:
    """Whether a post had an address at that time."""
    date = front.date
    return front.status in {"published", "hidden"} and (date is None or date.date() <= now.date())


def _address(path: str, front: FrontMatter, addresses: Mapping[str, str]) -> str:
    """The address of a post, from the root of the site without its slash; empty if unknown."""
    if front.url is not None:
        return front.url
    forms = [form for folder, form in addresses.items() if path.startswith(f"{folder}/")]
    slug = front.slug or slug_for(PurePosixPath(path).stem)
    return forms[0].format(slug=slug) if forms and not front.lang else ""


def _bare(alias: str) -> str:
    return alias.removeprefix("/").rstrip("/") + "/"


def _finding(file: GoneFile, address: str, current: Collection[str]) -> Finding:
    message = f"“/{address}” was published, and leads nowhere since {file.path}"
    alias = f"aliases: [/{address}]"
    if file.renamed_to in current:
        message = f"{message} was renamed."
        return Finding(file.renamed_to, 1, "warning", "posts/moved", message, f"Write `{alias}`")
    hint = f"Write `{alias}` in the post that replaces it."
    return Finding(file.path, 0, "warning", "posts/moved", f"{message} was deleted.", hint)
