"""`make new` on a terminal, of pages and of translations."""

import pytest

from plugins.editorial import creating
from plugins.editorial.__main__ import main
from plugins.editorial.asking import Questions
from plugins.posts import post
from plugins.posts.model import FrontMatter

VISIT = """---
# how we begin
title: Your first visit
date: 2026-01-02
author: Ola Berg
category: Advice
topics: [Visits, Knees]
aliases: [/old/]
reviewed: 2026-01-05
reviewed_by: Nora Lind
review_every: 3 years
review_notes:
  - Is it right?
image:
  src: door.png
  alt: A door
---
Come in[^1].

[^1]: Or ring.
"""


@pytest.fixture
def site(tmp_path, monkeypatch):
    """A site with an article and two people, in the working folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795435200")
    monkeypatch.delenv("TITLE", raising=False)
    content = tmp_path / "content"
    (content / "articles").mkdir(parents=True)
    (content / "data").mkdir()
    (content / "articles/first-visit.md").write_text(VISIT)
    (content / "data/clinic.yaml").write_text("name: The Clinic\n")
    (content / "data/people.yaml").write_text(
        "- {name: Ola Berg, slug: ola-berg}\n- {name: Nora Lind, slug: nora-lind}\n"
    )
    (tmp_path / "pelicanconf.py").write_text(
        'SITENAME = "Site"\nDEFAULT_LANG = "en"\nSLUGIFY_SOURCE = "basename"\n'
        'PLUGINS = ["plugins.site.plugin"]\n'
        'CLINIC_DATA = "data/clinic.yaml"\nPEOPLE_DATA = "data/people.yaml"\n'
        'ARTICLE_PATHS = ["articles"]\nPAGE_PATHS = ["pages"]\n'
    )
    return content


@pytest.fixture
def answers(monkeypatch):
    """What the editor types on a terminal; an exception is raised in the place of an answer."""
    typed = []

    def read(_prompt):
        answer = typed.pop(0)
        if isinstance(answer, type):
            raise answer
        return answer

    monkeypatch.setattr(creating, "is_terminal", lambda: True)
    monkeypatch.setattr(creating, "Questions", lambda: Questions(read))
    return typed


def front(path):
    found, findings = post.read(path.read_bytes(), path.name, lenient=False)
    assert findings == []
    return found.front


def test_a_terminal_is_asked_for_what_is_missing(site, answers):
    """With the categories, topics and people that there are; a bad title is asked for again."""
    answers += ["", "?", "First visit", "Why we warm up", "advice", "2, 1", "1"]

    assert main(["new"]) == 0

    made = front(site / "articles/why-we-warm-up.md")
    assert (made.category, made.topics, made.authors) == (
        "Advice",
        ["Visits", "Knees"],
        ["Ola Berg"],
    )
    assert made.status == "draft"
    assert answers == []


def test_a_new_topic_may_be_begun(site, answers):
    """After a question; whatever its name has is written as YAML can read it."""
    answers += ["", "knees, Warm-ups: why", "y", ""]

    assert main(["new", "Why we warm up"]) == 0

    assert front(site / "articles/why-we-warm-up.md").topics == ["Knees", "Warm-ups: why"]
    assert answers == []


def test_what_is_given_is_not_asked_for(site, answers):
    """And Enter leaves the rest for later."""
    answers += ["", "", ""]

    assert main(["new", "Why we warm up"]) == 0

    made = front(site / "articles/why-we-warm-up.md")
    assert (made.category, made.topics, made.authors) == (None, [], [])


def test_nobody_is_suggested_who_is_not_in_people_yaml(site, answers, capsys):
    """Nor the author of a post, nor what somebody types; only the clinic itself."""
    text = VISIT.replace("Ola Berg", "A Guest")
    (site / "articles/guest.md").write_text(text.replace("title: Your", "title: A"))
    answers += ["", "", "A Guest", "3"]

    assert main(["new", "Why we warm up"]) == 0

    assert front(site / "articles/why-we-warm-up.md").authors == ["The Clinic"]
    assert "A Guest" not in capsys.readouterr().out.replace("“A Guest” is none", "")


@pytest.mark.parametrize("stop", [EOFError, KeyboardInterrupt])
@pytest.mark.parametrize("after", [[], [""], ["", "Why we warm up"], ["", "Why we warm up", "1"]])
def test_who_stops_leaves_nothing_behind(site, answers, capsys, stop, after):
    """At any question."""
    answers += [*after, stop]
    before = sorted(site.rglob("*"))

    assert main(["new"]) == 130

    assert sorted(site.rglob("*")) == before
    assert "Nothing was written" in capsys.readouterr().err


def test_a_page_has_no_date(site, answers):
    """Nor categories: nothing else is asked."""
    answers += ["page", "Prices"]

    assert main(["new"]) == 0

    assert front(site / "pages/prices.md") == FrontMatter(title="Prices", status="draft")


def test_a_page_needs_no_terminal(site):
    """As other posts."""
    assert main(["new", "Prices", "--kind", "page"]) == 0
    assert (site / "pages/prices.md").is_file()


@pytest.mark.parametrize("by_answers", [True, False])
def test_a_translation_has_what_both_versions_share(site, answers, monkeypatch, by_answers):
    """Not what is of one version, such as its review and its old addresses."""
    if by_answers:
        answers += ["3", "visit", "first-visit", "en", "norsk", "nb", "Ditt første besøk"]
        words = []
    else:
        monkeypatch.setattr(creating, "is_terminal", lambda: False)
        words = ["Ditt første besøk", "--translates", "first-visit.md", "--lang", "nb"]

    assert main(["new", *words]) == 0

    path = site / "articles/first-visit.nb.md"
    original = front(site / "articles/first-visit.md")
    assert front(path) == original.model_copy(
        update={
            "title": "Ditt første besøk", "slug": "first-visit", "lang": "nb", "translation": True,
            "status": "draft", "aliases": [], "reviewed": None, "reviewed_by": "",
            "review_every": None, "review_notes": [],
        }
    )  # fmt: skip
    text = path.read_text("utf-8")
    assert text.startswith("---\n# how we begin\n")
    assert text.partition("---\nCome")[2] == VISIT.partition("---\nCome")[2]


def test_a_post_with_lines_of_keys_is_translated_too(site):
    """As Pelican's own readers have them."""
    (site / "articles/old.md").write_text(
        "Title: Old\nDate: 2020-01-02\nCategory: Advice\n\nRest.\n"
    )

    assert main(["new", "--translates", "old", "--lang", "pt-BR"]) == 0

    made = front(site / "articles/old.pt-br.md")
    assert (made.title, made.slug, made.lang, made.category) == ("Old", "old", "pt-BR", "Advice")
    assert (made.status, made.translation) == ("draft", True)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--translates", "nowhere", "--lang", "nb"], "“nowhere”"),
        (["--translates", "first-visit"], "LANG=nb"),
        (["--translates", "first-visit", "--lang", "en-US"], "first-visit.md is the version"),
        (["--translates", "first-visit", "--lang", "norsk!"], "“norsk!”"),
        (["--kind", "translation"], "TRANSLATES="),
        (["A", "--kind", "artikel"], "“artikel”"),
    ],
)
def test_what_cannot_be_created_is_refused(site, capsys, words, why):
    """With what to write instead, and without a file."""
    before = sorted(site.rglob("*"))

    assert main(["new", *words]) == 2

    assert why in capsys.readouterr().err
    assert sorted(site.rglob("*")) == before


def test_a_translation_is_never_overwritten(site):
    """Also of a file that is no post."""
    (site / "articles/first-visit.nb.md").write_text("mine")

    assert main(["new", "--translates", "first-visit", "--lang", "nb"]) == 2
    assert (site / "articles/first-visit.nb.md").read_text() == "mine"
