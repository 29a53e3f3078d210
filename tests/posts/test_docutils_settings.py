"""A post in reStructuredText can include no files or web addresses, nor raw HTML that is unsafe."""

import json
import re
from functools import partial

import pytest

from plugins.core.yaml_lines import YamlError
from plugins.posts.docutils_settings import docutils_error, safe_settings
from plugins.posts.questions import AnySiteContext
from plugins.posts.supervised import SupervisedReader
from plugins.site.readers import convert_rst
from tests.other_host import other_host
from tests.publishing.small_site import build_site, small_site, write

PRIVATE = "quokka-7351"
HEAD = "A reST post\n###########\n\n:date: 2026-01-05\n\nWords.\n\n"
LINE = 8  # of what is written below the head
SETTINGS = {"DEFAULT_LANG": "en", "FORMATTED_FIELDS": []}

# Each directive and role of docutils that can read a file, fetch an address or bring in HTML, with
# FILE for a path and ADDRESS for an address.
REFUSED = {
    "include": ".. include:: FILE",
    "include literal": ".. include:: FILE\n   :literal:",
    "include code": ".. include:: FILE\n   :code: text",
    "include parser": ".. include:: FILE\n   :parser: rst",
    "include part": ".. include:: FILE\n   :start-line: 0\n   :end-line: 1",
    "include of docutils": ".. include:: <isonum.txt>",
    "include address": ".. include:: ADDRESS",
    "csv file": ".. csv-table:: x\n   :file: FILE",
    "csv address": ".. csv-table:: x\n   :url: ADDRESS",
    "csv both": ".. csv-table:: x\n   :header-rows: 0\n   :file: FILE\n\n   a, b",
    "raw html": ".. raw:: html\n\n   <script>alert(1)</script>",
    "raw file": ".. raw:: html\n   :file: FILE",
    "raw address": ".. raw:: html\n   :url: ADDRESS",
    "raw latex": ".. raw:: latex\n   :file: FILE",
    "raw role": ".. role:: own(raw)\n   :format: html\n\n:own:`<script>alert(1)</script>`",
    "raw role alone": ":raw:`<b>x</b>`",
    "substitution": ".. |x| raw:: html\n   :file: FILE\n\nSee |x|.",
    "included substitution": ".. |x| include:: FILE\n\nSee |x|.",
    "in a list": "- words\n\n  .. include:: FILE",
    "in a table": ".. list-table::\n\n   * - x\n     - .. include:: FILE",
    "in a note": ".. note::\n\n   .. csv-table:: x\n      :file: FILE",
    "default role": ".. default-role:: raw\n\n`<b>x</b>`",
    "capitals": ".. INCLUDE:: FILE",
}
# These stay, and what they name is a picture of the site or nothing.
HARMLESS = {
    "image embedded": ".. image:: FILE\n   :loading: embed\n   :alt: x",
    "image address embedded": ".. image:: ADDRESS\n   :loading: embed\n   :alt: x",
    "image scaled": ".. image:: FILE\n   :scale: 50%\n   :alt: x",
    "figure embedded": ".. figure:: FILE\n   :loading: embed\n   :alt: x",
    "figure of its own width": ".. figure:: FILE\n   :figwidth: image\n   :alt: x",
    "svg embedded": ".. image:: FILE.svg\n   :loading: embed\n   :alt: x",
    "object": ".. image:: FILE.swf\n   :alt: x",
    "code": ".. code:: python\n\n   open('FILE')",
    "math": ".. math:: \\input{FILE}",
    "literal": ".. parsed-literal:: FILE",
    "settings": ".. meta::\n   :file: FILE",
}


@pytest.mark.parametrize(
    ("before", "text"),
    [
        (".. role:: mine(strong)\n\nSome :mine:`words`.\n", "Some :mine:`words`.\n"),
        (".. default-role:: strong\n\n.. include:: x\n", "Some `words`.\n"),
    ],
)
def test_a_role_belongs_to_one_post(before, text):
    """Also if that post cannot be read."""

    def read(rst):
        try:
            return convert_rst(HEAD + rst, SETTINGS)
        except YamlError as error:
            return error.message

    alone = read(text)

    read(before)

    assert read(text) == alone


@pytest.fixture
def outside(tmp_path):
    """Replaces FILE and ADDRESS in a text; no request to the address is allowed."""
    secret = write(tmp_path, "secret.txt", PRIVATE)
    for ending in (".svg", ".swf"):
        write(tmp_path, f"secret.txt{ending}", f"<svg>{PRIVATE}</svg>")
    with other_host() as (there, asked):
        address = f"http://{there}/x.csv"
        yield lambda text: text.replace("FILE", str(secret)).replace("ADDRESS", address)
    assert asked == []


@pytest.fixture(scope="module")
def reader():
    """One reader for all tests."""
    reader = SupervisedReader()
    yield reader
    reader.close()


def read(reader, folder, text, *, lenient=False, **settings):
    path = write(folder, "a.rst", text)
    convert = partial(convert_rst, settings=SETTINGS | settings)
    return reader.read(path, AnySiteContext(), lenient=lenient, convert=convert)


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
@pytest.mark.parametrize(("lenient", "severity"), [(False, "error"), (True, "warning")])
def test_a_post_with_an_include_is_left_out(reader, outside, tmp_path, text, lenient, severity):
    """Its finding has a line; no file is read and no request is sent."""
    post = read(reader, tmp_path, outside(HEAD + text), lenient=lenient)

    assert (post.front, post.html) == (None, "")
    assert [(found.severity, found.rule) for found in post.findings] == [
        (severity, "front-matter/unreadable")
    ]
    assert LINE <= post.findings[0].line <= LINE + text.count("\n") + 1
    assert PRIVATE not in str(post.findings)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (".. raw:: html\n\n   <b>Bold</b><script>alert(1)</script>", "<b>Bold</b>"),
        (
            '.. raw:: html\n\n   <iframe src="https://youtu.be/abc" title="Knees"></iframe>',
            '<a href="https://www.youtube.com/watch?v=abc">Knees</a>',
        ),
        (".. role:: own(raw)\n   :format: html\n\n:own:`<i onclick=x>a</i>`", "<i>a</i>"),
    ],
)
def test_raw_html_is_made_safe_if_it_is_allowed(reader, tmp_path, text, shown):
    """In a lenient build, which has posts of somebody else."""
    path = write(tmp_path, "a.rst", HEAD + text)
    convert = partial(convert_rst, settings=SETTINGS, raw_html=True)

    post = reader.read(path, AnySiteContext(), lenient=True, convert=convert)

    assert shown in post.html
    assert not re.search("script|onclick|iframe", post.html)


@pytest.mark.parametrize("name", ["raw file", "raw address", "substitution", "include"])
def test_raw_html_is_never_read_from_elsewhere(reader, outside, tmp_path, name):
    """Also where it is allowed."""
    path = write(tmp_path, "a.rst", outside(HEAD + REFUSED[name]))
    convert = partial(convert_rst, settings=SETTINGS, raw_html=True)

    post = reader.read(path, AnySiteContext(), lenient=True, convert=convert)

    assert (post.front, post.html) == (None, "")


@pytest.mark.parametrize("text", HARMLESS.values(), ids=HARMLESS)
def test_other_directives_include_nothing(reader, outside, tmp_path, text):
    """Read or refused, no file is opened and no request is sent."""
    post = read(reader, tmp_path, outside(HEAD + text))

    assert PRIVATE not in str(post)
    assert "base64" not in str(post)


@pytest.mark.parametrize("how", [{"file_insertion_enabled": True}, {"raw_enabled": True}])
def test_no_setting_allows_includes(reader, outside, tmp_path, how):
    """Neither Pelican's DOCUTILS_SETTINGS nor a docutils.conf."""
    settings = safe_settings({**SETTINGS, "DOCUTILS_SETTINGS": how})
    assert [settings[name] for name in how] == [False]
    write(tmp_path, "docutils.conf", "[general]\nfile_insertion_enabled: on\nraw_enabled: on\n")

    text = outside(HEAD + REFUSED["raw file"])
    post = read(reader, tmp_path, text, DOCUTILS_SETTINGS=how)

    assert post.front is None


def test_a_docutils_conf_is_not_read(outside, tmp_path, monkeypatch):
    """It may be in the folder in which a build is started."""
    write(tmp_path, "docutils.conf", "[general]\ntab_width: 3\ntitle: quokka\nsectnum_xform: off\n")
    monkeypatch.chdir(tmp_path)
    reader = SupervisedReader()

    post = read(reader, tmp_path, outside(HEAD))

    assert post.html.strip() == "<p>Words.</p>"
    reader.close()


def test_other_settings_of_a_site_stay():
    """DOCUTILS_SETTINGS apply, except for the safe ones."""
    assert safe_settings({**SETTINGS, "DOCUTILS_SETTINGS": {"smart_quotes": True}})["smart_quotes"]
    assert safe_settings({**SETTINGS, "DEFAULT_LANG": "nb"})["language_code"] == "en"
    assert safe_settings({**SETTINGS, "DEFAULT_LANG": "de"})["language_code"] == "de"


@pytest.mark.parametrize(
    ("message", "line", "words"),
    [
        ("a.rst:7: (WARNING/2) “x” disabled.", 7, "“x” disabled."),
        ("post:12: (ERROR/3) Two\nlines: (x)", 12, "Two\nlines: (x)"),
        ("post:: (SEVERE/4) Nowhere.", 1, "Nowhere."),
        ("Something else", 1, "Something else"),
    ],
)
def test_a_message_of_docutils_has_its_line(message, line, words):
    """Line 1 if it has none."""
    error = docutils_error(message)

    assert isinstance(error, YamlError)
    assert (error.line, error.message) == (line, words)


@pytest.mark.slow
@pytest.mark.parametrize(("options", "code"), [([], 1), (["--lenient"], 0)])
def test_a_whole_build_includes_nothing(outside, tmp_path, options, code):
    """A strict build fails; a lenient one leaves the posts out with warnings.

    But for those that have only HTML, in the text itself, which it makes safe and reports.
    """
    folder = small_site(tmp_path / "project")
    write(folder, "content/articles/fine.rst", HEAD)
    for number, text in enumerate(REFUSED.values()):
        write(folder, f"content/articles/post-{number}.rst", outside(HEAD + text))

    report = tmp_path / "report.json"
    done = build_site(folder, options=[*options, "--report", str(report)])

    assert done.returncode == code, done.stderr
    found = json.loads(report.read_text("utf-8"))["findings"]
    named = {path for finding in found for path in re.findall(r"post-(\d+)\.rst$", finding["path"])}
    assert named == {str(number) for number in range(len(REFUSED))}
    pages = [path.read_text("utf-8") for path in folder.glob("output/**/*.html")]
    assert not any(PRIVATE in page or "alert(1)" in page for page in pages)
    assert (folder / "output/articles/fine/index.html").exists() is (code == 0)
    shown = {list(REFUSED).index(name) for name in ("raw html", "raw role")} if code == 0 else set()
    assert {path.name for path in folder.glob("output/articles/post-*")} == {
        f"post-{number}" for number in shown
    }
