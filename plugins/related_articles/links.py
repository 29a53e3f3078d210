"""The whole way from articles to links, each language by itself."""

from collections import defaultdict
from collections.abc import Iterable

from plugins.related_articles.documents import Document
from plugins.related_articles.options import Options
from plugins.related_articles.ranking import rank
from plugins.related_articles.selection import Link, select

LinksByLanguage = dict[str, dict[str, tuple[Link, ...]]]


def find_links(documents: Iterable[Document], options: Options) -> LinksByLanguage:
    """The links of every article, published or not: by language, then by slug."""
    languages: defaultdict[str, list[Document]] = defaultdict(list)
    for document in documents:
        languages[document.lang].append(document)
    return {
        lang: select(corpus, rank(corpus, options), options.count)
        for lang, corpus in sorted(languages.items())
    }
