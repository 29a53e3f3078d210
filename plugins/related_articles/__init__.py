"""Related articles: links from every article to similar ones, by words, topics, links and date.

Settings, read once per build (an unknown, removed or invalid one is an error):

- `RELATED_ARTICLES_COUNT` (3): links for each article, where that many others are published.
- `RELATED_ARTICLES_FAIRNESS` (1): the share of a link's score that may be lost in order to link to
  an article that no other links to; with 1 no article is left out, with 0 no link is changed.
- `RELATED_ARTICLES_CACHE` (".cache/related-articles"; where the plugin is alone, a folder in
  Pelican's CACHE_PATH): the folder for what makes later runs faster.

Front matter: `related` (slugs to link to first) and `related_exclude` (slugs never to link to).

Templates get `article.related_articles`, a list of articles, best first.
"""
