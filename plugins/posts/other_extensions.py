"""Other people's extensions of Python-Markdown, with which posts are read too.

The setting MARKDOWN names them, or a plugin has put them there. Their code runs in the process that
reads posts, and what they make goes through the sanitiser.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import markdown
from markdown.extensions import Extension
from markdown.extensions.codehilite import CodeHiliteExtension
from markdown.extensions.extra import ExtraExtension
from markdown.extensions.meta import MetaExtension
from markdown.extensions.toc import TocExtension, slugify
from markdown.util import Registry

from plugins.article_body.headings import RESERVED, heading_id, unique_id
from plugins.core.findings import Finding, Severity
from plugins.posts import markdown_body
from plugins.posts.markdown_setting import CODE_OPTIONS, PREFIX, TAB, NamedExtension, others

RULE = "plugins/markdown"
UNUSABLE = "plugins/bad-extension"
_COLOURS = "the theme has the colours of code."
_LINKED = "headings link to themselves anyway."
_FOOTNOTES = "the addresses of footnotes are part of the page's."


class _Required(NamedTuple):
    """What an option must be, why, and what to do."""

    value: object
    reason: str
    hint: str = "Take it out of MARKDOWN; docs/migrating.md says what extensions may do."


# By the name of a class and of its option.
_REQUIRED = {
    "CodeHiliteExtension": {
        "noclasses": _Required(False, _COLOURS),
        "pygments_style": _Required("default", _COLOURS),
        "use_pygments": _Required(True, _COLOURS),
    },
    "FencedCodeExtension": {"lang_prefix": _Required("language-", _COLOURS)},
    "FootnoteExtension": {
        "SEPARATOR": _Required(":", _FOOTNOTES),
        "UNIQUE_IDS": _Required(False, _FOOTNOTES),
    },
    "PelicanMathJaxExtension": {
        "auto_insert": _Required(
            False,
            "MathJax is not loaded, as pages load nothing from other hosts. Formulas stay TeX.",
            'If that is what you want, write MATH_JAX = {"auto_insert": False}.',
        ),
    },
    "TableExtension": {"use_align_attribute": _Required(False, "the theme aligns cells.")},
    "TocExtension": {
        "anchorlink": _Required(False, _LINKED),
        "permalink": _Required(False, _LINKED),
    },
}


@dataclass(frozen=True)
class OtherExtensions:
    """Extensions, of which each post gets copies, and what is wrong with the setting.

    `recipe` stands for the extensions and their options; it has values that JSON has no form for
    if nobody can know whether they are the same as in another build. `code` are the files and
    folders that those who convert posts may read, and `content` is one whose files they may insert.
    """

    extensions: tuple[Any, ...] = ()
    findings: tuple[Finding, ...] = ()
    recipe: list[object] = field(default_factory=list)
    code: tuple[Path, ...] = ()
    content: Path | None = None

    @property
    def may_read_files(self) -> bool:
        """Whether an extension is there that may read files: those of Python-Markdown never do."""
        return any(not type(each).__module__.startswith(PREFIX) for each in self.extensions)


def read(setting: Mapping[str, Any] | None, severity: Severity) -> OtherExtensions:
    """The extensions in MARKDOWN; `severity` is that of one that cannot be used."""
    loaded = _Loaded(severity, _check_tabs(setting or {}))
    for each in others(setting):
        loaded.add(each)
    loaded.report_replaced()
    extensions = tuple(loaded.extensions)
    recipe: list[object] = [_state(each) for each in extensions]
    return OtherExtensions(extensions, tuple(loaded.findings), recipe)


class _Loaded:
    """The extensions that can be used, and what is wrong with them and the others."""

    def __init__(self, severity: Severity, findings: list[Finding]) -> None:
        self.extensions: list[Any] = []
        self.findings = findings
        self._severity = severity
        self._converter = markdown_body.converter([])
        self._ours = {*map(type, markdown_body.ours()), CodeHiliteExtension}

    def add(self, named: NamedExtension) -> None:
        """Load an extension, unless posts are read with the same anyway."""
        try:
            extension = _load(*named)
        except Exception as error:  # noqa: BLE001  # other people's code
            self._cannot_use(named.name, error)
            return
        if isinstance(extension, MetaExtension):  # the front matter has been read before
            return
        if isinstance(extension, ExtraExtension):
            for part, options in extension.config.items():
                self.add(NamedExtension(f"{PREFIX}{part}", options))
            return
        is_ours = type(extension) in self._ours
        options = dict(named.options)
        if is_ours and not isinstance(named.extension, str):
            options = _changed(extension)
        _use_our_defaults(extension, options)
        for option in self._set_required(named.name, extension):
            options.pop(option, None)
        like_ours = CODE_OPTIONS if isinstance(extension, CodeHiliteExtension) else {}
        if is_ours and all(value in like_ours.get(key, ()) for key, value in options.items()):
            return
        self.extensions.append(extension)

    def _set_required(self, name: str, extension: Any) -> list[str]:  # noqa: ANN401  # other people's class
        """Set the options that must have a certain value, and report them; returns their names."""
        found = []
        for option, required in _REQUIRED.get(type(extension).__name__, {}).items():
            value = extension.getConfig(option, required.value)
            if value != required.value:
                extension.setConfig(option, required.value)
                message = f"MARKDOWN: {name} has {option}={value!r}, which is not used: "
                self._warn(message + required.reason, required.hint)
                found.append(option)
        return found

    def report_replaced(self) -> None:
        """Report the steps of Python-Markdown, and of our extensions, that others replace."""
        for extension in list(self.extensions):
            before = _steps(self._converter)
            try:
                deepcopy(extension).extendMarkdown(self._converter)
            except Exception as error:  # noqa: BLE001  # other people's code
                self._cannot_use(NamedExtension(extension, {}).name, error)
                self.extensions.remove(extension)
                continue
            after = _steps(self._converter)
            replaced = sorted(name for name in before if after.get(name) is not before[name])
            if replaced and type(extension) not in self._ours:
                name = NamedExtension(extension, {}).name
                message = f"MARKDOWN: {name} replaces {', '.join(replaced)} of this build."
                hint = "Look at posts that use it; take it out of MARKDOWN if they look wrong."
                self._warn(message, hint)

    def _warn(self, message: str, hint: str) -> None:
        self.findings.append(Finding("", 0, "warning", RULE, message, hint))

    def _cannot_use(self, name: str, error: Exception) -> None:
        why = f"{type(error).__name__}: {error}"
        message = f"MARKDOWN has the extension {name}, which cannot be used ({why})."
        hint = "Install what has it, correct its name or options, or take it out of MARKDOWN."
        self.findings.append(Finding("", 0, self._severity, UNUSABLE, message, hint))


def _load(extension: Any, options: Mapping[str, Any]) -> Any:  # noqa: ANN401  # Python-Markdown has no types
    """The extension of this name, or a copy of this one; raises what its code raises."""
    if isinstance(extension, str):
        extension = markdown.Markdown().build_extension(extension, options)
    if not isinstance(extension, Extension):
        raise TypeError("it is no extension of Python-Markdown")
    copy = deepcopy(extension)
    copy.config = deepcopy(extension.config)  # some change that of the class
    return copy


def _steps(converter: markdown.Markdown) -> dict[str, object]:
    """The steps of a converter, by their names."""
    return {
        item.name: registry[item.name]
        for registry in (vars(converter) | vars(converter.parser)).values()
        if isinstance(registry, Registry)
        for item in registry._priority  # noqa: SLF001  # it has no method for the names
    }


def _check_tabs(setting: Mapping[str, Any]) -> list[Finding]:
    if setting.get("tab_length", TAB) == TAB:
        return []
    message = f"MARKDOWN: tab_length is not used: posts are indented by {TAB} columns."
    return [Finding("", 0, "warning", RULE, message, "Take it out of MARKDOWN.")]


def _use_our_defaults(extension: Any, options: Mapping[str, object]) -> None:  # noqa: ANN401  # Python-Markdown has no types
    """Have code the classes of the theme, and headings the same addresses as without `toc`."""
    if isinstance(extension, CodeHiliteExtension) and "css_class" not in options:
        extension.setConfig("css_class", CODE_OPTIONS["css_class"][0])
    if isinstance(extension, TocExtension) and extension.getConfig("slugify") is slugify:
        extension.setConfig("slugify", _heading_id)


def _heading_id(text: str, _separator: str) -> str:
    return unique_id(heading_id(text), dict.fromkeys(RESERVED, 2))


def _changed(extension: Any) -> dict[str, object]:  # noqa: ANN401  # Python-Markdown has no types
    """The options of an extension of Python-Markdown's own that are not the default ones."""
    before = type(extension)().getConfigs()
    found = extension.getConfigs().items()
    return {key: value for key, value in found if value != before.get(key)}


def _state(extension: Any) -> list[object]:  # noqa: ANN401  # other people's class
    kind = type(extension)
    parts = (getattr(extension, "__dict__", {}), extension.getConfigs())
    return [f"{kind.__module__}:{kind.__qualname__}", *map(_described, parts)]


def _described(value: object) -> object:
    """A value with the names of functions and classes that can be imported in their places."""
    if isinstance(value, Mapping):
        return [[_described(key), _described(each)] for key, each in value.items()]
    if isinstance(value, list | tuple):
        return [_described(each) for each in value]
    module, name = getattr(value, "__module__", None), getattr(value, "__qualname__", None)
    if name and getattr(sys.modules.get(str(module)), name, None) is value:
        return f"{module}:{name}"
    return value
