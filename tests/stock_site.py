"""A stock Pelican site with Pelican's own Markdown reader, which uses one plugin of ours alone."""

import subprocess
import sys

from tests.building import ROOT, clean_environment
from tests.publishing.small_site import write

SETTINGS = """\
SITENAME = "A stock site"
TIMEZONE = "UTC"
THEME = "theme"
PLUGINS = [{plugin!r}]
DIRECT_TEMPLATES = ["index"]
ARTICLE_SAVE_AS = "{{slug}}.html"
AUTHOR_SAVE_AS = TAG_SAVE_AS = ""
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
"""


def stock_site(folder, plugin, *, index="", article=""):
    """Write the settings of a site with one plugin, and a theme of few templates."""
    write(folder, "conf.py", SETTINGS.format(plugin=plugin))
    write(folder, "theme/templates/index.html", index)
    write(folder, "theme/templates/article.html", article)
    write(folder, "theme/templates/category.html", "")
    (folder / "theme" / "static").mkdir(exist_ok=True)
    return folder


def run_pelican(folder, *options, **env):
    """Build the site with Pelican's own command; returns the finished process."""
    words = ["-m", "pelican", "content", "--output", "output", "--settings", "conf.py", *options]
    return run_python(folder, *words, **env)


def run_python(folder, *words, **env):
    """Run Python in the site's folder, with this checkout on its path."""
    return subprocess.run(
        [sys.executable, *words],
        cwd=folder,
        env={**clean_environment(), "PYTHONPATH": str(ROOT), "COLUMNS": "300", **env},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
