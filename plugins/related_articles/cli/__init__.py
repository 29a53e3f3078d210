"""What `python -m plugins.related_articles` does at a desk: explains, reports, exports and draws.

It reads any folder of Pelican-style posts, leniently and without a build. `python -m
plugins.related_articles --help` lists the commands; docs/related-articles.md shows them.
"""
