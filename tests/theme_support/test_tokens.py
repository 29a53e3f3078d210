"""Design tokens, read from a stylesheet."""

from plugins.theme_support.tokens import dark_tokens, recoloured, schemes, tokens

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


def test_the_second_root_is_for_dark_screens():
    """It changes only some of the tokens."""
    assert dark_tokens(CSS) == {"paper": "#0f1f1f"}
    assert dark_tokens(":root { --a: 1px; }") == dark_tokens("") == {}


def test_colours_by_scheme():
    """Sizes are left out; what the dark scheme does not change stays."""
    assert schemes(CSS) == {
        "light": {"paper": "#f8f5ee", "ink-soft": "#37504d"},
        "dark": {"paper": "#0f1f1f", "ink-soft": "#37504d"},
    }
    assert schemes("") == {}


def test_other_colours_replace_the_themes():
    """Each in its scheme, and only those that the theme has."""
    css = recoloured(CSS, {"paper": "#ffffff", "other": "#123456"}, {"paper": "#000000"})

    assert tokens(css) == tokens(CSS) | {"paper": "#ffffff"}
    assert dark_tokens(css) == {"paper": "#000000"}
    assert "other" not in css
