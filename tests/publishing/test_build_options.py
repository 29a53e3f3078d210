"""Validation of build options."""

from pathlib import Path

import pytest

from plugins.publishing import build_options
from plugins.publishing.build_options import BuildOptions, BuildOptionsError

SITE = {"SITEURL": "https://www.example.org"}


@pytest.fixture
def folder(tmp_path):
    """A folder with content and settings."""
    (tmp_path / "content").mkdir()
    (tmp_path / "conf.py").touch()
    return tmp_path


def options_for(folder, **changes):
    """Valid options with `changes`."""
    values = {
        "mode": "html",
        "input": folder / "content",
        "output": folder / "output",
        "settings": folder / "conf.py",
    }
    return BuildOptions(**{**values, **changes})


def test_valid_options_pass(folder):
    """Content and settings exist, and the output is next to them."""
    build_options.check(options_for(folder), {})
    build_options.check(options_for(folder, mode="publish"), SITE)


@pytest.mark.parametrize("inside", ["output/cache", "content/cache", "content"])
def test_caches_in_the_site_or_the_content_are_refused(folder, inside):
    """A build would delete them, or read them."""
    build_options.check(options_for(folder), {"CACHEDIR": str(folder / "cache")})

    with pytest.raises(BuildOptionsError, match="CACHEDIR"):
        build_options.check(options_for(folder), {"CACHEDIR": str(folder / inside)})


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"input": "nowhere"}, "There is no folder nowhere: set INPUTDIR"),
        ({"settings": "nowhere.py"}, "There is no settings file nowhere.py: set CONFFILE"),
        ({"output": "content"}, "lies in the content folder"),
        ({"output": "content/site"}, "lies in the content folder"),
        ({"output": "content/../content/a/b"}, "lies in the content folder"),
    ],
)
def test_invalid_folders_are_refused(folder, monkeypatch, changes, words):
    """A missing path is named; the output must not contain anything that a build reads."""
    monkeypatch.chdir(folder)
    changed = {name: Path(value) for name, value in changes.items()}

    with pytest.raises(BuildOptionsError, match=words):
        build_options.check(options_for(folder, **changed), {})


@pytest.mark.parametrize(
    "siteurl",
    [
        "https://example.org",
        "https://example.org/",
        "https://example.org//",
        "http://www.example.org/repo",
        "https://example.org:8443/repo/",
        "https://bücher.example",
        "https://192.0.2.7",
        "https://172.32.0.1",
        "https://[2001:db8::7]",
        "https://localhost.example.org",
        "https://local.example",
        "https://10.example",
        "https://example.org/~me/Größe.v1/",
    ],
)
def test_a_public_siteurl_passes(siteurl):
    """With or without port, path and slash."""
    build_options.check_siteurl(siteurl)


@pytest.mark.parametrize(
    ("siteurl", "words"),
    [
        ("", "SITEURL is not set"),
        ("example.org", "not a web address"),
        ("//example.org", "not a web address"),
        ("ftp://example.org", "not a web address"),
        ("https://", "not a web address"),
        ("https://example.org/?a=b", "not a web address"),
        ("https://example.org/#top", "not a web address"),
        ("https://exa mple.org", "not a web address"),
        ("https://example.org/a\nb", "not a web address"),
        ("https://me:secret@example.org", "not a web address"),
        ("https://[::1", "not a web address"),
        ("https://example.org:port", "not a web address"),
        ("https://example.org:", "not a web address"),
        ("https://example.org:/repo", "not a web address"),
        ("http://localhost", "only this machine"),
        ("http://localhost:8000", "only this machine"),
        ("https://LOCALHOST/", "only this machine"),
        ("https://site.localhost", "only this machine"),
        ("http://127.0.0.1:8000", "only this machine"),
        ("http://0.0.0.0", "only this machine"),
        ("http://[::1]:8000", "only this machine"),
        ("https://LOCALHOST./", "only this machine"),
        ("https://\uff4c\uff4f\uff43\uff41\uff4c\uff48\uff4f\uff53\uff54", "only this machine"),
        ("http://127.1", "only this machine"),
        ("http://127\u30020\u30020\u30021", "only this machine"),
        ("http://2130706433", "only this machine"),
        ("http://0x7f.0.0.1/", "only this machine"),
        ("http://0177.0.0.1", "only this machine"),
        ("http://0/", "only this machine"),
        ("http://[::]", "only this machine"),
        ("http://[::ffff:127.0.0.1]", "only this machine"),
        ("https://clinic", "only its own network"),
        ("https://clinic.", "only its own network"),
        ("https://10.0.0.3", "only its own network"),
        ("https://10.3", "only its own network"),
        ("https://192.168.1.20:8443", "only its own network"),
        ("https://172.31.0.1", "only its own network"),
        ("https://169.254.3.4", "only its own network"),
        ("https://[fd00::7]", "only its own network"),
        ("https://[fe80::7%25eth0]", "only its own network"),
        ("https://clinic.local", "only its own network"),
        ("https://www.Clinic.INTERNAL.", "only its own network"),
        ("https://nas.home.arpa", "only its own network"),
        ("HTTPS://example.org", "capitals"),
        ("https://www.Example.org", "capitals"),
        ("https://example.org/a//b", "path"),
        ("https://example.org/a/../b", "path"),
        ("https://example.org/.", "path"),
        ("https://example.org/.well-known", "path"),
        ("https://example.org/{env.HOME}", "path"),
        ("https://example.org/$host;", "path"),
        ("https://example.org/gr%C3%B6%C3%9Fe", "path"),
        ("https://example.org/a`b", "path"),
    ],
)
def test_any_other_siteurl_is_refused_with_an_example(siteurl, words):
    """The message shows what to type if it is not set, local or no URL."""
    with pytest.raises(BuildOptionsError, match=words) as refused:
        build_options.check_siteurl(siteurl)

    assert "SITEURL=https://www.example.org make publish" in str(refused.value)


def test_only_publishing_needs_siteurl(folder):
    """A local build works without SITEURL."""
    build_options.check(options_for(folder), {})
    with pytest.raises(BuildOptionsError, match="SITEURL is not set"):
        build_options.check(options_for(folder, mode="publish"), {})


@pytest.mark.parametrize("mode", ["preview", "html", "publish"])
def test_an_invalid_source_date_epoch_is_refused(folder, mode):
    """In every mode, with the name of the variable."""
    with pytest.raises(BuildOptionsError, match="SOURCE_DATE_EPOCH is “x”"):
        build_options.check(options_for(folder, mode=mode), {**SITE, "SOURCE_DATE_EPOCH": "x"})


def test_options_are_split_as_a_shell_does():
    """Quotes keep words together; an unclosed quote is refused."""
    assert build_options.split_options("""-q -e SITENAME='"A b"'""") == (
        "-q",
        "-e",
        'SITENAME="A b"',
    )
    assert build_options.split_options("") == ()
    with pytest.raises(BuildOptionsError, match="PELICANOPTS cannot be read"):
        build_options.split_options("-e 'A")


@pytest.mark.parametrize(
    ("parsed", "words"),
    [
        ({"output": "x"}, "--output: use OUTPUTDIR="),
        ({"settings": "x"}, "--settings: use CONFFILE="),
        ({"path": "x"}, "a content folder: use INPUTDIR="),
        ({"autoreload": True}, "--autoreload: use make regenerate"),
        ({"listen": True}, "--listen: use make serve"),
        ({"delete_outputdir": True}, "--delete-output-directory: use nothing"),
        ({"relative_paths": True}, "--relative-urls: use make publish"),
    ],
)
def test_options_that_bypass_the_build_are_refused(parsed, words):
    """Each message names what to use instead."""
    with pytest.raises(BuildOptionsError, match=f"PELICANOPTS has {words}"):
        build_options.check_options({"verbosity": None, "output": None, **parsed})


def test_other_options_pass():
    """Options that are not given do not matter."""
    build_options.check_options(
        {"output": None, "autoreload": False, "verbosity": 10, "fatal": "errors"}
    )


def test_build_options_override_the_settings_file(folder):
    """Input and output folders are never set by a settings file or a Pelican option."""
    decided = build_options.overrides(options_for(folder, mode="preview"), folder / "staging")

    assert decided == {
        "PATH": f"{folder}/content",
        "OUTPUT_PATH": f"{folder}/staging",
        "DELETE_OUTPUT_DIRECTORY": False,
        "RELATIVE_URLS": False,
        "STATIC_CREATE_LINKS": False,
    }


def test_the_content_path_is_normalised(folder):
    """Pelican compares paths as strings."""
    detour = folder / "output" / ".." / "content"

    decided = build_options.overrides(options_for(folder, input=detour), folder / "staging")

    assert decided["PATH"] == f"{folder}/content"


def test_a_lenient_build_reads_posts_in_all_folders():
    """As in Pelican, folders are categories, and images are copied. Other paths count."""
    settings = {
        "ARTICLE_EXCLUDES": ["private", "pages"], "PAGE_PATHS": ["pages", "more"],
        "STATIC_PATHS": ["extra", "pdfs"],
    }  # fmt: skip

    decided = build_options.lenient_settings(settings)

    assert decided == {
        "ARTICLE_PATHS": [""],
        "ARTICLE_EXCLUDES": ["private", "pages", "more", "extra", "pdfs", "images"],
        "STATIC_PATHS": ["extra", "pdfs", "images"],
        "USE_FOLDER_AS_CATEGORY": True,
    }


@pytest.mark.parametrize(
    ("options", "debug"), [((), False), (("-q",), False), (("-D",), True), (("--debug",), True)]
)
def test_tracebacks_are_shown_on_request(folder, options, debug):
    """Pelican's -D asks for them."""
    assert options_for(folder, pelican_options=options).debug is debug


FORMER = [
    "plugins.publishing.plugin",
    "plugins.responsive_images.plugin",
    "plugins.theme_support.plugin",
    "plugins.front_matter.plugin",
    "plugins.clinic.plugin",
    "plugins.topics.plugin",
    "plugins.feeds.plugin",
    "plugins.photo_feed.plugin",
    "plugins.related_articles.plugin",
    "plugins.structured_data.plugin",
    "plugins.site_search.plugin",
    "plugins.style_guide.plugin",
]
OPTIONAL = {"plugins.site_search.plugin", "plugins.style_guide.plugin"}
SITE_PLUGIN = "plugins.site.plugin"


def without(*names):
    """The former plugins except those that end so."""
    return [name for name in FORMER if name.split(".")[1] not in names]


@pytest.mark.parametrize(
    ("listed", "plugins", "search"),
    [
        ([SITE_PLUGIN], [SITE_PLUGIN], True),
        (["a", SITE_PLUGIN, "b"], [SITE_PLUGIN, "a", "b"], True),
        (FORMER, [SITE_PLUGIN], True),
        (["a", *FORMER, "b"], [SITE_PLUGIN, "a", "b"], True),
        (without("style_guide"), [SITE_PLUGIN], True),
        (without("site_search"), [SITE_PLUGIN], False),
        (without("site_search", "style_guide"), [SITE_PLUGIN], False),
        # A list in which the new name was written before the old ones.
        ([SITE_PLUGIN, *without("site_search")], [SITE_PLUGIN], True),
    ],
)
def test_the_plugins_of_a_settings_file(listed, plugins, search):
    """One plugin replaces its predecessors; a former list without the search still has none."""
    found = build_options.plugin_settings(listed, Path("conf.py"))

    assert found == {"PLUGINS": plugins} | ({} if search else {"SITE_SEARCH": False})


@pytest.mark.parametrize(
    "listed",
    [[], ["a", "b"], *[without(name.split(".")[1]) for name in FORMER if name not in OPTIONAL]],
)
def test_a_settings_file_must_list_our_plugin(listed):
    """A former list must be complete, apart from the search and the style guide."""
    with pytest.raises(
        BuildOptionsError, match=rf"^conf.py does not list {SITE_PLUGIN} in PLUGINS\. Add it\.$"
    ):
        build_options.plugin_settings(listed, Path("conf.py"))
