"""The kinds of findings about what hosts are told."""

from __future__ import annotations

from functools import partial

from plugins.core.finding_kinds import FindingKind

_of_site = partial(FindingKind, section="site")

KINDS = (
    _of_site(
        "headers/bad-line",
        "error",
        "Hosts can read each line of content/extra/_headers.",
        "They leave out what they cannot read, and tell nobody.",
    ),
    _of_site(
        "headers/hashed-name",
        "warning",
        "No file in content/extra/ has a name like those that the build gives with a hash.",
        "Browsers would keep it for a year, whatever becomes of it.",
    ),
    _of_site(
        "headers/limit",
        "error",
        "_headers has at most 100 rules, and 2,000 characters in a line.",
        "Cloudflare leaves out the rest.",
    ),
    _of_site(
        "headers/no-policy",
        "advice",
        "Each page that loads something has a Content-Security-Policy without unsafe-....",
        "One header is for all files, so that one page decides how strict it may be.",
    ),
    _of_site(
        "headers/own-file",
        "advice",
        "Whoever writes content/extra/_headers knows which headers of the site it replaces.",
        "They protect visitors.",
    ),
    _of_site(
        "headers/shared-folder",
        "warning",
        "All files of theme/, images/ and social/ have a hash in their names.",
        "In _headers, a rule is for a whole folder.",
    ),
    _of_site(
        "redirects/unreadable-rule",
        "error",
        "A host can read each line of content/extra/_redirects.",
        "It would pass over the line, or refuse the whole site.",
    ),
    _of_site(
        "redirects/own-rules",
        "advice",
        "content/extra/_redirects has rules that come before those of the site.",
        "They win where both have a rule, which may be forgotten later.",
    ),
    _of_site(
        "redirects/host-limit",
        "error",
        "There are no more redirects than Cloudflare takes, and none is longer: or publishconf.py "
        "says why, as MANY_REDIRECTS.",
        "Visitors of the others there get a page that redirects, which search engines trust less.",
        also="warning",
    ),
)
