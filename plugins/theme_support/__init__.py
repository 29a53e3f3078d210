"""Helpers for templates: assets with hashed names, dates and the Content Security Policy.

Settings: THEME (its static/ folder has the assets), SITEURL. Assets are written to theme/ with a
hash of their content in the name.
Template variables: the functions `asset(name)` and `security_policy(searching)`, the filters
`date_words` and `date_iso`, and `speculation_rules`, the JSON of a page's only inline script.
"""
