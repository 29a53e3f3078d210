"""Transforms the HTML of an article's body into safe HTML and plain text.

`pipeline.build` takes HTML and a `transform.SiteContext` (which resolves pictures and links) and
returns an `ArticleBody`. It has no settings and does not use Pelican; posts calls it.
"""
