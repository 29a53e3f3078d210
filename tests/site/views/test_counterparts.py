"""Pages in other languages that say the same."""

from dataclasses import replace

from plugins.site.views.counterparts import Counterparts, links
from plugins.site.views.values import Translation
from tests.site.builds import new_build


def counterparts(folder, *languages):
    """Those of a site in English and in these languages."""
    return Counterparts(replace(new_build(folder).site, lang="en-GB", languages=languages))


def test_pages_at_the_same_address_below_their_languages_are_versions(tmp_path):
    """The first is for those who read none of the languages."""
    found = counterparts(tmp_path, "nb", "pt-BR")
    for lang, url in (("en-GB", "people/"), ("pt-BR", "pt-br/people/"), ("nb", "nb/people/")):
        found.add(url, lang)

    assert found.of("pt-br/people/", "pt-BR") == (
        Translation("", "people/", "en-GB"),
        Translation("", "nb/people/", "nb"),
        Translation("", "pt-br/people/", "pt-BR"),
        Translation("", "people/", "x-default"),
    )


def test_a_topic_has_another_address_in_each_language(tmp_path):
    """By the name of its original."""
    found = counterparts(tmp_path, "nb")
    found.originals["nb/topics/gaturer/"] = "topics/walking/"
    found.add("topics/walking/", "en-GB")
    found.add("nb/topics/gaturer/", "nb")

    assert [each.url for each in found.of("topics/walking/", "en-GB")] == [
        "topics/walking/", "nb/topics/gaturer/", "topics/walking/"
    ]  # fmt: skip


def test_a_page_of_one_language_has_no_versions(tmp_path):
    """Not even itself."""
    found = counterparts(tmp_path, "nb")
    found.add("topics/walking/", "en-GB")

    assert found.of("topics/walking/", "en-GB") == found.of("nb/topics/walking/", "nb") == ()


def test_translations_on_a_site_of_one_language_have_no_default(tmp_path):
    """Nobody has said which one it is."""
    versions = (Translation("Sleep", "sleep/", "en-GB"), Translation("Schlaf", "schlaf/", "de"))

    assert counterparts(tmp_path).with_default(versions) == versions
    assert len(counterparts(tmp_path, "nb").with_default(versions)) == 3


def test_a_sitemap_lists_public_versions():
    """Each with the spelling of its language."""
    draft = Translation("Schlaf", "schlaf/", "de", "Draft")

    found = links([Translation("Sleep", "sleep/", "en-gb"), draft], str.upper)

    assert found == (("EN-GB", "sleep/"),)
