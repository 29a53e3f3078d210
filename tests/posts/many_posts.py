"""Posts of all kinds, good and bad, and a site for them."""

from functools import partial

from plugins.posts.read_post import read_post
from plugins.site.readers import convert_html, convert_rst
from tests.article_body.site_contexts import FakeSiteContext
from tests.building import ROOT, SAMPLE

_SETTINGS = {"DEFAULT_LANG": "en", "FORMATTED_FIELDS": []}
_CONVERT = {
    ".rst": partial(convert_rst, settings=_SETTINGS),
    ".html": partial(convert_html, settings=_SETTINGS),
}
_HEAD = "---\ntitle: A post\ndate: 2026-01-02\n---\n"
_ODD = {
    "empty.md": "",
    "binary.md": "\0\1",
    "colon.md": "---\ntitle: A: b\n---\nWords\n",
    "unknown.md": "---\ntitle: A\nlicense: CC\ntags: b\nkeywords: c\n---\nWords\n",
    "values.md": "---\ntitle: A\ndate: soon\nslug: A B\ntopics: [x, '!!!']\n---\n![](x.png)\n",
    "quotes.md": '---\ntitle: "«“x”»"\nimage: {src: desk.png, alt: "“„a“”"}\n---\nWords\n',
    "zones.md": "---\ntitle: A\ndate: 2026-01-02 10:00 +05:45\nmodified: 2026-01-03 9:00Z\n---\nx",
    "dateutil.md": "Title: A\nDate: Jan 2 2026 10:11:12.345 +0130\n\nWords\n",
    "2021-09-28-named.md": "---\ntitle: Dated by its name\n---\nWords\n",
    "reviewed.md": (
        "---\ntitle: A\nreviewed: 2023-11-22\nreviewed_by: Nora Lind\nreview_every: 3 years\n"
        "references: [{title: B, url: https://x.example/, year: 1999}, C]\n---\nA[^1] b[^2] c[^3]\n"
    ),
    "every-key.md": (
        "---\ntitle: A\nslug: b\ndate: 2026-11-23\norder: 1\nmodified: 2026-11-24 10:00\n"
        "description: C\nsummary: D\nauthors: [E, F]\ncredit: G\ncategory: H\ntopics: [I, J]\n"
        "search_words: [knee, V]\n"
        "image: {src: desk.png, alt: K, focus: 40% 20%}\nclinics: [l]\nseries: M\n"
        "series_index: 2\nlang: nb\nstatus: draft\nrelated: [n]\nrelated_exclude: [o]\n"
        "reviewed: 2026-11-25\nreviewed_by: P\n"
        "waive: [{rule: x/y, reason: It is a quotation, until: 2027-01-01}]\n"
        "review_every: 18 months\nreferences: [{title: Q, publisher: R, year: 2023}]\n"
        "aliases: [/2021/s/]\ntranslation: yes\ntemplate: page\nurl: t/\nsave_as: t/index.html\n"
        "---\nU[^1]\n"
    ),
    "lead.md": "---\ntitle: A\nimage: {src: none.png, alt: B}\n---\nWords\n",
    "body.md": (
        f"{_HEAD}## A\n\n## A\n\n![Desk](desk.png) ![](run.jpg) ![No](no.png) [a](b.md) [c](d.pdf)"
        " [e]({nonsense}f) [g](javascript:h) <script>i</script> <b style='color: red'>j</b>\n"
        "\n[k](desk.png) &#x202e;l\n\n[^m] n[^o]\n\n[^o]: Note.\n\n*[HTML]: p\n"
    ),
    "list.md": f"{_HEAD}- a\n\n  b\n- c\n\nwords\n\n1. x\n\n\ty\n",
    "deep.md": _HEAD + "".join("    " * depth + "- x\n" for depth in range(300)),
    "elements.md": _HEAD + "<div><b>" * 1500,
    "many.md": _HEAD + "[" * 1000,
    "role.rst": "A & b\n#####\n\n:date: 2026-01-02\n\n.. role:: mine(strong)\n\nSome :mine:`x`.\n",
    "roleless.rst": "A\n##\n\n:date: 2026-01-02\n\nSome :mine:`x`.\n",
    "include.rst": "A\n##\n\n.. default-role:: strong\n\n.. include:: /etc/hosts\n",
    "page.html": "<title>A &amp; b</title><meta name='tags' content='x, y'><body><p>Words</body>",
}
POSTS = {name: text.encode() for name, text in _ODD.items()} | {
    path.relative_to(ROOT).as_posix(): path.read_bytes()
    for folder in (ROOT / "content", SAMPLE / "content")
    for path in sorted(folder.rglob("*.md"))
}


def read(name, *, lenient, data=None, context=None):
    """One of POSTS, or `data` under its name."""
    return read_post(
        POSTS[name] if data is None else data,
        context or FakeSiteContext(),
        path=name,
        lenient=lenient,
        convert=_CONVERT.get(name[name.rindex(".") :]),
    )
