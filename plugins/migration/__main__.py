"""The command line: `python -m plugins.migration FROM --input NEW`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from plugins.core import clock
from plugins.core.findings import display_path
from plugins.migration import left_over, report, writing
from plugins.migration.new_site import NewSite, adopt
from plugins.migration.old_folder import is_site_of, settings_path
from plugins.migration.old_site import FILE_ERRORS, MigrationError, OldSite

OK, USAGE = 0, 2
THEME = "theme"
# What reads the site of each generator.
_READERS = {
    "Pelican": ("plugins.migration.pelican_site", "read_pelican"),
    "Jekyll": ("plugins.migration.jekyll_site", "read_jekyll"),
    "Hugo": ("plugins.migration.hugo_site", "read_hugo"),
}


def main(arguments: Sequence[str]) -> int:
    """Adopt a site; the exit code is 2 if it cannot be done."""
    parser = argparse.ArgumentParser(prog="python -m plugins.migration", description=__doc__)
    parser.add_argument("old", nargs="?", default=os.environ.get("FROM", ""), metavar="FROM")
    parser.add_argument("--input", type=Path, default=Path("content"), metavar="NEW")
    given = parser.parse_args(arguments)
    try:
        _adopt(given.old, given.input)
    except (MigrationError, OSError, ValueError) as error:
        print(f"error: {error}", file=sys.stderr)
        return USAGE
    return OK


def _adopt(old: str, target: Path) -> None:
    if not old:
        raise MigrationError("Write which folder: make adopt FROM=../old-site INPUTDIR=mysite")
    folder = Path(old)
    if not folder.is_dir():
        raise MigrationError(f"There is no folder {old}: set FROM to that of the old site.")
    writing.check_target(target, folder)
    site = _read(folder)
    theme = os.path.relpath(Path(THEME).resolve(), target.resolve())
    new = adopt(site, Path(theme).as_posix(), clock.now(os.environ))
    new.notes += left_over.notes(folder.resolve(), site)
    new.texts[report.FILE] = report.to_do(new.notes)
    writing.write(new, folder.resolve() / site.root, target)
    _tell(site, new, display_path(target))


def _read(folder: Path) -> OldSite:
    """The site in `folder`, of the generator whose settings file is there."""
    for generator, (module, name) in _READERS.items():
        if is_site_of(folder, generator):
            reader: Callable[[Path], OldSite] = getattr(import_module(module), name)
            try:
                return reader(folder.resolve())
            except FILE_ERRORS as error:
                file = settings_path(folder, generator)
                why = f"{type(error).__name__}: {error}"
                message = f"{file}, or a file of the site, has a value that cannot be used: {why}"
                raise MigrationError(message) from error
    raise MigrationError(
        f"{folder} has neither pelicanconf.py nor _config.yml nor hugo.toml: set FROM to the "
        "folder with the old site's settings."
    )


def _tell(site: OldSite, new: NewSite, target: str) -> None:
    articles = sum(post.kind == "articles" for post in site.posts)
    pages, settings = len(site.posts) - articles, f"{target}/siteconf.py"
    print(
        f"Adopted a {site.generator} site, articles: {articles}, pages: {pages}, into {target}/ "
        f"({len(new.texts) + len(new.copies)} files). {report.FILE} there has the list below.\n"
    )
    print(report.on_terminal(new.notes))
    print(f"\nNext: make html INPUTDIR={target} CONFFILE={settings}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
