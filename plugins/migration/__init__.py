"""Adopts a site of Pelican, Jekyll or Hugo: makes a content folder of ours from its folder.

The command is `python -m plugins.migration`; docs/migrating.md is its manual.
"""
