"""The store of results: what is put in comes out, or nothing does, whatever became of its file."""

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import threading
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plugins.core.cache_folder import TAG
from plugins.incremental import store as store_module
from plugins.incremental.digests import digest
from plugins.incremental.store import FILE, Store
from tests.building import ROOT, clean_environment

VALUES = {digest(f"key {n}"): random.Random(n).randbytes(n * 37) for n in range(40)}
DAY = 86_400


class Stores:
    """Stores in one folder, and what they have warned of."""

    def __init__(self, folder):
        self.folder = folder
        self.file = folder / FILE
        self.warnings = []

    def open(self):
        """A store, as a build opens it."""
        return Store(self.folder, self.warnings.append)

    def fill(self, values=VALUES):
        """Do as a build that makes `values`."""
        opened = self.open()
        for key, value in values.items():
            opened.put(key, value)
        opened.close()

    def read(self, keys=VALUES):
        """Do as a build that wants `keys`; returns those that it found, with their values."""
        opened = self.open()
        found = {key: opened.get(key) for key in keys}
        opened.close()
        return {key: value for key, value in found.items() if value is not None}

    def execute(self, *statement):
        """Change the file without the store; returns the rows."""
        database = sqlite3.connect(self.file, isolation_level=None)
        rows = database.execute(*statement).fetchall()
        database.close()
        return rows


@pytest.fixture
def stores(tmp_path):
    """Stores in a new folder."""
    return Stores(tmp_path / ".cache/site")


def test_what_one_build_puts_in_the_next_one_gets(stores):
    """An empty value too; a key that nobody put in has none."""
    stores.fill()

    assert stores.read([*VALUES, digest("another")]) == VALUES
    assert stores.warnings == []
    assert (stores.folder.parent / TAG).is_file()


def test_a_value_is_there_at_once_and_the_last_one_counts(stores):
    """Before anything is written; the same holds for the next build."""
    opened, key = stores.open(), digest("key")
    opened.put(key, b"old")
    assert opened.get(key) == b"old"
    opened.put(key, b"new")
    assert opened.get(key) == b"new"
    opened.close()

    assert stores.read([key]) == {key: b"new"}
    stores.fill({key: b"newest"})
    assert stores.read([key]) == {key: b"newest"}


def test_a_closed_store_keeps_nothing(stores):
    """It may be closed twice."""
    opened = stores.open()
    opened.close()
    opened.put(digest("key"), b"value")
    opened.close()

    assert opened.get(digest("key")) is None
    assert stores.read([digest("key")]) == {}
    assert stores.warnings == []


def test_without_a_folder_nothing_is_kept():
    """INCREMENTAL=0."""
    off = Store(None, pytest.fail)
    off.put(digest("key"), b"value")

    assert off.get(digest("key")) is None
    assert off.megabytes == "0 MB"
    off.close()


def test_much_is_written_before_the_end(stores, monkeypatch):
    """So that it need not be in memory, and a build that is killed has made something."""
    monkeypatch.setattr(store_module, "_PENDING", 100)
    opened = stores.open()
    opened.put(digest("first"), b"x" * 60)
    assert stores.read([digest("first")]) == {}

    opened.put(digest("second"), b"x" * 60)

    assert stores.read([digest("first"), digest("second")]).keys() == {
        digest("first"), digest("second"),
    }  # fmt: skip
    assert opened.get(digest("first")) == b"x" * 60
    opened.close()


def test_the_size_is_that_of_the_file(stores):
    """In megabytes."""
    stores.fill({digest("key"): b"x" * 2_600_000})

    opened = stores.open()
    assert opened.megabytes == "3 MB"
    opened.close()


def test_several_builds_may_use_it_at_once(stores):
    """Each sees what the others have finished; nobody's values are lost."""
    first, second = stores.open(), stores.open()
    for n, (key, value) in enumerate(VALUES.items()):
        (first if n % 2 else second).put(key, value)
    first.close()
    seen = {key for key in VALUES if second.get(key) is not None}
    second.close()

    assert seen == VALUES.keys()
    assert stores.read() == VALUES
    assert stores.warnings == []


def test_builds_that_write_at_the_same_time_wait_for_each_other(stores):
    """Twelve, each with values of its own and one that all have."""
    common, ready = digest("common"), threading.Barrier(12)

    def build(number):
        own = stores.open()
        ready.wait()
        for part in range(5):
            own.put(digest(f"{number} {part}"), b"%d %d" % (number, part))
            own.put(common, b"common")
            own._write()
        own.close()

    in_threads(build, range(12))

    keys = {digest(f"{n} {part}"): b"%d %d" % (n, part) for n in range(12) for part in range(5)}
    assert stores.read([*keys, common]) == {**keys, common: b"common"}
    assert stores.warnings == []


def test_all_threads_of_a_build_may_use_it(stores, monkeypatch):
    """Pictures are encoded in several; values are written now and then."""
    monkeypatch.setattr(store_module, "_PENDING", 1000)
    opened, wrong = stores.open(), []

    def work(number):
        chance = random.Random(number)
        for key, value in chance.sample(list(VALUES.items()), len(VALUES)):
            if opened.get(key) not in {None, value}:
                wrong.append(key)
            opened.put(key, value)
            if opened.get(key) != value:
                wrong.append(key)

    in_threads(work, range(8))
    opened.close()

    assert wrong == []
    assert stores.read() == VALUES
    assert stores.warnings == []


def in_threads(work, numbers):
    """Do `work` with each number at the same time."""
    threads = [threading.Thread(target=work, args=(number,)) for number in numbers]
    for each in threads:
        each.start()
    for each in threads:
        each.join()


DAMAGED_ROWS = {
    "another value": "UPDATE entries SET value = x'00' WHERE key = ?",
    "a value of another key": "UPDATE entries SET value = (SELECT value FROM entries LIMIT 1), "
    "checksum = (SELECT checksum FROM entries LIMIT 1) WHERE key = ?",
    "another checksum": "UPDATE entries SET checksum = zeroblob(16) WHERE key = ?",
    "no checksum": "UPDATE entries SET checksum = NULL WHERE key = ?",
    "no value": "UPDATE entries SET value = NULL WHERE key = ?",
    "a text": "UPDATE entries SET value = 'text' WHERE key = ?",
    "a text that is no UTF-8": "UPDATE entries SET value = CAST(x'ff' AS TEXT) WHERE key = ?",
}


@pytest.mark.parametrize("damage", DAMAGED_ROWS.values(), ids=DAMAGED_ROWS)
def test_a_damaged_row_counts_as_missing(stores, damage):
    """With one warning, however many rows are damaged; the next build repairs it."""
    stores.fill()
    keys = list(VALUES)[20:22]
    for key in keys:
        stores.execute(damage, (key,))

    found = stores.read([*keys, keys[0]])

    assert found == {}
    (warning,) = stores.warnings
    assert str(stores.file) in warning
    assert warning.endswith("; what it lacks is made again.")
    stores.fill({key: VALUES[key] for key in keys})
    assert stores.read(keys) == {key: VALUES[key] for key in keys}
    assert len(stores.warnings) == 1


def test_other_rows_than_the_damaged_one_are_used(stores):
    """They are good."""
    stores.fill()
    key = list(VALUES)[20]
    stores.execute(DAMAGED_ROWS["another value"], (key,))

    assert stores.read() == {each: value for each, value in VALUES.items() if each != key}
    assert len(stores.warnings) == 1


@pytest.mark.parametrize("value", [None, "soon", b"\xff", -1, 2.5])
def test_a_damaged_time_of_use_hides_no_value(stores, value):
    """It is only for deciding what to delete."""
    stores.fill()
    stores.execute("UPDATE entries SET used = ?", (value,))

    assert stores.read() == VALUES
    assert stores.warnings == []


def test_a_damaged_row_does_not_matter_when_old_ones_are_deleted(stores, monkeypatch):
    """Their size and time may be unknown."""
    stores.fill()
    stores.execute("UPDATE entries SET value = NULL WHERE key = ?", (list(VALUES)[3],))
    stores.execute("UPDATE entries SET used = NULL WHERE key = ?", (list(VALUES)[4],))
    monkeypatch.setattr(store_module, "MOST_BYTES", 10_000)

    stores.open().close()

    found = stores.read()
    assert found.items() <= VALUES.items()
    assert len(found) < len(VALUES)


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A store's file with VALUES."""
    stores = Stores(tmp_path_factory.mktemp("filled"))
    stores.fill()
    return stores.file


def check_damaged(folder, data):
    """Give a store the file `data`: no build gets a wrong value, and each warns at most once."""
    shutil.rmtree(folder, ignore_errors=True)
    stores = Stores(folder)
    folder.mkdir(parents=True)
    stores.file.write_bytes(data)
    for _ in range(3):
        opened, before = stores.open(), len(stores.warnings)
        for key, value in VALUES.items():
            assert opened.get(key) in {None, value}
            opened.put(key, value)
        opened.close()
        assert len(stores.warnings) <= before + 1
    return stores


HYPOTHESIS = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@HYPOTHESIS
@given(damage=st.lists(st.tuples(st.floats(0, 1), st.integers(1, 255)), min_size=1, max_size=20))
def test_flipped_bits_give_no_wrong_value(tmp_path, filled, damage):
    """Anywhere in the file."""
    data = bytearray(filled.read_bytes())
    for place, bits in damage:
        data[int(place * (len(data) - 1))] ^= bits

    check_damaged(tmp_path / "site", data)


@HYPOTHESIS
@given(place=st.floats(0, 1), size=st.integers(1, 9000), seed=st.integers(0, 2**32))
def test_an_overwritten_part_gives_no_wrong_value(tmp_path, filled, place, size, seed):
    """As after an error of the disk."""
    data, wrong = filled.read_bytes(), random.Random(seed).randbytes(size)
    start = int(place * len(data))

    check_damaged(tmp_path / "site", data[:start] + wrong + data[start + size :])


@HYPOTHESIS
@given(place=st.floats(0, 1))
def test_a_truncated_file_gives_no_wrong_value(tmp_path, filled, place):
    """An empty one is a new one."""
    data = filled.read_bytes()

    check_damaged(tmp_path / "site", data[: int(place * len(data))])


@pytest.mark.parametrize("data", [b"", b"no database\n" * 1000, bytes(8192), b"SQLite format 3\0"])
def test_a_file_that_is_no_database_is_replaced(tmp_path, data):
    """The builds after the first have what that has kept."""
    stores = check_damaged(tmp_path / "site", data)

    assert len(stores.warnings) <= 1
    assert stores.read() == VALUES


def test_a_file_of_another_version_is_replaced(stores):
    """Its rows may mean something else."""
    stores.fill()
    stores.execute("PRAGMA user_version = 1")

    assert stores.read() == {}
    (warning,) = stores.warnings
    assert "another version" in warning
    stores.fill()
    assert stores.read() == VALUES
    assert len(stores.warnings) == 1


def test_a_database_of_another_program_is_replaced(stores):
    """The folder is ours."""
    stores.folder.mkdir(parents=True)
    stores.execute("CREATE TABLE other (x)")

    stores.fill()

    assert stores.read() == VALUES
    assert len(stores.warnings) == 1


def test_a_folder_in_place_of_the_file_stays(stores):
    """Nothing is kept; there is one warning."""
    (stores.file / "mine").mkdir(parents=True)

    stores.fill()

    assert len(stores.warnings) == 1
    assert stores.read() == {}
    assert (stores.file / "mine").is_dir()


def test_a_file_in_place_of_the_folder_stays(tmp_path):
    """Also of a folder above it."""
    (tmp_path / "site").write_text("mine")
    for folder in (tmp_path / "site", tmp_path / "site" / "deeper"):
        stores = Stores(folder)

        stores.fill()

        assert len(stores.warnings) == 1
        assert stores.read() == {}
    assert (tmp_path / "site").read_text() == "mine"


def test_a_file_that_may_only_be_read_is_read(stores, monkeypatch):
    """What this build makes is not kept."""
    stores.fill()

    def read_only(path):
        return sqlite3.connect(
            f"file:{path}?mode=ro", uri=True, isolation_level=None, check_same_thread=False
        )

    monkeypatch.setattr(store_module, "_opened", read_only)
    before = stores.file.read_bytes()
    opened = stores.open()
    assert {key: opened.get(key) for key in VALUES} == VALUES
    opened.put(digest("new"), b"value")
    opened.close()

    assert len(stores.warnings) == 1
    assert stores.file.read_bytes() == before


def test_a_new_file_that_fails_as_well_is_not_replaced_for_ever(stores, monkeypatch):
    """Where no database can be used, nothing is kept."""
    tried = []

    def fail(path):
        tried.append(path)
        raise sqlite3.DatabaseError("file is not a database")

    monkeypatch.setattr(store_module, "_opened", fail)

    stores.fill()

    assert tried == [stores.file] * 2
    assert len(stores.warnings) == 1


def test_a_file_that_the_disk_refuses_stays(stores):
    """When the disk is full, for example."""
    stores.fill()
    before = stores.file.read_bytes()
    opened = stores.open()
    opened._database.execute("PRAGMA max_page_count = 1")
    opened.put(digest("large"), b"x" * 1_000_000)
    opened.close()

    assert len(stores.warnings) == 1
    assert stores.file.read_bytes() == before


def test_a_build_does_not_wait_for_ever_for_another_one(stores, monkeypatch):
    """It then keeps nothing, and says so; the file stays."""
    monkeypatch.setattr(store_module, "_WAIT", 0.05)
    stores.fill()
    other = sqlite3.connect(stores.file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    assert stores.read() == VALUES
    assert len(stores.warnings) == 1
    stores.fill({digest("new"): b"value"})
    assert len(stores.warnings) == 2

    other.execute("ROLLBACK")
    other.close()
    assert stores.read([*VALUES, digest("new")]) == VALUES


KILLED = """
import os, sys
from pathlib import Path
from plugins.incremental import store
from plugins.incremental.digests import digest

opened = store.Store(Path(sys.argv[1]), print)
opened._database.execute("PRAGMA cache_size = 5")  # so that pages are written before the end
opened._database.execute("BEGIN IMMEDIATE")
changed = "UPDATE entries SET value = zeroblob(length(value)) WHERE key = ?"
for number in range(40):
    opened._database.execute(changed, (digest(f"key {number}"),))
assert Path(f"{opened.path}-journal").stat().st_size > 0
os._exit(9)
"""


def test_a_build_that_is_killed_while_it_writes_changes_nothing(stores):
    """The next one undoes what was written."""
    stores.fill()
    before = stores.file.read_bytes()

    done = subprocess.run(
        [sys.executable, "-c", KILLED, stores.folder],
        env={**clean_environment(), "PYTHONPATH": os.fspath(ROOT)}, check=False,
    )  # fmt: skip

    assert done.returncode == 9
    assert stores.file.read_bytes() != before
    assert stores.read() == VALUES
    assert stores.warnings == []


def times(stores):
    """The time of use of each key."""
    return dict(stores.execute("SELECT key, used FROM entries"))


def test_what_was_not_used_for_a_month_is_deleted(stores):
    """By the end of the next build; what that has used stays."""
    stores.fill()
    old, used, young = list(VALUES)[:3]
    for key, days in ((old, 31), (used, 31), (young, 29)):
        stores.execute("UPDATE entries SET used = used - ? WHERE key = ?", (days * DAY, key))

    stores.read([used])

    assert times(stores).keys() == VALUES.keys() - {old}
    assert stores.read() == {key: value for key, value in VALUES.items() if key != old}
    assert stores.execute("SELECT count(*) FROM entries") == [(len(VALUES) - 1,)]


def test_a_time_of_use_is_noted_once_a_day(stores):
    """Not at each use, which would make a build that changes nothing write."""
    stores.fill()
    today, before = list(VALUES)[:2]
    stores.execute("UPDATE entries SET used = used - 3600 WHERE key = ?", (today,))
    stores.execute("UPDATE entries SET used = used - ? WHERE key = ?", (2 * DAY, before))
    noted = times(stores)

    stores.read([today, before])

    assert times(stores)[today] == noted[today]
    assert time.time() - times(stores)[before] < 60


def test_what_was_used_in_the_future_is_deleted(stores):
    """A clock that was wrong must not keep it for years."""
    stores.fill()
    stores.execute("UPDATE entries SET used = used + ?", (400 * DAY,))

    stores.open().close()

    assert stores.read() == {}


def test_above_its_size_limit_the_least_recently_used_are_deleted(stores, monkeypatch):
    """Until three quarters of the limit are left."""
    values = {digest(f"large {n}"): random.Random(n).randbytes(10_000) for n in range(20)}
    stores.fill(values)
    for n, key in enumerate(values):
        stores.execute("UPDATE entries SET used = used + ? WHERE key = ?", (n - 100, key))
    monkeypatch.setattr(store_module, "MOST_BYTES", 400_000)
    stores.open().close()
    assert stores.read(values) == values

    monkeypatch.setattr(store_module, "MOST_BYTES", 100_000)
    stores.open().close()

    assert stores.read(values) == {key: values[key] for key in list(values)[-7:]}
    assert stores.warnings == []


def test_a_file_with_enough_free_room_is_not_too_large(stores, monkeypatch):
    """To find what was used least recently takes long, and would be done by each build."""
    monkeypatch.setattr(store_module, "MOST_BYTES", 200_000)
    stores.fill({digest(f"large {n}"): random.randbytes(10_000) for n in range(25)})
    assert stores.file.stat().st_size > 200_000
    monkeypatch.setattr(store_module, "_DELETE_BEYOND", "no SQL")

    stores.open().close()

    assert stores.warnings == []


def test_the_file_does_not_grow_for_ever(stores, monkeypatch):
    """Builds that each make something else reuse the room of what was deleted."""
    monkeypatch.setattr(store_module, "MOST_BYTES", 200_000)
    for number in range(40):
        stores.fill({digest(f"{number} {n}"): random.randbytes(10_000) for n in range(4)})

    assert stores.file.stat().st_size < 300_000
    assert len(stores.read([digest(f"39 {n}") for n in range(4)])) == 4


def test_room_of_what_was_deleted_is_given_back(stores):
    """If more than half of the file is free: a folder that was deleted may have filled it once."""
    few = dict(list(VALUES.items())[:5])
    stores.fill({**few, **{digest(f"large {n}"): random.randbytes(10_000) for n in range(50)}})
    assert stores.file.stat().st_size > 500_000
    stores.execute("UPDATE entries SET used = used - ? WHERE length(value) = 10000", (31 * DAY,))

    stores.open().close()

    assert stores.file.stat().st_size < 50_000
    assert stores.read(few) == few
    assert stores.warnings == []


def test_a_file_that_cannot_be_made_smaller_stays(stores, monkeypatch):
    """On a full disk, or while another build reads it; nothing is lost but room."""
    stores.fill({digest(f"large {n}"): random.randbytes(10_000) for n in range(50)})
    size = stores.file.stat().st_size
    stores.execute("UPDATE entries SET used = used - ?", (31 * DAY,))
    monkeypatch.setattr(store_module, "_WAIT", 0.05)
    opened, key = stores.open(), digest("key")
    opened.put(key, b"value")
    other = sqlite3.connect(stores.file, isolation_level=None)

    def read_when_vacuumed(statement):
        if statement == "VACUUM":
            other.execute("BEGIN")
            other.execute("SELECT * FROM entries").fetchone()

    opened._database.set_trace_callback(read_when_vacuumed)
    opened.close()
    assert other.in_transaction
    other.close()

    assert stores.file.stat().st_size >= size
    assert stores.warnings == []
    assert stores.read([key]) == {key: b"value"}
