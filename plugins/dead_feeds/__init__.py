"""Removes the dead Instagram feeds of an old WordPress site from HTML; imports no other package."""
