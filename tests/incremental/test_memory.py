"""Objects that stay in memory from one build to the next."""

from plugins.incremental.memory import Memory
from plugins.incremental.store import Store


def test_an_object_is_made_once():
    """Whoever asks for its key again gets the same object."""
    memory, made = Memory(), []

    first = memory.get("key", lambda: made.append(1) or ["object"])

    assert memory.get("key", lambda: made.append(2)) is first
    assert made == [1]


def test_what_the_last_build_did_not_use_is_forgotten():
    """What it did use stays, however long ago it was made."""
    memory = Memory()
    memory.get("used", lambda: "old")
    memory.get("unused", lambda: "old")
    for _ in range(3):
        memory.forget_unused()
        memory.get("used", lambda: "new")

    assert memory.get("used", lambda: "new") == "old"
    assert memory.get("unused", lambda: "new") == "new"


def test_a_value_is_decoded_once_for_all_builds(tmp_path):
    """As long as they have the same memory; a missing value is looked for each time."""
    memory, key = Memory(), b"k" * 16
    store = Store(tmp_path, print, memory)
    assert store.made_from(key, list) is None
    store.put(key, b"ab")
    found = store.made_from(key, list)
    store.close()

    again = Store(tmp_path, print, memory)
    another = Store(tmp_path, print)

    assert found == [97, 98]
    assert again.made_from(key, list) is found
    assert another.made_from(key, list) == found
    assert another.made_from(key, list) is not found
    again.close()
    another.close()
