"""Which articles a reader wants next: links for every article, from its words, topics and date.

Settings, read once for each build (an unknown or impossible one is an error):

- `RELATED_ARTICLES_COUNT` (3): links for each article, while that many others are published.
- `RELATED_ARTICLES_TITLE_WEIGHT` (5): how many times a word of the title counts.
- `RELATED_ARTICLES_TOPIC_WEIGHT` (5): how many times a topic counts; 0 leaves topics out.
- `RELATED_ARTICLES_TERMS` (256): strongest terms kept of each article.
- `RELATED_ARTICLES_DATE_SHARE` (0.3): part of a score that fades with the distance in time, 0 to 1.
- `RELATED_ARTICLES_HALF_LIFE_DAYS` (365): distance in time at which half of that part is gone.

Front matter: `related` (slugs that come first) and `related_exclude` (slugs never linked to).

Templates get `article.related_articles`, a list of articles, best first.
"""
