"""Topics and categories that are written in two ways, and those that a slip has invented."""

import time

import pytest

from plugins.topics.spellings import NameUse, other_spellings, preferred, slips


def use(name, post, *, slug=None, kind="topic", text=""):
    """A topic in a post, at line 5 of its file."""
    return NameUse(kind, name, slug or name.casefold(), f"content/articles/{post}.md", 5, (text,))


def several(name, count=2, **given):
    """The same topic in several posts of its own."""
    return [use(name, f"{name}-{number}", **given) for number in range(count)]


def found_slips(*uses, listed=(), drafts=()):
    return [(each.path, each.line, each.hint) for each in slips(uses, listed, drafts)]


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("Runing", "Running"), ("Runnning", "Running"), ("Rnuning", "Running"), ("ankel", "Ankle"),
        ("Recvoery", "Recovery"), ("Recoverry", "Recovery"), ("Sports masage", "Sports massage"),
        ("Injry preventon", "Injury prevention"), ("Warmup", "Warm-up"), ("Schulterr", "Schulter"),
        ("Physiotherapie", "Physiotherapy"), ("Hodepne", "Hodepine"),
    ],
)  # fmt: skip
def test_a_name_that_is_nearly_another_is_a_slip(written, known):
    """At the line of its key, with the name that was meant."""
    found = found_slips(use(written, "new"), *several(known), *several("Something else"))

    assert found == [("content/articles/new.md", 5, f"Did you mean “{known}”?")]


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("Sleep", "Running"), ("Knee", "Knees"), ("Hip", "Hips"), ("Foot", "Food"),
        ("Week 10", "Week 11"), ("Marathon 2025", "Marathon 2026"), ("Ankle", "Uncle Joe"),
        ("Thigh", "Night"), ("Cycling", "Running"), ("Swimming", "Skimming stones"),
    ],
)  # fmt: skip
def test_another_name_is_none(written, known):
    """Short words are often near each other, and numbers always."""
    assert found_slips(use(written, "new"), *several(known)) == []


def test_a_name_that_the_post_uses_is_a_word():
    """Sprains and strains differ in a letter, and are two things."""
    text = "Most sprains heal by themselves."

    assert found_slips(use("Sprains", "new", text=text), *several("Strains")) == []
    assert len(found_slips(use("Spraims", "new", text=text), *several("Sprains"))) == 1


def test_a_name_needs_one_more_post_or_an_introduction():
    """A draft is another post, and so is a translation."""
    known = several("Running")

    assert found_slips(*several("Runing"), *known) == []
    assert found_slips(use("Runing", "new"), *known, listed=["Runing"]) == []
    assert found_slips(use("Runing", "new"), *known, drafts=["Runing"]) == []


def test_what_is_meant_is_known_itself():
    """By two posts, or by topics.yaml; one post alone may have the slip as well as the other."""
    assert found_slips(use("Runing", "new"), use("Running", "old")) == []
    assert found_slips(use("Runing", "new"), listed=["Running"])[0][2] == "Did you mean “Running”?"


def test_thousands_of_names_are_compared_in_a_moment():
    """Those of an old blog, where most posts have a tag of their own."""
    uses = [use(f"{'abcdefghij'[n % 10] * 3}{n:x}word{n % 7}", f"p{n}") for n in range(3_000)]
    known = [each for n in range(300) for each in several(f"Known{n:x} thing{n % 9}")]
    started = time.process_time()

    found_slips(*uses, *known)

    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    ("names", "listed", "best"),
    [
        (["Warm-up", "Warm up", "Warm up"], [], "Warm up"),
        (["Warm-up", "Warm up", "Warm up"], ["Warm-up"], "Warm-up"),
        (["Warm up", "Warm-up"], [], "Warm up"),
        (["C#", "C++", "C++"], [], "C++"),
        (["Running", "running"], [], "Running"),
        (["Café", "Cafe"], ["Cafe"], "Cafe"),
    ],
)
def test_one_of_several_spellings_is_best(names, listed, best):
    """That of topics.yaml, else that of most posts; the order of the posts does not matter."""
    uses = [use(name, f"p{at}", slug="s") for at, name in enumerate(names)]

    assert preferred(uses, listed) == preferred(uses[::-1], listed) == {"s": best}


@pytest.mark.parametrize("kind", ["topic", "category"])
def test_another_spelling_is_reported_with_both_files(kind):
    """Where it is written; the best one has no finding."""
    uses = [
        use("Warm-up", "one", slug="warm-up", kind=kind),
        use("Warm up", "two", slug="warm-up", kind=kind),
        use("Sleep", "two", slug="sleep", kind=kind),
    ]

    (found,) = other_spellings(uses, {"warm-up": "Warm-up", "sleep": "Sleep"})

    assert (found.path, found.line, found.severity) == ("content/articles/two.md", 5, "warning")
    assert found.rule == f"{kind}/spellings"
    assert "“Warm up”" in found.message
    assert "“Warm-up”" in found.message
    assert "content/articles/one.md" in found.hint


def test_two_spellings_in_one_post_are_no_reason_to_look_into_it_again():
    """The editor has it open."""
    uses = [use(name, "one", slug="warm-up") for name in ("Warm-up", "Warm up")]

    (found,) = other_spellings(uses, {"warm-up": "Warm-up"})

    assert "“Warm-up”" in found.hint
    assert "one.md" not in found.hint
