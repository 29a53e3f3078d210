"""The queue of pages: what is added, what replaces what, and what is recorded in the end."""

import errno
from pathlib import Path
from types import SimpleNamespace

import pytest
from blinker import Signal
from jinja2 import Environment
from pelican.paginator import PaginationRule, Paginator

from plugins.clinic.directory import Clinic, Directory
from plugins.core.findings import Finding
from plugins.publishing.path_conflicts import OutputPath, same_path
from plugins.site.rendering import PageWriter, WrittenPage
from plugins.site.write_site import write_site
from plugins.site.writing import page_queue
from plugins.site_search.index import FOLDER
from tests.publishing.small_site import write
from tests.site.builds import new_build, rules
from tests.site.views.samples import FakeArticle, FakePage, articles, group, variables
from tests.site_search.samples import NEEDLES

TEMPLATES = {
    "archives.html": "{{ paging.number }}/{{ paging.count }} {{ paging.newer }} {{ paging.older }}"
    "{% for each in years|map(attribute='articles')|sum(start=()) %} {{ each.title }}{% endfor %}",
    "article.html": "{{ article.title }} · {{ sitename }}",
    "broken.html": "line one\n{{ nothing }}",
    "map.html": "A map at {{ path }}",
    "page.html": "{{ page.title }}",
    "period_archives.html": "{{ period|join('-') }}",
    "tag.html": "{{ group.name }} {{ paging.number }} of {{ paging.count }}",
}
POST = OutputPath("content/pages/map.md", 3, "Write another `save_as`, or leave it out.")


@pytest.fixture
def queue_of(tmp_path, monkeypatch):
    """Makes an empty queue for a theme with the templates above; it keeps what was written."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path, "theme/theme.toml", "views = 1\n")
    write(tmp_path, "content/data/clinic.yaml", "name: Fjord Clinic\n")
    for name, text in TEMPLATES.items():
        write(tmp_path, f"theme/templates/{name}", text)

    def _queue_of(*, lenient=False, **settings):
        build = new_build(tmp_path, lenient=lenient, THEME=str(tmp_path / "theme"), **settings)
        build.directory = Directory(Clinic("Fjord Clinic"))
        given = variables(SITEURL="", SITENAME="Fjord Clinic")
        return page_queue(build, given, signal, Environment(autoescape=True))

    def keep(path, context):
        name = Path(path).relative_to(tmp_path / "output").as_posix()
        written.append((name, context))

    written, signal = [], Signal()
    signal.connect(keep, weak=False)
    made = _queue_of
    made.written = written
    return made


@pytest.fixture
def queue(queue_of):
    """An empty queue of a strict build."""
    made = queue_of()
    assert made.build.inputs.theme.views
    return made


def text_of(queue, name):
    """The text of a page of the site; None if it was not written."""
    path = queue.build.site.output / name
    return path.read_text("utf-8") if path.is_file() else None


def given_to_writer(name, template, *, context=None, **others):
    """The arguments of Pelican's Writer.write_file by name, as its signature binds them."""
    file = Path("theme/templates", template).absolute()
    template = SimpleNamespace(name=template, filename=str(file))
    return {"name": name, "template": template, "context": context or {}, **others}


def test_nothing_is_written_before_all_pages_are_known(queue):
    """A later page may replace one that is waiting."""
    queue.add("map/index.html", "map.html", {}, OutputPath())
    assert list(queue.build.site.output.iterdir()) == []

    write_site(queue.build, queue)

    assert text_of(queue, "map/index.html") == "A map at map/"
    assert rules(queue.build) == []


def test_a_page_gets_its_view_and_the_chrome(queue):
    """Of the kind that its variables and its template say."""
    article = FakeArticle("Sleep")

    queue.add("articles/sleep/index.html", "article.html", {"article": article}, OutputPath())
    write_site(queue.build, queue)

    assert text_of(queue, "articles/sleep/index.html") == "Sleep · Fjord Clinic"


def test_pages_are_written_in_the_order_in_which_they_were_added(queue, queue_of):
    """Once: what is added later is written by the next call."""
    names = [f"{number}.html" for number in (3, 1, 2)]
    for name in names:
        queue.add(name, "map.html", {}, OutputPath())

    write_site(queue.build, queue)
    queue.add("late.html", "map.html", {}, OutputPath())
    assert [name for name, _ in queue_of.written] == names
    write_site(queue.build, queue)
    write_site(queue.build, queue)

    assert [name for name, _ in queue_of.written] == [*names, "late.html"]
    assert queue.build.request.progress._counts == {"Writing pages": 4}


def test_an_empty_queue_writes_nothing(queue, queue_of):
    """Nor does it report any progress."""
    write_site(queue.build, queue)

    assert (queue_of.written, queue.build.request.progress._counts) == ([], {})


@pytest.mark.parametrize("indexes", [False, True])
def test_many_pages_are_written_by_several_processes(queue, queue_of, monkeypatch, indexes):
    """The result is the same, in the same order; one of them may make the search index first."""
    monkeypatch.setattr("plugins.site.write_site.cores", lambda: 2)
    queue.build.search_records = [NEEDLES] if indexes else []
    names = [f"{number}/index.html" for number in range(130)]
    for name in names:
        queue.add(name, "map.html", {}, OutputPath())

    write_site(queue.build, queue)

    assert [name for name, _ in queue_of.written] == names
    assert [text_of(queue, name) for name in names] == [
        f"A map at {number}/" for number in range(130)
    ]
    assert (queue.build.site.output / FOLDER).exists() is indexes


def test_each_written_page_is_reported_with_its_variables(queue, queue_of):
    """Those of its own, those of all templates, and its path; other plugins read them."""
    page = FakePage()

    queue.add("about/index.html", "page.html", {"page": page, "SITENAME": "Own"}, OutputPath())
    write_site(queue.build, queue)

    ((name, found),) = queue_of.written
    assert name == "about/index.html"
    assert (found["page"], found["output_file"], found["SITEURL"]) == (page, name, "")
    assert found["SITENAME"] == "Own"


def test_no_page_is_reported_before_all_are_written(queue):
    """Else what another plugin changes then would be in some pages, by the number of cores."""
    there = []
    queue.content_written.connect(
        lambda _path, **_: there.append([text_of(queue, name) for name in ("a.html", "b.html")]),
        weak=False,
    )
    for name in ("a.html", "b.html"):
        queue.add(name, "map.html", {}, OutputPath())

    write_site(queue.build, queue)

    assert there == [["A map at a.html", "A map at b.html"]] * 2


def test_an_error_in_a_template_is_recorded_for_its_page(queue, queue_of):
    """With the template's line; the other pages are written, and the broken one is not reported."""
    queue.add("a.html", "map.html", {}, OutputPath())
    queue.add("b.html", "broken.html", {}, OutputPath())
    queue.add("c.html", "map.html", {}, OutputPath())

    write_site(queue.build, queue)

    assert queue.build.request.outputs.errors == {
        "b.html": Finding(
            "theme/templates/broken.html", 2, "error", "theme/template-error",
            "UndefinedError: 'nothing' is undefined", "Seen while writing b.html.",
        )
    }  # fmt: skip
    assert [name for name, _ in queue_of.written] == ["a.html", "c.html"]
    assert text_of(queue, "b.html") is None


def test_a_missing_template_is_recorded_for_its_page(queue):
    """It may be one that a post names."""
    queue.add("a.html", "none.html", {}, OutputPath())

    write_site(queue.build, queue)

    found = queue.build.request.outputs.errors["a.html"]
    assert (found.rule, found.message) == (
        "theme/template-error",
        "There is no template “none.html”.",
    )


def test_a_post_replaces_a_generated_page(queue_of):
    """By `save_as`, in a lenient build, with a warning."""
    queue = queue_of(lenient=True)

    queue.add("map/index.html", "map.html", {}, OutputPath())
    queue.add("map/index.html", "page.html", {"page": FakePage()}, POST, override=True)
    write_site(queue.build, queue)

    assert text_of(queue, "map/index.html") == "About"
    assert [name for name, _ in queue_of.written] == ["map/index.html"]
    (found,) = queue.build.request.findings.all
    assert (found.path, found.severity, found.rule) == (POST.path, "warning", "addresses/double")


def test_a_generated_page_does_not_replace_a_post(queue_of):
    """Whichever of them is added first."""
    queue = queue_of(lenient=True)

    queue.add("map/index.html", "page.html", {"page": FakePage()}, POST, override=True)
    queue.add("map/index.html", "map.html", {}, OutputPath())
    write_site(queue.build, queue)

    assert text_of(queue, "map/index.html") == "About"
    assert [name for name, _ in queue_of.written] == ["map/index.html"]
    assert [found.severity for found in queue.build.request.findings.all] == ["warning"]


def test_two_generated_pages_with_one_path_are_an_error(queue_of):
    """In a lenient build, too; only the first is written."""
    queue, first, second = queue_of(lenient=True), OutputPath(), OutputPath()

    queue.add("x.html", "map.html", {}, first)
    queue.add("x.html", "broken.html", {}, second)
    write_site(queue.build, queue)

    assert queue.build.request.findings.all == [same_path("x.html", first, second)]
    assert text_of(queue, "x.html") == "A map at x.html"
    assert queue.build.request.outputs.errors == {}


@pytest.mark.parametrize("other", ["a//b.html", "./a/b.html", "a/./b.html"])
def test_a_path_is_compared_as_the_file_system_does(queue, other):
    """Two spellings of one path are in conflict; the page has the plain one."""
    queue.add(other, "map.html", {}, OutputPath())
    queue.add("a/b.html", "map.html", {}, OutputPath())
    write_site(queue.build, queue)

    assert rules(queue.build) == ["addresses/double"]
    assert text_of(queue, "a/b.html") == "A map at a/b.html"
    assert list(queue.build.request.outputs.paths) == ["a/b.html"]


@pytest.mark.parametrize("file_first", [True, False])
def test_a_file_where_another_page_needs_a_folder_is_reported(queue, file_first):
    """At the second of the two posts, whichever of them is written first."""
    pages = [
        ("q.html", OutputPath("content/a.md", 3, "Move it.")),
        ("q.html/p.html", OutputPath("content/b.md", 4, "Move it.")),
    ]
    for name, output in pages if file_first else pages[::-1]:
        queue.add(name, "map.html", {}, output)

    write_site(queue.build, queue)

    (found,) = queue.build.request.outputs.errors.values()
    assert (found.path, found.line, found.rule) == (
        "content/b.md",
        4,
        "addresses/file-and-folder",
    )


def test_a_page_that_cannot_be_written_is_reported(queue):
    """At its post; the others are written."""
    queue.add("x" * 300 + ".html", "map.html", {}, POST)
    queue.add("a.html", "map.html", {}, OutputPath())

    write_site(queue.build, queue)

    (found,) = queue.build.request.outputs.errors.values()
    assert (found.path, found.line, found.rule) == (POST.path, 3, "addresses/unwritable")
    assert text_of(queue, "a.html") == "A map at a.html"


def test_a_disk_that_fails_ends_the_build(queue, monkeypatch):
    """It is no error of a page."""
    full = OSError(errno.ENOSPC, "No space left on device")
    monkeypatch.setattr(
        PageWriter, "write", lambda _self, view: WrittenPage(view.output_file, full)
    )
    queue.add("a.html", "map.html", {}, OutputPath())

    with pytest.raises(OSError, match="No space left"):
        write_site(queue.build, queue)


def test_an_error_of_another_plugin_is_recorded_for_its_page(queue):
    """Which is asked about each written page; the others are still written."""

    def fail(path, **_given):
        if path.endswith("a.html"):
            raise ValueError("odd")
        seen.append(Path(path).name)

    seen = []
    queue.content_written = Signal()
    queue.content_written.connect(fail)
    queue.add("a.html", "map.html", {}, OutputPath())
    queue.add("b.html", "map.html", {}, OutputPath())

    write_site(queue.build, queue)

    assert queue.build.request.outputs.errors["a.html"].message == "ValueError: odd"
    assert seen == ["b.html"]


def paginated(queue, count, *, most=2, name="articles/index.html", url="articles/", **others):
    """Add the list of all articles as Pelican does."""
    queue.build.settings["PAGINATED_TEMPLATES"] = {"archives": most, "tag": None}
    given = given_to_writer(
        name,
        "archives.html",
        template_name="archives",
        url=url,
        kwargs={"articles": articles(count), "dates": []},
        **others,
    )
    queue.add_all(given, Paginator, OutputPath())
    write_site(queue.build, queue)


def test_a_long_list_has_several_pages(queue):
    """At the paths of PAGINATION_PATTERNS, each with the paths of those beside it."""
    paginated(queue, 5)

    second, third = "articles/page/2/", "articles/page/3/"
    assert text_of(queue, "articles/index.html") == f"1/3  {second} Article 4 Article 3"
    assert text_of(queue, f"{second}index.html") == f"2/3 articles/ {third} Article 2 Article 1"
    assert text_of(queue, f"{third}index.html") == f"3/3 {second}  Article 0"
    assert rules(queue.build) == []


@pytest.mark.parametrize("count", [0, 1, 2])
def test_a_short_list_has_one_page(queue, queue_of, count):
    """Even if it is empty."""
    paginated(queue, count)

    assert [name for name, _ in queue_of.written] == ["articles/index.html"]
    assert text_of(queue, "articles/index.html").startswith("1/1  ")


def test_the_last_page_may_take_a_few_articles_more(queue_of):
    """As in Pelican: DEFAULT_ORPHANS says how many."""
    paginated(queue_of(DEFAULT_ORPHANS=1), 5)

    assert [name for name, _ in queue_of.written] == [
        "articles/index.html",
        "articles/page/2/index.html",
    ]


def test_each_page_of_a_list_has_pelicans_variables(queue, queue_of):
    """Under Pelican's names, for other plugins."""
    paginated(queue, 5)

    found = [given for _, given in queue_of.written]
    assert [given["articles_page"].number for given in found] == [1, 2, 3]
    assert [given["articles_paginator"].num_pages for given in found] == [3, 3, 3]
    newer = [given["articles_previous_page"] for given in found]
    older = [given["articles_next_page"] for given in found]
    assert [page and page.number for page in newer] == [None, 1, 2]
    assert [page and page.number for page in older] == [2, 3, None]
    assert {len(given["articles"]) for given in found} == {5}


def test_pages_of_a_list_with_one_path_are_an_error(queue_of):
    """Its second page would otherwise replace the first."""
    queue = queue_of(PAGINATION_PATTERNS=[PaginationRule(1, "{url}", "{save_as}")])

    paginated(queue, 3)

    assert rules(queue.build) == ["addresses/double"]
    assert text_of(queue, "articles/index.html").startswith("1/2 ")


def test_a_list_may_have_as_many_articles_as_pelicans_default(queue_of):
    """If PAGINATED_TEMPLATES names no number for it."""
    queue = queue_of(DEFAULT_PAGINATION=3)

    queue.build.settings["PAGINATED_TEMPLATES"] = {"tag": None}
    given = given_to_writer(
        "topics/sleep/index.html",
        "tag.html",
        template_name="tag",
        url="topics/sleep/",
        kwargs={"tag": group("Sleep"), "articles": articles(4)},
    )
    queue.add_all(given, Paginator, OutputPath())
    write_site(queue.build, queue)

    assert text_of(queue, "topics/sleep/index.html") == "Sleep 1 of 2"
    assert text_of(queue, "topics/sleep/page/2/index.html") == "Sleep 2 of 2"


@pytest.mark.parametrize("template_name", [None, "archives"])
def test_a_template_that_is_not_paginated_has_one_page(queue, template_name):
    """Nor has a page without articles."""
    kwargs = {"articles": articles(3)} if template_name is None else {"dates": []}
    queue.build.settings["PAGINATED_TEMPLATES"] = {"archives": 1}

    given = given_to_writer("x.html", "map.html", template_name=template_name, kwargs=kwargs)
    queue.add_all(given, Paginator, OutputPath())
    write_site(queue.build, queue)

    assert list(queue.build.request.outputs.paths) == ["x.html"]


def test_a_periods_page_gets_its_period(queue, queue_of):
    """Pelican has it in the context of these pages alone; what it was given stays as it is."""
    kwargs, context = {"articles": articles(1)}, {"period_num": (2020, 3)}

    given = given_to_writer("2020/03.html", "period_archives.html", context=context, kwargs=kwargs)
    queue.add_all(given, Paginator, OutputPath())
    write_site(queue.build, queue)

    assert text_of(queue, "2020/03.html") == "2020-3"
    assert queue_of.written[0][1]["period_num"] == (2020, 3)
    assert list(kwargs) == ["articles"]


def test_a_page_may_have_no_variables_of_its_own(queue):
    """As those of Pelican's TEMPLATE_PAGES, which override others."""
    output = OutputPath()

    given = given_to_writer("map/index.html", "map.html", override_output=True)
    queue.add_all(given, Paginator, output)
    write_site(queue.build, queue)

    assert text_of(queue, "map/index.html") == "A map at map/"
    assert queue.build.request.outputs.overriding == {"map/index.html"}


def test_a_feeds_template_gets_the_values_of_the_article(queue):
    """And its language."""
    found = queue.of_feed(FakeArticle("Schlaf", lang="de"))

    assert (found["article"].title, found["article"].lang) == ("Schlaf", "de")
    assert (sorted(found), found["lang"]) == (["article", "lang"], "de")
