"""Pages and social cards are written at the same time, while the search index is made."""

import errno
import shutil

import pytest

from plugins.core.process_pool import ProcessPool
from plugins.incremental.build_cache import build_cache
from plugins.publishing.build import DISK_ERRORS
from plugins.responsive_images.cache import Cache
from plugins.site import write_site
from plugins.structured_data.cards import CardWords
from tests.site.builds import SITEURL, new_build, settings_for, start_build


def with_cards(folder):
    """A production build with two pages that have cards, one of them under two names."""
    build = new_build(folder, SITEURL=SITEURL)
    words = [CardWords("Sleep"), CardWords("Sleep"), CardWords("Rest")]
    urls = [build.cards.picture(each, f"page-{n}").url for n, each in enumerate(words)]
    return build, urls


@pytest.mark.parametrize("processes", [1, 2])
def test_social_cards_are_drawn(folder, processes):
    """In other processes where there are several; the count is of those that the cache lacked."""
    build, urls = with_cards(folder)
    again, same = with_cards(folder)

    with ProcessPool(processes) as pool:
        for each in (build, again):
            cards = write_site.missing_cards(each)
            write_site.wait_for_cards(each, write_site.draw_cards(each, cards, pool))

    first, second, third = ((folder / "output" / url).read_bytes() for url in urls)
    assert first == second != third
    assert same == urls
    assert build.request.progress._counts == {"Drawing social cards": 2}
    assert again.request.progress._counts == {}


def built_cards(folder, number):
    """Build into a folder of its own, with the site before it; returns the site and the steps."""
    old, new = (folder / f"site-{each}" for each in (number - 1, number))
    settings = settings_for(folder, SITEURL=SITEURL, OUTPUT_PATH=str(new))
    build = start_build(settings, cache=build_cache(settings, old, (), pytest.fail))
    url = build.cards.picture(CardWords("Sleep"), "a-page").url
    write_site.write_site(build, None)
    build.reuse.close(new, build.request.findings)
    return new / url, build.request.progress._counts


def test_a_card_of_the_old_site_is_linked(folder):
    """The cache of drawn cards is not even read."""
    first, drawn = built_cards(folder, 1)
    shutil.rmtree(folder / "cache")

    second, again = built_cards(folder, 2)

    assert (drawn, again) == ({"Drawing social cards": 1}, {})
    assert second.samefile(first)


def test_a_card_that_was_changed_by_hand_is_put_right(folder):
    """It is drawn again if the cache of drawn cards has lost it too."""
    first, _drawn = built_cards(folder, 1)
    data = first.read_bytes()
    first.write_bytes(b"by hand")
    shutil.rmtree(folder / "cache")

    second, again = built_cards(folder, 2)

    assert again == {"Drawing social cards": 1}
    assert second.read_bytes() == data


def test_a_full_disk_stops_the_drawing(folder, monkeypatch):
    """The build reports it like any other error of the disk."""
    build, _urls = with_cards(folder)
    monkeypatch.setattr(Cache, "put", no_room)

    with pytest.raises(OSError, match="No space left") as caught:
        write_site.write_site(build, None)

    assert caught.value.errno in DISK_ERRORS


def no_room(*_arguments):
    raise OSError(errno.ENOSPC, "No space left on device")
