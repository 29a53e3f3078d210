"""The live preview: builds the site, serves it, rebuilds on save and refreshes open browsers.

Command: `python -m plugins.preview` (see `--help`), run by make serve, devserver and regenerate.
Settings and template variables: none. The build command runs in a process of its own, so that a
changed plugin, setting or template takes effect without a restart. Each page that is served gets
one script; the files on disk are not changed.
"""
