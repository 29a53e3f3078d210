"""Running Pelican for a build: what it gets, and what stops it."""

import logging
from contextlib import nullcontext

import pytest

from plugins.core.findings import Finding, Findings
from plugins.publishing import log_gate
from plugins.publishing.build import BuildFailedError
from plugins.publishing.build_options import BuildOptions, BuildOptionsError
from plugins.site import pelican_settings, run
from tests.conftest import SITEURL
from tests.publishing.small_site import write

ODD = Finding("", 0, "warning", "x/y", "Odd.")


SITE = "what has been built"


class FakePelican:
    """Does what a test wants when it is run."""

    build_request = None

    def __init__(self, do=lambda _request: None):
        self.do = do
        self.runs = []

    def new(self, settings):
        """Stands for `pelican_settings.new_pelican`; remembers what it is given."""
        self.settings = settings
        return self

    def run(self):
        """Count the run."""
        self.runs.append(self.build_request)
        self.build_request.built.append(SITE)
        self.do(self.build_request)


@pytest.fixture
def gate(monkeypatch):
    """How the log was to be watched; the log of the tests is not changed."""
    asked = []
    monkeypatch.setattr(log_gate, "install", lambda *given, **named: asked.append((given, named)))
    return asked


@pytest.fixture
def build(tmp_path, monkeypatch, gate):
    """Runs a fake Pelican with some options; returns the findings."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SITEURL", SITEURL)
    write(tmp_path, "content/a.md", "a")
    settings = f"PLUGINS = ['plugins.site.plugin']\nOWN = 'of the file'\nSITEURL = {SITEURL!r}\n"
    write(tmp_path, "conf.py", settings)

    def _build(pelican, mode="html", lenient=False, findings=(), options=()):
        monkeypatch.setattr(pelican_settings, "new_pelican", pelican.new)
        kept = Findings()
        kept.extend(findings)
        content, output, settings = (tmp_path / name for name in ("content", "output", "conf.py"))
        wanted = BuildOptions(mode, content, output, settings, lenient, None, tuple(options))
        assert run.run_pelican(wanted, tmp_path / "staging", kept) == SITE
        assert gate[-1][0] == (kept, content)
        return kept

    return _build


@pytest.mark.parametrize(
    ("mode", "lenient", "preview", "publish"),
    [
        ("preview", False, True, False),
        ("html", False, False, False),
        ("publish", True, False, True),
    ],
)
def test_the_request_has_the_options_of_the_build(build, mode, lenient, preview, publish):
    """With the collector of findings, which the caller reads."""
    pelican = FakePelican()

    kept = build(pelican, mode, lenient)

    (request,) = pelican.runs
    assert (request.preview, request.lenient, request.publish) == (preview, lenient, publish)
    assert request.findings is kept


def test_pelican_writes_into_the_folder_of_the_build(build, tmp_path):
    """Whatever PELICANOPTS has."""
    pelican = FakePelican()

    build(pelican, options=["-e", 'OUTPUT_PATH="elsewhere"', 'SITENAME="A"'])

    settings = pelican.settings
    assert settings["OUTPUT_PATH"] == str(tmp_path / "staging")
    assert settings["PATH"] == str(tmp_path / "content")
    assert settings["SITENAME"] == "A"
    assert settings["OWN"] == "of the file"


@pytest.mark.parametrize(
    ("options", "verbosity", "fatal"),
    [
        ([], logging.WARNING, False),
        (["-D"], logging.DEBUG, False),
        (["--fatal", "errors"], logging.WARNING, False),
        (["--fatal", "warnings"], logging.WARNING, True),
    ],
)
def test_the_log_is_watched_as_asked(build, gate, options, verbosity, fatal):
    """Before Pelican begins."""
    build(FakePelican(), options=options)

    assert gate[-1][1] == {"verbosity": verbosity, "fatal_warnings": fatal}


@pytest.mark.parametrize("error", [None, KeyboardInterrupt(), BuildFailedError()])
def test_what_runs_beside_the_build_ends_with_it(build, error):
    """Also when it is interrupted: the folder that it writes to is removed next."""
    ended = []

    def run(request):
        request.cleanup.callback(ended.append, "index")
        assert ended == []
        if error:
            raise error

    with pytest.raises(type(error)) if error else nullcontext():
        build(FakePelican(run))

    assert ended == ["index"]


def test_errors_in_the_log_stop_a_build_before_it_runs(build):
    """A plugin that cannot be imported; an earlier error of another kind does not."""
    pelican = FakePelican()
    build(pelican, findings=[Finding("", 0, "error", "x/y", "Wrong.")])
    assert len(pelican.runs) == 1

    with pytest.raises(BuildFailedError):
        build(pelican, findings=[Finding("", 0, "error", "log/error", "Wrong.")])

    assert len(pelican.runs) == 1


@pytest.mark.parametrize(
    ("options", "added"), [((), []), (("--fatal", "warnings"), ["build/warnings"])]
)
def test_warnings_may_be_fatal(build, options, added):
    """If PELICANOPTS says so; the build is complete by then."""
    found = build(FakePelican(lambda request: request.findings.add(ODD)), options=options)

    assert [finding.rule for finding in found.errors] == added


def test_without_warnings_nothing_is_fatal(build):
    """The option alone is no error."""
    assert build(FakePelican(), options=["--fatal", "warnings"]).all == []


def test_a_site_that_has_not_changed_is_not_built(build, monkeypatch):
    """Its findings count as those of a build."""
    pelican, times = FakePelican(), []

    def unchanged(cache, now, findings):
        times.append(now)
        findings.add(ODD)
        assert cache.inputs
        return SITE

    monkeypatch.setattr(run, "unchanged_site", unchanged)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")

    found = build(pelican, options=["--fatal", "warnings"])

    assert pelican.runs == []
    assert times == [1_700_000_000]
    assert [finding.rule for finding in found.errors] == ["build/warnings"]


def test_the_cache_is_that_of_the_folder_that_is_replaced(build, tmp_path):
    """It stands for the options of the build too, and is open while Pelican runs."""
    known = []
    for mode, lenient in (("html", False), ("preview", False), ("html", True)):
        pelican = FakePelican(lambda request: known.append(request.cache))
        build(pelican, mode, lenient)

    assert {cache.old for cache in known} == {tmp_path / "output"}
    assert len({cache.inputs for cache in known}) == 3


def test_the_cache_is_closed_when_a_build_fails(build):
    """So that what it has made until then is kept."""
    known = []

    def fail(request):
        known.append(request.cache)
        request.cache.store.put(b"k" * 16, b"value")
        raise BuildFailedError

    with pytest.raises(BuildFailedError):
        build(FakePelican(fail))
    build(FakePelican(lambda request: known.append(request.cache.store.get(b"k" * 16))))

    assert known[1] == b"value"


def test_the_line_of_progress_is_cleared_after_an_error(build, monkeypatch):
    """Before the error is printed."""
    cleared = []

    def fail(request):
        monkeypatch.setattr(request.progress, "done", lambda: cleared.append(1))
        raise BuildFailedError

    with pytest.raises(BuildFailedError):
        build(FakePelican(fail))

    assert cleared == [1]


def test_options_that_bypass_the_build_are_refused_first(build):
    """Nothing is read."""
    pelican = FakePelican()

    with pytest.raises(BuildOptionsError, match="--output: use OUTPUTDIR="):
        build(pelican, options=["-o", "x"])

    assert pelican.runs == []
