"""The whole new site or the whole old one: staged builds, checks of what was written, the swap.

Settings: FINDINGS (the build's collector, made here), PREVIEW, LENIENT. Commands: `python -m
plugins.publishing {preview,html,publish}`.
"""
