"""The pages of the clinic's people and locations."""

import pytest

from plugins.responsive_images.picture import Picture
from plugins.site.views.clinic import LocationView, PeopleView, PersonView
from plugins.site.views.kinds import view_of
from plugins.site.views.values import Social
from tests.site.builds import SITEURL
from tests.site.views.samples import FakeArticle, site_values


@pytest.fixture
def site(tmp_path):
    """The values of a clinic with two people and two locations."""
    made = site_values(tmp_path, settings={"SITEURL": SITEURL})
    made.build.social_card = Picture("social/site.png", 1200, 630)
    return made


def test_all_people_are_listed(site):
    """In the order of people.yaml."""
    view = view_of(site, "authors.html", "people/index.html", {"articles": []})

    assert isinstance(view, PeopleView)
    assert [person.name for person in view.people] == ["Nora Lind", "Ann Lee"]


def test_a_persons_page_shows_their_articles(site):
    """Those that they wrote and those that credit them, separately."""
    nora, _ann = site.build.directory.people
    given = {
        "person": nora,
        "articles": [FakeArticle("Written")],
        "credited": [FakeArticle("Credited"), FakeArticle("Too")],
    }

    view = view_of(site, "author.html", "people/nora-lind/index.html", given)

    assert isinstance(view, PersonView)
    assert view.person == nora
    assert [card.title for card in view.articles] == ["Written"]
    assert [card.title for card in view.credited] == ["Credited", "Too"]


def test_a_persons_page_is_a_profile(site):
    """Where it is shared, with the site's card, and for search engines."""
    nora, _ann = site.build.directory.people
    given = {"person": nora, "articles": [], "credited": []}

    view = view_of(site, "author.html", "people/nora-lind/index.html", given)

    assert view.social == Social("profile", site.build.social_card)
    assert view.subject.properties == {
        "@type": "ProfilePage",
        "mainEntity": {"@id": f"{SITEURL}/people/nora-lind/#person"},
    }


def test_a_locations_page_shows_who_works_there(site):
    """It is about the location."""
    quay, _hill = site.build.directory.clinic.locations
    nora, ann = site.build.directory.people
    given = {"location": quay, "people_here": [nora, ann], "articles": []}

    view = view_of(site, "clinic.html", "clinics/quay/index.html", given)

    assert isinstance(view, LocationView)
    assert (view.location, view.people_here) == (quay, (nora, ann))
    assert view.subject.properties == {"mainEntity": {"@id": f"{SITEURL}/clinics/quay/#place"}}
    assert view.social == Social("website", site.build.social_card)
