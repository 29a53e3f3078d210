"""The command line of related articles: explains, reports, exports and draws the links.

It reads any folder of Pelican-style posts, leniently and without a build. `python -m
plugins.related_articles --help` lists the commands; docs/related-articles.md describes them.
"""
