"""The Pelican glue: the helpers in templates."""

import base64
import hashlib
from dataclasses import dataclass
from datetime import date

from jinja2 import Environment
from pelican import signals

from plugins.theme_support import plugin
from tests.pelican_signals import connected


@dataclass
class FakePelican:
    """What the glue reads of Pelican."""

    settings: dict


def environment_of(pelican):
    """The environment in which Pelican renders templates."""
    environment = Environment(autoescape=True)
    environment.globals.update(pelican.settings["JINJA_GLOBALS"])
    environment.filters.update(pelican.settings["JINJA_FILTERS"])
    return environment


def test_templates_have_all_helpers(tmp_path):
    """Those of the site's settings are kept."""
    (tmp_path / "theme" / "static").mkdir(parents=True)
    (tmp_path / "theme" / "static" / "menu.js").write_text("menu()")
    pelican = FakePelican({
        "THEME": str(tmp_path / "theme"), "OUTPUT_PATH": str(tmp_path / "site"),
        "SITEURL": "",
        "JINJA_GLOBALS": {"own": 1}, "JINJA_FILTERS": {"shout": str.upper},
    })  # fmt: skip

    plugin.add_helpers(pelican)

    environment = environment_of(pelican)
    text = "{{ day|date_words|shout }} {{ day|date_iso }} {{ asset('menu.js') }} {{ own }}"
    words = environment.from_string(text).render(day=date(2021, 9, 28)).split()
    assert words[:4] == ["28", "SEPTEMBER", "2021", "2021-09-28"]
    assert (tmp_path / "site" / words[4]).read_text() == "menu()"
    assert words[5] == "1"


def test_the_policy_allows_the_pages_speculation_rules():
    """By the hash of their exact text."""
    settings = {"THEME": "x", "OUTPUT_PATH": "y", "SITEURL": "https://clinic.example/repo"}
    pelican = FakePelican(settings | {"JINJA_GLOBALS": {}, "JINJA_FILTERS": {}})
    plugin.add_helpers(pelican)
    text = "{{ security_policy(searching=true) }}\n{{ speculation_rules }}"

    found, rules = environment_of(pelican).from_string(text).render().split("\n")

    digest = base64.b64encode(hashlib.sha256(rules.encode()).digest()).decode()
    assert rules.startswith('{"prefetch":[{"where":{"href_matches":"/repo/*"}')
    assert f"script-src https://clinic.example 'wasm-unsafe-eval' 'sha256-{digest}'" in found


def test_shared_settings_are_not_changed():
    """Pelican's defaults are one object for all builds of a process."""
    shared = {}
    pelican = FakePelican(
        {
            "THEME": "x", "OUTPUT_PATH": "y", "SITEURL": "",
            "JINJA_GLOBALS": shared, "JINJA_FILTERS": shared,
        }
    )  # fmt: skip

    plugin.add_helpers(pelican)

    assert shared == {}


def test_the_plugin_connects_to_pelican():
    """Before any template is loaded."""
    assert connected(
        plugin.register,
        (signals.initialized, plugin.add_helpers),
    )
