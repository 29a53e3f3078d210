"""Whole builds of sites whose MARKDOWN names extensions of other people."""

import pytest
from pelican.settings import DEFAULT_CONFIG

from plugins.site import other_plugins
from tests.building import ROOT, snapshot
from tests.other_plugins import add_plugin, build_with_plugins
from tests.publishing.small_site import edit, small_site, write

pytestmark = pytest.mark.slow
TOP = "---\ntitle: Rest\ndate: 2025-01-01\n---\n"
EXTENSION = (ROOT / "tests/posts/other_extension.py").read_text("utf-8")
NAMED = """
MARKDOWN = {"extensions": ["shouting"], "extension_configs": {"shouting": {"sign": "^^"}}}
"""
PACKAGE = """
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

class Late(Preprocessor):
    def run(self, lines):
        from shouting import late
        return [late.change(line) for line in lines]

class LateExtension(Extension):
    def extendMarkdown(self, md):
        md.preprocessors.register(Late(md), "late", 50)
"""
PLUGIN = """
import shouting
from pelican import signals

def add(pelican):
    pelican.settings["MARKDOWN"].setdefault("extensions", []).append(shouting.LateExtension())

def register():
    signals.initialized.connect(add)
"""


@pytest.fixture
def site(tmp_path):
    """A small clinic with one more article."""
    folder = small_site(tmp_path / "site")
    write(folder, "content/articles/rest.md", f"{TOP}^^sleep\n\nA ~~struck~~ word.\n")
    return folder


def settings(folder, text):
    """Add to the settings."""
    with (folder / "pelicanconf.py").open("a", encoding="utf-8") as file:
        file.write(text)


def page(folder, slug="rest"):
    """The page of an article."""
    return (folder / f"output/articles/{slug}/index.html").read_text("utf-8")


def built(folder, mode="html", **env):
    """Build without errors; returns what was printed."""
    done = build_with_plugins(folder, mode, **env)
    assert done.returncode == 0, done.stderr
    return done.stderr


def clean(folder):
    """The files of a build that reuses nothing."""
    files = snapshot(folder / "output")
    built(folder, INCREMENTAL="0")
    return files, snapshot(folder / "output")


@pytest.mark.parametrize(("first", "warnings"), [(True, 1), (False, 0)])
def test_formulas_of_render_math(site, first, warnings):
    """They stay as TeX, are no mistakes, and one warning says that MathJax is not loaded.

    There is none if the settings do not want it.
    """
    text = "With $a^2 + b_{i}^2$:\n\n$$\n\\frac{a}{b_{i=0}} = x_i\n$$\n"
    write(site, "content/articles/rest.md", TOP + text)
    wanted = "" if warnings else 'MATH_JAX = {"auto_insert": False}'
    add_plugin(site, "render_math", first=first, settings=wanted)

    log = built(site)

    assert '<span class="math">\\(a^2 + b_{i}^2\\)</span>' in page(site)
    assert '<div class="math">$$\n\\frac{a}{b_{i=0}} = x_i\n$$</div>' in page(site)
    assert "mathjax" not in page(site).lower()
    assert log.count("has auto_insert=True") == log.count("warning: ") == warnings


@pytest.mark.parametrize("first", [True, False])
def test_tags_of_liquid_tags(site, first):
    """A picture is published as each other one."""
    tag = '{% img /images/dot.png 10 10 "Dot" "A red dot" %}'
    write(site, "content/articles/rest.md", f"{TOP}{tag}\n")
    add_plugin(site, "liquid_tags", first=first, settings='LIQUID_TAGS = ["img"]')

    log = built(site)

    assert "warning" not in log
    assert "<figcaption>Dot</figcaption>" in page(site)
    assert 'srcset="/images/dot-' in page(site)


@pytest.mark.parametrize("name", ["../../secret.txt", "../.secret.txt", "../away.txt"])
def test_a_tag_cannot_insert_any_file(site, name):
    """Whoever writes a post has not the rights of those who build the site."""
    for secret in ("secret.txt", "content/.secret.txt"):
        write(site, secret, "quokka")
    (site / "content/away.txt").symlink_to(site / "secret.txt")
    write(site, "content/code/a.py", "print(1)\n")
    write(site, "content/articles/rest.md", f"{TOP}{{% include_code {name} %}}\n")
    add_plugin(site, "liquid_tags", settings='LIQUID_TAGS = ["include_code"]')

    done = build_with_plugins(site)

    assert done.returncode == 1
    assert "rest.md:5: error" in done.stderr
    assert "PermissionError" in done.stderr
    assert "quokka" not in done.stderr


def test_an_extension_in_the_folder_of_the_site(site):
    """A warm build is as a clean one, also once its options or its code have changed."""
    write(site, "shouting.py", EXTENSION)
    settings(site, NAMED)

    built(site)
    assert "<p>1 SLEEP</p>" in page(site)
    assert "<del>struck</del>" in page(site)
    again = built(site)
    assert " 0 rendered" in again
    edit(site, "pelicanconf.py", '"sign": "^^"', '"sign": "^"')
    built(site)
    assert "<p>1 ^SLEEP</p>" in page(site)
    edit(site, "shouting.py", ".upper()", ".title()")
    built(site)

    assert "<p>1 ^Sleep</p>" in page(site)
    assert "Some words on running." in page(site, "warm")
    warm, cold = clean(site)
    assert warm == cold


def test_an_extension_that_a_plugin_has_made(site):
    """Its package may import a part of itself late, whose changes count too."""
    write(site, "shouting/__init__.py", PACKAGE)
    write(site, "shouting/late.py", "def change(line):\n    return f'late {line}'\n")
    write(site, "adding.py", PLUGIN)
    settings(site, 'PLUGINS = ["plugins.site.plugin", "adding"]\n')

    built(site)
    assert "late ^^sleep" in page(site)
    edit(site, "shouting/late.py", "late {line}", "later {line}")
    built(site)

    assert "later ^^sleep" in page(site)
    warm, cold = clean(site)
    assert warm == cold


def test_a_tag_inserts_a_file_of_the_content_folder(site):
    """A post is read again when that has changed."""
    tag = "{% include_code a.py lang:python :hideall: %}"
    write(site, "content/code/a.py", "print(1)\n")
    write(site, "content/articles/rest.md", f"{TOP}{tag}\n\nWords.\n")
    add_plugin(site, "liquid_tags", settings='LIQUID_TAGS = ["include_code"]')

    built(site)
    assert '<span class="mi">1</span>' in page(site)
    edit(site, "content/code/a.py", "1", "22")
    built(site)

    assert '<span class="mi">22</span>' in page(site)
    warm, cold = clean(site)
    assert warm == cold


def test_an_extension_that_fails_names_the_post(site):
    """A lenient build leaves the post out; the post is read again once it is right."""
    write(site, "shouting.py", EXTENSION)
    settings(site, NAMED)
    write(site, "content/articles/rest.md", f"{TOP}A quokka.\n")

    strict = build_with_plugins(site)
    lenient = build_lenient(site)
    write(site, "content/articles/rest.md", f"{TOP}^^sleep\n")
    built(site)

    assert strict.returncode == 1
    assert "rest.md:5: error" in strict.stderr
    assert "no quokka" in strict.stderr
    assert (lenient.returncode, "no quokka" in lenient.stderr) == (0, True)
    assert "<p>1 SLEEP</p>" in page(site)


def test_an_extension_that_cannot_be_loaded_is_one_error(site):
    """It names the setting; a lenient build goes on without it."""
    settings(site, 'MARKDOWN = {"extensions": ["nobody.has_this"]}\n')

    strict, lenient = build_with_plugins(site), build_lenient(site)

    assert strict.returncode == 1
    assert strict.stderr.count("MARKDOWN has the extension nobody.has_this") == 1
    assert "1 error, 0 warnings" in strict.stderr
    assert (lenient.returncode, lenient.stderr.count("nobody.has_this")) == (0, 1)


def test_conflicts_are_reported_once(site):
    """However many posts there are; the site is published."""
    configs = {"codehilite": {"noclasses": True}, "toc": {"permalink": True}}
    settings(site, f"MARKDOWN = {{'extension_configs': {configs}}}\n")
    write(site, "content/articles/rest.md", f"{TOP}```python\nprint(1)\n```\n")

    log = built(site)

    assert log.count("noclasses") == log.count("permalink") == 1
    assert '<div class="highlight">' in page(site)


def build_lenient(folder):
    """Build all that can be built."""
    return build_with_plugins(folder, options=("--lenient",))


@pytest.mark.parametrize("setting", [DEFAULT_CONFIG["MARKDOWN"], None, {}])
def test_without_others_nothing_is_done(setting):
    """Posts are read as without the setting, and kept by the same key."""
    assert other_plugins.extensions({"MARKDOWN": setting}, "error") is None


def test_only_code_of_others_may_read_the_content_folder(site):
    """Python-Markdown's never does, so that posts need not be read again for a new file."""
    shared, own = {"PATH": str(site / "content")}, "tests.posts.other_extension"
    toc, others = ({"MARKDOWN": {"extensions": names}} for names in (["toc"], ["toc", own]))
    other_plugins.extensions(shared | others, "error")  # from now on its code is loaded

    before = [other_plugins.extensions(shared | each, "error") for each in (toc, others)]
    write(site, "content/code/a.py", "")
    after = [other_plugins.extensions(shared | each, "error") for each in (toc, others)]

    assert [each.content for each in before] == [None, site / "content"]
    assert before[0].recipe == after[0].recipe
    assert before[1].recipe != after[1].recipe
