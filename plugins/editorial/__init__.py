"""Commands for editors: `new` creates a post, `check` finds mistakes, `rules` documents them.

Command: `python -m plugins.editorial new TITLE`; the title may also be in the variable TITLE.
"""
