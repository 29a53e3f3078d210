"""One page of each kind that a built site has: for screenshots, for the audit, for tests."""

from pathlib import Path

# Patterns below the site's folder; of several pages the last one by name stands for its kind.
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
# What only long lists and previews have.
RARE = {"articles-2": "articles/page/2/index.html", "style-guide": "style-guide/index.html"}


def pages(site: Path) -> dict[str, str]:
    """The file of one page of each kind that `site` has, below it and by kind."""
    found = {kind: sorted(site.glob(pattern)) for kind, pattern in (KINDS | RARE).items()}
    return {kind: paths[-1].relative_to(site).as_posix() for kind, paths in found.items() if paths}


def address(file: str) -> str:
    """The address of a file of the site, as a link has it: `articles/` for its index.html."""
    return file.removesuffix("index.html")
