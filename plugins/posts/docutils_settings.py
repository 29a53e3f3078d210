"""Makes docutils safe: no files or URLs, raw HTML on request, no state; warnings are errors."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import StringIO
from typing import Any

from docutils.core import Publisher
from docutils.io import StringInput, StringOutput
from docutils.parsers.rst import roles
from docutils.parsers.rst.languages import get_language

from plugins.core.yaml_lines import YamlError

_SYSTEM_MESSAGE = re.compile(r"[^\n]*?:(\d*): \(\w+/\d\) (.*)", re.DOTALL)


def safe_settings(settings: Mapping[str, Any], *, raw_html: bool = False) -> dict[str, Any]:
    """The docutils settings for Pelican's DEFAULT_LANG and DOCUTILS_SETTINGS.

    They are those of Pelican's own reader, and three safe ones that neither a settings file nor a
    docutils.conf can override. `raw_html` allows the directive `raw`, but no file or URL in it.
    """
    code = settings["DEFAULT_LANG"]
    defaults = {
        "initial_header_level": "2", "syntax_highlight": "short", "input_encoding": "unicode",
        "halt_level": 2, "traceback": True, "warning_stream": StringIO(),
        "embed_stylesheet": False, "language_code": code if get_language(code) else "en",
    }  # fmt: skip
    safe = {"file_insertion_enabled": False, "raw_enabled": raw_html, "_disable_config": True}
    return defaults | (settings.get("DOCUTILS_SETTINGS") or {}) | safe


def publish(
    text: str,
    source_path: str,
    writer: Any,  # noqa: ANN401  # untyped Pelican
    settings: Mapping[str, Any],
    *,
    raw_html: bool = False,
) -> Publisher:
    """The result of docutils for `text`, with safe settings; `source_path` is its name."""
    publisher = Publisher(
        "standalone", "restructuredtext", writer,
        source_class=StringInput, destination_class=StringOutput,
    )  # fmt: skip
    publisher.process_programmatic_settings(None, safe_settings(settings, raw_html=raw_html), None)
    publisher.set_source(text, source_path)
    publisher.publish()
    return publisher


@contextmanager
def without_new_roles() -> Iterator[None]:
    """Remove the roles that a text defines; docutils would keep them for every text after it."""
    known = roles._roles  # noqa: SLF001  # docutils has no public way to remove a role
    before = dict(known)
    try:
        yield
    finally:
        known.clear()
        known.update(before)


def docutils_error(message: str) -> YamlError:
    """The error for a message of docutils, such as `post:7: (WARNING/2) Unknown target name`."""
    match = _SYSTEM_MESSAGE.match(message)
    line, words = (int(match[1] or 1), match[2]) if match else (1, message)
    words = words.partition("\n\n")[0]  # without the lines that it quotes
    hint = "Correct this line; a post cannot include files, web addresses or HTML."
    return YamlError(line, words, hint)
