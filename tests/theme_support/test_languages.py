"""The attributes `lang` and `dir` of pages and texts."""

import pytest
from markupsafe import Markup

from plugins.theme_support.languages import RIGHT_TO_LEFT, Languages

BRITISH = Languages("en-GB")


@pytest.mark.parametrize("lang", ["en-GB", "en-gb", "EN-GB", "en", "EN"])
def test_the_sites_own_language_has_one_spelling(lang):
    """However a post spells it, and without its country."""
    assert BRITISH.language_tag(lang) == "en-GB"


@pytest.mark.parametrize("lang", ["de", "en-US", "DE-at", "e", "eng"])
def test_other_languages_keep_their_spelling(lang):
    """A similar one, and the same language of another country, too."""
    assert BRITISH.language_tag(lang) == lang


def test_a_site_may_have_a_language_without_a_country():
    """One with a country is then another spelling of nothing."""
    german = Languages("de")

    assert (german.language_tag("DE"), german.language_tag("de-AT")) == ("de", "de-AT")


@pytest.mark.parametrize("lang", ["ar", "AR", "he-IL", "fa", "ckb-IQ"])
def test_some_languages_are_written_from_right_to_left(lang):
    """Of any country, in any letter case."""
    assert BRITISH.attributes(lang) == f' lang="{lang}" dir="rtl"'


@pytest.mark.parametrize("lang", ["de", "en-US", "arn", "x-ar"])
def test_all_others_are_written_from_left_to_right(lang):
    """Although a tag may begin or end like one of them."""
    assert BRITISH.attributes(lang) == f' lang="{lang}" dir="ltr"'


def test_right_to_left_languages_are_compared_in_lower_case():
    """The table would otherwise never match."""
    assert {lang.lower() for lang in RIGHT_TO_LEFT} == RIGHT_TO_LEFT


@pytest.mark.parametrize("lang", ["en-GB", "en", "EN-gb", "en-US"])
def test_a_text_in_the_sites_language_needs_no_attributes(lang):
    """Nor do the theme's words on a page in it; its country does not matter."""
    assert (BRITISH.theirs(lang), BRITISH.ours(lang)) == ("", "")


def test_a_text_in_another_language_has_its_attributes():
    """And the theme's own words on its page have those of the site."""
    assert BRITISH.theirs("ar") == ' lang="ar" dir="rtl"'
    assert BRITISH.ours("ar") == ' lang="en-GB" dir="ltr"'


def test_the_themes_words_may_be_written_from_right_to_left():
    """On a Hebrew site, on a page in English."""
    assert Languages("he").ours("en") == ' lang="he" dir="rtl"'


def test_a_hostile_language_stays_in_its_attribute():
    """Every function returns markup, which templates do not escape again."""
    found = [BRITISH.attributes('"><b>&'), BRITISH.theirs('"><b>&')]

    assert found == [' lang="&#34;&gt;&lt;b&gt;&amp;" dir="ltr"'] * 2
    empty = [BRITISH.theirs("en"), BRITISH.ours("en")]
    assert {type(each) for each in (*found, *empty, BRITISH.ours("de"))} == {Markup}


def test_each_language_of_a_site_has_one_spelling():
    """On the pages of all of them."""
    norwegian = Languages("nb", ("en-GB", "nb"))

    assert [norwegian.language_tag(lang) for lang in ("en", "en-gb", "NB", "de")] == [
        "en-GB", "en-GB", "nb", "de"
    ]  # fmt: skip
    assert norwegian.ours("nb") == norwegian.theirs("nb") == ""


def test_a_text_that_nobody_has_translated_says_its_language():
    """That of the site, which comes first; other texts say nothing."""
    norwegian = Languages("nb", ("en-GB", "nb"), frozenset({"Calm backs"}))

    assert norwegian.text_lang("Calm backs") == ' lang="en-GB" dir="ltr"'
    assert norwegian.text_lang("Rolige rygger") == ""
    assert BRITISH.text_lang("Calm backs") == ""


def test_a_text_within_a_sentence_has_an_element_only_where_it_says_its_language():
    """What it says is escaped either way."""
    norwegian = Languages("nb", ("en-GB", "nb"), frozenset({"Rest & ice"}))

    assert norwegian.marked("Rest & ice") == '<span lang="en-GB" dir="ltr">Rest &amp; ice</span>'
    assert norwegian.marked("Hvile & is") == "Hvile &amp; is"
