"""This project's builds: a copy of it for each way to build, with generated articles."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pelican

from bench.corpus import make_articles
from bench.generators.measuring import Step, set_aside
from bench.posts import ordinary_markdown

ROOT = Path(__file__).resolve().parents[2]
NAME = "This project"
COLD, UNCHANGED, BODY = "cold", "nothing changed", "one body edited"
TITLE, TEMPLATE = "one title edited", "the articles' template edited"
BODY_ALONE = "one body edited, without the search index"
PUBLISH, PUBLISH_AGAIN = "publish, cold", "publish, nothing changed"
START = "start of Python and Pelican, and a stat of all files"
MOST_CARDS = 1000  # articles of the largest site that is also built for publishing

# Pelican's theme “simple”, which the heavy corpus is built with, escapes nothing.
_HEAVY_SETTINGS = """
from pelicanconf import *
THEME = "heavy"
JINJA_ENVIRONMENT = {**JINJA_ENVIRONMENT, "autoescape": False}
PAGINATED_TEMPLATES = {"index": 24, "tag": 24, "category": 24}
"""
_SIDEBAR = """<aside>
<ul>{% for entry in articles[:10] %}
<li><a href="{{ SITEURL }}/{{ entry.url }}">{{ entry.title }}</a></li>
{% endfor %}</ul>
<ul>{% for tag, _ in tags|sort %}
<li><a href="{{ SITEURL }}/{{ tag.url }}">{{ tag }}</a></li>
{% endfor %}</ul>
</aside>
</body>"""
_START = """
import os, sys
from pelican.settings import read_settings
read_settings("pelicanconf.py")
folders = sys.argv[1:]
for folder in folders:
    for entry in os.scandir(folder):
        entry.stat(follow_symlinks=False)
        if entry.is_dir():
            folders.append(entry.path)
"""


def steps(folder: Path, articles: int, *, heavy: bool) -> list[Step]:
    """The builds to measure, each after those before it; the sites are below `folder`."""
    project = make_project(folder / "ours", articles)
    if heavy:
        write_heavy_theme(project / "heavy")
        (project / "heavyconf.py").write_text(_HEAVY_SETTINGS, "utf-8")
        return _builds(project, "heavyconf.py", project / "heavy")
    found = _builds(project, "pelicanconf.py", project / "theme")
    found.append(_start(project))
    found.append(_body_alone(make_project(folder / "alone", articles)))
    if articles <= MOST_CARDS:
        published = make_project(folder / "published", articles)
        env = {"SITEURL": "https://www.example.org"}
        output = published / "output"
        command = _command("publish", "publishconf.py")
        found += [
            Step(NAME, PUBLISH, command, published, output, lambda: _forget(published), env),
            Step(NAME, PUBLISH_AGAIN, command, published, output, env=env),
        ]
    return found


def make_project(folder: Path, articles: int | None) -> Path:
    """A copy of the project in `folder`, with generated articles instead of its content."""
    for name in ("plugins", "theme"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pelicanconf.py", "publishconf.py"):
        shutil.copy(ROOT / name, folder)
    content = folder / "content"
    if articles is None:
        shutil.copytree(ROOT / "content", content)
        return folder
    sample = ROOT / "tests" / "sample_site" / "content"
    for name in ("data", "images"):
        (content / name).mkdir(parents=True)
    # The site's icons are made from the mark.
    (content / "data" / "clinic.yaml").write_text("name: Corpus\nmark: boat-mark.svg\n", "utf-8")
    shutil.copy(sample / "images" / "boat-mark.svg", content / "images")
    shutil.copytree(sample / "extra", content / "extra")
    (content / "articles").mkdir()
    for article in make_articles(articles):
        path = content / "articles" / f"{article.slug}.md"
        path.write_text(ordinary_markdown(article), "utf-8")
    return folder


def write_heavy_theme(folder: Path) -> None:
    """Pelican's theme “simple” with the newest articles and all topics on every page."""
    shutil.copytree(Path(pelican.__file__).parent / "themes" / "simple", folder)
    base = folder / "templates" / "base.html"
    base.write_text(base.read_text("utf-8").replace("</body>", _SIDEBAR), "utf-8")
    for name in ("404", "clinic", "clinics", "redirect"):  # our builds need them
        (folder / "templates" / f"{name}.html").write_text('{% extends "base.html" %}', "utf-8")


def substitution(path: Path, pattern: str, replacement: str) -> Callable[[], None]:
    """A change to the first match in a file; {} in the replacement is another number each time."""
    numbers = count(1)

    def change() -> None:
        text = path.read_text("utf-8")
        changed = re.sub(pattern, replacement.format(next(numbers)), text, count=1)
        if changed == text:
            raise ValueError(f"{path} has nothing that matches {pattern}")
        path.write_text(changed, "utf-8")

    return change


def body_edit(path: Path) -> Callable[[], None]:
    """A change to the end of a post."""
    return substitution(path, r"\s*\Z", "\n\nAdded by the edit with number {}.\n")


def middle_article(folder: Path) -> Path:
    """One of the posts in a folder."""
    found = sorted(folder.glob("*.md"))
    return found[len(found) // 2]


def _builds(project: Path, settings: str, theme: Path) -> list[Step]:
    article = middle_article(project / "content" / "articles")
    template = theme / "templates" / "article.html"
    before: dict[str, Callable[[], None]] = {
        COLD: lambda: _forget(project),
        UNCHANGED: lambda: None,
        BODY: body_edit(article),
        TITLE: substitution(article, "(?m)^title: .*", "title: A title with number {}"),
        TEMPLATE: substitution(template, r"<article\b[^>]*>", '<article data-edit="{}">'),
    }
    command = _command("html", settings)
    return [
        Step(NAME, what, command, project, project / "output", prepare)
        for what, prepare in before.items()
    ]


def _start(project: Path) -> Step:
    folders = ("content", "theme", "plugins", "output")
    command = (sys.executable, "-c", _START, *folders)
    return Step(NAME, START, command, project, project / "output")


def _body_alone(project: Path) -> Step:
    article = middle_article(project / "content" / "articles")
    env = {"PELICANOPTS": "-e SITE_SEARCH=false"}
    command = _command("html", "pelicanconf.py")
    return Step(NAME, BODY_ALONE, command, project, project / "output", body_edit(article), env)


def _command(mode: str, settings: str) -> tuple[str, ...]:
    return (sys.executable, "-m", "plugins.site", mode, "--settings", settings)


def _forget(project: Path) -> None:
    """Move the caches and the site away."""
    set_aside(project / ".cache", project / "output")
