"""Transform: links lead where they should, also below a sub-path."""

from __future__ import annotations

from plugins.article_body.transform import Draft


def resolve_links(draft: Draft) -> None:
    """Write each link's address as the site has it."""
    for tag in draft.soup.find_all("a", href=True):
        tag["href"] = draft.surroundings.link(str(tag["href"]))
