"""All redirects of a site: the `aliases` of posts, and the old addresses in redirects.yaml."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from plugins.core.findings import Finding, Severity
from plugins.hosting.hosted_site import Redirect
from plugins.publishing import redirects
from plugins.publishing.path_conflicts import of_page
from plugins.site.build import Build, PageAtOldAddress

CHAIN = "redirects/chain"
_INDEX = "index.html"


def find(build: Build, context: Mapping[str, Any]) -> None:
    """Find the pages at old addresses, and report chains; `context` has the posts of Pelican."""
    kinds = ("articles", "hidden_articles", "pages", "hidden_pages")
    found = list(pages_at_old_addresses(build, (post for kind in kinds for post in context[kind])))
    build.pages_at_old_addresses = found
    build.request.findings.extend(chains(found, build.request.severity))


def pages_at_old_addresses(build: Build, posts: Iterable[Any]) -> Iterator[PageAtOldAddress]:
    """The page that redirects from each old address; `posts` are those of Pelican's lists.

    Posts come before redirects.yaml, and after all others translations, and articles that exist in
    a further language alone.
    """
    originals = list(posts)
    others = chain.from_iterable(each.translations for each in originals)
    every = {id(post): post for post in (*originals, *others, *build.articles)}
    for post in every.values():
        lines = getattr(post, "alias_lines", ()) or (0,) * len(post.aliases)
        for alias, line in zip(post.aliases, lines, strict=True):
            yield PageAtOldAddress(_file(alias), post, line)
    for old, target in redirects.targets(build.inputs.redirects):
        yield PageAtOldAddress(_file(old), target)


def host_redirects(build: Build) -> tuple[Redirect, ...]:
    """The redirects of a site whose pages are all written or reused, sorted by old address.

    That of the page `old/index.html` is `/old/`, which stands for `/old` too; that of `old.html` is
    itself. Where a lenient build has another page at an old address, there is no redirect, nor a
    second one where two posts have the same alias.
    """
    written = build.request.outputs.paths
    found: dict[str, Redirect] = {}
    for page in build.pages_at_old_addresses:
        source = of_page(page.variables)
        writer = written.get(page.file)
        if writer and (writer.path, writer.line) == (source.path, source.line):
            found.setdefault(page.file, _redirect(page))
    return tuple(sorted(found.values(), key=lambda redirect: redirect.old))


def chains(pages: Sequence[PageAtOldAddress], severity: Severity) -> Iterator[Finding]:
    """Findings for old addresses that lead to other old addresses, with the one to write instead.

    Those that lead back to themselves are reported as loops, or have the address of a post.
    """
    known = {page.file: _redirect(page) for page in reversed(pages)}  # the first of two
    for page in pages:
        first = last = _redirect(page)
        seen = {page.file}
        while (file := _file(last.new.partition("#")[0])) in known and file not in seen:
            seen.add(file)
            last = known[file]
        if last is not first and file not in seen:
            message = f"“{first.old}” leads to “{first.new}”, which is an old address itself."
            hint = f"Write the address of the page that is there now: `{last.new}`"
            yield Finding(first.file, first.line, severity, CHAIN, message, hint)


def _redirect(page: PageAtOldAddress) -> Redirect:
    source = of_page(page.variables)
    path, sign, anchor = page.target.url.lstrip("/").partition("#")
    new = f"{_address(path)}{sign}{anchor}"
    return Redirect(_address(page.file), new, source.path, source.line)


def _file(address: str) -> str:
    """The file of the page at an old address."""
    name = address.strip("/")
    return name if name.endswith((".html", ".htm")) else f"{name}/{_INDEX}".lstrip("/")


def _address(file: str) -> str:
    """The address of a file of the site, which hosts serve without `index.html`."""
    folder, slash, name = file.rpartition("/")
    return f"/{folder}{slash}{'' if name == _INDEX else name}"
