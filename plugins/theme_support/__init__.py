"""Helpers for templates: assets with hashed names, dates, languages, the Content Security Policy.

Settings: THEME (its static/ folder has the assets; theme.toml says whether its templates get
views), SITEURL. Assets are written to theme/ with a hash of their content in the name.
Template variables: docs/internals.md.
"""
