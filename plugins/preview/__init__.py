"""The live preview: builds the site, serves it, rebuilds on save and refreshes the open browsers.

Command: `python -m plugins.preview` (see `--help`); the Makefile's serve, devserver and regenerate.
Settings: none. It runs the build command in a process of its own, so that a changed plugin, setting
or template takes effect without a restart.
Template variables: none. A page served gets one script; the files on disk are never touched.
"""
