"""Fences of code that never end."""

import pytest

from tests.posts.rules.rule_findings import found

FENCE = "fence/unclosed"

BROKEN = [
    ("```\nWarm up.\n\nRun.", [(1, FENCE)]),
    ("Words.\n\n~~~\nWarm up.", [(3, FENCE)]),
    ("```python\nx = 1\n\nWords.", [(1, FENCE)]),
    ("```\na\n```\n\nWords.\n\n```\nb", [(7, FENCE)]),
    ("~~~~\nWarm up.\n~~~\n\nRun.", [(1, FENCE)]),
    ("```\nWarm up.\n~~~\n\nRun.", [(1, FENCE)]),
    ("```bash\nls\n\nThen:\n\n```python\nx = 1\n```", [(1, FENCE)]),
    ("Words.\n\n  ```\n  Warm up.\n\nRun.", [(3, FENCE)]),
    ("```\nWarm up.\n````\n\nRun.", [(1, FENCE)]),
]
INTENDED = [
    "```\nWarm up.\n```",
    "~~~ python\nx = 1\n~~~\n\nWords.",
    "````\n```python\nx = 1\n```\n````",
    "~~~\n```\n~~~",
    "Words ```in a line``` here.\n\n```in a line```",
    "    ```\n    indented\n\nWords.",
    "Words.",
    "<div>\n```\n[x](\n```\n</div>",
    "> ```\n> `[x](\n> ```\n\nWords.",
    "```\nx\n  ```\n\nWords.",
    "- One\n\n   ~~~\n   **x\n  ~~~\n\nWords.",
]


@pytest.mark.parametrize(("body", "expected"), BROKEN)
def test_a_fence_that_never_ends_is_reported_where_it_begins(body, expected):
    """Its end is missing, and may be anywhere."""
    assert found(body) == expected


@pytest.mark.parametrize("body", INTENDED)
def test_a_closed_fence_is_not_reported(body):
    """Nor what only looks like one."""
    assert found(body) == []
