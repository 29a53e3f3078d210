"""The functions and filters of templates."""

import base64
import hashlib
from datetime import date

from jinja2 import Environment

from plugins.theme_support.assets import Assets
from plugins.theme_support.helpers import FILTERS, global_names


def environment_of(theme, site, siteurl):
    """An environment in which templates are rendered."""
    environment = Environment(autoescape=True)
    environment.globals.update(global_names(Assets(theme / "static", site), siteurl))
    environment.filters.update(FILTERS)
    return environment


def test_templates_have_all_helpers(tmp_path):
    """Words for dates, and addresses of the theme's files, which are then in the site."""
    (tmp_path / "theme" / "static").mkdir(parents=True)
    (tmp_path / "theme" / "static" / "menu.js").write_text("menu()")
    environment = environment_of(tmp_path / "theme", tmp_path / "site", "")

    text = "{{ day|date_words }} {{ day|date_iso }} {{ asset('menu.js') }}"
    words = environment.from_string(text).render(day=date(2021, 9, 28)).split()

    assert words[:4] == ["28", "September", "2021", "2021-09-28"]
    assert (tmp_path / "site" / words[4]).read_text() == "menu()"


def test_the_policy_allows_the_styles_that_it_is_given(tmp_path):
    """By the hash of the exact text that a page has in its element."""
    (tmp_path / "theme" / "static").mkdir(parents=True)
    (tmp_path / "theme" / "static" / "a.css").write_text('p::before { content: "<å\'" }', "utf-8")
    environment = environment_of(tmp_path / "theme", tmp_path, "")
    text = "{{ security_policy(styles=['a.css']) }}\n{{ inline_style('a.css') }}"

    found, css = environment.from_string(text).render().split("\n")

    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    assert css == 'p::before{content:"<å\'"}'
    assert f"style-src 'self' 'sha256-{digest}'" in found


def test_the_policy_allows_the_pages_speculation_rules(tmp_path):
    """By the hash of their exact text."""
    environment = environment_of(tmp_path, tmp_path, "https://clinic.example/repo")
    text = "{{ security_policy(searching=true) }}\n{{ speculation_rules }}"

    found, rules = environment.from_string(text).render().split("\n")

    digest = base64.b64encode(hashlib.sha256(rules.encode()).digest()).decode()
    assert rules.startswith('{"prefetch":[{"where":{"href_matches":"/repo/*"}')
    assert f"script-src https://clinic.example 'sha256-{digest}'" in found
