"""Faults that a site can have, and what must be reported about each."""

import os
from dataclasses import dataclass

from tests.building import ROOT, copy_code
from tests.publishing.small_site import POST, edit, write

WARM = "content/articles/warm.md"
COOL = "content/articles/cool.md"
ARTICLE = "theme/templates/article.html"


@dataclass(frozen=True)
class Fault:
    """A fault: how to plant it in a project, the place of the finding, and words of its text."""

    name: str
    make: object
    place: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class InPost:
    """Plants a fault by replacing text in the post “Warm up”, or in another with the same text."""

    old: str
    new: str

    def __call__(self, folder, post=WARM):
        """Plant the fault."""
        edit(folder, post, self.old, self.new)


def in_both(warm, cool):
    """Plant a fault by adding a line to the front matter of each of the two posts."""

    def make(folder):
        edit(folder, WARM, "author:", f"{warm}\nauthor:")
        edit(folder, COOL, "author:", f"{cool}\nauthor:")

    return make


def with_copied_file(name, line):
    """Plant a fault by adding a file to be copied and a line in the front matter of a post."""

    def make(folder):
        write(folder, f"content/extra/{name}", "Copied")
        edit(folder, WARM, "author:", f"{line}\nauthor:")

    return make


def in_template(old, new):
    """Plant a fault by replacing text in the article template."""
    return lambda folder: edit(folder, ARTICLE, old, new)


def without(name):
    """Plant a fault by deleting a file."""
    return lambda folder: (folder / name).unlink()


def with_file(name, text):
    """Plant a fault by adding a file."""
    return lambda folder: write(folder, name, text)


def with_plugin(source):
    """Plant a fault by adding a plugin of one file."""

    def make(folder):
        copy_code(ROOT / "plugins", folder / "plugins")
        write(folder, "plugins/extra.py", source)
        add_plugin(folder, "plugins.extra")

    return make


def add_plugin(folder, name):
    """Append a plugin to PLUGINS in the settings file."""
    write(folder, "pelicanconf.py", f'{settings_text(folder)}\nPLUGINS += ["{name}"]\n')


def settings_text(folder):
    """The text of the settings file."""
    return (folder / "pelicanconf.py").read_text("utf-8")


def with_link(name, target):
    """Plant a fault by adding a symbolic link; `target` may be outside the content folder."""

    def make(folder):
        write(folder, "secret/secret.md", POST.format(title="Secret", day=3, other="warm"))
        (folder / name).symlink_to(folder / target)

    return make


def make_pipe(folder, name):
    """Make a named pipe, replacing the file of that name if there is one."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    os.mkfifo(path)


def with_second_error(folder):
    """Plant a fault in the settings file: an unclosed bracket on its last line."""
    write(folder, "pelicanconf.py", 'SITENAME = "Fjord Clinic"\nPLUGINS = [\n')


FAULTS = (
    Fault("broken YAML", InPost("title: Warm up", 'title: "Warm up'), f"{WARM}:2:8: ",
          ("quote is opened", "Warm up")),
    Fault("no closing line", InPost("[Running]\n---\n", "[Running]\n"), f"{WARM}:",
          ("closing line", "Write a line")),
    Fault("unknown key", InPost("topics:", "topcis:"), f"{WARM}:5:1: ",
          ("“topcis” is not a key", "Did you mean “topics”?")),
    Fault("bad date", InPost("2026-01-01", "2026-02-30"), f"{WARM}:3:1: ",
          ("2026-02-30", "February")),
    Fault("missing title", InPost("title: Warm up\n", ""), f"{WARM}:",
          ("“title” is missing", "Write")),
    Fault("missing date", InPost("date: 2026-01-01\n", ""), f"{WARM}:",
          ("“date” is missing", "Write `date: ")),
    Fault("unknown author", InPost("Nora Lind", "Nora Lnid"), f"{WARM}:4: ",
          ("“Nora Lnid” is not in people.yaml", "Did you mean “Nora Lind”?")),
    Fault("duplicate slug", InPost("title: Warm up", "title: Warm up\nslug: cool"), f"{WARM}:3: ",
          ("same address as content/articles/cool.md: /articles/cool/", "another `slug`")),
    Fault("dead internal link", InPost("/articles/cool/", "/articles/cold/"), f"{WARM}:11:22: ",
          ("“/articles/cold/” leads nowhere", "Did you mean")),
    Fault("dead link to a post's file", InPost("/articles/cool/", "cold.md"), f"{WARM}:11:22: ",
          ("cold.md", "Did you mean")),
    Fault("dead anchor", InPost("/articles/cool/", "/articles/cool/#ice"), f"{WARM}:11:22: ",
          ("no “#ice”", "Fix the address")),
    Fault("missing picture", InPost("dot.png", "dto.png"), f"{WARM}:9:14: ",
          ("dto.png", "Did you mean “dot.png”?")),
    Fault("missing alt text", InPost("A red dot", ""), f"{WARM}:9:1: ",
          ("dot.png", "Say what it shows")),
    Fault("save_as outside", InPost("author:", "save_as: ../x.html\nauthor:"), f"{WARM}:4:1: ",
          ("“../x.html” leads outside the site", "Write")),
    Fault("slug outside", InPost("author:", "slug: ../../x\nauthor:"), f"{WARM}:4:1: ",
          ("../../x", "Write")),
    Fault("save_as of another page", InPost("author:", "save_as: topics/index.html\nauthor:"),
          f"{WARM}:4: ", ("same address as a page or file that the site", "another `save_as`")),
    Fault("alias of another post", InPost("author:", "aliases: [/articles/cool/]\nauthor:"),
          f"{WARM}:4: ", ("same address as content/articles/cool.md", "Take the old address away")),
    Fault("static link outside", InPost("/articles/cool/", "{static}../../pelicanconf.py"),
          f"{WARM}:11:22: ", ("leads out of content/", "Copy the file into content/")),
    Fault("not UTF-8", with_file(WARM, b"---\ntitle: Caf\xe9\n---\n"), f"{WARM}:2: ",
          ("UTF-8", "Save it again")),
    Fault("template syntax error", in_template("{% block content %}", "{% blokc content %}"),
          f"{ARTICLE}:", ("unknown tag 'blokc'", "Fix this line")),
    Fault("template error at render time", in_template("<article>", "<article>{{ article.titel }}"),
          f"{ARTICLE}:", ("has no attribute 'titel'", "Seen while writing articles/")),
    Fault("missing template", without("theme/templates/tags.html"), "theme/templates/tags.html: ",
          ("missing from the theme", "Write it")),
    Fault("missing include", without("theme/templates/partials/visit.html"), f"{ARTICLE}:",
          ("no template “partials/visit.html”", "Write it")),
    Fault("a template that the theme has not", InPost("author:", "template: wide\nauthor:"),
          f"{WARM}:4: ", ("no template “wide”", "Leave `template` out")),
    Fault("missing candidate of a picture", in_template("<article>", '<article><img alt="" '
          'src="{{ siteurl }}/favicon.svg" srcset="{{ siteurl }}/images/gone-320.avif 320w">'), "",
          ("“/images/gone-320.avif” on articles/cool/index.html and 1 more: there is no such page",
           "fix it there")),
    Fault("missing picture of a shared link", in_template("<article>",
          '<meta property="og:image" content="{{ siteurl }}/social/gone.png"><article>'), "",
          ("“/social/gone.png” on articles/cool/index.html and 1 more: there is no such page",
           "fix it there")),
    Fault("missing place on a page", in_template("<article>", '<article><a href="#gone">A</a>'), "",
          ("“#gone” on articles/cool/index.html and 1 more: that page has no “#gone”",
           "fix it there")),
    Fault("picture on another site in a template", in_template("<article>",
          '<article><img alt="" src="https://cdn.example.org/a.png">'), "",
          ("would ask cdn.example.org for “https://cdn.example.org/a.png” (img src)",
           "is in articles/cool/index.html and 1 more", "Keep a copy on the site itself")),
    Fault("style on another site in a copied file", with_file("content/extra/old.html",
          '<link rel="stylesheet" href="//cdn.example.org/a.css">'), "",
          ("would ask cdn.example.org", "it is in old.html of the site", "content/extra/")),
    Fault("missing asset", in_template("<article>", '<article>{{ asset("a.css") }}'), f"{ARTICLE}:",
          ("no asset “a.css”", "Seen while writing")),
    Fault("plugin that imports what is missing", with_plugin("\nimport nowhere\n"),
          "plugins/extra.py:2: ", ("No module named 'nowhere'", "PLUGINS")),
    Fault("plugin with a syntax error", with_plugin("def register(:\n"),
          "plugins/extra.py:1: ", ("SyntaxError", "Fix")),
    Fault("plugin that cannot register", with_plugin("def register():\n    import nowhere\n"),
          "plugins/extra.py:2: ", ("No module named 'nowhere'", "PLUGINS")),
    Fault("plugin that is not there", lambda folder: add_plugin(folder, "plugins.nowhere"),
          "", ("plugins.nowhere", "PLUGINS")),
    Fault("settings with a syntax error", with_second_error, "pelicanconf.py:2: ",
          ("'[' was never closed", "Fix")),
    Fault("missing clinic.yaml", without("content/data/clinic.yaml"), "content/data/clinic.yaml: ",
          ("missing", "Write")),
    Fault("symlink to a post outside", with_link("content/articles/s.md", "secret/secret.md"),
          "content/articles/s.md: ", ("leads out of content/", "Put a copy")),
    Fault("symlink to a picture outside", with_link("content/images/s.png", "theme/static"),
          "content/images/s.png: ", ("leads out of content/", "Put a copy")),
    Fault("symlink to a folder outside", with_link("content/extra/s", "secret"),
          "content/extra/s: ", ("leads out of content/", "Put a copy")),
    Fault("copied file in a page's place", with_file("content/extra/about/index.html", "Hello"),
          "content/pages/about.md:", ("same address as content/extra/about/index.html", "slug")),
    Fault("aliases that differ in letter case", in_both("aliases: [/Old/P.html]",
          "aliases: [/old/p.html]"), f"{WARM}:4: ",
          ("same file as", f"{COOL}:4", "the old address")),
    Fault("page and folder, folder first", in_both("save_as: q.html", "save_as: q.html/p.html"),
          f"{WARM}:4: ", ("/q.html would be a file", f"{COOL}:4", "another `save_as`")),
    Fault("page and folder, page first", in_both("save_as: q.html/p.html", "save_as: q.html"),
          f"{WARM}:4: ", ("would lie in a folder", f"{COOL}:4", "another `save_as`")),
    Fault("alias below a page", in_both("aliases: [/q.html/old/]", "save_as: q.html"),
          f"{WARM}:4: ", ("would lie in a folder", f"{COOL}:4", "Take the old address away")),
    Fault("copied file below a page", with_copied_file("q.html/x.txt", "save_as: q.html"),
          "content/extra/q.html/x.txt: ", ("would lie in a folder", f"{WARM}:4", "another name")),
    Fault("copied file far below a page", with_copied_file("q.html/a/b/x.txt", "save_as: q.html"),
          "content/extra/q.html/a/b/x.txt: ", ("would lie in a folder", f"{WARM}:4")),
    Fault("page below a copied file", with_copied_file("q.html", "save_as: q.html/p.html"),
          "content/extra/q.html: ", ("would be a file", f"{WARM}:4", "another name")),
    Fault("copied file in other letters", with_copied_file("Old.html", "aliases: [/old.html]"),
          "content/extra/Old.html: ", ("same file as /old.html", f"{WARM}:4", "another name")),
    Fault("slug that is a device", InPost("author:", "slug: con\nauthor:"), f"{WARM}:4:1: ",
          ("“con” cannot be used", "Write a longer one")),
    Fault("topic that is a device", InPost("topics: [Running]", "topics: [Aux]"), f"{WARM}:5: ",
          ("“Aux” would be the folder “aux”", "one more word")),
    Fault("category that is a device", InPost("topics:", "category: Con\ntopics:"), f"{WARM}:5: ",
          ("“Con” would be the folder “con”", "one more word")),
    Fault("file that is a device", with_file("content/articles/nul.md",
          "---\ntitle: Nothing\ndate: 2026-01-03\n---\nWords.\n"), "content/articles/nul.md:1: ",
          ("cannot be a file on Windows", "another `slug`")),
    Fault("person whose slug is a device", with_file("content/data/people.yaml",
          "- name: Nora Lind\n  slug: nora-lind\n- name: Con Ahern\n  slug: con\n"),
          "content/data/people.yaml:4:3: ", ("on Windows", "Write a longer one")),
)  # fmt: skip
