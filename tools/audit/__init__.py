"""Measures the promise to visitors: every page of the built site against one table of budgets.

Settings: none. Command: `python -m tools.audit`, which `make audit` runs. What is promised, and how
it is measured, stands in docs/visitors.md.
"""
