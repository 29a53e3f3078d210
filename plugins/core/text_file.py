"""Decoding of text files that editors wrote, and their bytes when a program changes them."""

from __future__ import annotations

from plugins.core.yaml_lines import YamlError


def decode(data: bytes) -> str:
    """Decode UTF-8, drop a BOM and convert line ends to line feeds; raises YamlError."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise YamlError(1, "The file is saved as UTF-16.", "Save it again as UTF-8.")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("latin-1")
        raise YamlError(
            _unix(before).count("\n") + 1,
            "The file is not saved as UTF-8.",
            "Save it again with the encoding UTF-8.",
        ) from error
    if "\0" in text:
        line = _unix(text[: text.index("\0")]).count("\n") + 1
        raise YamlError(line, "The file contains binary data.", "Save it again as plain text.")
    return _unix(text.lstrip("\ufeff"))


def as_before(before: str, after: str) -> str:
    """A text whose lines end with line feeds, with the BOM and the line ends that a file has."""
    mark = "\ufeff" if before.startswith("\ufeff") else ""
    return mark + (after.replace("\n", "\r\n") if "\r\n" in before else after)


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
