"""Runs the Nu HTML checker once for all pages, stylesheets and SVG files (edge: runs Java)."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote

from tools.audit.measurements import Measurement, Page, count
from tools.audit.pages import all_pages, kind_of

_OPTIONS = (
    "--format", "json", "--stdout", "--skip-non-html", "--also-check-css", "--also-check-svg",
)  # fmt: skip
# These messages are ignored, because they are wrong. A block of JSON-LD is data, not a script, and
# no policy forbids it; `markup` counts inline scripts. Browsers have known container queries since
# 2023.
_POLICY = "Inline script violates Content Security Policy"
_DATA = '<script type="application/ld+json">'
_CONTAINERS = ("CSS: “container-type”: Property", "CSS: Unrecognized at-rule “@container”")


def check(site: Path, jar: Path) -> list[Measurement]:
    """What the checker reports for each page of the site; raises RuntimeError if it cannot run."""
    java = shutil.which("java") or "java"
    command = [java, "-jar", str(jar), *_OPTIONS, str(site)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        raise RuntimeError(f"The Nu HTML checker failed: {done.stderr.strip()}") from None
    return measurements(answer, site)


def measurements(answer: Mapping[str, list[Mapping[str, object]]], site: Path) -> list[Measurement]:
    """The checker's report as measurements; every page of the site has two, even if they are 0."""
    pages = all_pages(site)
    found: dict[Page, tuple[list[str], list[str]]] = {page: ([], []) for page in pages}
    for message in answer["messages"]:
        if _is_wrong(str(message["message"]), str(message.get("extract"))):
            continue
        file = unquote(str(message.get("url", ""))).removeprefix(f"file:{site.resolve()}/")
        errors, warnings = found.setdefault(Page(file, kind_of(file)), ([], []))
        words = f"line {message.get('lastLine', '?')}: {message['message']}"
        (warnings if message["type"] == "info" else errors).append(words)
    return [
        count(page, what, words)
        for page, (errors, warnings) in found.items()
        for what, words in (("Nu errors", errors), ("Nu warnings", warnings))
    ]


def _is_wrong(message: str, extract: str) -> bool:
    is_data = message.startswith(_POLICY) and _DATA in extract
    return is_data or message.startswith(_CONTAINERS)
