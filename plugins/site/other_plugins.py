"""Plugins for Pelican of others that do what this build does as well, or what it cannot bear."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from plugins.core.findings import Finding, Severity
from plugins.incremental.build_cache import CODE
from plugins.incremental.files import walk
from plugins.incremental.recipe import code_parts, other_code
from plugins.posts import markdown_setting

if TYPE_CHECKING:
    from plugins.posts.other_extensions import OtherExtensions

_SEE = "Take it out of PLUGINS; docs/migrating.md says what to use instead."


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


def extensions(settings: Mapping[str, Any], severity: Severity) -> OtherExtensions | None:
    """The extensions in MARKDOWN that posts would be read without; None if it is a usual one.

    One that cannot be used is a finding with this severity.
    """
    setting = settings.get("MARKDOWN")
    if markdown_setting.is_plain(setting):
        return None
    from plugins.posts import other_extensions  # noqa: PLC0415  # most sites do not need it

    found = other_extensions.read(setting, severity)
    if not found.extensions:
        return found
    code = other_code(CODE)
    found = replace(found, code=code, recipe=[*found.recipe, *code_parts(code)])
    if not found.may_read_files:
        return found
    content = Path(settings["PATH"])
    # Posts note which files they have read, but not for which ones they have looked in vain.
    names = (f"{above}{name}" for above, _, files in walk(content) for name in files)
    shown = sorted(name for name in names if "/." not in f"/{name}")
    return replace(found, content=content, recipe=[*found.recipe, shown])


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
