"""Reads posts: YAML front matter (or Pelican's `Title:` lines) is validated by one model.

The body goes through Markdown and `article_body`; every error has a file, a line and a hint.

In a lenient build unknown keys and authors are warnings, and those of other generators are
understood. A preview includes drafts, hidden and scheduled posts, and marks them; other builds
leave out drafts and scheduled posts, and hidden ones are in no list. Template variables: the
attributes of `article` and `page` that docs/internals.md lists.
"""
