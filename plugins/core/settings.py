"""How a plugin reads its settings: a pydantic model with a finding for each that is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar, Literal, Self, get_args

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from plugins.core.finding_kinds import FindingKind
from plugins.core.findings import Finding, did_you_mean

# Not only dots and slashes, because such a path names a folder that has other contents.
Folder = Annotated[str, StringConstraints(pattern=r"^[^\x00]*[^/. \x00][^\x00]*$")]

SettingCode = Literal["impossible-setting", "removed-setting", "unknown-setting"]
_KINDS: Mapping[SettingCode, tuple[str, str]] = {
    "impossible-setting": (
        "The settings `{}` have values that they can have.",
        "The site would not be what is meant.",
    ),
    "removed-setting": (
        "No setting `{}` is one that was removed.",
        "It has no effect, but whoever reads the settings file would think that it has.",
    ),
    "unknown-setting": (
        "Each setting `{}` exists.",
        "A mistyped one has no effect.",
    ),
}


class PluginSettings(BaseModel):
    """The settings of one plugin: the field `count` is the setting `<prefix>COUNT`.

    A field's description completes the hint “Write ...”. `removed` maps the name of each setting
    that no longer exists to a sentence on what happens instead.
    """

    model_config = ConfigDict(frozen=True, strict=True, allow_inf_nan=False)
    prefix: ClassVar[str]
    removed: ClassVar[Mapping[str, str]] = {}

    @classmethod
    def read(cls, settings: Mapping[str, Any]) -> tuple[Self, list[Finding]]:
        """Validate this plugin's settings; an invalid one gets a finding and its default value."""
        names = {cls.prefix + field.upper(): field for field in cls.model_fields}
        given = {field: settings[name] for name, field in names.items() if name in settings}
        findings = list(cls._unknown(settings, list(names)))
        try:
            return cls(**given), findings
        except ValidationError as error:
            wrong = dict.fromkeys(details["loc"][0] for details in error.errors())
        for field in map(str, wrong):
            name, value, info = (
                cls.prefix + field.upper(),
                given.pop(field),
                cls.model_fields[field],
            )
            hint = did_you_mean(str(value), map(str, get_args(info.annotation)))
            hint = hint or f"Write {info.description}."
            message = f"The setting {name} cannot be {value!r}."
            findings.append(cls._finding("impossible-setting", message, hint))
        return cls(**given), findings

    @classmethod
    def _unknown(cls, settings: Mapping[str, Any], known: list[str]) -> Iterator[Finding]:
        for name in sorted(settings):
            if name in cls.removed:
                message, hint = f"The setting {name} was removed.", cls.removed[name]
                yield cls._finding("removed-setting", message, f"{hint} Delete the line.")
            elif name.startswith(cls.prefix) and name not in known:
                hint = did_you_mean(name, known) or f"The settings are {', '.join(known)}."
                yield cls._finding("unknown-setting", f"There is no setting “{name}”.", hint)

    @classmethod
    def _finding(cls, code: SettingCode, message: str, hint: str) -> Finding:
        return Finding("", 0, "error", f"{cls._family()}/{code}", message, hint)

    @classmethod
    def _family(cls) -> str:
        return cls.prefix.strip("_").lower().replace("_", "-")

    @classmethod
    def kinds(cls) -> Iterator[FindingKind]:
        """The kinds of findings about these settings."""
        for code, (summary, reason) in _KINDS.items():
            if cls.removed or code != "removed-setting":
                what = summary.format(f"{cls.prefix}...")
                name = f"{cls._family()}/{code}"
                yield FindingKind(name, "error", what, reason, section="build")
