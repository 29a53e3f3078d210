"""Replaces the resident build command: a line with BROKEN in an article is an error.

One with ODD is a warning.

Pages have the security policy of real ones. The page of a saved article with EARLY is written
before the others, without what EARLY( and ) enclose. Next to the input folder it uses `gate` (waits
while it exists) and `builds.log`.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import sys
import time
from pathlib import Path

from plugins.theme_support.content_security import policy

LONG = "<br>" * 200
PAGE = f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy("", "{}")}">
<title>{{name}}</title></head>
<body><h1>{{name}}</h1><pre>{{text}}</pre><p>{LONG}The end</p></body></html>
"""


def build(given, saved):
    log(given, f"start {os.getpid()}")
    write_early(given, saved)
    deadline = time.monotonic() + 20
    while (given.input.parent / "gate").exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    posts = {path: path.read_text() for path in sorted(given.input.glob("articles/*.md"))}
    findings = [finding for path, text in posts.items() for finding in find(path, text)]
    good = all(finding["severity"] == "warning" for finding in findings)
    if good:
        write(given.output, posts)
    for finding in findings:
        print(f"{finding['path']}:{finding['line']}: {finding['message']}", flush=True)
    log(given, "end")
    report = {"ok": good, "findings": findings}
    os.write(given.resident, f"{json.dumps(report)}\n".encode())


def write_early(given, saved):
    text = saved.read_text() if saved.is_file() else ""
    if "EARLY" in text:
        name = f"articles/{saved.stem}/index.html"
        text = re.sub(r"EARLY\(.*\)", "EARLY", text)
        (given.output / name).write_text(PAGE.format(name=saved.stem, text=text))
        os.write(given.resident, f"{json.dumps({'page': name})}\n".encode())


def find(path, text):
    for number, line in enumerate(text.splitlines(), 1):
        for word, severity in {"BROKEN": "error", "ODD": "warning"}.items():
            if word in line:
                yield {
                    "severity": severity,
                    "rule": f"test/{word.lower()}",
                    "path": str(path),
                    "line": number,
                    "message": f"“{word}” is <b>not</b> a word.",
                    "hint": "Write “fixed”.",
                }


def write(output, posts):
    new, old = output.with_name(f"{output.name}.new"), output.with_name(f"{output.name}.old")
    for path, text in posts.items():
        folder = new if path.stem == "index" else new / "articles" / path.stem
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "index.html").write_text(PAGE.format(name=path.stem, text=text))
    if output.exists():
        output.rename(old)
    new.rename(output)
    shutil.rmtree(old, ignore_errors=True)


def log(given, words):
    with (given.input.parent / "builds.log").open("a") as file:
        file.write(f"{words}\n")


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("mode")
    for name in ("--input", "--output", "--settings"):
        parser.add_argument(name, type=Path, required=True)
    parser.add_argument("--resident", type=int, required=True)
    return parser.parse_args()


if __name__ == "__main__":
    given = arguments()
    while line := sys.stdin.readline():
        build(given, Path(json.loads(line)))
