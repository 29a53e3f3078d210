"""Where posts could link to each other."""

from datetime import UTC, datetime

import pytest

from plugins.editorial.__main__ import main
from plugins.editorial.link_offers import is_linked, offer, rarity
from plugins.posts.questions import AnySiteContext
from plugins.posts.read_post import to_check
from plugins.related_articles.documents import Document
from tests.publishing.small_site import write

TOP = "---\ntitle: A walk\ndate: 2026-01-01\n---\n"


def document(slug, title, text="", links=()):
    """An article in content/articles/."""
    path, day = f"content/articles/{slug}.md", datetime(2026, 1, 1, tzinfo=UTC)
    return Document(slug, "en-GB", day, title, text, links=links, path=path)


ROLLING = document("rolling", "Foam rolling: what it can do")
# Other words are in so many posts that they say nothing about one.
OTHERS = [document(f"o{number}", "Run and do", "can run") for number in range(20)]


def place(body, target=ROLLING):
    """The line, column and words that are offered in an article with this body."""
    source = document("walk", "A walk", body)
    post = to_check((TOP + body).encode(), AnySiteContext(), source.path)
    found = offer(source, target, post, rarity([source, target, *OTHERS]))
    assert (found.source, found.target) == (source, target)
    return found.line, found.column, found.words


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("Try foam rolling.\n", (5, 5, "foam rolling")),
        ("Foam\n\nrolling, and *Foam Rolling* too", (7, 15, "Foam Rolling")),
        ("Foam first. Then foam\nrolling.", (5, 18, "foam rolling")),
        ("**foam** rolling, *foam rolling*", (5, 20, "foam rolling")),
        ("[foam rolling](a.md) and foam rolling", (5, 26, "foam rolling")),
        ("# Foam rolling\n\n`foam rolling` <!-- foam rolling --> foam", (7, 38, "foam")),
        ("| Foam rolling |\n|---|\n| foam rolling |\n\n![foam rolling](a.png)", (0, 0, "")),
        ("    foam rolling\n\n```\nfoam rolling\n```\n\nhttps://foam.example", (0, 0, "")),
        ("We can do what it can do, and run.", (0, 0, "")),
        ("", (0, 0, "")),
    ],
)
def test_the_best_place(body, found):
    """The longest and rarest words of the title that stand together, where a link may be."""
    assert place(body) == found


def test_a_word_of_many_posts_says_nothing():
    """Unless a second one stands beside it."""
    target = document("runs", "Run slowly")

    assert place("A run.", target) == (0, 0, "")
    assert place("A run, slowly.", target) == (5, 3, "run, slowly")


def test_plurals_and_capitals_are_the_same_words():
    """In English, as for related articles."""
    assert place("Two ANKLE SPRAINS.", document("a", "An ankle sprain")) == (5, 5, "ANKLE SPRAINS")


@pytest.mark.parametrize(
    ("link", "linked"),
    [
        ("{filename}rolling.md#why", True),
        ("{filename}/articles/rolling.md", True),
        ("/articles/rolling/", True),
        ("/articles/rolling#why", True),
        ("https://www.nhs.uk/articles/rolling/", False),
        ("https://example.org/rolling.md", False),
        ("/topics/rolling/", False),
        ("{filename}foam-rolling.md", False),
    ],
)
def test_what_is_linked(link, linked):
    """By the name of the file, or the address."""
    source = document("walk", "A walk", links=(link,))

    assert is_linked(source, ROLLING, "articles/rolling/") is linked


def test_the_command_prints_what_to_write(tmp_path, monkeypatch, capsys):
    """From and to the article, with the file's name as the other one must write it."""
    monkeypatch.chdir(tmp_path)
    settings = ['PATH = "content"', 'ARTICLE_PATHS = ["articles"]', 'DEFAULT_LANG = "en"']
    write(
        tmp_path,
        "pelicanconf.py",
        "\n".join(
            [*settings, 'PLUGINS = ["plugins.site.plugin"]', 'ARTICLE_URL = "articles/{slug}/"']
        ),
    )
    post = "---\ntitle: {}\ndate: 2026-01-0{}\n---\nFoam under a calf. {}\n"
    for number, (name, title, text) in enumerate(
        [
            ("sub/walk", "A long walk", "Try foam rolling."),
            ("rolling", "Foam rolling", "After a long walk, or [a bath](bath.md)."),
            ("bath", "A warm bath", "Water and foam."),
            ("hill", "Up a hill", "Foam."),
            *[(f"o{each}", f"Other {each}", "Foam.") for each in range(4)],
        ],
        1,
    ):
        write(tmp_path, f"content/articles/{name}.md", post.format(title, number, text))

    assert main(["links", "rolling"]) == 0
    assert main(["links", "rollin"]) == main(["links", ""]) == 2

    printed, errors = capsys.readouterr()
    own, others = printed.split("It could be linked from:")
    assert "content/articles/rolling.md:5:28: [long walk](sub/walk.md)" in own
    assert "content/articles/sub/walk.md:5:24: [foam rolling](../rolling.md)" in others
    assert "bath.md)" not in own.split("Related, but")[0]
    assert "Did you mean “rolling”?" in errors
    assert "make links SLUG=" in errors

    for typed in ("rolling.md", "content/articles/rolling.md", "/articles/rolling/"):
        assert main(["links", typed]) == 0
        assert capsys.readouterr().out == printed
    write(tmp_path, "content/articles/torn.md", "Foam, without keys above it.")
    assert main(["links", "torn"]) == 2
    assert "articles/torn.md cannot be read" in capsys.readouterr().err
