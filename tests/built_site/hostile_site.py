"""A clinic with an attack vector in every field, after a marker that names post and field."""

import html
import json
import re
import shutil

from bs4 import BeautifulSoup

from tests.building import ROOT, SAMPLE, build
from tests.built_site.hostile_vectors import AMP, BREAKOUTS, VECTORS, armed
from tests.publishing.small_site import PICTURE, write

PEOPLE = PLACES = 4
SITE_WIDE = len(VECTORS)  # first number of the data files' vectors
SETTINGS = """\
from publishconf import *
from plugins.structured_data import cards

cards.draw = lambda *_given: open({picture!r}, "rb").read()  # hundreds would take a minute
PATH = {content!r}
THEME = {theme!r}
FEED_MAX_ITEMS = 10_000
RESPONSIVE_IMAGES_CACHE = {cache!r}
RELATED_ARTICLES_CACHE = {cache!r}
"""


def write_site(folder, there):
    """Write content and settings into `folder`, with vectors that request the host `there`."""
    content = folder / "content"
    shutil.copytree(SAMPLE / "content" / "extra", content / "extra")
    write(content, "images/dot.png", PICTURE)
    write(content, f"extra/{AMP}.txt", "a file")
    write(content, f"articles/{AMP}.md", "---\ntitle: Salt\ndate: 2026-01-01\n---\nSalt.\n")
    topics = []
    for number, vector in enumerate(VECTORS):
        hostile = armed(vector, number, there)
        topics += fields(number, hostile).get("topics", [])
        write(content, f"articles/m{number}.md", _markdown(number, hostile))
    for group in groups():
        hostile = [armed(VECTORS[number], number, there) for number in group]
        write(content, f"articles/r{group[0]}.rst", _restructured(group[0], hostile))
        write(content, f"articles/h{group[0]}.html", _html(group[0], hostile))
    vectors = [armed(each, SITE_WIDE + at, there) for at, each in enumerate(BREAKOUTS)]
    _write_data(content, vectors, topics)
    values = {"content": str(content), "theme": str(ROOT / "theme"), "cache": str(folder / "cache")}
    return write(
        folder, "hostileconf.py", SETTINGS.format(picture=str(content / "images/dot.png"), **values)
    )


def build_site(folder, siteurl):
    """Build the site that `write_site` has written into `folder`, with `siteurl` as its SITEURL."""
    done = build(
        "html",
        content=folder / "content",
        output=folder / "site",
        settings=folder / "hostileconf.py",
        options=["--lenient"],
        env={"SITEURL": siteurl},
    )
    assert done.returncode == 0, done.stderr
    return folder / "site"


def groups(most=8):
    """The numbers of the vectors that may share a post, as they do not swallow what follows."""
    shared, alone = [], []
    for number, vector in enumerate(VECTORS):
        end = BeautifulSoup(f"{vector}<i>end</i>", "html.parser").i
        (shared if end and end.parent.name == "[document]" else alone).append(number)
    return [*(shared[at : at + most] for at in range(0, len(shared), most)), *([n] for n in alone)]


def marked(field, number, hostile, longest=2000):
    """The marker of a field and a post, then the vector, on one line."""
    return re.sub(r"[\s\x00-\x1f\u2028\u2029]+", " ", f"{field}q{number} {hostile}")[
        :longest
    ].strip()


def fields(number, hostile):
    """The front matter of post `number`, with the vector in every field that has text."""
    name = 100  # characters
    # Each of these creates a page: a topic or a category, and for some an alias.
    grouping = {"topics": [marked("topic", number, hostile, name)]}
    if number % 4 == 0:
        grouping = {"category": marked("category", number, hostile, name)}
    if number % 8 == 0:
        grouping["aliases"] = [f"/old/{number}/"]
    return {
        "title": marked("title", number, hostile),
        "date": "2026-01-02",
        "description" if number % 2 else "summary": marked("description", number, hostile),
        "authors": [marked("author", number, hostile, name)],
        "credit": marked("credit", number, hostile),
        "series": marked("series", number, hostile),
        "image": {"src": "dot.png", "alt": marked("lead", number, hostile)},
        "reviewed": "2026-01-02",
        "reviewed_by": marked("reviewer", number, hostile),
        "references": [
            {
                "title": marked("reference", number, hostile),
                "publisher": marked("publisher", number, hostile),
                "url": f"https://reef.example/{number}",
            }
        ],
        **grouping,
    }


def _markdown(number, hostile):
    front = "\n".join(f"{key}: {json.dumps(it)}" for key, it in fields(number, hostile).items())
    quoted = html.escape(marked("alt", number, hostile))
    hostile = hostile.replace("\0", "")  # a file with NUL counts as binary
    return f"""\
---
{front}
---
bodyq{number} [^1] <img src="dot.png" alt="{quoted}" title="{quoted}">

<p><img src="dot.png" alt="{quoted}" title="{quoted}"></p>

{hostile}

Words {hostile} words.
"""


def _restructured(number, vectors):
    text = marked("rst", number, " ".join(vectors).replace("\\", ""))
    plain = re.sub(r"([^\w\s])", r"\\\1", text)
    title = f"Reef {number}"
    return f"""\
{title}
{"#" * len(title)}

:date: 2026-01-03
:summary: {plain}
:credit: {plain}

bodyq{number} {plain}

.. image:: dot.png
   :alt: {plain}
""".replace("\0", "")


def _html(number, vectors):
    quoted = html.escape(marked("htm", number, " ".join(vectors)))
    bodies = "</p>\n<p>".join(f"words {each} words" for each in vectors)
    return f"""\
<html><head><title>Shore {number}</title><meta name="date" content="2026-01-04">
<meta name="description" content="{quoted}"><meta name="series" content="{quoted}">
</head><body><p>bodyq{number}</p>
<p>{bodies}</p></body></html>
""".replace("\0", "")


def _write_data(content, vectors, topics):
    """Write the clinic, its people, topics and photos, with vectors in all fields."""
    every = " ".join(vectors)

    def vector_in(field, number=0, text=every):
        return marked(field, number, text)

    clinic = {
        "name": vector_in("clinic", text=vectors[0]),
        **{name: vector_in(name) for name in ("headline", "introduction")},
        "kind": vector_in("kind", text=" ".join(vectors[1::4])),  # these two are on every page
        "disclaimer": vector_in("disclaimer", text=" ".join(vectors[2::4])),
        "treatments": [
            {
                "name": vector_in("treatment", at, each),
                "summary": vector_in("offer", at, each),
                "url": "/#x",
            }
            for at, each in enumerate(vectors)
        ],
        "locations": [
            {
                "slug": f"place-{at}",
                **{
                    name: vector_in(name, at)
                    for name in ("name", "area", "introduction", "postcode")
                },
                "directions": vector_in("directions", at),
                "address": [vector_in("line", at, each) for each in vectors],
                "hours": [
                    {"days": vector_in("days", at, each), "times": vector_in("times", at, each)}
                    for each in vectors
                ],
                "picture": {"src": "dot.png", "alt": vector_in("view", at)},
                "map_url": "https://reef.example/map?a=1&b=2",
            }
            for at in range(PLACES)
        ],
    }
    people = [
        {
            "name": vector_in("person", at, each),
            "slug": f"person-{at}",
            "clinics": ["place-0"],
            "role": vector_in("role", at, each),
            "introduction": vector_in("about", at),
            "credentials": [vector_in("credential", at, each) for each in vectors],
            "photo": {"src": "dot.png", "alt": vector_in("portrait", at)},
        }
        for at, each in enumerate(vectors[:PEOPLE])
    ]
    photo = {"src": "dot.png", "alt": vector_in("photo"), "caption": vector_in("caption")}
    write(content, "data/clinic.yaml", json.dumps(clinic))
    write(content, "data/people.yaml", json.dumps(people))
    write(content, "data/photos/curation.yaml", json.dumps({"own": [photo]}))
    topics = [
        {"name": topic, "introduction": vector_in("begin", at, vectors[at % len(vectors)])}
        for at, topic in enumerate(topics)
    ]
    write(content, "data/topics.yaml", json.dumps(topics))
