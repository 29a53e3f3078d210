"""The kinds of findings about how the build is put together."""

from __future__ import annotations

from plugins.core.finding_kinds import FindingKind

KINDS = (
    FindingKind(
        "build/warnings",
        "error",
        "There are no warnings in a build with `--fatal warnings`.",
        "Whoever starts it so wants none.",
    ),
    FindingKind(
        "hosting/own-file",
        "advice",
        "A file of content/extra/ replaces one that the build would write.",
        "What data files say is then not in it: its owner keeps it up to date.",
        section="site",
    ),
    FindingKind(
        "hosting/other-host",
        "warning",
        "content/extra/CNAME has the host of SITEURL.",
        "GitHub Pages shows the site there, and its addresses lead elsewhere.",
        section="site",
    ),
    FindingKind(
        "languages/bad-catalogue",
        "error",
        "A theme's catalogue of words in another language can be read.",
        "Pages would have words in two languages.",
        section="build",
    ),
    FindingKind(
        "languages/no-catalogue",
        "error",
        "The theme has a catalogue of its words for each of LANGUAGES.",
        "All that editors do not write themselves would be in English.",
        section="build",
    ),
    FindingKind(
        "languages/setting",
        "error",
        "LANGUAGES is a list of language tags, each once and without that of DEFAULT_LANG.",
        "Two languages would have pages at the same addresses, or one would have none.",
        section="build",
    ),
    FindingKind(
        "plugins/conflict",
        "error",
        "No plugin in PLUGINS does what cannot be done beside this build.",
        "The build would fail later, with an error that names neither of them.",
    ),
    FindingKind(
        "plugins/overlap",
        "warning",
        "No plugin in PLUGINS does what this build does already.",
        "One of them does its work in vain.",
    ),
    FindingKind(
        "post/not-read",
        "error",
        "The file of a post can be opened.",
        "Its page would be missing.",
        section="reading",
    ),
    FindingKind(
        "theme/left-out",
        "warning",
        "A theme has the templates of all pages that this site can have.",
        "A theme that was made for Pelican alone has none for places or the search.",
        section="build",
    ),
    FindingKind(
        "theme/relative-urls",
        "error",
        "RELATIVE_URLS is off for a theme with views.",
        "Parts that all pages share have the same addresses on each of them.",
        section="build",
    ),
)
