"""From a post's bytes to its validated front matter and its Markdown, or to findings."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import ValidationError

from plugins import validation
from plugins.findings import Finding
from plugins.front_matter.model import FrontMatter
from plugins.front_matter.source import Source, decode, split
from plugins.yaml_lines import Path, YamlError

RULE = "front-matter"


@dataclass(frozen=True)
class Post:
    """A post as it was read: the model, the body and where in the file each begins."""

    front: FrontMatter
    body: str
    body_line: int
    lines: dict[Path, int]

    def line_of(self, words: str) -> int:
        """The first line of the file's body that has `words` in it, else the body's first."""
        for offset, row in enumerate(self.body.split("\n")):
            if words and words in row:
                return self.body_line + offset
        return self.body_line


def known_keys() -> dict[str, str]:
    """Every key that may be written, with the name of its field in the model."""
    keys: dict[str, str] = {}
    for name, info in FrontMatter.model_fields.items():
        alias = info.validation_alias
        for key in getattr(alias, "choices", [name]):
            keys[str(key)] = name
    return keys


def read(data: bytes, path: str, *, lenient: bool) -> tuple[Post | None, list[Finding]]:
    """Read a post's bytes; without a Post at least one finding is an error.

    `path` names the file in findings. A lenient read turns unknown keys and a picture without
    alternative text into warnings.
    """
    try:
        source = split(decode(data), lenient=lenient)
    except YamlError as error:
        return None, [
            Finding(path, error.line, "error", f"{RULE}/unreadable", error.message, error.cure)
        ]
    return validate(source, path, lenient=lenient)


def validate(source: Source, path: str, *, lenient: bool) -> tuple[Post | None, list[Finding]]:
    """Hold a post that was taken apart against the model; see `read`."""
    warnings = _forgive(source, path) if lenient else []
    try:
        front = FrontMatter.model_validate(source.fields, context={"lenient": lenient})
    except ValidationError as error:
        errors = validation.findings(error, FrontMatter, path=path, lines=source.lines, rule=RULE)
        return None, warnings + errors
    return Post(front, source.body, source.body_line, source.lines), warnings


def _forgive(source: Source, path: str) -> list[Finding]:
    """Take out of `source` what a lenient read only warns of."""
    known = known_keys()
    findings = []
    for key in [key for key in source.fields if key not in known]:
        line = source.lines.get((key,), 0)
        findings.append(
            validation.unknown_key(key, known, path=path, line=line, rule=RULE, severity="warning")
        )
        del source.fields[key]
    image = source.fields.get("image")
    if isinstance(image, str) or (isinstance(image, dict) and not image.get("alt")):
        src = image if isinstance(image, str) else image.get("src")
        source.fields["image"] = {"src": src, "alt": source.fields.get("title") or src}
        line = source.lines.get(("image",), 0)
        findings.append(
            Finding(
                path, line, "warning", f"{RULE}/missing-alt", "The picture has no `alt`.",
                "Write what it shows: image: {src: ..., alt: ...}",
            )
        )  # fmt: skip
    return findings
