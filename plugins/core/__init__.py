"""Shared by all packages: findings, the clock, data files, field types, output paths and text.

Nothing here imports another package of this project.
"""
