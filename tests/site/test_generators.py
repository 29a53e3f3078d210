"""What replaces parts of Pelican's generators: each result is compared with that of Pelican."""

import random
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from pelican import generators as pelicans
from pelican.contents import Article, Content
from pelican.generators import ArticlesGenerator
from pelican.settings import DEFAULT_CONFIG
from pelican.utils import process_translations

from plugins.article_body import intrasite
from plugins.site import generators

PERIODS = {
    f"{period}_ARCHIVE_{key}": pattern
    for period, pattern in (("YEAR", "{date:%Y}"), ("MONTH", "{date:%Y/%m}"), ("DAY", ""))
    for key in ("URL", "SAVE_AS")
}


class Post(SimpleNamespace):
    """A post that is equal to itself alone, as Pelican's are."""

    __eq__ = object.__eq__
    __hash__ = object.__hash__


def make_posts(seed, number=60):
    """Posts of three years; some have translations, or the slug of another one by mistake."""
    chance = random.Random(seed)
    return [
        Post(
            slug=f"post-{chance.randrange(number * 3 // 4)}",
            lang=(lang := chance.choice(["en", "en", "de"])),
            in_default_lang=lang == "en",
            metadata={"translation": chance.choice(["true", "False", "false"])},
            date=datetime(2024, 1, 1, tzinfo=UTC) + timedelta(days=chance.randrange(1000)),
            source_path=f"{index}.md",
            translations=["of an earlier call"],
        )
        for index in range(number)
    ]


def new_generator(kind=ArticlesGenerator):
    """A generator without its site."""
    made = kind.__new__(kind)
    made.get_template = lambda name: f"the template {name}"
    made.context = {"SITENAME": "A"}
    return made


def new_faster_generator():
    """The same, with what replaces its methods."""
    made = new_generator()
    generators.speed_up(made)
    return made


@pytest.fixture(autouse=True)
def pelicans_functions(monkeypatch):
    """They are as before after each test."""
    monkeypatch.setattr(pelicans, "process_translations", process_translations)
    for name in ("get_relative_source_path", "get_static_links", "_update_content"):
        monkeypatch.setattr(Content, name, getattr(Content, name))


@pytest.fixture
def logged(monkeypatch):
    """Pelican's warnings about translations."""
    found = []
    monkeypatch.setattr("pelican.utils.logger.warning", lambda *given: found.append(given))
    return found


@pytest.mark.parametrize("names", ["slug", ["slug", "lang"], {"slug"}, None, "", ()])
@pytest.mark.parametrize("seed", range(5))
def test_translations_are_those_that_pelican_finds(names, seed, logged):
    """With the same warnings, order and attributes; `posts` is sorted too."""
    posts, others = make_posts(seed), make_posts(seed)

    found = generators.find_translations(posts, names)
    ours = list(logged)
    logged.clear()
    expected = process_translations(others, names)

    for mine, pelican in ((found[0], expected[0]), (found[1], expected[1]), (posts, others)):
        assert [post.source_path for post in mine] == [post.source_path for post in pelican]
    assert [[other.source_path for other in post.translations if names] for post in posts] == [
        [other.source_path for other in post.translations if names] for post in others
    ]
    assert ours == logged
    assert bool(logged) is (names in ("slug", {"slug"}) or names == ["slug", "lang"])


def test_no_posts_have_no_translations():
    """A site may have no pages."""
    assert generators.find_translations([], "slug") == ([], [])


@pytest.mark.parametrize(
    ("names", "error"), [("nothing", AttributeError), (5, TypeError), (["slug", 5], TypeError)]
)
def test_a_wrong_setting_is_reported_by_pelican(names, error):
    """In its own words."""
    with pytest.raises(error) as ours:
        generators.find_translations(make_posts(1), names)
    with pytest.raises(error) as expected:
        process_translations(make_posts(1), names)

    assert str(ours.value) == str(expected.value)


@pytest.mark.parametrize("seed", range(5))
def test_periods_have_the_articles_that_pelican_finds(seed):
    """The two lists of a period have the orders of the two lists of the site."""
    articles = make_posts(seed)
    by_date = sorted(articles, key=lambda article: article.date)

    found = new_faster_generator()._build_period_archives(by_date, articles, PERIODS)

    assert found == new_generator()._build_period_archives(by_date, articles, PERIODS)
    assert set(found) == {"year", "month"}
    assert found["year"][0]["dates"] != found["year"][0]["articles"]


def groups(articles, chance):
    """Topics with articles in any order, twice, or in no list of the site."""
    made = {name: chance.sample(articles, 7) for name in ("sleep", "warmth")}
    made["sleep"] += made["sleep"][:2] + make_posts(9)[:1]
    group = {"save_as": "x/index.html", "url": "x/", "page_name": "x/index"}
    return [(Post(name=name, slug=name, **group), found) for name, found in made.items()]


@pytest.mark.parametrize("method", ["generate_tags", "generate_categories", "generate_authors"])
def test_lists_get_what_pelican_gives_them(method):
    """The same lists in the same order, with all other variables."""
    chance = random.Random(method)
    articles = make_posts(3)
    by_date = sorted(articles, key=lambda article: article.date)
    listed = groups(articles, chance)
    written = []
    for generator in (new_generator(), new_faster_generator()):
        generator.articles, generator.dates = articles, by_date
        generator.tags, generator.categories, generator.authors = dict(listed), listed, listed
        calls = []
        getattr(generator, method)(
            lambda *given, calls=calls, **named: calls.append((given, named))
        )
        written.append(calls)
        assert generator.dates is by_date

    expected, found = written
    assert found == expected
    assert len(found) == 2
    assert all(len(named["dates"]) == 7 for _, named in found)
    assert all(named["articles"] is listed[at][1] for at, (_, named) in enumerate(found))


def test_the_articles_by_date_are_kept_if_a_page_fails():
    """Another plugin may go on with them."""
    generator, by_date = new_faster_generator(), make_posts(1)
    generator.articles, generator.dates, generator.tags = by_date, by_date, defaultdict(list)
    generator.tags[Post(save_as="", url="", page_name="")].append(by_date[0])

    def fail(*_given, **_named):
        raise OSError("full")

    with pytest.raises(OSError, match="full"):
        generator.generate_tags(fail)

    assert generator.dates is by_date


def test_what_another_plugin_has_replaced_stays(monkeypatch):
    """It may do more; what it has not replaced is ours."""

    class OtherGenerator(ArticlesGenerator):
        def generate_tags(self, write):
            """Write nothing."""

    def update_content(_content, html, _siteurl):
        return html.upper()

    monkeypatch.setattr(Content, "_update_content", update_content)
    generator = new_generator(OtherGenerator)
    before = set(vars(generator))
    generators.speed_up(generator)

    assert set(vars(generator)) - before == {
        "_build_period_archives", "generate_categories", "generate_authors"
    }  # fmt: skip
    assert Content._update_content is update_content


def test_pelican_finds_translations_by_our_function():
    """Those of articles and of pages, in every run."""
    new_faster_generator()
    new_faster_generator()

    assert pelicans.process_translations is generators.find_translations


def test_relative_paths_of_sources_are_those_of_pelican():
    """Also of a file that is not the post's own, of a post that moves, and of another site."""
    paths = ["/site/content/a.md", "/site/content/b/../c.md", "d/e.md", "/other/f.md", "", None]
    contents = [
        SimpleNamespace(settings={"PATH": folder}, source_path=path)
        for folder in ("/site/content", "/site/content/b")
        for path in paths
    ]
    given = [(content, path) for content in contents for path in paths]
    pelicans_own = Content.get_relative_source_path
    expected = [pelicans_own(content, path) for content, path in given]

    new_faster_generator()

    assert Content.get_relative_source_path is not pelicans_own
    for _ in range(2):
        assert [Content.get_relative_source_path(*each) for each in given] == expected
    contents[0].source_path = "/site/content/moved.md"
    assert Content.get_relative_source_path(contents[0]) == "moved.md"


LINKS = [
    '<p>Words</p><a href="/articles/sleep/">a</a><img src="/images/a.png">',
    '<a href="{static}/notes.pdf">a</a> <a class="b" href="{attach}dot.png">b</a>',
    '<a href="{tag}Back pain">a</a> <a title=" href=&quot;{tag}a" href="{filename}other.md">b</a>',
    '<p> href="{tag}Words"</p><a href="{nothing}a">a</a>',
    '<a href="|tag|Words">a</a>',
    "",
    None,
]


@pytest.mark.parametrize("pattern", [intrasite.PATTERN, DEFAULT_CONFIG["INTRASITE_LINK_REGEX"]])
@pytest.mark.parametrize("html", LINKS)
def test_links_are_those_that_pelican_finds(html, pattern, monkeypatch):
    """With our pattern for them and with that of another site."""
    monkeypatch.setattr("pelican.contents.logger.warning", lambda *_given, **_named: None)
    settings = DEFAULT_CONFIG | {"PATH": "/site/content", "INTRASITE_LINK_REGEX": pattern}
    context = {"generated_content": {}, "static_content": {}}
    article = Article(html, {"title": "A"}, settings, "/site/content/b/c.md", context)

    def links():
        found = article.get_static_links() if html is not None else None
        return found, article._update_content(html, "https://a.example")

    expected = links()
    new_faster_generator()

    assert links() == expected
    assert bool(expected[0]) is ("{static}" in (html or ""))
