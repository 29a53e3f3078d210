"""Commands for editors: `new` and `rename` posts, offer `links`, `check`, and document `rules`.

`new TITLE`, `rename OLD NEW` and `links SLUG` also take these from the variables TITLE, FROM and
TO, and SLUG.
"""
