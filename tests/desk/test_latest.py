"""The newest state of the desk."""

from dataclasses import replace
from datetime import timedelta

from plugins.desk.latest import LatestDesk
from plugins.desk.values import (
    ADAPTER,
    CHANGE_ADAPTER,
    JOINED_ADAPTER,
    EarlyRow,
    JoinedDesk,
    SavedChange,
)
from tests.desk.made_up import NOW, desk, full, path, post, related, warning


def row(name, **values):
    given = dict.fromkeys(EarlyRow.__dataclass_fields__)
    given |= {"path": path(name), "title": "New", "status": "draft", "shown": False, "words": 5}
    given |= {"authors": (), "unreviewed": False, "linked": (), "size": 9, "compressed": 5}
    return EarlyRow(**given | values)


def test_a_failed_build_changes_only_the_findings():
    """The posts stay those of the last good one."""
    latest = LatestDesk()
    latest.update(full(), [])
    latest.update(None, [warning("warm", severity="error")])

    assert latest.state.values == full()
    assert [each.severity for each in latest.state.findings] == ["error"]


def test_a_saved_post_is_known_before_the_build():
    """What it says of itself, its links and its weight; its address is that of the last build."""
    latest = LatestDesk()
    latest.update(desk(post("warm", linked=(path("cool"),)), post("cool")), [])
    latest.change(SavedChange(row("warm")))
    warm, cool = latest.state.values.posts

    assert (warm.title, warm.status, warm.words) == ("New", "draft", 5)
    assert (warm.url, warm.linked) == ("articles/warm/", ())
    assert (warm.size, warm.compressed) == (9, 5)
    assert cool == post("cool")


def test_a_row_before_the_first_build_is_nobodys():
    """Nor is one of a post that the last build did not have."""
    latest = LatestDesk()
    latest.change(SavedChange(row("warm")))
    assert latest.state.values is None

    latest.update(desk(post("cool")), [])
    latest.change(SavedChange(row("warm")))
    assert latest.state.values == desk(post("cool"))


def test_what_is_found_in_a_saved_post_is_known_before_the_build():
    """What only a build finds stays until then, and a post that cannot be read keeps its row."""
    latest = LatestDesk()
    by_build, old, new = warning("warm", 1), warning("warm", 2), warning("warm", severity="error")
    latest.update(full(), [by_build, old])

    for _ in range(2):
        latest.change(SavedChange(None, (new,), (old,)))
        assert latest.state.findings == (by_build, new)
    assert latest.state.values == full()


def joined(*posts):
    """What a build of these posts will have; no page is written yet."""
    return JoinedDesk(desk(*(replace(each, size=0, compressed=0) for each in posts)))


def test_a_desk_is_known_before_pages_are_written():
    """Their weights are the last known ones; a post that is new has none."""
    latest = LatestDesk()
    latest.update(desk(post("warm"), post("gone")), [])
    latest.change(SavedChange(row("warm")))
    latest.change(joined(post("warm", related=related("new")), post("new")))
    warm, new = latest.state.values.posts

    assert (warm.title, warm.related) == ("Warm", related("new"))
    assert (warm.size, warm.compressed) == (9, 5)
    assert (new.path, new.size) == (path("new"), 0)


def test_what_a_failed_build_would_have_shown_is_taken_back():
    """What the saved post says of itself stays."""
    latest = LatestDesk()
    latest.update(desk(post("warm"), post("cool", related=related("warm"))), [])
    latest.change(SavedChange(row("warm")))
    latest.change(joined(post("warm", title="New"), post("cool", related=())))
    latest.update(None, [warning("warm", severity="error")], ok=False)
    warm, cool = latest.state.values.posts

    assert (warm.title, warm.url) == ("New", "articles/warm/")
    assert cool == post("cool", related=related("warm"))


def test_related_articles_of_other_posts_are_known_before_a_build():
    """They are taken back with the build, if that fails."""
    latest = LatestDesk()
    built = desk(post("warm"), post("cool", related=related("warm")), post("rest"))
    latest.update(built, [])
    latest.change(SavedChange(row("warm"), related={path("cool"): related("rest", "warm")}))
    warm, cool, rest = latest.state.values.posts

    assert (warm.title, warm.related) == ("New", ())
    assert cool == post("cool", related=related("rest", "warm"))
    assert rest == post("rest")
    latest.update(None, [], ok=False)
    assert latest.state.values.posts[1:] == built.posts[1:]


def test_a_desk_says_whether_it_shows_anything_new():
    """The time of the build and the order of findings are no news."""
    latest, one, two = LatestDesk(), warning("warm", 1), warning("warm", 2)
    later = NOW + timedelta(minutes=1)

    assert latest.update(None, [], ok=False) is False
    assert latest.update(full(), [one, two]) is True
    assert latest.update(replace(full(), built=later), [two, one]) is False
    assert latest.state.values.built == later
    assert latest.update(full(), [one]) is True
    assert latest.change(SavedChange(row("warm"))) is True
    assert latest.change(SavedChange(row("warm"))) is False
    assert latest.change(SavedChange(None, (two,))) is True
    assert latest.change(JoinedDesk(None, (), (two,))) is True
    assert latest.change(JoinedDesk(None, (), (two,))) is False
    assert latest.update(None, [one]) is True
    assert latest.change(JoinedDesk(full())) is False
    assert latest.update(None, [one]) is False


def test_an_undone_save_leaves_nothing():
    """A build that ends with what the last good one had replaces what came early."""
    latest = LatestDesk()
    latest.update(full(), [])
    latest.change(SavedChange(row("warm")))
    latest.update(None, [], ok=False)
    latest.change(joined(post("cool")))
    latest.update(None, [])

    assert latest.state.values == full()


def test_a_failed_build_has_no_values_but_those_of_an_earlier_one():
    """Such as of the last run of the preview, for a desk that has none yet."""
    latest = LatestDesk()
    latest.change(joined(post("warm")))
    assert latest.state.values is None

    latest.update(full(), [], ok=False)
    assert latest.state.values == full()
    latest.update(desk(post("warm")), [], ok=False)
    assert latest.state.values == full()


def test_findings_of_all_posts_are_known_before_pages_are_written():
    """Those that only written pages show stay until the end of the build."""
    latest = LatestDesk()
    by_check, old, new = warning("warm", 1), warning("warm", 2), warning("cool")
    latest.update(full(), [by_check, old])
    latest.change(JoinedDesk(None, (new,), (old,)))

    assert latest.state.findings == (by_check, new)
    assert latest.state.values == full()


def test_a_page_is_found_by_its_address():
    """As a browser writes it."""
    latest = LatestDesk()
    latest.update(desk(post("warm"), post("blå bær"), post("gone", url="", size=0)), [])

    assert latest.state.post_at("/articles/warm/").slug == "warm"
    assert latest.state.post_at("/articles/bl%C3%A5%20b%C3%A6r/").slug == "blå bær"
    assert latest.state.post_at("/") is None
    assert latest.state.post_at("/articles/") is None


def test_findings_of_a_post_are_those_of_its_file():
    """In the order of its lines."""
    latest = LatestDesk()
    latest.update(full(), [warning("warm", 9), warning("cool"), warning("warm", 2)])
    warm = latest.state.post_at("/articles/warm/")

    assert [each.line for each in latest.state.findings_of(warm)] == [2, 9]


def test_values_survive_json():
    """As they go from the build to the server."""
    assert ADAPTER.validate_json(ADAPTER.dump_json(full())) == full()
    change = SavedChange(row("warm"), (warning("warm"),), (warning("cool"),))
    change = replace(change, related={path("cool"): related("warm")})
    assert CHANGE_ADAPTER.validate_json(CHANGE_ADAPTER.dump_json(change)) == change
    early = JoinedDesk(full(), (warning("warm"),), (warning("cool"),))
    assert JOINED_ADAPTER.validate_json(JOINED_ADAPTER.dump_json(early)) == early
