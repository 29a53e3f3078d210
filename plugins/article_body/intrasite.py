"""Makes Pelican's internal links, such as `{filename}post.md` and `{tag}Running`, safe to resolve.

Pelican resolves them after the body has been sanitised, so the results must be safe already.
"""

from __future__ import annotations

import re
from urllib.parse import quote

from plugins.article_body.url_rules import as_browsers_read, is_outside
from plugins.core.findings import Severity, did_you_mean

PREFIXES = ("filename", "static", "attach", "category", "tag", "author", "index")
# The value of Pelican's setting INTRASITE_LINK_REGEX. In sanitised HTML a quotation mark within a
# value is &quot;, so this matches only the addresses of links, not similar text in a title.
PATTERN = rf'(?<=\ href=")\{{(?P<what>{"|".join(PREFIXES)})\}}'
START = ' href="{'  # HTML without this has no such link

_LINK = re.compile(r"[{|]([^{}|]*)[}|]?(.*)", re.DOTALL)
_UNSAFE = re.compile(r"[&;\"'<>`]")


class LinkError(Exception):
    """A link that a post should not have: what is wrong with it, and what to write instead.

    If `severity` is "warning", the link stays in the post. `right` is the address that was
    certainly meant, or "".
    """

    def __init__(
        self,
        message: str,
        hint: str,
        rule: str = "article-body/bad-link",
        severity: Severity = "error",
        right: str = "",
    ) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.rule = rule
        self.severity = severity
        self.right = right


def normalise(address: str) -> str:
    """`address` in the form that Pelican may resolve; unchanged without a prefix.

    Raises LinkError for an unknown prefix, and for a prefix before a full web address.
    """
    if "{" not in address and "|" not in address:
        return address
    plain = as_browsers_read(address)
    match = _LINK.fullmatch(plain)
    if match is None:
        return address
    what, value = match.groups()
    if what not in PREFIXES:
        known = ", ".join(f"{{{prefix}}}" for prefix in PREFIXES)
        hint = did_you_mean(what, PREFIXES) or f"The prefixes are {known}."
        raise LinkError(f"The link “{address:.80}” begins with an unknown prefix.", hint)
    if is_outside(value):
        message = f"The link “{address:.80}” has a web address after {{{what}}}."
        raise LinkError(message, "Write only the web address, or the name of a file of this site.")
    path = re.split("[?#]", value, maxsplit=1)[0]
    # If a path has a `&`, Pelican may decode entities in the whole address; and it ends a path at
    # a `;`.
    return f"{{{what}}}{_quoted(path)}{_quoted(value[len(path) :], safe='&;')}"


def is_normal(address: str) -> bool:
    """Whether `address` is as `normalise` writes it."""
    try:
        return normalise(address) == address
    except LinkError:
        return False


def _quoted(text: str, safe: str = "") -> str:
    return _UNSAFE.sub(lambda match: quote(match[0], safe=safe), text)
