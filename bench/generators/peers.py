"""The builds of other generators, each of a site of its own with the same articles."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from bench.corpus import make_articles
from bench.generators.measuring import Step, set_aside
from bench.generators.ours import BODY, COLD, body_edit, middle_article, write_heavy_theme
from bench.posts import body, write_stock

HERE = Path(__file__).parent
MODULES = HERE / "eleventy" / "node_modules"
PELICAN, HUGO, ELEVENTY = "Pelican", "Hugo", "Eleventy"
RELATED, CACHED = "cold, with related articles", f"{BODY}, content cache on"
BY_CATEGORY = f"{RELATED} by category too"
_CACHE_ON = "\nCACHE_CONTENT = LOAD_CONTENT_CACHE = True\n"


def pelican(folder: Path, articles: int, *, heavy: bool) -> list[Step]:
    """Pelican without plugins: its reader and default theme, or “simple” for the heavy corpus."""
    cold, warm = (write_stock(folder / name, articles) for name in ("stock", "stock-cached"))
    _append(warm / "conf.py", _CACHE_ON)
    for site in (cold, warm) if heavy else ():
        write_heavy_theme(site / "heavy")
        _append(site / "conf.py", '\nTHEME = "heavy"\n')
    command = (sys.executable, "-m", "pelican", "content", "-s", "conf.py")
    edit = body_edit(middle_article(warm / "content"))
    return [
        Step(PELICAN, COLD, command, cold, cold / "output", _removal(cold / "output")),
        Step(PELICAN, CACHED, command, warm, warm / "output", edit),
    ]


def hugo(folder: Path, articles: int, *, heavy: bool, program: str) -> list[Step]:
    """Hugo without its related content, with the default settings of that, and by category too."""
    site = _site("hugo", folder, articles, "categories: [Advice]\nkeywords: [{topics}]\n")
    found = []
    for what, related, config in (
        (COLD, "false", "hugo.toml"),
        (RELATED, "true", "hugo.toml"),
        (BY_CATEGORY, "true", "hugo.toml,by-category.toml"),
    ):
        output = site / f"public-{len(found)}"
        command = (program, "build", "--quiet", "--config", config, "--destination", str(output))
        env = {"HUGO_CACHEDIR": str(folder / "hugo-cache"), "HUGO_PARAMS_RELATED": related}
        env["HUGO_PARAMS_HEAVY"] = str(heavy).lower()
        found.append(Step(HUGO, what, command, site, output, _removal(output), env))
    return found if not heavy else found[:1]


def eleventy(folder: Path, articles: int, *, heavy: bool, modules: Path) -> list[Step]:
    """Eleventy with Nunjucks templates, without related articles."""
    site = _site("eleventy", folder, articles, "category: Advice\n")
    output = site / "_site"
    env = {"HEAVY": "1" if heavy else ""}
    command = ("node", str(eleventy_program(modules)), "--quiet")
    return [Step(ELEVENTY, COLD, command, site, output, _removal(output), env)]


def eleventy_program(modules: Path) -> Path:
    """The command of Eleventy in a node_modules."""
    return modules / "@11ty" / "eleventy" / "cmd.cjs"


def _site(name: str, folder: Path, articles: int, fields: str) -> Path:
    """A site with the templates of the folder `name`, and front matter with these fields too."""
    site = folder / name
    shutil.copytree(HERE / name, site, ignore=shutil.ignore_patterns("node_modules", "package*"))
    posts = site / "content" / "articles"
    posts.mkdir(parents=True, exist_ok=True)
    for article in make_articles(articles):
        topics = ", ".join(article.topics)
        (posts / f"{article.slug}.md").write_text(
            f"---\ntitle: {article.title}\ndate: {article.date:%Y-%m-%dT%H:%M:%SZ}\n"
            f"description: {article.paragraphs[0][:150]}\ntopics: [{topics}]\n"
            f"{fields.format(topics=topics)}---\n{body(article)}",
            "utf-8",
        )
    return site


def _append(path: Path, text: str) -> None:
    path.write_text(path.read_text("utf-8") + text, "utf-8")


def _removal(output: Path) -> Callable[[], None]:
    return lambda: set_aside(output)
