"""The token's dates, and a newer token in time."""

import json
import os
import stat

import pytest

from plugins.photo_feed.refresh.token_dates import FILE
from tests.photo_feed.refresh.fake_instagram import NEWER, RENEWAL, TOKEN, sending

pytestmark = pytest.mark.usefixtures("clock")
NOW = 1_796_000_000  # 2026-11-30T00:53:20Z


@pytest.fixture
def clock(clinic):
    """Sets the clock of the clinic's commands, in days after NOW."""

    def set_to(days):
        clinic.environ["SOURCE_DATE_EPOCH"] = str(NOW + round(days * 86_400))

    set_to(0)
    return set_to


@pytest.fixture
def out(tmp_path_factory):
    """Where a newer token is to go."""
    return tmp_path_factory.mktemp("secret") / "token"


def note(clinic, issued, expires):
    """Write the token's dates."""
    clinic.photos.mkdir(parents=True, exist_ok=True)
    dates = {"expires": expires, "issued": issued}
    (clinic.photos / FILE).write_text(json.dumps(dates), "utf-8")


def test_a_newer_token_is_written_for_its_owner_alone(clinic, out):
    """The file has the token and nothing else, and no one else may read it."""
    code, said = clinic.run("refresh-token", "--out", str(out))

    assert code == 0, said
    assert out.read_text("utf-8") == NEWER
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert [path.name for path in out.parent.iterdir()] == ["token"]


def test_its_dates_are_noted_without_it(clinic, out):
    """The dates are in a file to commit, which everyone may read."""
    clinic.run("refresh-token", "--out", str(out))

    assert (clinic.photos / FILE).read_text("utf-8") == (
        '{\n  "expires": "2027-01-29T00:53:20+00:00",\n  "issued": "2026-11-30T00:53:20+00:00"\n}\n'
    )
    assert stat.S_IMODE((clinic.photos / FILE).stat().st_mode) == 0o644


@pytest.mark.parametrize(
    ("days", "asks"), [(0, False), (0.99, False), (1, True), (59, True), (61, True), (-3, True)]
)
def test_a_token_is_renewed_once_it_is_a_day_old(clinic, clock, out, instagram, days, asks):
    """A younger one is kept; wrong or expired dates may be those of an older token."""
    clinic.run("refresh-token", "--out", str(out))
    instagram.asked.clear()
    out.unlink()
    clock(days)

    code, said = clinic.run("refresh-token", "--out", str(out))

    assert code == 0
    assert (RENEWAL in instagram.paths()) is out.exists() is asks
    assert ("less than 24 hours old" in said) is not asks


def test_renewals_can_be_further_apart(clinic, clock, out):
    """A workflow that runs every day need not renew every day."""
    clinic.run("refresh-token", "--out", str(out))
    out.unlink()
    clock(6.9)

    _, said = clinic.run("refresh-token", "--days", "7", "--out", str(out))

    assert said == "The token is less than 168 hours old, so it is kept.\n"
    assert not out.exists()


@pytest.mark.parametrize(
    ("days", "word", "code"),
    [
        (0, "healthy", 0), (38.9, "healthy", 0), (39.1, "expiring soon", 30),
        (59.9, "expiring soon", 30), (60, "expired", 31), (400, "expired", 31),
        (-2, "unknown", 32),
    ],
)  # fmt: skip
def test_the_state_is_a_word_and_an_exit_code(clinic, clock, out, days, word, code):
    """The warning comes three weeks before the end."""
    clinic.run("refresh-token", "--out", str(out))
    clock(days)

    found, said = clinic.run("token")

    assert (found, said.split(":")[0]) == (code, word)
    assert said.count("\n") == 1


def test_a_missing_token_is_missing_whatever_the_dates_say(clinic, out):
    """The dates alone are not enough for a request."""
    clinic.run("refresh-token", "--out", str(out))
    del clinic.environ["INSTAGRAM_ACCESS_TOKEN"]

    code, said = clinic.run("token")

    assert code == 10
    assert said.startswith("missing: ")


@pytest.mark.parametrize(
    "text",
    [
        "", "{", "[]", "null", '{"issued": "2026-11-29T00:00:00Z"}',
        '{"issued": "soon", "expires": "later"}',
        '{"issued": "2026-11-29T00:00:00", "expires": "2027-01-28T00:00:00"}',
        '{"issued": "2027-01-28T00:00:00Z", "expires": "2026-11-29T00:00:00Z"}',
        '{"issued": "2026-11-29T00:00:00Z", "expires": "2026-11-28T00:00:00Z"}',
        '{"issued": NaN, "expires": NaN}',
    ],
)  # fmt: skip
def test_dates_that_cannot_be_read_are_unknown(clinic, text):
    """A broken file never counts as a healthy token."""
    clinic.photos.mkdir(parents=True)
    (clinic.photos / FILE).write_text(text, "utf-8")

    code, said = clinic.run("token")

    assert code == 32
    assert said.startswith("unknown: ")


def test_dates_are_read_after_a_byte_order_mark(clinic):
    """As some editors of text write it."""
    note(clinic, "2026-11-01T00:00:00+00:00", "2027-01-01T00:00:00+00:00")
    file = clinic.photos / FILE
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())

    assert clinic.run("token")[0] == 0


def test_dates_in_any_zone_are_read(clinic):
    """An editor may have written them."""
    note(clinic, "2026-11-29T09:00:00+09:00", "2027-01-28T09:00:00+09:00")

    assert clinic.run("token")[0] == 0


def test_dates_of_any_year_are_compared(clinic):
    """Even at the last moment that a datetime can have."""
    note(clinic, "2026-11-29T00:00:00Z", "2027-01-28T00:00:00Z")
    clinic.environ["SOURCE_DATE_EPOCH"] = "253402300799"

    code, said = clinic.run("token")

    assert (code, said.split(":")[0]) == (31, "expired")


def test_the_state_needs_no_request(clinic, instagram):
    """The token's age is known only from token.json."""
    clinic.run("token")

    assert instagram.asked == []


@pytest.mark.parametrize(
    "answer",
    [
        {}, {"access_token": NEWER}, {"expires_in": 5_184_000},
        {"access_token": 5, "expires_in": 5_184_000}, {"access_token": "", "expires_in": 9},
        {"access_token": "two\nlines of it", "expires_in": 9},
        {"access_token": NEWER, "expires_in": "9"}, {"access_token": NEWER, "expires_in": 0},
        {"access_token": NEWER, "expires_in": True}, {"access_token": NEWER, "expires_in": 1e300},
        {"access_token": NEWER, "expires_in": 10**12},
    ],
)  # fmt: skip
def test_an_answer_without_a_token_changes_nothing(clinic, out, instagram, answer):
    """Neither the file nor the dates."""
    instagram.answers[RENEWAL] = sending(answer)
    before = clinic.files()

    code, said = clinic.run("refresh-token", "--out", str(out))

    assert code == 24
    assert NEWER not in said
    assert not out.exists()
    assert clinic.files() == before


@pytest.mark.parametrize("place", ["content/token", "content/data/photos/token", "content/x/../t"])
def test_a_token_is_not_written_where_it_would_be_published(clinic, instagram, place):
    """Content is committed and shown."""
    code, said = clinic.run("refresh-token", "--out", str(clinic.root / place))

    assert code == 2
    assert "anybody could read the token in this folder" in said
    assert instagram.asked == []


def test_a_token_is_not_written_into_the_built_site(clinic, monkeypatch):
    """Nor through a link that leads there."""
    monkeypatch.chdir(clinic.root)
    (clinic.root / "output").mkdir()
    (clinic.root / "elsewhere").symlink_to("output")

    code, said = clinic.run("refresh-token", "--out", "elsewhere/token")

    assert code == 2
    assert "anybody could read the token in this folder" in said


@pytest.mark.parametrize("place", ["token", "theme/static/token"])
def test_a_token_is_not_written_anywhere_in_the_project(clinic, out, monkeypatch, place):
    """Whatever lies there is committed or shown sooner or later, in place of a link as well."""
    monkeypatch.chdir(clinic.root)
    (clinic.root / "token").symlink_to(out)

    code, said = clinic.run("refresh-token", "--out", place)

    assert code == 2
    assert "anybody could read the token in this folder" in said


@pytest.mark.parametrize("place", [".", "missing/token", "pipe"])
def test_an_impossible_path_is_reported_before_any_request(clinic, out, instagram, place):
    """Otherwise a new token could be requested and then lost."""
    os.mkfifo(out.parent / "pipe")

    code, said = clinic.run("refresh-token", "--out", str(out.parent / place))

    assert code == 2
    assert "name a file in a folder that exists" in said
    assert instagram.asked == []


def test_a_full_disk_is_one_sentence(clinic, out, monkeypatch):
    """The old token and its dates are unchanged."""

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("plugins.core.atomic_write.os.fsync", full)

    code, said = clinic.run("refresh-token", "--out", str(out))

    assert code == 4
    assert "No space left on device" in said
    assert list(out.parent.iterdir()) == []
    assert not (clinic.photos / FILE).exists()


def test_an_invalid_clock_is_reported(clinic, out):
    """SOURCE_DATE_EPOCH is seconds."""
    clinic.environ["SOURCE_DATE_EPOCH"] = "today"

    code, said = clinic.run("refresh-token", "--out", str(out))

    assert code == 2
    assert "SOURCE_DATE_EPOCH is “today”" in said


def test_the_dates_survive_a_refresh(clinic, out, instagram):
    """A refresh of the photos leaves the token's file alone."""
    clinic.run("refresh-token", "--out", str(out))
    before = (clinic.photos / FILE).read_bytes()
    instagram.post(1)

    clinic.run("refresh")

    assert (clinic.photos / FILE).read_bytes() == before
    assert TOKEN not in before.decode()
