"""Where the desk leads: a post's form, and a line of a file in a text editor."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from plugins.desk.values import DeskPost
from plugins.form.configuration import collection_name

_TEMPLATE = re.compile(
    r"(?!(?:javascript|data|vbscript|blob):)[a-z][a-z0-9+.-]*:\S*\{path\}\S*", re.IGNORECASE
)
_NAMES = re.compile(r"\{([^{}]*)\}")

# Makes the address that opens a file at a line in a text editor; "" without an editor.
EditorLink = Callable[[str, int], str]


def form_address(post: DeskPost) -> str:
    """The address of a post's form in the preview; that of all forms if it can have none.

    Each folder with posts is a collection of Sveltia, and a translation is in the form of the post.
    """
    path = PurePosixPath(post.path)
    folders, kind = path.parent.parts, "pages" if post.kind == "page" else "articles"
    if path.suffix != ".md" or kind not in folders:
        return "/edit/"
    collection = collection_name("/".join(folders[len(folders) - 1 - folders[::-1].index(kind) :]))
    entry = path.stem.removesuffix(f".{post.lang}")
    return f"/edit/#/collections/{quote(collection)}/entries/{quote(entry)}"


def is_editor_template(template: str) -> bool:
    """Whether a template of addresses can open files: a scheme, `{path}` and maybe `{line}`."""
    return bool(_TEMPLATE.fullmatch(template)) and {*_NAMES.findall(template)} <= {"path", "line"}


def no_editor(_path: str, _line: int) -> str:
    """The link without an editor."""
    return ""


def editor_link(template: str, folder: Path) -> EditorLink:
    """What links to files in an editor, by a template such as `vscode://file/{path}:{line}`.

    Paths are as the editor of the site would type them in `folder`. Without a template, the links
    are empty.
    """

    def link(path: str, line: int) -> str:
        if not path:
            return ""
        written = quote(Path(folder, path).as_posix(), safe="/:")
        return template.replace("{path}", written).replace("{line}", str(max(line, 1)))

    return link if template else no_editor
