"""What the preview's server answers at /edit/ (edge: disk)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from plugins.core.yaml_lines import YamlError
from plugins.form.configuration import configuration
from plugins.form.saving import as_in_file, as_read, read, saved
from plugins.form.written_yaml import UnwritableError

INSTALLED = Path(".form")  # which make form writes
SCRIPT = "sveltia-cms.js"
# The address at which tools/form lets Sveltia ask for its fonts and languages.
SVELTIA = "sveltia"
MOST_BYTES = 24_000_000  # of a request; edit.js sends ten posts at once, of 1 MB each at most
# Sveltia makes its styles with scripts, and shows pictures that it has read from the disk. It may
# ask this server only: its checks for new versions and of other companies' services are blocked.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' blob: data:; media-src blob:; font-src 'self'; "
    "connect-src 'self' blob: data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_STATIC = Path(__file__).parent / "static"
_OURS = {"edit.js": "text/javascript", "edit.css": "text/css"}
_TYPES = {".js": "text/javascript", ".json": "application/json", ".woff2": "font/woff2"}
_FOLDERS = ("articles", "pages")
_TRANSLATION = re.compile(r"(?P<post>.+)\.(?P<language>[a-z]{2,3}(?:-[A-Z]{2})?)\.md")
_CHANGED = (
    "The file of this post is no longer what the form has read: it was changed elsewhere, or the "
    "form has another folder open than the preview. Copy what you wrote, and load this page again."
)


@dataclass(frozen=True)
class FormAnswer:
    """A response: its status, media type and body, and further headers."""

    status: int
    content_type: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Form:
    """The form for the posts in `content`; `installed` is the folder of Sveltia's files."""

    content: Path
    installed: Path = INSTALLED

    def get(self, address: str, language: str, people: Sequence[str] = ()) -> FormAnswer | None:
        """The answer to a request for `address`, below /edit/; None if nothing is there.

        `language` is the code of the site's own language; `people` are offered as authors.
        """
        if address == "":
            return self._page()
        if address == "configuration":
            return _json(200, self._configuration(language))
        if address == "people":
            return _json(200, list(people))
        if address in _OURS:
            return FormAnswer(200, _OURS[address], (_STATIC / address).read_bytes())
        return self._of_sveltia(address)

    def post(self, address: str, body: bytes) -> FormAnswer | None:
        """The answer to what the page sends; None if it sends nothing to `address`."""
        if address not in {"read", "write"}:
            return None
        try:
            sent = json.loads(body)
            if address == "read":
                return _json(200, [_read(text) for text in sent["texts"]])
            before = self._text(sent["expected"]) if sent["text"] else ""
            if before is None:
                return _json(409, {"message": _CHANGED})
            text = as_in_file(before, saved(sent["text"], sent["values"]))
            return _json(200, {"text": text, "read": as_read(text)})
        except (YamlError, UnwritableError) as error:
            return _json(422, {"message": _message(error)})
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return _json(400, {"message": "This is not what the form sends."})

    def _page(self) -> FormAnswer:
        name = "edit.html" if (self.installed / SCRIPT).is_file() else "missing.html"
        policy = {"Content-Security-Policy": POLICY}
        return FormAnswer(200, "text/html", (_STATIC / name).read_bytes(), policy)

    def _of_sveltia(self, address: str) -> FormAnswer | None:
        match = re.fullmatch(rf"{SVELTIA}(?:@[\d.]+)?/((?:locales/)?[\w-]+\.\w+)", address)
        path = self.installed / match[1] if match else None
        if path is None or path.suffix not in _TYPES or not path.is_file():
            return None
        return FormAnswer(200, _TYPES[path.suffix], path.read_bytes())

    def _configuration(self, language: str) -> dict[str, Any]:
        content = self.content.resolve()
        root = Path.cwd() if content.is_relative_to(Path.cwd()) else content.parent
        posts = list(self._posts())
        names = {path.name for path in posts}
        folders = {path.parent.relative_to(self.content).as_posix() for path in posts}
        others = {
            match["language"]
            for name in names
            if (match := _TRANSLATION.fullmatch(name)) and f"{match['post']}.md" in names
        }
        languages = [language, *sorted(others - {language})]
        folders |= set(_FOLDERS)
        at = content.relative_to(root).as_posix()
        return configuration(at, root.name, languages, sorted(folders))

    def _posts(self) -> Iterator[Path]:
        for folder in _FOLDERS:
            found = (self.content / folder).rglob("*.md")
            yield from (path for path in found if path.is_file())

    def _text(self, read: str) -> str | None:
        """The text of the file of which Sveltia has `read` this; None without one."""
        texts = (path.read_bytes().decode("utf-8", "replace") for path in self._posts())
        return next((text for text in texts if as_read(text) == read), None)


def _read(text: str) -> dict[str, Any]:
    """The values of a post, or a message why it cannot be read."""
    try:
        return {"values": read(text)}
    except YamlError as error:
        return {"message": _message(error)}


def _message(error: YamlError | UnwritableError) -> str:
    if isinstance(error, UnwritableError):
        return str(error)
    return f"Line {error.line}: {error.message} {error.hint}"


def _json(status: int, value: object) -> FormAnswer:
    return FormAnswer(status, "application/json", json.dumps(value).encode())
