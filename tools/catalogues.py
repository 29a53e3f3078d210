"""Updates the catalogues of the theme's words: `python -m tools.catalogues`.

Each message that the templates have is added to each locale/<language>/LC_MESSAGES/messages.po of
the theme, without a translation, and those that they no longer have are removed. The same templates
give the same bytes. A test fails while a message has no translation.
"""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

THEME = Path(__file__).resolve().parent.parent / "theme"
_TEMPLATES = [("**.html", "jinja2.ext:babel_extract")]
_OPTIONS = {"**.html": {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}}
_HEADER = ("Language:", "Content-Type:", "Content-Transfer-Encoding:", "Plural-Forms:", "MIME-")


def files(theme: Path = THEME) -> list[Path]:
    """The catalogues of a theme."""
    return sorted(theme.glob("locale/*/LC_MESSAGES/messages.po"))


def messages(theme: Path = THEME) -> Catalog:
    """The messages of the theme's templates, each with the templates that have it."""
    found = Catalog(charset="utf-8")
    templates = theme / "templates"
    for name, _line, message, comments, context in extract_from_dir(
        templates, _TEMPLATES, _OPTIONS
    ):
        found.add(message, None, [(name, 0)], auto_comments=comments, context=context)
    return found


def updated(file: Path, wanted: Catalog) -> bytes:
    """A catalogue with exactly the messages in `wanted`."""
    with file.open("rb") as source:
        known = read_po(source, locale=file.parent.parent.name, abort_invalid=True)
    known.update(wanted, no_fuzzy_matching=True)
    known.obsolete.clear()
    known.fuzzy = False
    made = BytesIO()
    write_po(made, known, width=0, sort_by_file=True, include_lineno=False)
    head, _, rest = made.getvalue().lstrip().partition(b"\n\n")
    lines = [line for line in head.split(b"\n") if _is_kept(line.decode())]
    return b"\n".join(lines) + b"\n\n" + rest.lstrip()


def _is_kept(line: str) -> bool:
    """Whether a line of the header is none that changes from day to day, or that nobody fills."""
    return line.startswith(("msgid", "msgstr")) or line.lstrip('"').startswith(_HEADER)


def main() -> int:
    """Update all catalogues."""
    wanted = messages()
    for file in files():
        file.write_bytes(updated(file, wanted))
    return 0


if __name__ == "__main__":
    sys.exit(main())
