"""What the setting MARKDOWN names besides the extensions that posts are read with anyway."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

PREFIX = "markdown.extensions."
TAB = 4  # columns, by which posts are indented
# `extra` stands for several of them.
_OURS = frozenset({
    "abbr", "admonition", "attr_list", "codehilite", "def_list", "fenced_code", "footnotes",
    "md_in_html", "sane_lists", "tables",
})  # fmt: skip
# Options with which `codehilite` does what `article_body/code_blocks` does; Pelican has the first
# by default.
CODE_OPTIONS: Mapping[str, tuple[object, ...]] = {
    "css_class": ("highlight",),
    "guess_lang": (False,),
    "linenums": (False, None),
}


class NamedExtension(NamedTuple):
    """An extension by its name, with its options, or an object that a plugin has made."""

    extension: Any
    options: Mapping[str, Any]

    @property
    def name(self) -> str:
        """How a message calls it."""
        if isinstance(self.extension, str):
            return self.extension.removeprefix(PREFIX)
        return f"{type(self.extension).__module__}.{type(self.extension).__name__}"


def others(setting: Mapping[str, Any] | None) -> list[NamedExtension]:
    """What the setting has that changes how posts are read, in its order."""
    return [each for each in _named(setting or {}) if not _is_ours(each)]


def is_plain(setting: Mapping[str, Any] | None) -> bool:
    """Whether posts are read as without the setting."""
    return not others(setting) and (setting or {}).get("tab_length", TAB) == TAB


def _named(setting: Mapping[str, Any]) -> Iterator[NamedExtension]:
    configs = setting.get("extension_configs") or {}
    listed = [*(setting.get("extensions") or ())]
    listed += [name for name in configs if name not in listed]
    for each in listed:
        options = (configs.get(each) if isinstance(each, str) else None) or {}
        if each in ("extra", f"{PREFIX}extra"):
            yield from (
                NamedExtension(f"{PREFIX}{part.removeprefix(PREFIX)}", its or {})
                for part, its in options.items()
            )
        else:
            yield NamedExtension(each, options)


def _is_ours(named: NamedExtension) -> bool:
    if named.name == "meta":  # the front matter has been read before
        return True
    if named.name not in _OURS:
        return False
    like_ours = CODE_OPTIONS if named.name == "codehilite" else {}
    return all(value in like_ours.get(key, ()) for key, value in named.options.items())
