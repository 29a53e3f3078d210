"""Plugins for Pelican of others that do what this build does as well, or what it cannot bear."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from plugins.core.findings import Finding, Severity

_SEE = "Take it out of PLUGINS; docs/migrating.md says what to use instead."

# What posts are read with, or what does the same; `extra` is several of them.
_EXTENSIONS = frozenset({
    "abbr", "admonition", "attr_list", "codehilite", "def_list", "extra", "fenced_code",
    "footnotes", "md_in_html", "meta", "sane_lists", "tables",
})  # fmt: skip
_CODEHILITE = {"css_class": "highlight"}  # Pelican's default


class _KnownPlugin(NamedTuple):
    """What is wrong with a plugin beside this build, if the settings have it do that."""

    severity: Severity
    message: str
    hint: str = _SEE
    applies: Callable[[Mapping[str, Any]], object] = lambda _settings: True


# By the last part of a plugin's name.
_KNOWN = {
    "i18n_subsites": _KnownPlugin(
        "error",
        "it runs a second Pelican for each language, within the first. This build has all languages"
        " in one site",
        "Take it out of PLUGINS, and write `lang:` and the same slug in each translation.",
    ),
    "image_process": _KnownPlugin(
        "warning",
        "it looks for classes of pictures, which posts cannot have. This build publishes each"
        " picture in several sizes itself",
    ),
    "seo": _KnownPlugin(
        "error",
        "its SEO_ENHANCER adds structured data and robots.txt a second time, and cannot do that for"
        " a page without an author",
        "Write SEO_ENHANCER = False: its report, SEO_REPORT, works.",
        lambda settings: settings.get("SEO_ENHANCER"),
    ),
    "sitemap": _KnownPlugin(
        "warning",
        "it writes sitemap.xml, as this build does, whose file is kept",
        applies=lambda settings: settings.get("SITEMAP", {}).get("format", "xml") != "txt",
    ),
}


def known_conflicts(settings: Mapping[str, Any]) -> list[Finding]:
    """What is wrong with the plugins in PLUGINS, as far as they are known here."""
    found = []
    for name in settings.get("PLUGINS") or ():
        known = _KNOWN.get(str(name).rpartition(".")[2])
        if known and known.applies(settings):
            message = f"The plugin {name} conflicts with plugins.site.plugin: {known.message}."
            rule = "plugins/conflict" if known.severity == "error" else "plugins/overlap"
            found.append(Finding("", 0, known.severity, rule, message, known.hint))
    return found


def unused_reader(reader: type) -> list[Finding]:
    """The finding for a class that another plugin has given to Pelican to read posts with.

    There is none for a class of Pelican's own.
    """
    module = getattr(reader, "__module__", "pelican.readers")
    if module == "pelican.readers":
        return []
    message = f"The plugin {module} conflicts with plugins.site.plugin: both read posts, so that "
    message += "its readers are not used."
    return [Finding("", 0, "warning", "plugins/overlap", message, _SEE)]


def unused_markdown(settings: Mapping[str, Any]) -> list[Finding]:
    """A warning for the extensions of Markdown that the settings or plugins name in vain.

    Posts are read in a closed process, with the extensions that this build has.
    """
    markdown = settings.get("MARKDOWN") or {}
    configs: Mapping[Any, Any] = markdown.get("extension_configs") or {}
    names = dict.fromkeys(map(_name, [*(markdown.get("extensions") or ()), *configs]))
    unused = [name for name in names if name not in _EXTENSIONS]
    unused += [
        f"the options of {name}"
        for name, options in ((_name(each), options) for each, options in configs.items())
        if name in _EXTENSIONS and options not in ({}, _CODEHILITE)
    ]
    if not unused:
        return []
    message = "MARKDOWN conflicts with plugins.site.plugin: posts are read without "
    message += f"{', '.join(unused)}."
    hint = "Take it out of MARKDOWN or PLUGINS; docs/migrating.md says what posts may have."
    return [Finding("", 0, "warning", "plugins/markdown", message, hint)]


def _name(extension: object) -> str:
    """The name of an extension, which may be an object of a plugin's."""
    if isinstance(extension, str):
        return extension.removeprefix("markdown.extensions.")
    return f"{type(extension).__module__}.{type(extension).__name__}"
