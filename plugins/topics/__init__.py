"""Introductions for the pages of topics and categories, from content/data/topics.yaml.

Setting: TOPICS_DATA (a path below the content folder). Template variables: docs/internals.md.
"""
