"""The theme's words and dates in other languages."""

from datetime import date

import pytest
from jinja2 import Environment
from markupsafe import Markup

from plugins.core.dates import date_words
from plugins.theme_support import texts

DAY = date(2024, 3, 5)
CATALOGUE = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Search"
msgstr "Søk"

#, fuzzy
msgid "Home"
msgstr "Husk"
"""


def catalogue(theme, name, text=CATALOGUE):
    """Write a catalogue of a theme."""
    file = theme / "locale" / name / "LC_MESSAGES" / "messages.po"
    file.parent.mkdir(parents=True)
    file.write_text(text, "utf-8")
    return file


def test_a_catalogue_has_the_words_of_its_language(tmp_path):
    """One without a country serves all countries."""
    catalogue(tmp_path, "nb")

    for lang in ("nb", "nb-NO", "NB"):
        assert texts.translations(tmp_path, lang).gettext("Search") == "Søk"


def test_the_catalogue_of_a_country_goes_first(tmp_path):
    """As in pt-BR, which is not the Portuguese of Portugal."""
    catalogue(tmp_path, "pt")
    own = catalogue(tmp_path, "pt_BR")

    assert texts.catalogue(tmp_path, "pt-BR") == own


def test_what_nobody_has_checked_stays_english(tmp_path):
    """A fuzzy message is a guess of a program's; one that is missing is no error."""
    catalogue(tmp_path, "nb")

    found = texts.translations(tmp_path, "nb")

    assert (found.gettext("Home"), found.gettext("People")) == ("Home", "People")


def test_without_a_catalogue_all_words_are_english(tmp_path):
    """Those of a site whose language the theme does not know."""
    assert texts.translations(tmp_path, "nb").ngettext("article", "articles", 2) == "articles"


def test_a_catalogue_that_cannot_be_read_is_an_error_with_its_line(tmp_path):
    """A line that begins with another word could be anything."""
    catalogue(tmp_path, "nb", CATALOGUE.replace('msgstr "Søk"', "search"))

    with pytest.raises(texts.CatalogueError) as error:
        texts.translations(tmp_path, "nb")
    assert error.value.line == 8


@pytest.mark.parametrize("lang", ["en", "en-GB", "en-US", "qq", "x", ""])
def test_dates_are_written_as_in_britain_unless_the_language_has_its_own(lang):
    """English sites have had this form always; Babel does not know the last three."""
    assert texts.date_words_in(lang)(DAY) == date_words(DAY) == "5 March 2024"


@pytest.mark.parametrize(
    ("lang", "words"),
    [("nb", "5. mars 2024"), ("de-AT", "5. März 2024"), ("fr", "5 mars 2024")],
)
def test_dates_are_written_as_each_language_writes_them(lang, words):
    """By the Unicode CLDR, which Babel has."""
    assert texts.date_words_in(lang)(DAY) == words


@pytest.mark.parametrize(
    ("lang", "name"),
    [("nb", "Norsk bokmål"), ("en-GB", "English"), ("de", "Deutsch"), ("qq", "qq")],
)
def test_a_language_is_called_what_its_speakers_call_it(lang, name):
    """With a capital, as it stands alone."""
    assert texts.own_name(lang) == name


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ('<a aria-label="Reference 12">[12]</a>', '<a aria-label="Kilde 12">[12]</a>'),
        ('<div aria-label="Table 1: Reference 2">', '<div aria-label="Tabell 1: Reference 2">'),
        (
            '<span class="care-kind">Urgent advice: </span>',
            '<span class="care-kind">&#34;Snart&#34;: </span>',
        ),
        ("<p>Reference 12, Table 1, ticked</p>", "<p>Reference 12, Table 1, ticked</p>"),
        ('<i aria-label="Tables">', '<i aria-label="Tables">'),
        ('<code>&lt;i aria-label="Table 1"</code>', '<code>&lt;i aria-label="Table 1"</code>'),
    ],
)
def test_labels_of_a_body_are_those_of_the_language(html, shown):
    """Only labels are, and no words of the text."""
    words = {
        "Reference %(number)s": "Kilde %(number)s",
        "Table %(number)s": "Tabell %(number)s",
        "Urgent advice:": '"Snart":',
        "ticked": "ticked",
    }

    assert texts.worded(html, words) == shown


@pytest.mark.parametrize(
    ("message", "variables"),
    [
        ("Search", {}),
        ("100%% & more", {}),
        ("By %(name)s", {"name": "<b> & co"}),
        ("By %(name)s", {"name": Markup("<b>Kari</b>")}),
    ],
)
def test_words_are_those_that_jinja_would_look_up(tmp_path, message, variables):
    """In the language of the catalogue, with what belongs in them escaped."""
    catalogue(tmp_path, "nb", f'{CATALOGUE}\nmsgid "By %(name)s"\nmsgstr "Av %(name)s"\n')
    words = texts.translations(tmp_path, "nb")
    jinja = Environment(autoescape=True, extensions=[texts.EXTENSION])
    jinja.install_gettext_translations(words, newstyle=True)
    template = jinja.from_string("{{ _(message, **variables) }}")

    found = [texts.gettext_of(words)(message, **variables) for _ in range(2)]

    assert found == [template.render(message=message, variables=variables)] * 2
    assert all(isinstance(each, Markup) for each in found)
