"""The theme's macros, partials and examples, read from its templates."""

import re

from jinja2 import Environment, nodes

from pelicanconf import JINJA_ENVIRONMENT
from plugins.theme_support.texts import EXTENSION
from tests.building import ROOT

TEMPLATES = ROOT / "theme" / "templates"
EXAMPLES = sorted((TEMPLATES / "examples").glob("*.html"))
_ENVIRONMENT = Environment(**JINJA_ENVIRONMENT)  # noqa: S701  # set in pelicanconf
_ENVIRONMENT.add_extension(EXTENSION)
_FRAME = "style_guide/"


def macros():
    """Every macro of macros/, as (template, name)."""
    return {
        (f"macros/{path.name}", name)
        for path in (TEMPLATES / "macros").glob("*.html")
        for name in re.findall(r"\{%-? macro (\w+)\(", path.read_text("utf-8"))
    }


def partials():
    """Every partial."""
    return {f"partials/{path.name}" for path in (TEMPLATES / "partials").glob("*.html")}


def called(path):
    """The macros of macros/ that a template calls by name, as (template, name)."""
    tree = _ENVIRONMENT.parse(path.read_text("utf-8"))
    calls = {
        call.node.name for call in tree.find_all(nodes.Call) if isinstance(call.node, nodes.Name)
    }
    return {
        (found.template.value, name)
        for found in tree.find_all(nodes.FromImport)
        for name, alias in (
            pair if isinstance(pair, tuple) else (pair, pair) for pair in found.names
        )
        if alias in calls and not found.template.value.startswith(_FRAME)
    }


def included(path):
    """The templates that a template includes."""
    tree = _ENVIRONMENT.parse(path.read_text("utf-8"))
    return {
        found.template.value
        for found in tree.find_all(nodes.Include)
        if isinstance(found.template, nodes.Const)
    }
