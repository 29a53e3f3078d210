"""Reads posts: YAML front matter (or Pelican's `Title:` lines) is validated by one model.

The body goes through Markdown and `article_body`; every error has a file, a line and a hint.

Settings: LENIENT (unknown keys and authors become warnings), PREVIEW (drafts, hidden and scheduled
posts are included and marked; other builds leave them out). Template variables: the attributes of
`article` and `page` that docs/internals.md lists.
"""
