"""The desk as a server asks for it: its pages, and what was found in the post of a page."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime

from plugins.desk.addresses import EditorLink, no_editor
from plugins.desk.latest import LatestDesk
from plugins.desk.pages import DeskPage, page_at
from plugins.desk.query import value_of


def _now() -> datetime:
    return datetime.now(UTC).astimezone()


@dataclass(frozen=True)
class ServedDesk:
    """The pages made of the `latest` values; `link` opens a file in an editor, if there is one."""

    latest: LatestDesk = field(default_factory=LatestDesk)
    link: EditorLink = no_editor
    now: Callable[[], datetime] = _now

    def page(self, parts: Sequence[str], asked: str) -> DeskPage | None:
        """The page at an address below /desk/ with a query string; None if there is none."""
        return page_at(parts, asked, self.latest.state, self.link, self.now())

    def findings(self, asked: str) -> bytes:
        """What was found in the post whose page `page=` names in a query string, as JSON.

        An object with `findings`, whose fields are those of Finding and `link`.
        """
        state = self.latest.state
        post = state.post_at(value_of(asked, "page"))
        found = state.findings_of(post) if post else []
        listed = [asdict(each) | {"link": self.link(each.path, each.line)} for each in found]
        return json.dumps({"findings": listed}).encode()
