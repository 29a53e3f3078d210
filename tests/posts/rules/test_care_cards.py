"""Care cards: text that falls out of them, text after them, and too many."""

from textwrap import indent

import pytest

from tests.posts.rules.rule_findings import found

GLUED = "care-card/glued-text"
AFTER = "care-card/text-after"
CODE = "care-card/as-code"
MANY = "care-card/many-emergencies"
CARD = '!!! urgent "Call 111 if:"\n    - it is numb\n'
RED = '!!! emergency "Call 999 if:"\n    - it is blue\n'

BODIES = [
    (f"{CARD}- it is cold", [(3, GLUED)]),
    (f"{CARD}and cold", [(3, GLUED)]),
    (f"Words.\n\n{CARD}  - it is cold\n\n## More\n\nRest.", [(5, GLUED)]),
    ("!!! note\n    Bring shoes\nand socks.", [(3, GLUED)]),
    (f"{RED}or grey\n\n{CARD}", [(3, GLUED)]),
    (f"{CARD}\tit is cold", []),
    ("!!! note\nBring shoes.", [(2, GLUED)]),
    ('Words.\n\n!!! tip "Ice"\n  Ten minutes.', [(4, GLUED)]),
    ('!!! note "Bring shoes."\n\nWords.', []),
    ('!!! note "Bring shoes."\n## More\n\nRest.', []),
    (f"Words.\n\n{indent(CARD, '    ')}", [(3, CODE)]),
    (f"{indent(RED, '    ')}\nWords.\n\n{CARD}", [(1, CODE)]),
    (f"- One:\n\n{indent(CARD, '    ')}", []),
    (f"~~~\n{indent(CARD, '    ')}~~~", []),
    (f"{CARD}\nRest otherwise.", [(4, AFTER)]),
    (f"{RED}\n{CARD}\n- Rest.\n- Ice.", [(7, AFTER)]),
    (f"{CARD}\n\n\nRest otherwise.\n\n## More\n\nRest.", [(6, AFTER)]),
    (f"{CARD}\n![A strap](strap.png)", [(4, AFTER)]),
    (f"{CARD}    - it is cold\n\n    Or red.\n\nRest.", [(7, AFTER)]),
    (f"{CARD}\n## More\n\nRest.", []),
    (f"{CARD}## More\n\nRest.", []),
    (f"{CARD}\n---\n\nRest.", []),
    (f"{CARD}\nRest.\n\n{RED}", []),
    ("!!! note\n    Bring shoes.\n\nRest.", []),
    (f"Words[^a].\n\n{CARD}\n[^a]: A note.", []),
    (CARD, []),
    (f"{RED}\n{RED}", [(4, MANY)]),
    (f"{RED}\n{CARD}\n{RED}\n{RED}", [(7, MANY), (10, MANY)]),
    (f"{RED}\nWords.\n\n{RED}", [(6, MANY)]),
    (f"{RED}\n{CARD}", []),
    (f"~~~\n{RED}\n~~~\n\n{RED}", []),
]


@pytest.mark.parametrize(("body", "expected"), BODIES)
def test_cards_are_reported_at_the_line(body, expected):
    """A sign must be in its card."""
    assert found(body) == expected
