"""Reads an index as the search page does."""

import gzip
import json

from plugins.site_search.indexing import SearchRecord

NEEDLES = SearchRecord(
    path="articles/needles/index.html",
    title="Fine needles <b>",
    text="Does it hurt?\nRarely & briefly: a <thin> needle.",
    topics=("Dry needling", "First visit"),
    headings=("Does it hurt?",),
)
BESOK = SearchRecord(
    path="nb/articles/besøk/index.html", title="Første besøk", text="Ta med", lang="nb"
)

SIGNATURE = b"pagefind_dcd"


def indexed(site):
    """What each result of a site's index knows, by its address."""
    found = {}
    for path in (site / "pagefind" / "fragment").iterdir():
        data = gzip.decompress(path.read_bytes())
        assert data.startswith(SIGNATURE)
        fragment = json.loads(data.removeprefix(SIGNATURE))
        found[fragment["url"]] = fragment
    return found
