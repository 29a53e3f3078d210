"""Builds the plugins that also work alone as packages for any Pelican site, into dist/: `make dist`.

packages/<name>/ has what each package says of itself; its code is copied from plugins/, with all
that it imports below its own package. Nothing is uploaded.
"""
