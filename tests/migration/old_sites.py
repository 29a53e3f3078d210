"""Three made-up old sites, and the command that adopts them."""

import subprocess
import sys

from tests.building import ROOT, clean_environment, run
from tests.publishing.small_site import PICTURE, write

VERSIONS = [f"{major}.{minor}" for major in (1, 2, 3) for minor in range(6)]  # 18 releases
PELICAN = """\
AUTHOR = "The Heron Team"
SITENAME = "Heron News"
SITEURL = ""
PATH = "content"
TIMEZONE = "Europe/Oslo"
DEFAULT_LANG = "en"
DEFAULT_PAGINATION = 5
STATIC_PATHS = ["images", "extra", "files"]
EXTRA_PATH_METADATA = {"extra/favicon.ico": {"path": "favicon.ico"}}
YEAR_ARCHIVE_SAVE_AS = "posts/{date:%Y}/index.html"
LINKS = (("Elsewhere", "https://example.org/"),)
"""
RELEASE = """\
Heron {version} released
####################

:date: {date}
:slug: heron-{version}-released
:tags: releases, heron {major}

Today we release **Heron** {version}. It follows
`the one before <{{filename}}heron-{before}.rst>`_, and the
`notes <{{static}}/files/notes.pdf>`_ say more.

.. image:: {{static}}/images/heron.png
   :alt: A heron on one leg
"""


def pelican_site(folder):
    """A site of 19 posts in the style of release announcements, with versions in their slugs."""
    write(folder, "pelicanconf.py", PELICAN)
    write(
        folder,
        "publishconf.py",
        'import sys\nsys.path.append(".")\nfrom pelicanconf import *\n'
        'SITEURL = "https://heron.example.org"\nFEED_ALL_ATOM = "feeds/all.atom.xml"\n',
    )
    for number, version in enumerate(VERSIONS):
        before = VERSIONS[number - 1] if number else version
        text = RELEASE.format(
            version=version,
            before=before,
            major=version[0],
            date=f"20{10 + number // 2}-0{1 + number % 2}-03 10:20",
        )
        write(folder, f"content/news/heron-{version}.rst", text)
    write(
        folder,
        "content/news/moving.md",
        "Title: We move: plugins, too\nDate: 2021-02-15\nSlug: We_Move\nAuthor: Ane Ås\n"
        "Mood: glad\n\nRead [the first release]({filename}heron-1.0.rst) again.\r\n\r\n"
        "    {static}/images/heron.png\r\n",
    )
    write(
        folder, "content/news/draft.md", "Title: Secret\nDate: 2021-03-01\nStatus: draft\n\nNo.\n"
    )
    write(folder, "content/news/later.md", "Title: Later\nDate: 2099-03-01\n\nNot yet.\n")
    write(folder, "content/pages/about.rst", "About us\n========\n\nWho we are.\n")
    write(folder, "content/images/heron.png", PICTURE)
    write(folder, "content/files/notes.pdf", b"%PDF-1.4\n")
    write(folder, "content/extra/favicon.ico", PICTURE)
    return folder


STORKS = """\
from words import NAME
AUTHOR = SITENAME = NAME
PATH = "content"
TIMEZONE = "America/New_York"
DEFAULT_LANG = "de"
ARTICLE_PATHS = ["blog"]
ARTICLE_URL = "blog/{date:%Y}/{slug}/"
ARTICLE_SAVE_AS = "blog/{date:%Y}/{slug}/index.html"
ARTICLE_LANG_URL = ARTICLE_LANG_SAVE_AS = "{lang}/{slug}.html"
PAGE_URL = "{slug}"
PAGE_SAVE_AS = "{slug}.html"
CATEGORY_URL = "thema/{slug}/"
CATEGORY_SAVE_AS = "thema/{slug}/index.html"
TAG_URL = TAG_SAVE_AS = "stichwort/{slug}.html"
SLUGIFY_SOURCE = "basename"
SLUGIFY_USE_UNICODE = True
USE_FOLDER_AS_CATEGORY = False
DEFAULT_CATEGORY = "Allerlei"
DEFAULT_PAGINATION = 2
PAGINATION_PATTERNS = (
    (1, "{url}", "{save_as}"),
    (2, "{base_name}/seite/{number}/", "{base_name}/seite/{number}/index.html"),
)
FILENAME_METADATA = r"(?P<date>\\d{4}-\\d{2}-\\d{2})-(?P<slug>.*)"
MONTH_ARCHIVE_SAVE_AS = "blog/{date:%Y}/{date:%m}/index.html"
STATIC_PATHS = ["blog"]
STATIC_URL = STATIC_SAVE_AS = "s/{path}"
FEED_ALL_RSS = "rss.xml"
FEED_ALL_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
CATEGORY_FEED_ATOM = "thema/{slug}/atom.xml"
"""


def stork_site(folder):
    """A Pelican site with settings of many kinds, in two modules, and posts in all formats."""
    write(folder, "pelicanconf.py", STORKS)
    write(folder, "publishconf.py", "from pelicanconf import *\n")
    write(folder, "words.py", 'NAME = "Storch"\n')
    texts = {
        "2020-01-31-über-störche.md": "Title: Über\nTags: Vögel, C++\n\n"
        "![Ein Storch]({attach}s.png) [Mehr]({static}s.pdf)\n",
        "zwei.md": "Title: Zwei\nDate: 2020-02-29 23:30\nCategory: Natur\nSlug: Zwei_Drei\n\n"
        "[Eins]({filename}2020-01-31-über-störche.md)\n",
        "two.md": "Title: Two\nDate: 2020-02-29 23:30\nSlug: Zwei_Drei\nLang: en\n\nEnglish.\n",
        "sub/three.md": "Title: Drei\nDate: 2020-03-01\nSave_as: alt/drei.html\n"
        "Url: alt/drei.html\n\n[Wir](/impressum)\n",
        "sub/five.html": '<html><head><title>Fünf</title><meta name="date" content="2020-03-03" />'
        '<meta name="tags" content="Vögel" /></head><body><p>Fünf. <img src="{attach}../s.png" '
        'alt="Ein Storch"></p></body></html>',
        "sechs.rst": "Sechs\n=====\n\n:date: 2021-03-04\n:slug: sechs-1.0\n:foo: bar\n\nText.\n",
    }
    for name, text in texts.items():
        write(folder, f"content/blog/{name}", text)
    write(folder, "content/pages/impressum.md", "Title: Impressum\n\nWir.\n")
    write(folder, "content/blog/s.png", PICTURE)
    write(folder, "content/blog/s.pdf", b"%PDF-1.4\n")
    return folder


def built_by_pelican(folder, output):
    """The files that stock Pelican writes for the site in `folder`, apart from its theme's."""
    done = subprocess.run(
        [sys.executable, "-m", "pelican", "content", "-s", "publishconf.py", "-o", str(output)],
        cwd=folder,
        env={**clean_environment(), "PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert "Done" in done.stdout
    return {name for name in files_of(output) if not name.startswith(("theme/", "drafts/"))}


def jekyll_site(folder):
    """Posts with Liquid, a draft, pages, a feed, and a permalink with dates."""
    write(
        folder,
        "_config.yml",
        "title: Otter Notes\nurl: https://otter.example.org\nbaseurl: /notes\npaginate: 1\n"
        "permalink: /:categories/:year/:month/:title.html\nplugins: [jekyll-feed]\n"
        "defaults:\n- scope: {path: '', type: posts}\n  values: {author: Odd Otter}\n",
    )
    write(
        folder,
        "_posts/2020-03-14-Swim-2.0.md",
        '---\nlayout: post\ntitle: "Swimming: the second"\ncategories: Water Sports\n'
        "tags: [swim, cold]\nredirect_from: /old/swim/\nrating: 5\n---\n"
        "See [the first]({% post_url 2019-01-02-dive %}) and\n"
        '![An otter]({{ "/assets/otter.png" | relative_url }}).\n\n'
        "{% highlight sh %}\nswim --far\n{% endhighlight %}\n\n{% include video.html id=3 %}\n",
    )
    write(
        folder,
        "_posts/2019-01-02-dive.md",
        "---\ntitle: Diving\n---\nSee [us]({{ site.baseurl }}/about/) and [the paper]"
        "({% link paper.pdf %}).\n",
    )
    write(folder, "_posts/2018-01-02-hidden.md", "---\ntitle: Hidden\npublished: false\n---\nNo.\n")
    write(folder, "_drafts/idea.md", "---\ntitle: An idea\n---\nNot yet.\n")
    write(folder, "_posts/2017-01-02-broken.md", "---\ntitle: [\n---\nWords.\n")
    write(folder, "_layouts/post.html", "<p>{{ content }}</p>")
    write(folder, "about.md", "---\ntitle: About\npermalink: /about/\n---\nWho we are.\n")
    write(folder, "archive.html", "---\n---\n{% for post in site.posts %}{% endfor %}\n")
    write(folder, "assets/otter.png", PICTURE)
    write(folder, "assets/site.css", "p {}")
    write(folder, "paper.pdf", b"%PDF-1.4\n")
    return folder


def hugo_site(folder):
    """Posts in TOML and YAML, a page bundle, a draft, shortcodes and aliases."""
    write(
        folder,
        "hugo.toml",
        'baseURL = "https://elk.example.org/"\ntitle = "Elk Journal"\nlanguageCode = "en-gb"\n'
        '[permalinks]\nposts = "/:year/:month/:slug/"\n[params]\ndescription = "On elks."\n',
    )
    write(
        folder,
        "content/posts/Antlers Grow.md",
        '+++\ntitle = "Antlers grow"\ndate = 2022-05-06T10:00:00+02:00\ntags = ["Growth"]\n'
        'categories = ["Body", "Spring"]\naliases = ["/horns/"]\nauthor = "Eli Elk"\n+++\n'
        '{{< figure src="/img/elk.png" alt="An elk" >}}\n\nSee [all]({{< ref "herd" >}}).\n',
    )
    write(
        folder,
        "content/posts/herd/index.md",
        "---\ntitle: The herd\ndate: 2021-01-02\nslug: in-herds\n---\n![Three elks](three.png)\n\n"
        "{{< youtube abc >}}\n",
    )
    write(folder, "content/posts/herd/three.png", PICTURE)
    write(
        folder,
        "content/posts/secret.md",
        '+++\ntitle = "Secret"\ndate = 2021-01-03\ndraft = true\n+++\nNo.\n',
    )
    write(folder, "content/posts/broken.md", "+++\ntitle = \n+++\nWords.\n")
    write(folder, "content/about.md", "---\ntitle: About\n---\nWho we are.\n")
    write(folder, "static/img/elk.png", PICTURE)
    write(folder, "static/papers/elk.pdf", b"%PDF-1.4\n")
    return folder


def adopt(old, target, **env):
    """Run the command; returns the finished process."""
    words = [sys.executable, "-m", "plugins.migration", str(old), "--input", str(target)]
    return run(words, cwd=ROOT, env=env)


def files_of(folder):
    """The paths of all files below `folder`."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}


def texts_of(folder):
    """The bytes of all files below `folder`, by their paths."""
    return {name: (folder / name).read_bytes() for name in files_of(folder)}
