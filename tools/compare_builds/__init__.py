"""Checks that a refactoring changes no output: builds the sites of two commits, compares them.

`python -m tools.compare_builds BEFORE [AFTER]`, where each is a commit or a folder with a checkout
(`.` is the working tree), and AFTER is HEAD by default. Each commit is built by its own command, so
modules, packages and settings may have different names.
"""
