"""Which articles a reader wants next: links for every article, from its words, topics and date.

Settings, read once for each build (an unknown, removed or impossible one is an error):

- `RELATED_ARTICLES_COUNT` (3): links for each article, while that many others are published.
- `RELATED_ARTICLES_FAIRNESS` (1): the part of a link's score that may be given up to link to an
  article that nobody links to; 1 leaves no article without a link, 0 changes nothing.
- `RELATED_ARTICLES_CACHE` (".cache/related-articles"): what one run keeps to make the next faster.

Front matter: `related` (slugs that come first) and `related_exclude` (slugs never linked to).

Templates get `article.related_articles`, a list of articles, best first.
"""
