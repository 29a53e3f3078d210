"""Measures every page of the built site against one table of budgets.

Settings: none. Command: `python -m tools.audit`, which `make audit` runs. docs/visitors.md
describes the budgets and how they are measured.
"""
