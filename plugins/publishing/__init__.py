"""Builds a site in a staging folder, checks it, and only then replaces the published one.

Settings: FINDINGS (the collector of this build, created here), PREVIEW, LENIENT. Commands:
`python -m plugins.publishing {preview,html,publish}`.
"""
