"""A refresh from end to end, against a server on this machine."""

import json
from urllib.parse import quote

import pytest

from plugins.photo_feed.refresh.store import locked
from tests.photo_feed.refresh.fake_instagram import (
    ME,
    MEDIA,
    TOKEN,
    api_error,
    jpeg,
    redirecting,
    send,
    sending,
)


def kept(clinic):
    """The photos that the snapshot has."""
    return json.loads((clinic.photos / "photos.json").read_text("utf-8"))["photos"]


def ids(clinic):
    return [photo["id"] for photo in kept(clinic)]


def test_photos_are_taken_with_their_words(clinic, instagram):
    """A good answer becomes a snapshot: pictures by the hash of their content, and the words."""
    instagram.post(1, caption="We moved the couch. It is lovely.", alt_text="A couch by a window")

    code, said = clinic.run("refresh")

    assert (code, said) == (0, "1 photo, 1 of them new; 0 removed.\n")
    (photo,) = kept(clinic)
    assert (clinic.photos / "pictures" / photo.pop("file")).is_file()
    assert photo == {
        "id": "1",
        "alt": "A couch by a window",
        "caption": "We moved the couch. It is lovely.",
        "permalink": "https://www.instagram.com/p/post1/",
        "posted": "2026-10-29",
        "width": 64,
        "height": 48,
    }


def test_unchanged_answers_change_nothing(clinic, instagram):
    """A second refresh with the same answers writes no file."""
    instagram.post(1)
    instagram.post(2, colour="red")
    clinic.run("refresh")
    before = {path: path.stat() for path in clinic.root.rglob("*")}

    code, said = clinic.run("refresh")

    assert (code, said) == (0, "Nothing has changed: 2 photos.\n")
    assert {path: path.stat().st_mtime_ns for path in clinic.root.rglob("*")} == {
        path: found.st_mtime_ns for path, found in before.items()
    }


def test_a_deleted_post_is_removed_with_its_picture(clinic, instagram):
    """A photo that Instagram no longer lists is removed by the next refresh."""
    instagram.post(1)
    instagram.post(2, colour="red")
    clinic.run("refresh")
    del instagram.posts[0]

    code, said = clinic.run("refresh")

    assert (code, said) == (0, "1 photo, 0 of them new; 1 removed.\n")
    assert ids(clinic) == ["2"]
    assert len(list((clinic.photos / "pictures").iterdir())) == 1


def test_an_account_that_lists_nothing_empties_the_gallery(clinic, instagram):
    """If it says itself that it has no posts; a warning reports the effect."""
    instagram.post(1)
    clinic.run("refresh")
    instagram.posts.clear()

    code, said = clinic.run("refresh")

    assert code == 0
    assert "warning: Instagram lists no photo any more" in said
    assert ids(clinic) == []


@pytest.mark.parametrize(
    ("answer", "exit_code"),
    [
        (sending({"id": "1", "media_count": 3}), 21),
        (sending({"id": "1"}), 21),
        (sending({"id": "1", "media_count": "0"}), 21),
        (sending({"id": "1", "media_count": None}), 21),
        (sending({"id": "1", "media_count": False}), 21),
        (api_error(10), 12),
        (api_error(4), 20),
        (sending(b"<html>", 503), 21),
    ],
)
def test_an_empty_list_alone_does_not_empty_the_gallery(clinic, instagram, answer, exit_code):
    """Instagram sometimes lists nothing although the account has posts."""
    instagram.post(1)
    clinic.run("refresh")
    instagram.posts.clear()
    instagram.answers[ME] = answer
    before = clinic.files()

    code, _said = clinic.run("refresh")

    assert code == exit_code
    assert clinic.files() == before


def test_the_count_is_asked_for_only_if_the_list_is_empty(clinic, instagram):
    """And only if there are photos to lose."""
    clinic.run("refresh")
    instagram.post(1)
    clinic.run("refresh")

    assert ME not in instagram.paths()


def test_pages_are_asked_for_until_there_are_enough(clinic, instagram):
    """Twenty-four posts with a picture are kept, however many pages that takes."""
    instagram.page_size = 10
    for number in range(1, 30):
        instagram.post(number, colour=(number, 0, 0), timestamp="2026-10-01T10:00:00+0000")
    del instagram.posts[3]["media_url"]

    clinic.run("refresh")

    assert len(ids(clinic)) == 24
    assert "4" not in ids(clinic)
    assert instagram.paths().count(MEDIA) == 3


def test_a_bad_picture_is_skipped_and_its_older_copy_stays(clinic, instagram):
    """One bad picture does not affect the others, and a warning names its post."""
    instagram.post(1)
    instagram.post(2, colour="red")
    clinic.run("refresh")
    before = kept(clinic)
    instagram.post(3, colour="blue")
    instagram.post(4, colour="green")
    instagram.pictures["/pictures/1.jpg"] = b"<html>gone"
    instagram.pictures["/pictures/3.jpg"] = b"<html>gone"

    code, said = clinic.run("refresh")

    assert code == 0
    assert ids(clinic) == ["1", "2", "4"]
    assert kept(clinic)[0] == before[0]
    assert "warning: https://www.instagram.com/p/post1/ stays as it was: " in said
    assert "warning: https://www.instagram.com/p/post3/ is left out: " in said


def test_an_item_that_cannot_be_read_keeps_its_older_copy(clinic, instagram):
    """A field of the wrong type affects its own item only."""
    instagram.post(1)
    instagram.post(2, colour="red")
    clinic.run("refresh")
    instagram.posts[0]["caption"] = {"text": "no"}
    instagram.posts[1:1] = [None, {"id": 7}, {"id": "../8"}]

    code, said = clinic.run("refresh")

    assert code == 0
    assert ids(clinic) == ["1", "2"]
    assert "warning: Post 1 cannot be read: caption is of the wrong type." in said
    assert said.count("A post cannot be read") == 3


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"media_url": None}, "p/post1/ has no media_url"),
        ({"media_url": ""}, "p/post1/ has no media_url"),
        ({"media_type": "VIDEO"}, "p/post1/ has no thumbnail_url"),
        ({"media_type": "VIDEO", "thumbnail_url": ""}, "p/post1/ has no thumbnail_url"),
        ({"media_url": None, "permalink": None}, "Post 1 has no media_url"),
        ({"media_type": "CAROUSEL_ALBUM", "media_url": None}, "p/post1/ has no media_url"),
        ({"media_type": None, "media_url": None}, "p/post1/ has no media_url"),
    ],
)
def test_a_post_without_an_address_is_named_and_left_out(clinic, instagram, fields, named):
    """Instagram gives no URL for reels with music, for example; the others are stored."""
    instagram.post(1, **fields)
    instagram.post(2, colour="red")

    code, said = clinic.run("refresh")

    assert code == 0
    assert said.count("warning") == 1
    assert f"{named}, " in said
    assert ids(clinic) == ["2"]


def test_the_older_copy_of_a_post_without_an_address_stays(clinic, instagram):
    """It is still posted, and the warning says so."""
    instagram.post(1)
    clinic.run("refresh")
    before = kept(clinic)
    del instagram.posts[0]["media_url"]

    code, said = clinic.run("refresh")

    assert (code, kept(clinic)) == (0, before)
    assert "An older copy stays" in said


def test_when_no_picture_can_be_downloaded_nothing_changes(clinic, instagram):
    """Then the connection is at fault, which is no reason to delete photos."""
    instagram.post(1)
    instagram.post(2, colour="red")
    clinic.run("refresh")
    instagram.pictures.clear()
    instagram.post(3)
    instagram.pictures.clear()
    before = clinic.files()

    code, said = clinic.run("refresh")

    assert code == 26
    assert "Not one of 3 pictures" in said
    assert clinic.files() == before


def test_a_broken_snapshot_is_replaced(clinic, instagram):
    """photos.json is written by refreshes alone, so a good one may write it anew, and says so."""
    instagram.post(1)
    clinic.photos.mkdir(parents=True)
    (clinic.photos / "photos.json").write_text("<<<<<<< HEAD", "utf-8")

    code, said = clinic.run("refresh")

    assert code == 0
    assert "photos.json will be replaced, because it cannot be read: This is not JSON" in said
    assert ids(clinic) == ["1"]


def test_an_older_copy_without_its_picture_does_not_stay(clinic, instagram):
    """A snapshot never names a file that is not there."""
    instagram.post(1)
    instagram.post(2, colour="red")
    clinic.run("refresh")
    (clinic.photos / "pictures" / kept(clinic)[0]["file"]).unlink()
    instagram.pictures["/pictures/1.jpg"] = b""

    clinic.run("refresh")

    assert ids(clinic) == ["2"]


def test_a_second_refresh_is_refused_while_one_is_running(clinic, instagram, monkeypatch):
    """Two at the same time would mix their pictures."""
    instagram.post(1)
    monkeypatch.setattr("plugins.photo_feed.refresh.store.locked.__wrapped__.__defaults__", (0.0,))

    with locked(clinic.photos):
        code, said = clinic.run("refresh")

    assert code == 3
    assert "Another refresh" in said
    assert instagram.asked == []


def test_a_write_error_is_one_sentence(clinic, instagram):
    """The photos are unchanged, and the error has its own exit code."""
    instagram.post(1)
    (clinic.root / "content" / "data").write_text("in the way", "utf-8")
    before = clinic.files()

    code, said = clinic.run("refresh")

    assert code == 4
    assert said.count("\n") == 1
    assert "cannot be written" in said
    assert clinic.files() == before


@pytest.mark.parametrize("command", ["refresh", "token"])
def test_a_path_with_the_token_is_redacted(clinic, command):
    """The token is redacted even if a path has it."""
    (clinic.root / "conf.py").write_text(f'PHOTO_FEED_PATH = "data/{TOKEN}"\n', "utf-8")
    (clinic.root / "content" / "data").write_text("in the way", "utf-8")

    _, said = clinic.run(command)

    assert "content/data/(token)" in said
    assert "planted" not in said


def test_the_day_is_that_of_the_clinics_time_zone(clinic, instagram):
    """A photo posted at half past midnight in London was not posted the day before."""
    instagram.post(1, timestamp="2026-07-01T23:30:00+0000")

    clinic.run("refresh")

    assert kept(clinic)[0]["posted"] == "2026-07-02"


def test_a_redirect_within_the_picture_server_is_followed(clinic, instagram):
    """Picture servers move pictures about."""
    instagram.post(1)
    instagram.pictures["/moved.jpg"] = jpeg()
    instagram.answers["/pictures/1.jpg"] = redirecting("/moved.jpg")

    code, _ = clinic.run("refresh")

    assert code == 0
    assert ids(clinic) == ["1"]


def test_the_token_is_sent_to_the_api_alone(clinic, instagram):
    """It is not sent to a picture's server or a redirect's target."""
    instagram.post(1)

    clinic.run("refresh")

    asked = [(target, headers) for target, headers in instagram.asked if "pictures" in target]
    assert len(asked) == 1
    assert "planted" not in str(asked)


def test_cookies_and_proxies_of_the_environment_are_not_used(clinic, instagram, monkeypatch):
    """What a server sets is not sent back, and nothing goes through a proxy or a .netrc."""
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    (clinic.root / ".netrc").write_text("machine 127.0.0.1 login a password b", "utf-8")
    monkeypatch.setenv("HOME", str(clinic.root))
    instagram.post(1)
    instagram.answers[MEDIA] = sending({"data": instagram.posts}, Set_Cookie="a=b")

    code, _ = clinic.run("refresh")

    assert code == 0
    assert not [
        h for _, headers in instagram.asked for h in headers if h in {"Cookie", "Authorization"}
    ]


def test_a_repeated_cursor_ends_the_list(clinic, instagram):
    """If the next page is always the same one, it is read only once more."""
    instagram.post(1)
    page = {"data": instagram.posts, "paging": {"cursors": {"after": "again"}, "next": "x"}}
    instagram.answers[MEDIA] = sending(page)

    code, _ = clinic.run("refresh")

    assert code == 0
    assert ids(clinic) == ["1"]
    assert instagram.paths().count(MEDIA) == 2


def test_a_list_of_nothing_but_bad_items_changes_nothing(clinic, instagram):
    """A new kind of answer must not empty the gallery."""
    instagram.post(1)
    clinic.run("refresh")
    before = clinic.files()
    instagram.answers[MEDIA] = sending({"data": [{"key": "1"}, 2]})

    code, said = clinic.run("refresh")

    assert code == 24
    assert "none of its posts has the documented form" in said
    assert clinic.files() == before


def test_a_cursor_may_have_a_surrogate(clinic, instagram):
    """No address can, and the posts that came before it are good."""
    instagram.post(1)
    paging = {"cursors": {"after": "\ud800"}}
    instagram.answers[MEDIA] = sending({"data": instagram.posts, "paging": paging})

    code, said = clinic.run("refresh")

    assert (code, said) == (0, "1 photo, 1 of them new; 0 removed.\n")


def test_an_empty_page_is_not_the_end_of_the_list(clinic, instagram):
    """Instagram leaves out of a page what may not be shown, at times all of it."""
    instagram.post(1)
    answers = [
        {"data": [], "paging": {"cursors": {"after": "more"}}},
        {"data": instagram.posts},
    ]
    instagram.answers[MEDIA] = lambda handler: send(handler, answers.pop(0))

    code, _ = clinic.run("refresh")

    assert code == 0
    assert ids(clinic) == ["1"]


@pytest.mark.parametrize("form", [TOKEN, quote(TOKEN, ""), f"{TOKEN[:9]}\u202e{TOKEN[9:]}"])
def test_a_post_with_the_token_in_it_is_not_kept(clinic, instagram, form):
    """Whatever a server sends back, the token is not published."""
    instagram.post(1, caption=f"Look: {form}")
    instagram.post(2, colour="red")

    code, said = clinic.run("refresh")

    assert code == 0
    assert "the token" in said
    assert ids(clinic) == ["2"]
    assert not [data for data in clinic.files().values() if b"planted" in data]


def test_the_token_is_not_sent_to_a_picture_server(clinic, instagram):
    """Not even if the API puts it into the URL of a picture."""
    instagram.post(1)
    instagram.posts[0]["media_url"] += f"?x={quote(TOKEN, '')}"
    instagram.post(2, colour="red")

    code, said = clinic.run("refresh")

    assert code == 0
    assert "the token" in said
    assert instagram.paths() == [MEDIA, "/pictures/2.jpg"]


@pytest.mark.parametrize("depth", [100, 600, 900, 960, 980, 990, 1000, 3000, 30_000])
def test_a_deeply_nested_post_does_not_crash(clinic, instagram, depth):
    """It is saved, skipped or an error of the answer, but never a crash."""
    nested = b'{"id": "9", "x": ' + b"[" * depth + b"]" * depth + b"}"
    instagram.post(1)
    good = json.dumps(instagram.posts[0]).encode()
    instagram.answers[MEDIA] = sending(b'{"data": [' + good + b", " + nested + b"]}")

    code, _ = clinic.run("refresh")

    assert code in {0, 24}


def test_a_page_of_endless_items_is_read_in_part(clinic, instagram):
    """Instagram gives at most 100 items per request, so no more are read or reported."""
    instagram.post(1)
    instagram.answers[MEDIA] = sending({"data": [*instagram.posts, *([7] * 5000)]})

    code, said = clinic.run("refresh")

    assert code == 0
    assert said.count("warning: ") == 99
