"""What pages show: one frozen, serialisable value for each page, and one that all pages share.

A template gets the fields of its page's view, those of `Chrome`, and functions; nothing else. Each
kind of view has a module, with the function that makes it from what the build has read; `kinds.py`
says which template takes which.
"""
