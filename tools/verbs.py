"""The verbs of run.py and of the Makefile, with what each runs, and the options that they take.

It is read before there is a .venv, also by versions of Python that are too old for the rest.
"""

from __future__ import annotations

import os
import shlex
from collections.abc import Callable, Mapping
from typing import NamedTuple

IS_WINDOWS = os.name == "nt"

DEFAULTS = {
    "INPUTDIR": "content",
    "OUTPUTDIR": "output",
    "CACHEDIR": ".cache",
    "CONFFILE": "pelicanconf.py",
    "PUBLISHCONF": "publishconf.py",
    "PORT": "8000",
    "BIND": "127.0.0.1",
    "JOBS": "auto",
}
# What else may be given. PY is a Python with all libraries, which is used in the place of .venv.
OTHERS = (
    "ALLOW_DELETES", "AUDITOPTS", "BUCKET", "CHECKOPTS", "CHROMIUM", "EDITOR_URL", "ENDPOINT",
    "FROM", "HOST", "INCREMENTAL", "INTO", "KEEP", "KEEP_DAYS", "KIND", "LENIENT", "LONG",
    "PELICANOPTS", "PRECOMPRESS", "PREFIX", "PY", "SEED", "SITEURL", "SLUG", "TARGET", "TESTOPTS",
    "TITLE", "TO", "TRANSLATES", "URL", "WHY",
)  # fmt: skip
_NO = ("", "0", "no", "false")
LANG = "LANG"  # of a translation; in the environment it is the language of the terminal


class Verb(NamedTuple):
    """What a verb does, what of .venv it needs (site, deploy, dev or nothing), and what it runs.

    `commands` are the arguments of Python, with the options that were given. A verb without a
    description is not listed. One that does not work `anywhere` uses signals and processes as Linux
    and macOS have them.
    """

    about: str
    needs: str
    commands: Callable[[Mapping[str, str]], list[list[str]]]
    anywhere: bool = False


def _words(value: str) -> list[str]:
    """The words of an option that has several; raises ValueError if a quote is not closed."""
    try:
        return shlex.split(value, posix=not IS_WINDOWS)
    except ValueError as error:
        raise ValueError(f"The words {value} cannot be told apart: {error}.") from error


def _leniently(given: Mapping[str, str]) -> list[str]:
    return [] if given["LENIENT"] in _NO else ["--lenient"]


def _site(verb: str, settings: str) -> Callable[[Mapping[str, str]], list[list[str]]]:
    return lambda given: [
        ["-m", "plugins.site", verb, "--output", given["OUTPUTDIR"], "--settings", given[settings],
         "--input", given["INPUTDIR"], *_leniently(given)]
    ]  # fmt: skip


def _preview(given: Mapping[str, str], *more: str) -> list[list[str]]:
    return [["-m", "plugins.preview", *_read(given), *_leniently(given), *more]]


def _serve(given: Mapping[str, str]) -> list[list[str]]:
    editor = ["--editor-url", given["EDITOR_URL"]] if given["EDITOR_URL"] else []
    return _preview(given, "--port", given["PORT"], "--bind", given["BIND"], *editor)


def _regenerate(given: Mapping[str, str]) -> list[list[str]]:
    return _preview(given, "--no-server", "--mode", "html", "--output", given["OUTPUTDIR"])


def _read(given: Mapping[str, str]) -> list[str]:
    return ["--input", given["INPUTDIR"], "--settings", given["CONFFILE"]]


def _editorial(verb: str) -> Callable[[Mapping[str, str]], list[list[str]]]:
    return lambda given: [["-m", "plugins.editorial", verb, *_read(given)]]


def _new(given: Mapping[str, str]) -> list[list[str]]:
    (command,) = _editorial("new")(given)
    return [[*command, "--kind", given["KIND"], "--lang", given[LANG]]]


def _check_content(given: Mapping[str, str]) -> list[list[str]]:
    chosen = _words(given["CHECKOPTS"])
    settings = given["PUBLISHCONF" if "--publish" in chosen else "CONFFILE"]
    command = ["-m", "plugins.editorial", "check", "--input", given["INPUTDIR"]]
    command += ["--settings", settings]
    if given["INPUTDIR"] == DEFAULTS["INPUTDIR"]:  # the page is of the clinic's own content
        command += ["--open-points", "docs/before-launch.md"]
    return [[*command, *chosen]]


def _verify_live(given: Mapping[str, str]) -> list[list[str]]:
    manifest = f"{given['OUTPUTDIR']}.release/manifest.json"
    return [["-m", "plugins.hosting", "verify-live", "--manifest", manifest, "--url", given["URL"]]]


def _precompress(given: Mapping[str, str]) -> list[list[str]]:
    into = ["--into", given["INTO"]] if given["INTO"] else []
    return [["-m", "plugins.hosting", "precompress", "--output", given["OUTPUTDIR"], *into]]


def _deploy(verb: str) -> Callable[[Mapping[str, str]], list[list[str]]]:
    def commands(given: Mapping[str, str]) -> list[list[str]]:
        names = ("HOST", "BUCKET", "PREFIX", "ENDPOINT", "TARGET", "URL", "KEEP", "KEEP_DAYS", "TO")
        words = [
            f"--{name.lower().replace('_', '-')}={given[name]}" for name in names if given[name]
        ]
        words += [
            f"--{name.lower().replace('_', '-')}"
            for name in ("ALLOW_DELETES", "PRECOMPRESS")
            if given[name] not in _NO
        ]
        return [["-m", "plugins.deploy", verb, "--output", given["OUTPUTDIR"], *words]]

    return commands


_CHROMIUM = ["tools/chromium.py"]
_HOST_SERVERS = ["-m", "tools.host_servers"]
_COMPILE = ["-m", "compileall", "-q", "plugins"]  # tests copy them into projects of their own
_LINT = [["-m", "ruff", "check", "."], ["-m", "ruff", "format", "--check", "."]]
_TYPES = [["-m", "mypy"]]


def _pytest(given: Mapping[str, str], *more: str) -> list[str]:
    jobs = ["--numprocesses", given["JOBS"], "--dist", "worksteal"]
    return ["-m", "pytest", *jobs, *more, *_words(given["TESTOPTS"])]


def _coverage(given: Mapping[str, str]) -> list[list[str]]:
    steps = [["erase"], ["run", *_pytest(given)], ["combine", "--quiet"], ["report"]]
    return [_CHROMIUM, _COMPILE, *(["-m", "coverage", *step] for step in steps)]


def _quick(given: Mapping[str, str]) -> list[list[str]]:
    return [
        *_LINT,
        *_TYPES,
        _COMPILE,
        _pytest(given, "-q", "-m", "not slow and not browser and not hosts"),
    ]


def _test_hosts(given: Mapping[str, str]) -> list[list[str]]:
    return [_HOST_SERVERS, _COMPILE, _pytest(given, "-m", "hosts", "tests/hosts")]


def _audit(given: Mapping[str, str]) -> list[list[str]]:
    read = ["--input", given["INPUTDIR"], "--settings", given["PUBLISHCONF"]]
    return [_CHROMIUM, ["-m", "tools.audit", *read, *_words(given["AUDITOPTS"])]]


VERBS: dict[str, Verb] = {
    "help": Verb("List the commands", "", lambda _: [], anywhere=True),
    "serve": Verb(
        "Preview at http://localhost:8000, refreshed on each save (PORT, BIND, EDITOR_URL)",
        "site",
        _serve,
        anywhere=True,
    ),
    "devserver": Verb("The same as serve", "site", _serve, anywhere=True),
    "html": Verb(
        "Build the public version of the site into output/ (INPUTDIR, OUTPUTDIR, LENIENT=1, WHY)",
        "site",
        _site("html", "CONFFILE"),
        anywhere=True,
    ),
    "publish": Verb(
        "Build for production; needs SITEURL=https://...",
        "site",
        _site("publish", "PUBLISHCONF"),
        anywhere=True,
    ),
    "verify-live": Verb(
        "Compare the site on the internet with what make publish wrote (URL=https://...)",
        "site",
        _verify_live,
        anywhere=True,
    ),
    "deploy": Verb(
        "Put what make publish wrote on its host (HOST=s3 BUCKET=...; docs/deploying.md)",
        "deploy",
        _deploy("deploy"),
        anywhere=True,
    ),
    "rollback": Verb(
        "Bring back the release that was live before (HOST=..., as for deploy; TO=...)",
        "deploy",
        _deploy("rollback"),
        anywhere=True,
    ),
    "live": Verb(
        "Say which release is live, and which a rollback can bring back (HOST=...)",
        "deploy",
        _deploy("status"),
        anywhere=True,
    ),
    "precompress": Verb(
        "Copy the published site with .gz and .br files, for a server of your own (INTO=...)",
        "deploy",
        _precompress,
    ),
    "regenerate": Verb(
        "Build into output/ and again after each save", "site", _regenerate, anywhere=True
    ),
    "clean": Verb(
        "Remove the files that builds have written (OUTPUTDIR)",
        "",
        lambda _: [["-m", "plugins.publishing.cleaning"]],
        anywhere=True,
    ),
    "new": Verb(
        "Start a post, page (KIND=page) or translation (TRANSLATES=slug LANG=nb); TITLE",
        "site",
        _new,
        anywhere=True,
    ),
    "rename": Verb(
        "Give a post another slug, and keep its old address (FROM=old TO=new)",
        "site",
        _editorial("rename"),
        anywhere=True,
    ),
    "links": Verb(
        "Offer links from and to an article (SLUG=why-we-warm-up)",
        "site",
        _editorial("links"),
        anywhere=True,
    ),
    "ready": Verb(
        "Say what a post lacks before it is published (SLUG=why-we-warm-up)",
        "site",
        _editorial("ready"),
        anywhere=True,
    ),
    "form": Verb(
        "Install the form for posts, which the preview then has at /edit/; needs Node",
        "",
        lambda _: [["-m", "tools.form"]],
        anywhere=True,
    ),
    "adopt": Verb(
        "Make a content folder of an old site (FROM=../old-site INPUTDIR=mysite)",
        "site",
        lambda given: [["-m", "plugins.migration", "--input", given["INPUTDIR"]]],
        anywhere=True,
    ),
    "check-content": Verb(
        'Check posts and data files as a build does (CHECKOPTS="--changed --publish")',
        "site",
        _check_content,
        anywhere=True,
    ),
    "test": Verb(
        "Run all tests, those in a real browser too (LONG=1, SEED=1, JOBS=2)",
        "dev",
        lambda given: [_CHROMIUM, _COMPILE, _pytest(given)],
    ),
    "test-hosts": Verb(
        "Test what real servers answer: nginx and Caddy, which it installs (JOBS=2)",
        "dev",
        _test_hosts,
    ),
    "coverage": Verb("Run all tests, and fail if they cover too little code", "dev", _coverage),
    "check": Verb("Lint, types and the quick tests (JOBS=2)", "dev", _quick),
    "lint": Verb("Check style without changing anything", "dev", lambda _: _LINT, anywhere=True),
    "types": Verb("", "dev", lambda _: _TYPES, anywhere=True),
    "format": Verb(
        "Format the code, and fix what can be fixed automatically",
        "dev",
        lambda _: [["-m", "ruff", "check", "--fix", "."], ["-m", "ruff", "format", "."]],
        anywhere=True,
    ),
    "lock": Verb(
        "Lock the newest allowed versions of all libraries, with their hashes",
        "dev",
        lambda _: [["tools/lock.py"]],
        anywhere=True,
    ),
    "photos": Verb(
        "Fetch the newest photos from Instagram (needs INSTAGRAM_ACCESS_TOKEN; INPUTDIR)",
        "site",
        lambda given: [["-m", "plugins.photo_feed", "refresh", *_read(given)]],
        anywhere=True,
    ),
    "screenshots": Verb(
        "Take screenshots of every kind of page: three widths, light and dark, and as printed",
        "dev",
        lambda _: [_CHROMIUM, ["-m", "tools.screenshots"]],
    ),
    "audit": Verb(
        "Measure what docs/visitors.md promises; needs Node and Java (AUDITOPTS, INPUTDIR)",
        "dev",
        _audit,
    ),
    "dist": Verb(
        "Build the plugins that other Pelican sites can use, as packages in dist/",
        "dev",
        lambda _: [["-m", "tools.dist"]],
    ),
    "setup": Verb("", "site", lambda _: [], anywhere=True),
}
