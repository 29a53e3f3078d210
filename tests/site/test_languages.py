"""The setting LANGUAGES, and what a site of several languages has in each."""

from types import SimpleNamespace

import pytest

from plugins.publishing.build import BuildFailedError
from plugins.site.language_lists import (
    LanguageGroup,
    in_one_language,
    own_articles,
    part_languages,
    unused_names,
)
from plugins.site.languages import read_setting
from tests.building import ROOT
from tests.publishing.small_site import write
from tests.site.builds import new_build

THEME = ROOT / "theme"


def rules(given, *, own="en-GB", theme=THEME, views=True):
    """The rules of what is wrong with a setting."""
    _, wrong = read_setting({"LANGUAGES": given, "DEFAULT_LANG": own}, theme, views=views)
    return [finding.rule for finding in wrong]


@pytest.mark.parametrize(
    "given", ["nb", ["nb", 3], ["qq"], ["en-US"], ["nb", "nb-NO"], [""]], ids=repr
)
def test_a_wrong_setting_is_an_error(given):
    """No list of tags, no language, or one that the site has already."""
    assert rules(given) == ["languages/setting"]


def test_a_language_needs_the_words_of_the_theme():
    """English, which the templates have themselves, needs none."""
    assert rules(["de"]) == ["languages/no-catalogue"]
    assert rules(["nb"]) == []
    assert rules(["en-GB"], own="nb") == []


def test_a_theme_without_views_has_one_language():
    """Its templates get Pelican's variables, which are those of one."""
    assert rules(["nb"], views=False) == ["languages/setting"]
    assert rules([], views=False) == []


def test_a_catalogue_that_cannot_be_read_stops_the_build(tmp_path):
    """Also that of the site's own language; the finding names the line."""
    file = tmp_path / "locale" / "de" / "LC_MESSAGES" / "messages.po"
    file.parent.mkdir(parents=True)
    file.write_text('msgid "Search"\nsearch\n')

    _, (found,) = read_setting({"DEFAULT_LANG": "de"}, tmp_path, views=True)

    assert (found.rule, found.line) == ("languages/bad-catalogue", 2)


def test_a_wrong_setting_stops_the_build(tmp_path):
    """Nobody could know which pages are wanted."""
    with pytest.raises(BuildFailedError):
        new_build(tmp_path, LANGUAGES="nb")


def test_two_spellings_of_a_topic_are_one_group():
    """As with Pelican's own topics: they have one address."""
    one, other = (
        LanguageGroup(name, "loping", "nb/topics/loping/", "nb/topics/loping/index.html", "", name)
        for name in ("Løping", "løping")
    )

    assert {one: 1} == {other: 1}


def article(lang):
    """An article of Pelican's in a language."""
    return SimpleNamespace(lang=lang)


def test_an_article_is_in_the_lists_of_its_language(tmp_path):
    """In any variant of it; what has no lists of its own is in those of the site."""
    build = new_build(tmp_path, LANGUAGES=["nb"])
    build.languages = {"nb": SimpleNamespace(tag="nb", prefix="nb/")}
    english, german, norwegian = map(article, ("en-gb", "de", "nb-no"))

    assert own_articles(build, [english, german, norwegian]) == ([english, german], [norwegian])
    assert in_one_language(build, [norwegian, german, english]) == ("en-gb", [german, english])
    assert in_one_language(build, [norwegian]) == ("nb", [norwegian])
    assert in_one_language(build, []) == ("en-gb", [])


def test_pelican_lists_no_article_of_another_language(tmp_path):
    """Not even one that has no version in the site's own; a site of one language keeps all."""
    english, norwegian = article("en-gb"), article("nb")
    for languages, listed in ([["nb"], [english]], [[], [english, norwegian]]):
        build = new_build(tmp_path, LANGUAGES=languages)
        build.languages = {tag: SimpleNamespace(tag=tag, prefix="nb/") for tag in languages}
        generator = SimpleNamespace(articles=[english, norwegian], translations=[])

        part_languages(build, generator)

        assert generator.articles == listed
        assert [*generator.articles, *generator.translations] == [english, norwegian]


def test_names_that_no_post_has_are_reported_at_their_lines(tmp_path):
    """Posts may write either name; that of a draft counts."""
    write(
        tmp_path,
        "content/data/nb/topics.yaml",
        "- {name: Gange, original: Walking}\n- {name: Søvn, original: Slep}\n- name: Hvile\n",
    )
    write(tmp_path, "content/data/nb/clinic.yaml", "categories:\n  Advise: Råd\n  News: Nytt\n")
    build = new_build(tmp_path, LANGUAGES=["nb"])
    build.withheld = [SimpleNamespace(topics=["Hvile"])]
    norwegian = SimpleNamespace(name="Gange", written="Gange")
    posts = [
        SimpleNamespace(tags=[norwegian], category="Advice"),
        SimpleNamespace(category="News"),
    ]

    found = [(each.rule, each.line) for each in unused_names(build, posts)]

    assert found == [("clinic/unused-translation", 2), ("topics/unused-translation", 2)]
