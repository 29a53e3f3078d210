"""Links and pictures in old posts lead to the same files in the new folder."""

import time

import pytest

from plugins.migration.hugo_commands import HugoCommands, known_addresses
from plugins.migration.jekyll_commands import JekyllCommands
from plugins.migration.links import NewPlaces, rewrite
from plugins.migration.new_posts import in_yaml
from plugins.migration.old_site import OldPost

PLACES = {
    "news/a.md": "articles/news/a.md", "news/b.md": "articles/news/b.md",
    "pages/c.rst": "pages/c.rst", "files/d.pdf": "extra/files/d.pdf",
}  # fmt: skip
PICTURES = {"images/e.png": "images/e.png", "news/f.png": "images/news/f.png"}
ADDRESSES = {
    "images/e.png": "images/e.png", "n/f.png": "news/f.png", "files/d.pdf": "files/d.pdf",
}  # fmt: skip


def post(body, markup="markdown"):
    """The post news/a.md at /n/a.html with this body, which begins on line 5 of its file."""
    return OldPost(
        path="news/a.md", name="news/a.md", kind="articles", markup=markup, raw=b"", body=body,
        fields={}, url="n/a.html", save_as="n/a.html", body_line=5,
    )  # fmt: skip


def rewritten(body, markup="markdown"):
    """The new body, the notes, and the pictures that it shows."""
    renamed = {"n/bare": "n/bare.html"}
    places = NewPlaces(PLACES, PICTURES, ADDRESSES, "https://x.example.org", renamed)
    notes = []
    text = rewrite(post(body, markup), body, "articles/news/a.md", places, notes)
    return text, [(note.group, note.line) for note in notes], places.pictures


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[b]({filename}b.md)", None),
        ("[b](<{filename}b.md>)", None),
        ("[b]({filename}/news/b.md#top)", "[b]({filename}/articles/news/b.md#top)"),
        ("[b](|filename|/news/b.md)", "[b]({filename}/articles/news/b.md)"),
        ("[c]({filename}/pages/c.rst)", None),
        ("[d]({static}/files/d.pdf)", "[d]({static}/extra/files/d.pdf)"),
        ("[d]({filename}/files/d.pdf)", "[d]({static}/extra/files/d.pdf)"),
        ("[d](/files/d.pdf)", None),
        (
            "[d][1]\n\n[1]: {static}/files/d.pdf 'D'",
            "[d][1]\n\n[1]: {static}/extra/files/d.pdf 'D'",
        ),
        ("![e]({static}/images/e.png)", None),
        ("![e](/images/e.png)", None),
        ("![e](https://x.example.org/images/e.png)", "![e](/images/e.png)"),
        ("![f]({attach}f.png)", "![f]({static}/images/news/f.png)"),
        ("![f](f.png)", "![f](/images/news/f.png)"),
        ('![f](f.png "A title")', '![f](/images/news/f.png "A title")'),
        ("[![f](f.png)](b.md)", "[![f](/images/news/f.png)]({filename}/articles/news/b.md)"),
        ('<img alt="f" src="f.png">', '<img alt="f" src="/images/news/f.png">'),
        ("[x](/n/bare?q#z)", "[x](/n/bare.html?q#z)"),
        ("[x](https://other.example.org/f.png) and [y](#f.png)", None),
        ("[t]({tag}news) [m](mailto:a@example.org)", None),
        ("`![f](f.png)` is code", None),
        ("```\n![f](f.png)\n```\n", None),
    ],
)
def test_a_link_leads_to_the_same_file(old, new):
    """Everything else stays byte for byte."""
    assert rewritten(f"Aa\r\n{old} zz\n")[0] == f"Aa\r\n{new or old} zz\n"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (".. image:: {static}/images/e.png\n   :alt: E", None),
        (".. figure:: f.png\n   :alt: F", ".. figure:: /images/news/f.png\n   :alt: F"),
        (
            ".. |f| image:: {attach}f.png\n   :alt: F",
            ".. |f| image:: {static}/images/news/f.png\n   :alt: F",
        ),
        ("`b <{filename}/news/b.md>`_", "`b <{filename}/articles/news/b.md>`_"),
        (".. _d: {static}/files/d.pdf", ".. _d: {static}/extra/files/d.pdf"),
        (
            ".. image:: /images/e.png\n   :alt: E\n   :target: f.png",
            ".. image:: /images/e.png\n   :alt: E\n   :target: /images/news/f.png",
        ),
    ],
)  # fmt: skip
def test_a_link_in_restructuredtext_leads_to_the_same_file(old, new):
    """In all its forms."""
    assert rewritten(f"A\n\n{old}\n\nZ\n", "rst")[0] == f"A\n\n{new or old}\n\nZ\n"


@pytest.mark.parametrize(
    ("body", "notes"),
    [
        ("\n![](f.png)", [("picture", 6)]),
        ("![x](https://other.example.org/f.png)", [("picture", 5)]),
        ("![x](/images/gone.png)", [("picture", 5)]),
        ("[x]({filename}gone.md)", [("link", 5)]),
        ("[x](/images/gone.png)", [("link", 5)]),
        ("<img src='f.png'>", [("picture", 5)]),
        ("[x](/gone/)", []),
    ],
)
def test_what_is_unknown_is_noted_at_its_line(body, notes):
    """The build reports links to pages that are not there."""
    assert rewritten(body)[1] == notes


def test_pictures_that_posts_show_are_collected():
    """They are copied to where the build makes versions of them."""
    assert rewritten("![e](/images/e.png) [f](f.png) `![x](x.png)`")[2] == {
        "images/e.png", "news/f.png",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{{ site.baseurl }}/b/", "/b/"),
        ("{{ site.url }}{{ site.baseurl }}/b/", "/b/"),
        ("{{ '/a.png' | relative_url }}", "/a.png"),
        ('{{ "a.png" | prepend: site.baseurl | prepend: site.url }}', "/a.png"),
        ("{% post_url 2020-01-02-b %}", "/2020/b/"),
        ("{%- link files/d.pdf -%}", "/files/d.pdf"),
        ("{% comment %}x{% endcomment %}y", "y"),
        ("{% highlight ruby linenos %}\na\n{% endhighlight %}", "```ruby\na\n```"),
        ("{% highlight md %}\n```\n{% endhighlight %}", "~~~md\n```\n~~~"),
        ("{% post_url gone %}", None),
        ("{% include a.html %} {{ page.title }}", None),
    ],
)
def test_a_command_of_liquid_is_replaced_where_its_result_is_certain(old, new):
    """All others are noted."""
    notes = []
    commands = JekyllCommands({"2020-01-02-b": "2020/b/", "files/d.pdf": "files/d.pdf"})

    assert commands.expand(post(old), notes) == (new or old)
    assert bool(notes) == (new is None)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('{{< ref "b.md" >}}', "/n/b/"),
        ('{{< relref "/news/b#top" >}}', "/n/b/#top"),
        ('{{% ref "c" %}}', "/c/"),
        ('{{< figure src="f.png" alt="F" >}}', "![F](f.png)"),
        ('{{< figure src="f.png" caption="The F" />}}', '![The F](f.png "The F")'),
        ('{{< figure src="f.png" >}}', "![](f.png)"),
        ('{{< figure src="f.png" alt="F" link="/x/" >}}', None),
        ("{{< highlight go >}}\na\n{{< /highlight >}}", "```go\na\n```"),
        ('{{< ref "gone" >}}', None),
        ("{{< youtube abc >}}", None),
    ],
)
def test_a_shortcode_is_replaced_where_its_result_is_certain(old, new):
    """All others are noted."""
    notes = []
    commands = HugoCommands(known_addresses({"news/b.md": "n/b/", "x/c/index.md": "c/"}))
    own = post(old)

    assert commands.expand(own, notes) == (new or old)
    assert bool(notes) == (new is None)


def test_a_reference_that_two_posts_could_mean_is_noted():
    """By its last part alone."""
    notes = []
    commands = HugoCommands(known_addresses({"x/b.md": "x/b/", "y/b.md": "y/b/"}))

    assert commands.expand(post('{{< ref "b" >}}'), notes) == '{{< ref "b" >}}'
    assert len(notes) == 1


@pytest.mark.parametrize(
    "body",
    [
        "{% highlight x %}\n" * 9_000 + "{% endhighlight %}\n" + "{% highlight x %}\n" * 9_000,
        "{{< highlight x >}}\n" * 9_000,
        "{% comment %}" * 9_000,
        "[" * 50_000,
        "![" * 50_000,
        "<img " * 40_000,
        "`" * 50_000,
        "~~~\n" + "~" * 50_000,
        "[a](" * 20_000,
        "".join("`" * length + "\n" for length in range(200, 2, -1)),
        "{{ '" * 20_000,
        "{{< figure " * 20_000,
        "{{< ref '" * 20_000,
    ],
    ids=range(13),
)
def test_hostile_text_takes_no_minutes(body):
    """Commands and links that are never closed."""
    start = time.process_time()

    for commands in (JekyllCommands({}), HugoCommands({})):
        rewritten(commands.expand(post(body), []))
    rewritten(body, "rst")

    assert time.process_time() - start < 10  # seconds of one core


def test_a_key_cannot_become_another_key():
    """Whatever characters its comment has."""
    text = in_yaml(
        {"title": "A"}, {"x\nstatus": "published\u2028slug: b", "y": {"z": "\n\nlang: nb"}}
    )

    rows = text.splitlines()
    assert len(rows) == 5
    assert [row[:2] for row in rows[2:4]] == ["# ", "# "]
