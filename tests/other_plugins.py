"""Other people's plugins for Pelican, which tests of whole builds use."""

import os
from pathlib import Path

from tests.building import ROOT
from tests.publishing.small_site import build_site

# Made by `make test`; Pelican loads all plugins that it finds, so they are not beside its own code.
INSTALLED = Path(os.environ.get("OTHER_PLUGINS") or ROOT / ".venv" / "other-plugins")


def add_plugin(folder, *names, first=False, settings=""):
    """Have the project `folder` use plugins, before ours if they are to be `first`."""
    for name in names:
        link = folder / "installed/pelican/plugins" / name
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(INSTALLED / "pelican/plugins" / name, target_is_directory=True)
        assert link.is_dir(), f"{name} is not in {INSTALLED}: `make test` installs it"
    for library in INSTALLED.iterdir():
        other = folder / "installed" / library.name
        if not other.exists():
            other.symlink_to(library)
    ours = "plugins.site.plugin"
    listed = [*names, ours] if first else [ours, *names]
    with (folder / "pelicanconf.py").open("a", encoding="utf-8") as file:
        file.write(f"PLUGINS = {listed}\n{settings}\n")


def build_with_plugins(folder, mode="html", options=(), **env):
    """Build such a project; returns the finished process."""
    installed = folder / "installed"
    path = {"PYTHONPATH": str(installed)} if installed.exists() else {}
    return build_site(folder, mode, options=options, env={**path, **env})
