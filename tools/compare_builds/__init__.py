"""Proves that a refactoring changed nothing: builds the sites of two commits and compares them.

`python -m tools.compare_builds BEFORE [AFTER]`, where each is a commit or a folder with a checkout
(`.` compares what is not committed yet), and AFTER is HEAD if it is left out. Each commit builds
with its own command line, so modules, packages and settings may have other names in each.
"""
