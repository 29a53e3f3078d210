"""Commands that only another system would have carried out."""

import pytest

from tests.posts.rules.rule_findings import columns, found

SHORTCODE = "other-system/shortcode"
TEMPLATE = "other-system/template-tag"
DIRECTIVE = "other-system/directive"

LEFT_OVER = [
    ('[caption id="attachment_9" align="left"]A strap[/caption]', [(1, SHORTCODE)]),
    ('Words.\n\n[gallery ids="7,8" columns="2"]', [(3, SHORTCODE)]),
    ('[contact-form-7 id="31" title="Ask us"]', [(1, SHORTCODE)]),
    ("[vc_row][vc_column]Rest.[/vc_column][/vc_row]", [(1, SHORTCODE), (1, SHORTCODE)]),
    ("Rest.[/et_pb_text]", [(1, SHORTCODE)]),
    ("[gallery]", [(1, SHORTCODE)]),
    ("Look: [youtube id=“abc”]", [(1, SHORTCODE)]),
    ("- [su_button url=/contact/]Book[/su_button]", [(1, SHORTCODE)]),
    ("[b]Never[/b] run on it.", [(1, SHORTCODE)]),
    ("See [url=https://example.org]this[/url].", [(1, SHORTCODE)]),
    ("{% include prices.html %}", [(1, TEMPLATE)]),
    ("Rest.\n{% endif %}", [(2, TEMPLATE)]),
    ("Our number is {{ site.phone }}.", [(1, TEMPLATE)]),
    ("Words.\n\n{{< youtube abc123 >}}", [(3, TEMPLATE)]),
    ("## {{ page.title }}\n\nWords.", [(1, TEMPLATE)]),
    ("- one\n- two {% raw %}", [(2, TEMPLATE)]),
    (".. figure:: strap.png\n   :alt: A strap", [(1, DIRECTIVE)]),
    ("Words.\n\n.. note::\n\n   More.", [(3, DIRECTIVE)]),
    (":::warning\nHot.\n:::", [(1, DIRECTIVE)]),
    ("::: {.note}\nHot.\n:::", [(1, DIRECTIVE)]),
    (":::{tip} Ice\nTen minutes.\n:::", [(1, DIRECTIVE)]),
    ("```{note}\nHot.\n```", [(1, DIRECTIVE)]),
    ("Words.\n\n[TOC]\n\n## One\n\nText.", [(3, DIRECTIVE)]),
    ("> [!WARNING]\n> Hot.", [(1, DIRECTIVE)]),
    ("Look: ![[strap.png]]", [(1, DIRECTIVE)]),
    ("- Read [[Old knees]] first.", [(1, DIRECTIVE)]),
    ("Rest is ==important==.", [(1, DIRECTIVE)]),
    ("Walk.\n\nThen rest.^[Or sit.]", [(3, DIRECTIVE)]),
    ("Drink H~2~O.\n\nWalk 10 m^2^.", [(1, DIRECTIVE), (3, DIRECTIVE)]),
    ('??? tip "Ice"\n    Ten minutes.', [(1, DIRECTIVE)]),
]
INTENDED = [
    "He said [sic] that [it] helps [1], [a=b] or [x = 5].",
    "Watch [video] and [audio], [and/or] read [more].",
    r"WordPress has \[gallery\] and `[caption id=1]`.",
    "[[gallery]] is how WordPress shows one.",
    '[Book now](/contact/ "Ask us") and [x_y](heel.md).',
    "- [ ] shoes\n- [x] socks",
    "`{{ code }}` and `{% code %}`",
    "    {% indented code %}\n\nWords.",
    "~~~\n{{ page.title }}\n:::note\n~~~",
    "<!-- {% a note %} -->\n\nWords.",
    "It was... :: and then it was 10:30.",
    "Options: one :: two",
    "~~~ { .python }\nx\n~~~",
    "x == y, a==b, ===== and [[1]] or `==x==`.",
    "It costs ~5 to ~6, and 2^3 is 8; ~~struck~~ too.",
    "[[Old]](knees.md)",
    "Mail a@b.example or 5 % {of it}.",
]


@pytest.mark.parametrize(("body", "expected"), LEFT_OVER)
def test_commands_of_other_systems_are_reported_at_their_line(body, expected):
    """Markdown shows most, and leaves some out."""
    assert found(body) == expected


@pytest.mark.parametrize("body", INTENDED)
def test_other_brackets_and_code_are_not_reported(body):
    """Of an ordinary text."""
    rules = {rule for _line, rule in found(body)}

    assert not {rule for rule in rules if rule.startswith("other-system/")}


def test_the_column_is_that_of_the_command():
    """An editor's program goes there."""
    assert sorted(columns("Look: [gallery ids=1] {{ x }}")) == [7, 23]
