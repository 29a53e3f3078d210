"""Replaces the commands of Liquid in old posts, as far as what they insert is certain."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from plugins.migration.bodies import replaced
from plugins.migration.links import outside_code
from plugins.migration.old_site import Note, OldPost

_END_HIGHLIGHT = re.compile(r"\{%-?\s*endhighlight\s*-?%\}")
_HIGHLIGHT = re.compile(
    rf"\{{%-?\s*highlight\s+([\w+-]+)[^%]*%\}}(.*?){_END_HIGHLIGHT.pattern}", re.DOTALL
)
_END_COMMENT = re.compile(r"\{%-?\s*endcomment\s*-?%\}")
_COMMENT = re.compile(rf"\{{%-?\s*comment\s*-?%\}}.*?{_END_COMMENT.pattern}", re.DOTALL)
_BASE = re.compile(r"\{\{-?\s*site\.(?:baseurl|url)\s*-?\}\}")
_FILTERED = re.compile(
    r"\{\{-?\s*(?P<quote>[\"'])(?P<path>[^\"'{}\n]*)(?P=quote)\s*\|\s*"
    r"(?:relative_url|absolute_url|prepend:\s*site\.(?:baseurl|url))"
    r"(?:\s*\|\s*prepend:\s*site\.(?:baseurl|url))*\s*-?\}\}"
)
_NAMED = re.compile(r"\{%-?\s*(?P<what>post_url|link)\s+(?P<name>[^%{}\n]+?)\s*-?%\}")
_ANY = re.compile(r"\{%[^{}\n]{0,300}%\}|\{\{[^{}\n]{1,300}\}\}")


@dataclass(frozen=True)
class JekyllCommands:
    """The addresses of posts and files, by their paths, and of posts by their names too."""

    addresses: Mapping[str, str]

    def expand(self, post: OldPost, notes: list[Note]) -> str:
        """The body of `post` without these commands; the others are noted."""
        text = replaced(_HIGHLIGHT, _fenced, post.body, _END_HIGHLIGHT)
        text = replaced(_COMMENT, lambda _: "", text, _END_COMMENT)
        text = _BASE.sub("", text)
        text = _FILTERED.sub(lambda found: f"/{found['path'].lstrip('/')}", text)
        text = _NAMED.sub(self._address, text)
        for found, row in outside_code(_ANY, text):
            line = post.body_line + row
            notes.append(Note("command", post.path, found[0][:80], line))
        return text

    def _address(self, found: re.Match[str]) -> str:
        address = self.addresses.get(found["name"].strip().lstrip("/"))
        return found[0] if address is None else f"/{address}"


def _fenced(found: re.Match[str]) -> str:
    fence = "~~~" if "```" in found[2] else "```"
    code = found[2] if found[2].startswith("\n") else f"\n{found[2]}"
    end = "" if code.endswith("\n") else "\n"
    return f"{fence}{found[1]}{code}{end}{fence}"
