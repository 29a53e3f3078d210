"""Pages and social cards are written at the same time, while the search index is made."""

import errno

import pytest

from plugins.core.process_pool import ProcessPool
from plugins.publishing.build import DISK_ERRORS
from plugins.responsive_images.cache import Cache
from plugins.site import write_site
from plugins.structured_data.cards import CardWords
from tests.site.builds import SITEURL, new_build


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
        write_site.wait_for_cards(build, write_site.draw_cards(build, pool))
        write_site.wait_for_cards(again, write_site.draw_cards(again, pool))

    first, second, third = ((folder / "output" / url).read_bytes() for url in urls)
    assert first == second != third
    assert same == urls
    assert build.request.progress._counts == {"Drawing social cards": 2}
    assert again.request.progress._counts == {}


def test_a_full_disk_stops_the_drawing(folder, monkeypatch):
    """The build reports it like any other error of the disk."""
    build, _urls = with_cards(folder)
    monkeypatch.setattr(Cache, "put", no_room)

    with pytest.raises(OSError, match="No space left") as caught:
        write_site.write_site(build, None)

    assert caught.value.errno in DISK_ERRORS


def no_room(*_arguments):
    raise OSError(errno.ENOSPC, "No space left on device")
