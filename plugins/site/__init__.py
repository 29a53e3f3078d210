"""Puts the build together: reads the site, joins its parts, writes and checks its pages.

`plugin` is the only glue to Pelican, the one line of ours in PLUGINS; it calls the steps of a build
in order. Command: `python -m plugins.site {preview,html,publish}`.

Settings: those of the packages, SITE_SEARCH (False: no search, where its program is missing) and
POST_MAX_BYTES (1,000,000: larger posts are refused). Template variables: docs/internals.md.
"""
