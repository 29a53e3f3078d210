"""Design tokens, read from a stylesheet."""

from plugins.theme_support.tokens import tokens

CSS = """\
/* :root { --gone: 1px; } */
:root {
  color-scheme: light dark;
  --paper: #f8f5ee;
  --ink-soft: #37504d; /* [1] */
  --text-l: clamp(1rem, 1rem + 0.4vw, 2rem);
}
@media screen { :root { --paper: #0f1f1f; } }
"""


def test_the_first_root_counts():
    """In order, without comments and the dark scheme."""
    assert list(tokens(CSS).items()) == [
        ("paper", "#f8f5ee"),
        ("ink-soft", "#37504d"),
        ("text-l", "clamp(1rem, 1rem + 0.4vw, 2rem)"),
    ]


def test_a_stylesheet_without_tokens_has_none():
    """The style guide then shows no colours."""
    assert tokens("a { color: red }") == {}
