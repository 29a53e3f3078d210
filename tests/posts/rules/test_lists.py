"""Lists of which Markdown makes none."""

import pytest

from tests.posts.rules.rule_findings import found

LIST = "markup/list"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("-towel\n-socks", [(1, LIST)]),
        ("Bring:\n\n-towel\n-socks\n-water\n\nThen come.", [(3, LIST)]),
        ("*towel\n*socks", [(1, LIST)]),
        ("+towel\n+socks", [(1, LIST)]),
        ("1.Warm up\n2.Run", [(1, LIST)]),
        ("1)Warm up\n2)Run", [(1, LIST)]),
        ("Words.\n\na) warm up\nb) run", [(3, LIST)]),
        ("i) warm up\nii) run", [(1, LIST)]),
        ("o\ttowel\no\tsocks", [(1, LIST)]),
        ("o   towel\no   socks", [(1, LIST)]),
        ("-a\n-b\n\n1.c\n2.d", [(1, LIST), (4, LIST)]),
        ("- towel\n-socks\n- water", [(2, LIST)]),
        ("-towel\n- socks", [(1, LIST)]),
        ("- [ ] towel\n-[ ] socks", [(2, LIST)]),
        ("-**Towel**\n-[Socks](socks.md)", [(1, LIST)]),
        ("1. Warm up\n2.Run\n3.Rest", [(2, LIST)]),
        ("- Bring:\n    -towel\n    -socks", [(2, LIST)]),
        ("(1) warm up\n(2) run", [(1, LIST)]),
        ("✅ towel\n✅ socks", [(1, LIST)]),
        ("🏃 towel\n☀️ sun cream", [(1, LIST)]),
        ("1️⃣ warm up\n2️⃣ run", [(1, LIST)]),
        ("✅ towel\n\n✅ socks", []),
        ("✅ towel  \n✅ socks", []),
        ("- towel\n1.socks", []),
        ("- towel\n- - -\n--socks\n-- water", []),
        ("**Rest**\n**Ice**\n\n*(one)*\n*(two)*", []),
        ("- towel\n\n-socks", []),
        ("- *Never* run on it.\n*Always* ask.", []),
        ("■ towel\n■ socks", []),
        ("-towel", []),
        ("-towel\n1.socks", []),
        ("-5 degrees\n-7 degrees", []),
        ("1.5 kg\n2.5 kg", []),
        ("*Never* run on it.\n*Always* ask.", []),
        ("**Monday** nine\n**Friday** ten", []),
        ("- towel\n- socks", []),
        ("Sete o otte\no nove.\no dieci", []),
        ("~~~\n-towel\n-socks\n~~~", []),
        ("    -towel\n    -socks", []),
        ("\\-towel\n\\-socks", []),
        ("<pre>\n-towel\n-socks\n</pre>", []),
    ],
)
def test_items_that_are_run_together_are_reported_at_the_first(body, expected):
    """One line may begin with such a sign for another reason, two hardly."""
    assert found(body) == expected
