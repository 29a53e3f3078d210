"""The glue: what templates may call."""

from dataclasses import dataclass
from datetime import date

from jinja2 import Environment
from pelican import signals

from plugins.theme_support import plugin


@dataclass
class FakePelican:
    """What the glue reads of Pelican."""

    settings: dict


def test_templates_can_call_all_three(tmp_path):
    """What a site's own settings offer stays beside them."""
    (tmp_path / "theme" / "static").mkdir(parents=True)
    (tmp_path / "theme" / "static" / "menu.js").write_text("menu()")
    pelican = FakePelican({
        "THEME": str(tmp_path / "theme"), "OUTPUT_PATH": str(tmp_path / "site"),
        "JINJA_GLOBALS": {"own": 1}, "JINJA_FILTERS": {"shout": str.upper},
    })  # fmt: skip

    plugin.add_helpers(pelican)

    environment = Environment(autoescape=True)
    environment.globals.update(pelican.settings["JINJA_GLOBALS"])
    environment.filters.update(pelican.settings["JINJA_FILTERS"])
    text = "{{ day|date_words|shout }} {{ day|date_iso }} {{ asset('menu.js') }} {{ own }}"
    words = environment.from_string(text).render(day=date(2021, 9, 28)).split()
    assert words[:4] == ["28", "SEPTEMBER", "2021", "2021-09-28"]
    assert (tmp_path / "site" / words[4]).read_text() == "menu()"
    assert words[5] == "1"


def test_the_settings_that_pelican_shares_are_not_changed():
    """Pelican's own defaults are one object for all builds of a process."""
    shared = {}
    pelican = FakePelican(
        {"THEME": "x", "OUTPUT_PATH": "y", "JINJA_GLOBALS": shared, "JINJA_FILTERS": shared}
    )

    plugin.add_helpers(pelican)

    assert shared == {}


def test_the_plugin_connects_to_pelican():
    """Helpers are there before any template is read."""
    plugin.register()
    connected = plugin.add_helpers in signals.initialized.receivers_for(None)
    signals.initialized.disconnect(plugin.add_helpers)

    assert connected
