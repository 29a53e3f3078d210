"""Replaces Hugo's shortcodes in old posts, as far as what they insert is certain."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from plugins.migration.bodies import replaced
from plugins.migration.links import outside_code
from plugins.migration.old_site import Note, OldPost

_OPEN, _CLOSE = r"\{\{[<%]\s*", r"\s*/?[>%]\}\}"
_REFERENCE = re.compile(rf"{_OPEN}(?:rel)?ref\s+[\"'`]?(?P<name>[^\"'`{{}}>%\n]+?)[\"'`]?{_CLOSE}")
_FIGURE = re.compile(
    rf"{_OPEN}figure\s+(?P<keys>[^{{}}\n]*?){_CLOSE}(?:\s*\{{\{{< */figure *>\}}\}})?"
)
_KEY = re.compile(r"(\w+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|`([^`]*)`)")
_END_HIGHLIGHT = re.compile(rf"{_OPEN}/\s*highlight{_CLOSE}")
_HIGHLIGHT = re.compile(
    rf"{_OPEN}highlight\s+[\"']?(?P<lang>[\w+-]+)[\"']?[^{{}}\n]*?{_CLOSE}(?P<code>.*?)"
    rf"{_END_HIGHLIGHT.pattern}",
    re.DOTALL,
)
_ANY = re.compile(r"\{\{[<%][^{}]{0,500}[>%]\}\}")


@dataclass(frozen=True)
class HugoCommands:
    """The addresses of posts, by their files below content/, without the ending."""

    addresses: Mapping[str, str]

    def expand(self, post: OldPost, notes: list[Note]) -> str:
        """The body of `post` without these shortcodes; the others are noted."""
        text = replaced(_HIGHLIGHT, _fenced, post.body, _END_HIGHLIGHT)
        text = _FIGURE.sub(_picture, text)
        text = _REFERENCE.sub(lambda found: self._address(post, found), text)
        for found, row in outside_code(_ANY, text):
            line = post.body_line + row
            notes.append(Note("command", post.path, " ".join(found[0].split())[:80], line))
        return text

    def _address(self, post: OldPost, found: re.Match[str]) -> str:
        name, sign, anchor = found["name"].strip().partition("#")
        if not name:
            return f"{sign}{anchor}"
        path = re.sub(r"(?:/_?index)?\.(?:md|markdown)\Z|/\Z", "", name)
        own = PurePosixPath(post.path).parent.as_posix().removeprefix("content").lstrip("/")
        beside = posixpath.normpath(posixpath.join(own, path)) if not path.startswith("/") else ""
        for known in (beside, path.strip("/"), f"*/{PurePosixPath(path).name}"):
            if (address := self.addresses.get(known)) is not None:
                return f"/{address}{sign}{anchor}"
        return found[0]


def known_addresses(posts: Mapping[str, str]) -> dict[str, str]:
    """The addresses by all names that a reference may have; by the last one, if only one has it."""
    found: dict[str, str] = {}
    last: dict[str, set[str]] = {}
    for path, address in posts.items():
        plain = re.sub(r"(?:/index)?\.\w+\Z", "", path)
        found[plain] = address
        last.setdefault(PurePosixPath(plain).name, set()).add(address)
    return found | {f"*/{name}": next(iter(all_)) for name, all_ in last.items() if len(all_) == 1}


def _picture(found: re.Match[str]) -> str:
    """A picture in Markdown, if the shortcode names a file and no link."""
    keys = {key: a or b or c for key, a, b, c in _KEY.findall(found["keys"])}
    alt, src = keys.get("alt") or keys.get("caption", ""), keys.get("src", "")
    if not src or keys.get("link") or re.search(r"[\s()<>]", src) or re.search(r"[\[\]]", alt):
        return found[0]
    caption = keys.get("caption") or keys.get("title", "")
    words = f' "{caption}"' if caption and '"' not in caption else ""
    return f"![{alt}]({src}{words})"


def _fenced(found: re.Match[str]) -> str:
    code = found["code"]
    fence = "~~~" if "```" in code else "```"
    code = code if code.startswith("\n") else f"\n{code}"
    return f"{fence}{found['lang']}{code}" + ("" if code.endswith("\n") else "\n") + fence
