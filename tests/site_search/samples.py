"""Reads an index as the engine does."""

import json
from urllib.parse import unquote

from plugins.site_search.counting import WordCounter
from plugins.site_search.index import FOLDER, index_article, order, write_index
from plugins.site_search.records import SearchRecord
from plugins.site_search.search_words import SearchWords

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

_ANSWERS = """async queries => {
    const base = new URL("/search-index/", location)
    const entry = await (await fetch(new URL("index.json", base))).json()
    const engine = await import(new URL(`engine.${entry.engine}.js`, base))
    const index = engine.open(base, entry)
    const answers = {}
    for (const query of queries) {
        const begun = performance.now()
        const { found, urgent } = await index.find(query, { lang: "en" })
        const shown = await Promise.all(found.slice(0, 3).map(index.article))
        const seconds = (performance.now() - begun) / 1000
        answers[query] = { urls: shown.map(({ url }) => `/${url}`), urgent, seconds }
    }
    return answers
}"""


def answers(page, site_url, queries):
    """What the engine says to each query, in one visit: the first three URLs, urgency, seconds."""
    page.goto(f"{site_url}/search/")
    return page.evaluate(_ANSWERS, [*queries])


def indexed(site):
    """What the index of a site has of each article, by its URL."""
    articles = [json.loads(path.read_text()) for path in (site / FOLDER).glob("article.*")]
    return {"/" + unquote(article.pop("url")): article for article in articles}


def make_index(records, language, site, words=None):
    """Write the index of the records into a site."""
    folder = site / FOLDER
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for name, data in files_of(records, language, words).items():
        (folder / name).write_bytes(data)


def files_of(records, language="en-GB", words=None):
    """The files of the index of the records."""
    files, ordered = {}, sorted(records, key=order)
    counted = WordCounter(language).count(ordered)
    articles = [
        index_article(record, words, files.__setitem__)
        for record, words in zip(ordered, counted, strict=True)
    ]
    write_index(articles, language, files.__setitem__, words or SearchWords())
    return files


class Index:
    """The content of an index."""

    def __init__(self, files):
        self.files = files
        self.entry = json.loads(files["index.json"])

    def load(self, kind, digest):
        """The value in a file."""
        return json.loads(self.files[f"{kind}.{digest}.json"])

    def part(self, prefix):
        """The groups of a part of the index."""
        return self.load("part", self.entry["parts"][prefix])

    def home(self, word):
        """The prefix of the part that has a word."""
        return max((p for p in self.entry["parts"] if word.startswith(p)), key=len, default=None)

    def group(self, word):
        """The words that have the stem of `word`, and the level of each article by its title."""
        found = [
            (words.split(" "), coded)
            for words, coded in (self.part(self.home(word)) if self.home(word) is not None else [])
            if word in words.split(" ")
        ]
        if not found:
            return None
        [(words, coded)] = found
        number, levels = 0, {}
        for each in coded:
            number += each // 16
            levels[self.title(number)] = each % 16
        return words, levels

    def title(self, number):
        """The title of an article."""
        digests = self.load("articles", self.entry["articles"])
        return self.load("article", digests[number * 12 : number * 12 + 12])["title"]

    def listed(self):
        """The words of each list, by the length of its longest."""
        return {length: self.load("words", each).split(" ") for length, each in self.entry["words"]}
