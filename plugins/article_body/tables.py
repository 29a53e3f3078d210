"""Transform: a wide table scrolls by itself, by keyboard too."""

from __future__ import annotations

from plugins.article_body.transform import Draft


def wrap_tables(draft: Draft) -> None:
    """Put each table into a region that a keyboard can reach and scroll."""
    for number, table in enumerate(draft.soup.find_all("table"), 1):
        caption = table.find("caption")
        heading = table.find_previous(["h2", "h3", "h4"])
        named_by = caption or heading
        words = named_by.get_text(" ", strip=True) if named_by else ""
        label = f"Table {number}: {words}" if words else f"Table {number}"
        attributes = {"class": "table-scroll", "role": "region", "tabindex": "0"}
        table.wrap(draft.soup.new_tag("div", attrs={**attributes, "aria-label": label}))
        for cell in table.select("thead th"):
            cell["scope"] = "col"
