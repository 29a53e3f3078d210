"""Pelican's settings for a build, and the Pelican that gets them."""

import pytest
from pelican import Pelican, parse_arguments

from plugins.site import pelican_settings
from tests.publishing.small_site import write
from tests.publishing.test_build_options import FORMER


@pytest.mark.parametrize("search", [True, False])
def test_a_settings_file_may_list_the_former_plugins(tmp_path, monkeypatch, search):
    """Pelican then loads ours; the options of the build stay."""
    listed = [name for name in FORMER if search or name != "plugins.site_search.plugin"]
    file = write(tmp_path, "conf.py", f"PLUGINS = {listed}\n")
    runs = write(tmp_path, "runs.txt", "")
    own = f"with open({str(runs)!r}, 'a') as f: f.write('x')\n"
    write(tmp_path, "conf.py", file.read_text() + own)
    made = []

    class FakePelican:
        def __init__(self, settings):
            made.append(settings)

    monkeypatch.setattr(pelican_settings.console, "quiet", False)
    arguments = parse_arguments(["-s", str(file), "-e", 'SITENAME="A"'])
    arguments.overrides |= {"PELICAN_CLASS": FakePelican}

    settings = pelican_settings.pelican_settings(arguments, file)
    found = pelican_settings.new_pelican(settings)

    assert isinstance(found, FakePelican)
    assert made == [settings]
    assert (settings["SITENAME"], settings["PLUGINS"]) == ("A", ["plugins.site.plugin"])
    assert settings.get("SITE_SEARCH", True) is search
    assert runs.read_text() == "x"  # it may do more than to set values
    assert pelican_settings.console.quiet is True


def test_pelicans_class_may_be_a_name(monkeypatch):
    """Its own is, in the settings that it completes."""
    monkeypatch.setattr(
        Pelican, "__init__", lambda self, settings: setattr(self, "given", settings)
    )
    settings = {"PELICAN_CLASS": "pelican.Pelican"}

    found = pelican_settings.new_pelican(settings)

    assert isinstance(found, Pelican)
    assert found.given is settings
