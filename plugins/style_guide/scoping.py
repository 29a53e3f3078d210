"""Ids of an example made its own, so that one page can show a component many times."""

from __future__ import annotations

from bs4 import BeautifulSoup

# Attributes that name ids; `href` does where it begins with a #.
_NAMING = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns")


def scoped(html: str, name: str) -> str:
    """`html` with `name-` before each of its ids, and wherever they are named within it.

    A link to an id that is elsewhere on the page stays as it is.
    """
    if " id=" not in html:  # most have none, and parsing takes time
        return html
    soup = BeautifulSoup(html, "html.parser")
    tags = soup.find_all(True)
    own = {str(tag["id"]): f"{name}-{tag['id']}" for tag in tags if tag.get("id")}
    for tag in tags:
        for attribute in ("id", *_NAMING):
            if attribute in tag.attrs:
                value = tag[attribute]
                words = value if isinstance(value, list) else value.split()
                tag[attribute] = " ".join(own.get(word, word) for word in words)
        href = str(tag.get("href", ""))
        if href.startswith("#") and href[1:] in own:
            tag["href"] = f"#{own[href[1:]]}"
    return str(soup)
