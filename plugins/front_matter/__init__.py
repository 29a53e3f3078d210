"""Reads a post: YAML front matter (or Pelican's `Title:` lines) into one validated model.

The body goes through Markdown and `article_body`; every error has file, line and hint.

Settings: LENIENT (unknown keys and authors become warnings), PREVIEW (drafts, hidden and scheduled
posts are read and marked; otherwise they do not exist). Template variables: the attributes of
`article` and `page` that docs/internals.md lists.
"""
