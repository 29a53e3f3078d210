"""Builds a site in a staging folder, checks it, and only then replaces the published one."""
