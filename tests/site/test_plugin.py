"""The glue to Pelican: which signals a run listens to, and what it leaves behind."""

from types import SimpleNamespace

import pytest
from blinker import Signal
from pelican import readers, signals
from pelican.contents import Category
from pelican.generators import Generator

from plugins.publishing.build import BuildFailedError
from plugins.site import after_reading, plain, plugin
from plugins.site.build import BuildRequest
from plugins.site.readers import FILE_TYPES, PostReader
from tests.publishing.small_site import write
from tests.site.builds import new_build, rules

SIGNALS = {
    "all_generators_finalized", "article_generator_context", "article_generator_finalized",
    "article_generator_init", "article_generator_pretaxonomy", "article_writer_finalized",
    "content_written", "finalized", "generator_init", "get_writer", "page_generator_context",
    "page_generator_finalized", "readers_init", "static_generator_finalized",
}  # fmt: skip


def receivers():
    """What listens to each of Pelican's signals, by the name of the signal."""
    known = {name: each for name, each in vars(signals).items() if isinstance(each, Signal)}
    return {name: list(signal.receivers_for(None)) for name, signal in known.items()}


def listening():
    """The steps that listen to Pelican's signals, by the name of the signal."""
    owners = {
        name: [getattr(getattr(each, "func", each), "__self__", None) for each in found]
        for name, found in receivers().items()
    }
    steps = {
        name: [owner for owner in found if isinstance(owner, plugin.BuildSteps)]
        for name, found in owners.items()
    }
    return {name: found for name, found in steps.items() if found}


@pytest.fixture
def build(tmp_path, monkeypatch):
    """A build of a folder with a clinic."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path, "content/data/clinic.yaml", "name: Fjord Clinic\n")
    return new_build(tmp_path)


@pytest.fixture
def pelican(monkeypatch):
    """A Pelican whose builds are made up; whatever still listens afterwards is disconnected."""

    def start(settings, request, _others):
        return SimpleNamespace(settings=settings, request=request)

    monkeypatch.setattr(plugin, "start", start)
    yield SimpleNamespace(settings={})
    for steps in list(plugin._running):
        steps.disconnect()


def test_a_run_listens_until_it_is_finished(pelican, monkeypatch):
    """Pelican's signals are those of the whole process."""
    finished = []
    monkeypatch.setattr(after_reading.finish, "finish", finished.append)
    assert listening() == {}

    generator = plugin.begin(pelican)
    heard = listening()
    signals.finalized.send(pelican)

    assert set(heard) == SIGNALS
    assert issubclass(generator, Generator)
    assert finished == [generator.build]
    assert listening() == {}


def test_a_run_that_fails_in_its_last_step_does_not_listen_any_more(pelican, monkeypatch):
    """The preview goes on after it."""

    def fail(_build):
        raise BuildFailedError

    monkeypatch.setattr(after_reading.finish, "finish", fail)
    plugin.begin(pelican)

    with pytest.raises(BuildFailedError):
        signals.finalized.send(pelican)

    assert listening() == {}


def test_the_next_run_ends_one_that_was_interrupted(pelican):
    """Only one at a time listens."""
    plugin.begin(pelican)
    second = plugin.begin(pelican)

    assert {name: len(steps) for name, steps in listening().items()} == dict.fromkeys(SIGNALS, 1)
    assert all(steps.build is second.build for found in listening().values() for steps in found)


def test_each_run_has_a_request_of_its_own_unless_it_is_given_one(pelican):
    """A program that runs Pelican gives none; findings of one run are not those of the next."""
    first, second = plugin.begin(pelican).build.request, plugin.begin(pelican).build.request
    pelican.build_request = BuildRequest(preview=True)

    assert first is not second
    assert (first.preview, first.lenient) == (False, False)
    assert plugin.begin(pelican).build.request is pelican.build_request


def test_an_article_without_a_date_is_left_out_with_a_finding(build):
    """Pelican would skip it without a word; posts that are left out need none."""
    steps = plugin.BuildSteps(build)
    dated, skipped = {"date": 1}, {"status": "skip"}
    undated = {"source_file": "content/articles/a.md", "field_lines": {"slug": 3, "title": 2}}

    for metadata in (dated, skipped, undated):
        steps.require_date(None, metadata)

    assert dated == {"date": 1}
    assert undated["status"] == "skip"
    (found,) = build.request.findings.all
    assert (found.path, found.line) == ("content/articles/a.md", 2)


@pytest.mark.parametrize("name", ["feeds/feed.json", None])
def test_the_json_feed_has_translations_in_the_sites_order(build, name):
    """As Pelican's feeds of all articles; it is off by default."""
    rows = [
        SimpleNamespace(
            date=build.now.replace(year=year), slug="a", lang="en", translations=[], metadata={}
        )
        for year in (2001, 2003, 2002)
    ]
    rows[0].translations.append(rows[1])
    steps, asked = after_reading.StepsAfterReading(build), []
    steps.context = {"FEED_ALL_JSON": name}
    writer = SimpleNamespace(write_feed=lambda *given, **named: asked.append((*given, named)))

    steps.write_more_feeds(SimpleNamespace(articles=[rows[0], rows[2]]), writer)

    every = [rows[1], rows[2], rows[0]]
    assert asked == ([(every, steps.context, name, {"feed_type": "json"})] if name else [])


def test_variables_that_are_known_once_articles_are_read(build):
    """The topics, and the search if there is one; the articles are joined."""
    asked = []
    article = SimpleNamespace(
        title="Sleep", slug="sleep", save_as="sleep.html", lang="en-gb", plain_text="Nights.",
        search_words=(),
        headings=(), tags=[], category=Category("Advice", build.settings), authors=[], credit="",
        clinics=[], preview_mark="", source_file="a.md", field_lines={}, picture=None,
        get_url_setting=asked.append,
    )  # fmt: skip
    others = ("hidden_articles", "drafts", "hidden_translations", "drafts_translations")
    steps = after_reading.StepsAfterReading(build)
    generator = SimpleNamespace(
        articles=[article], translations=[], tags={}, context={}, env="an environment",
        **dict.fromkeys(others, ()),
    )  # fmt: skip

    with build.request.cleanup:
        steps.join_articles(generator)

    assert generator.context == {"topics": [], "topic_introductions": {}, "search_url": "search/"}
    assert (steps.environment, steps.context) == ("an environment", generator.context)
    assert article.social_card is None
    assert [article.get_url_setting("url") for _ in range(2)] == [None, None]
    assert asked == ["url"]


def test_a_static_file_that_is_refused_is_a_finding(build, tmp_path):
    """The copied ones are kept for the check of double paths."""
    write(tmp_path, "content/data/notes.txt", "private")
    refused = SimpleNamespace(get_relative_source_path=lambda: "data/notes.txt")
    generator = SimpleNamespace(staticfiles=[refused], context={"static_content": {}})

    after_reading.StepsAfterReading(build).contain_static_files(generator)

    assert rules(build) == ["static-files/refused"]
    assert build.request.outputs.copied is generator.staticfiles == []


def test_all_file_types_of_posts_are_read_by_the_build(build):
    """In place of Pelican's own readers; those of other types stay."""
    known = SimpleNamespace(reader_classes={"rst": "Pelican's", "txt": "another plugin's"})

    plugin.BuildSteps(build).use_reader(known)

    (bound,) = {known.reader_classes[kind] for kind in FILE_TYPES}
    assert issubclass(bound, PostReader)
    assert bound.build is build
    assert known.reader_classes["txt"] == "another plugin's"
    assert set(FILE_TYPES) == {"md", "markdown", "mkd", "mdown", "rst", "html", "htm"}


def test_pelicans_search_for_images_without_alternative_text_is_off(build, monkeypatch):
    """It takes cubic time; `article_body` reports such images."""
    searched = []
    monkeypatch.setattr(readers, "find_empty_alt", lambda *given: searched.append(given))

    plugin.BuildSteps(build).use_reader(SimpleNamespace(reader_classes={}))
    readers.find_empty_alt("<img>", "a.md")

    assert searched == []


def test_the_plugin_connects_to_pelican():
    """Before the first run and at the start of each; what follows is connected by the run."""
    before = receivers()
    plugin.register()
    try:
        after = receivers()
    finally:
        signals.get_generators.disconnect(plugin.begin)
        signals.initialized.disconnect(plain.take_over)

    added = {name: set(after[name]) - set(before[name]) for name in after}
    assert {name: found for name, found in added.items() if found} == {
        "get_generators": {plugin.begin},
        "initialized": {plain.take_over},
    }
