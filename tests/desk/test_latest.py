"""The newest state of the desk."""

from plugins.desk.latest import LatestDesk
from plugins.desk.values import ADAPTER, CHANGE_ADAPTER, EarlyRow, SavedChange
from tests.desk.made_up import desk, full, path, post, warning


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
    assert CHANGE_ADAPTER.validate_json(CHANGE_ADAPTER.dump_json(change)) == change
