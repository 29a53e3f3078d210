"""Commands for editors: for now, `new` creates a post.

Command: `python -m plugins.editorial new TITLE`; the title may also be in the variable TITLE.
"""
