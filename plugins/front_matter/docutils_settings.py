"""How docutils reads a post: it opens no file, fetches nothing, and ends at its first warning."""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import StringIO
from typing import Any

from docutils.parsers.rst.languages import get_language

from plugins.core.yaml_lines import YamlError

_SYSTEM_MESSAGE = re.compile(r"[^\n]*?:(\d*): \(\w+/\d\) (.*)", re.DOTALL)


def safe_settings(settings: Mapping[str, Any]) -> dict[str, Any]:
    """The settings of docutils for those of Pelican: DEFAULT_LANG and DOCUTILS_SETTINGS.

    Pelican's own reader gives the same but for the last three, which no settings file and no
    docutils.conf of the machine can change.
    """
    code = settings["DEFAULT_LANG"]
    usual = {
        "initial_header_level": "2", "syntax_highlight": "short", "input_encoding": "unicode",
        "halt_level": 2, "traceback": True, "warning_stream": StringIO(),
        "embed_stylesheet": False, "language_code": code if get_language(code) else "en",
    }  # fmt: skip
    refused = {"file_insertion_enabled": False, "raw_enabled": False, "_disable_config": True}
    return usual | (settings.get("DOCUTILS_SETTINGS") or {}) | refused


def docutils_error(message: str) -> YamlError:
    """The error for docutils' own words, such as `post:7: (WARNING/2) Unknown target name`."""
    match = _SYSTEM_MESSAGE.match(message)
    line, words = (int(match[1] or 1), match[2]) if match else (1, message)
    hint = "Correct this line; a post cannot bring in files, addresses or HTML."
    return YamlError(line, words, hint)
