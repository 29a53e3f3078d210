"""Rules about single posts: what would go out wrong although the post can be read.

Each rule is a function of a PostToCheck; `catalogue.RULES` lists them all.
"""
