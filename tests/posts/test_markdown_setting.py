"""What MARKDOWN names besides the extensions that posts are read with anyway."""

import pytest
from pelican.settings import DEFAULT_CONFIG

from plugins.posts import markdown_setting


@pytest.mark.parametrize(
    "setting",
    [
        DEFAULT_CONFIG["MARKDOWN"],
        None,
        {},
        {"extensions": ["extra", "markdown.extensions.tables", "meta"], "output_format": "xhtml"},
        {"extension_configs": {"extra": {"footnotes": {}}, "codehilite": {"linenums": False}}},
        {"extension_configs": {"codehilite": {"css_class": "highlight", "guess_lang": False}}},
    ],
)
def test_what_posts_are_read_with_anyway_is_no_other(setting):
    """Also with the options that say what is done anyway."""
    assert markdown_setting.others(setting) == []


def test_other_extensions_and_options_are_found_in_their_order():
    """Each once, with its options; those of the parts of `extra` by the names of the parts."""
    made = object()
    setting = {
        "extensions": ["toc", made, "own.ext"],
        "extension_configs": {
            "own.ext": {"a": 1},
            "smarty": {},
            "markdown.extensions.extra": {"footnotes": {"BACKLINK_TEXT": "back"}},
            "markdown.extensions.codehilite": {"linenums": True},
        },
    }

    found = markdown_setting.others(setting)

    assert [(each.extension, each.options) for each in found] == [
        ("toc", {}),
        (made, {}),
        ("own.ext", {"a": 1}),
        ("smarty", {}),
        ("markdown.extensions.footnotes", {"BACKLINK_TEXT": "back"}),
        ("markdown.extensions.codehilite", {"linenums": True}),
    ]
    assert [each.name for each in found][-2:] == ["footnotes", "codehilite"]
