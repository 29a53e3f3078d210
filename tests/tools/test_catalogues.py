"""The catalogues of the theme's words in other languages are complete."""

import re
import shutil
from collections import Counter

import pytest
from babel.messages.pofile import read_po

from tools.catalogues import THEME, files, messages, updated

_PLACEHOLDER = re.compile(r"%\(\w+\)s|%%|%")


def texts_of(message):
    """The English texts of a message, and its translations."""
    english = message.id if isinstance(message.id, tuple) else (message.id,)
    others = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    return english, others


def read(file):
    """A catalogue, without its header."""
    with file.open("rb") as source:
        return [message for message in read_po(source, abort_invalid=True) if message.id]


@pytest.mark.parametrize("file", files(), ids=lambda file: file.parent.parent.name)
def test_a_catalogue_has_exactly_the_messages_of_the_templates(file):
    """`python -m tools.catalogues` adds and removes them."""
    assert file.read_bytes() == updated(file, messages())


@pytest.mark.parametrize("file", files(), ids=lambda file: file.parent.parent.name)
def test_each_message_is_translated(file):
    """In all its forms, and by a person: a fuzzy one is a program's guess."""
    missing = [each.id for each in read(file) if each.fuzzy or not all(texts_of(each)[1])]

    assert missing == []


@pytest.mark.parametrize("file", files(), ids=lambda file: file.parent.parent.name)
def test_translations_have_the_placeholders_of_their_originals(file):
    """Each as often; the words around them may stand in another order."""
    wrong = [
        each.id
        for each in read(file)
        for text in texts_of(each)[1]
        if Counter(_PLACEHOLDER.findall(text))
        != Counter(_PLACEHOLDER.findall(texts_of(each)[0][-1]))
    ]

    assert wrong == []


def test_a_new_message_is_added_and_an_old_one_removed(tmp_path):
    """What is translated already stays, and nothing is guessed."""
    theme = tmp_path / "theme"
    catalogue = theme / "locale" / "nb" / "LC_MESSAGES" / "messages.po"
    shutil.copytree(THEME / "locale", theme / "locale")
    (theme / "templates").mkdir()
    (theme / "templates" / "a.html").write_text(
        '{{ _("Search") }}{% trans n=3 %}{{ n }} door{% pluralize %}{{ n }} doors{% endtrans %}'
    )

    catalogue.write_bytes(updated(catalogue, messages(theme)))

    found = {each.id: each.string for each in read(catalogue)}
    assert found == {"Search": "Søk", ("%(n)s door", "%(n)s doors"): ("", "")}
