"""The kinds of findings about addresses, links, files, templates and the build."""

from __future__ import annotations

from functools import partial

from plugins.core.finding_kinds import FindingKind, example_post, of_values

_of_site = partial(FindingKind, section="site")
_of_budget = partial(FindingKind, severity="error", section="site", also="warning")
_REDIRECTS = "redirects.yaml"
_OLD = "- from: /tag/sleep.html\n  to: /topics/sleep/\n"

KINDS = (
    FindingKind(
        "links/dead-link",
        "error",
        "A link within the site leads to a page, and to a section, that exists.",
        "Readers would see that a page is missing.",
        example_post(body="See [how to reach us](/contakt/).\n"),
        example_post(body="See [how to reach us](/contact/).\n"),
    ),
    FindingKind(
        "addresses/double",
        "error",
        "Each page has an address of its own.",
        "Only one of the two can be published there.",
        example_post("slug: wet-leaves\n"),
        example_post("slug: knees\n"),
    ),
    FindingKind(
        "addresses/misplaced",
        "error",
        "A post's `url` leads to the file that its `save_as` names.",
        "All links to the post would lead nowhere.",
        example_post("url: old/knees/\nsave_as: knees/index.html\n"),
        example_post("url: guide/knees/\nsave_as: guide/knees/index.html\n"),
    ),
    FindingKind(
        "addresses/same-file",
        "error",
        "No two files of the site differ only in letter case, or in how accents are stored.",
        "macOS and Windows keep only one of them.",
    ),
    FindingKind(
        "addresses/file-and-folder",
        "error",
        "No file of the site has the name of a folder.",
        "No file system can have both.",
    ),
    FindingKind(
        "addresses/nameless",
        "error",
        "A topic or category has a letter or digit.",
        "Its page would have no address.",
    ),
    FindingKind(
        "addresses/unportable",
        "error",
        "No file of the site has a name that Windows does not allow, such as `con`.",
        "Nobody there could copy the site.",
        example_post("topics: [Con]\n"),
        example_post("topics: [Sleep]\n"),
    ),
    FindingKind(
        "addresses/unwritable",
        "error",
        "The file system accepts the name of each page.",
        "The page could not be written.",
    ),
    FindingKind(
        "addresses/template",
        "error",
        "A post's `template` is one that the theme has.",
        "The post would not be shown as meant.",
        example_post("template: leaflet\n"),
        example_post("template: article\n"),
    ),
    _of_site(
        "content/link",
        "error",
        "A symbolic link in content/ leads to a file or folder within it.",
        "Files from elsewhere could be published.",
    ),
    _of_site(
        "content/uncovered",
        "warning",
        "What looks like a post is in ARTICLE_PATHS or PAGE_PATHS, and ends in .md, not in .MD.",
        "It is published nowhere, and Pelican does not say so.",
    ),
    _of_site(
        "content/not-a-file",
        "error",
        "content/ has only files, folders and links.",
        "Reading a pipe or a device may never end.",
    ),
    _of_site(
        "content/file-name",
        "error",
        "The name of each file in content/ is UTF-8, without line breaks or control characters.",
        "No address could be made of it.",
    ),
    _of_site(
        "static-files/refused",
        "error",
        "A file that is copied as it is may be published.",
        "What is not meant for visitors, or can run in their browsers, would be on the site.",
    ),
    _of_site(
        "outside-hosts/loaded",
        "error",
        "No page loads anything from another website.",
        "That website would learn who reads the page.",
    ),
    _of_site(
        "links/scheme",
        "error",
        "No address in the site has a scheme other than https:, http:, mailto: and tel:.",
        "Addresses such as javascript: run programs.",
    ),
    _of_site(
        "links/empty-file",
        "error",
        "No file that the build writes is missing or empty.",
        "Another plugin, or a full disk, may have spoilt it.",
    ),
    _of_site(
        "links/feed",
        "error",
        "Programs can read each feed.",
        "Subscribers would learn of no new article.",
    ),
    _of_budget(
        "budgets/html",
        summary="A page's HTML and CSS fit into the first round trip (docs/visitors.md).",
        reason="Readers with a weak signal would wait longer for the text.",
    ),
    _of_budget(
        "budgets/scripts",
        summary="A page has hardly any scripts; the search page has more (docs/visitors.md).",
        reason="Old phones would be busy with them.",
    ),
    _of_budget(
        "budgets/fonts",
        summary="The fonts of a page are small (docs/visitors.md).",
        reason="They take the time that pictures need.",
    ),
    _of_budget(
        "budgets/font-files",
        summary="A page has one font file (docs/visitors.md).",
        reason="Each is a request that the text waits for.",
    ),
    _of_budget(
        "budgets/pictures",
        summary="What a phone loads before any scroll is small (docs/visitors.md).",
        reason="Readers pay for each byte, and wait for it.",
    ),
    _of_site(
        "theme/missing-template",
        "error",
        "The theme has all templates that are needed.",
        "Pages could not be written.",
    ),
    _of_site(
        "theme/template-syntax",
        "error",
        "Jinja can read each template.",
        "Pages could not be written.",
    ),
    _of_site(
        "theme/template-error",
        "error",
        "No template fails while it writes a page.",
        "The page could not be written.",
    ),
    FindingKind(
        "build/empty",
        "error",
        "A build writes a page.",
        "It would replace the old site with nothing.",
    ),
    FindingKind(
        "build/failed",
        "error",
        "No part of the build fails unexpectedly.",
        "The site would not be whole.",
    ),
    FindingKind(
        "log/*",
        "error",
        "Neither Pelican nor a plugin logs an error; the last part of the id says whose it is.",
        "Pelican goes on after most errors, and the site would not be whole.",
        section="build",
    ),
    FindingKind(
        "order/refused",
        "error",
        "A build gets options that fit together, and a folder that it may replace.",
        "It could replace something other than the old site.",
        section="build",
    ),
    FindingKind(
        "output/disk",
        "error",
        "The site can be written to the disk.",
        "It would not be whole.",
        section="build",
    ),
    FindingKind(
        "redirects/name",
        "error",
        "The list of old addresses is content/data/redirects.yaml.",
        "A file called redirects.yml is not read, and its old addresses would lead nowhere.",
        section="data",
    ),
    FindingKind(
        "redirects/loop",
        "error",
        "An old address leads to a page, not back to itself.",
        "The browser of whoever follows it would never stop.",
        "- from: /tag/sleep/\n  to: /tag/rest/\n- from: /tag/rest/\n  to: /tag/sleep/\n",
        _OLD,
        section="data",
        file=_REDIRECTS,
    ),
    FindingKind(
        "redirects/chain",
        "error",
        "An old address leads to the page that is there now, not to another old address.",
        "Visitors would wait for each of them, and some programs give up after a few.",
        section="data",
    ),
    *of_values(
        "redirects",
        {
            "unreadable": ("- from: /tag/sleep.html: /topics/sleep/\n", _OLD),
            "bad-value": ("- from: tag/sleep.html\n  to: /topics/sleep/\n", _OLD),
            "missing-key": ("- from: /tag/sleep.html\n", _OLD),
            "unknown-key": (f"{_OLD}  status: 301\n", _OLD),
            "unpaired-direction": ("- from: /tag/\u202esleep.html\n  to: /topics/sleep/\n", _OLD),
        },
        section="data",
        file=_REDIRECTS,
    ),
)
