"""One page of each kind in a built site, for screenshots, the audit and tests."""

from pathlib import Path

# Patterns below the site's folder; if several pages match, the last one by name is used.
KINDS = {
    "home": "index.html",
    "article": "articles/*/index.html",
    "articles": "articles/index.html",
    "topic": "topics/*/index.html",
    "topics": "topics/index.html",
    "category": "categories/*/index.html",
    "categories": "categories/index.html",
    "year": "archive/*/index.html",
    "person": "people/*/index.html",
    "people": "people/index.html",
    "clinic": "clinics/*/index.html",
    "clinics": "clinics/index.html",
    "page": "about/index.html",
    "search": "search/index.html",
    "404": "404.html",
}
# Pages that only sites with long lists and previews have.
RARE = {"articles-2": "articles/page/2/index.html", "style-guide": "style-guide/index.html"}


def pages(site: Path) -> dict[str, str]:
    """The file, relative to `site`, of one page of each kind that the site has."""
    found = {kind: sorted(site.glob(pattern)) for kind, pattern in (KINDS | RARE).items()}
    return {kind: paths[-1].relative_to(site).as_posix() for kind, paths in found.items() if paths}


def address(file: str) -> str:
    """The address of a file of the site: `articles/` for articles/index.html."""
    return file.removesuffix("index.html")
