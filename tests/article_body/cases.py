"""This folder's text fixtures, in the same form as those of the dead feeds."""

from pathlib import Path

from tests.dead_feeds import cases

FIXTURES = Path(__file__).parent / "fixtures"


def read_cases(name):
    """The cases of fixtures/<name>."""
    return cases.read_cases(FIXTURES / name)
