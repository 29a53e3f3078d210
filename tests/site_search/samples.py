"""Reads an index like the search page does."""

import gzip
import json
from urllib.parse import unquote

from plugins.site_search.indexing import IndexJob, SearchRecord

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
    """The data of each result in a site's index, by URL."""
    found = {}
    for path in (site / "pagefind" / "fragment").iterdir():
        data = gzip.decompress(path.read_bytes())
        assert data.startswith(SIGNATURE)
        fragment = json.loads(data.removeprefix(SIGNATURE))
        found["/" + unquote(fragment["meta"].pop("url"))] = fragment
    return found


def make_index(records, language, site):
    """Index the records, and wait for it."""
    job = IndexJob(language, site)
    try:
        job.start(records)
        job.result()
    finally:
        job.stop()
