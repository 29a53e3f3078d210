"""Who wants which file of the site, and what is wrong when two want the same one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from plugins.core.findings import Finding, Severity
from plugins.core.output_paths import is_device

RULE = "addresses"


@dataclass(frozen=True, eq=False)
class Claim:
    """One wish for files: of the source at `path`, by the key on `line`.

    `path` is empty for pages that the site makes by itself, such as the list of all articles;
    `hint` says how the source gives way. No two claims are equal.
    """

    path: str = ""
    line: int = 0
    hint: str = ""


def claim(variables: dict[str, Any]) -> Claim:
    """The claim of a page, from the variables that its template gets."""
    if post := variables.get("redirect_to"):
        return Claim(post.source_file, post.field_lines.get("aliases", 0), "Take the alias away.")
    post = variables.get("article") or variables.get("page")
    if post is None:
        return Claim()
    if hasattr(post, "override_save_as"):
        line = post.field_lines.get("save_as", 0)
        return Claim(post.source_file, line, "Write another `save_as`, or leave it out.")
    line = post.field_lines.get("slug", 1)
    return Claim(post.source_file, line, "Give one of them another `slug`.")


def double(name: str, first: Claim, second: Claim, severity: Severity = "error") -> Finding:
    """The finding for two claims on the file `name`, whichever of them was there first."""
    winner, loser = sorted((first, second), key=lambda claim: (claim.path, claim.line))
    address = f"/{name.removesuffix('index.html')}"
    if not loser.path:
        message = f"Two pages of the site itself want to be {address}."
        return Finding("", 0, severity, f"{RULE}/double", message, "Mend the settings file.")
    other = winner.path or "a page that the site makes by itself"
    message = f"This has the same address as {other}: {address}"
    return Finding(loser.path, loser.line, severity, f"{RULE}/double", message, loser.hint)


def unwritable(name: str, error: OSError, claim: Claim) -> Finding:
    """The finding for a page that the disk does not take."""
    message = f"The page {name} cannot be written: {error.strerror}."
    hint = claim.hint or "Give what the page is about another name."
    return Finding(claim.path, claim.line, "error", f"{RULE}/unwritable", message, hint)


def nameless(variables: dict[str, Any], severity: Severity) -> Finding | None:
    """The finding for the page of a topic or category whose name makes no address, or a bad one.

    A folder that Windows cannot have is an error in lenient builds too: nobody there could copy
    the site.
    """
    if "article" in variables:
        return None
    for key, field in (("tag", "topics"), ("category", "category")):
        group = variables.get(key)
        if group is None or (group.slug and not is_device(group.slug)):
            continue
        post = variables["articles"][0]
        message = f"“{group.name}” has no letter or digit to make an address of."
        rule, hint = "nameless", "Write it with letters."
        if group.slug:
            message = f"“{group.name}” would be the folder “{group.slug}”, impossible on Windows."
            rule, severity, hint = "unportable", "error", "Write it with one more word."
        line = post.field_lines.get(field, 0)
        return Finding(post.source_file, line, severity, f"{RULE}/{rule}", message, hint)
    return None


def misplaced(posts: Iterable[Any], severity: Severity) -> list[Finding]:
    """Findings for posts whose `url` is not where their page is written."""
    found = []
    for post in posts:
        places = {post.url, f"{post.url}.html", f"{post.url}index.html", f"{post.url}/index.html"}
        if post.save_as not in places:
            key = "url" if hasattr(post, "override_url") else "save_as"
            message = f"Links lead to /{post.url}, but the page is written to {post.save_as}."
            hint = "Write both: `url: old/page/` and `save_as: old/page/index.html`"
            line = post.field_lines.get(key, 0)
            found.append(
                Finding(post.source_file, line, severity, f"{RULE}/misplaced", message, hint)
            )
    return found
