"""Commands for editors: `new`, `rename`, `links` and `ready` for a post, `check`, and `rules`.

`new TITLE`, `rename OLD NEW`, `links SLUG` and `ready SLUG` also take these from the variables
TITLE, FROM and TO, and SLUG.
"""
