"""The manifest is the same for the same site, and is not believed when it is read."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.hosting import manifest as manifest_module
from plugins.hosting.hosted_site import HostedSite, Redirect
from plugins.hosting.manifest import (
    ManifestError,
    from_json,
    manifest_of,
    to_json,
)
from tests.hosting.made_up import HEADERS, NEVER, PAGE, SITEURL, made_up_file, made_up_manifest

LETTERS = st.characters(exclude_characters="/\\", exclude_categories=("Cs", "Cc"))
PARTS = st.text(LETTERS, min_size=1, max_size=12).filter(lambda part: part not in {".", ".."})
PATHS = st.lists(PARTS, min_size=1, max_size=4).map("/".join)


@given(st.dictionaries(PATHS, st.binary(max_size=9)), st.sets(PATHS, max_size=4), st.randoms())
def test_what_is_written_is_read(files, olds, random):
    """Whatever the names are, in whichever order they come."""
    rows = [made_up_file(path, data) for path, data in files.items()]
    redirects = [Redirect(f"/{old}", "/new/", "a.md", 1) for old in sorted(olds)]
    site = HostedSite(SITEURL, "", tuple(redirects))
    replaced = {each.old for each in redirects[::2]}
    own = random.choice([(), ("referrer-policy", "cache-control")])
    made = manifest_of(site, HEADERS, rows, replaced, own)
    random.shuffle(rows)
    random.shuffle(redirects)

    written = to_json(
        manifest_of(replace(site, redirects=tuple(redirects)), HEADERS, rows, replaced, own[::-1])
    )

    assert written == to_json(made)
    assert from_json(written) == made
    assert json.loads(written)["files"] == [
        json.loads(row.model_dump_json(exclude_defaults=True)) for row in made.files
    ]


def test_each_file_is_a_line():
    """`diff` shows what another release changes."""
    before, after = made_up_manifest(), made_up_manifest(**{"index.html": b"Another"})

    lines = zip(to_json(before).splitlines(), to_json(after).splitlines(), strict=True)

    assert sum(one != other for one, other in lines) == 1


BAD_PATHS = (
    "",
    "/a",
    "a/",
    "a//b",
    "../a",
    "a/../b",
    ".",
    "a/./b",
    "a\\b",
    "a\n",
    "\x00",
    "\ud800",
    "a" * 1001,
)
BAD = {
    **{f"path {path[:9]!r}": ("files", 0, {"path": path}) for path in BAD_PATHS},
    "digest in capitals": ("files", 0, {"sha256": "A" * 64}),
    "short digest": ("files", 0, {"sha256": "ab"}),
    "negative size": ("files", 0, {"bytes": -1}),
    "size as text": ("files", 0, {"bytes": "12"}),
    "size that no disk has": ("files", 0, {"bytes": 1 << 60}),
    "a header in the type": ("files", 0, {"type": "text/html\r\nSet-Cookie: a"}),
    "a header in the rule": ("files", 0, {"cache": "no-cache\n"}),
    "unknown key of a file": ("files", 0, {"command": "rm"}),
    "a path twice": ("files", 1, {"path": ".nojekyll"}),
    "paths out of order": ("files", 0, {"path": "zzz"}),
    "redirect to elsewhere": ("redirects", 0, {"new": "//evil.example.org/"}),
    "redirect to a host": ("redirects", 0, {"new": "https://evil.example.org/"}),
    "backslash in a redirect": ("redirects", 0, {"new": "/\\evil.example.org"}),
    "redirect with a header": ("redirects", 0, {"old": "/a\r\nb"}),
    "an address twice": ("redirects", 0, {"old": "/old/stairs/"}),
    "another format": (None, None, {"format": 2}),
    "unknown key": (None, None, {"hook": "x"}),
    "no address": (None, None, {"siteurl": "ftp://example.org"}),
    "address with a query": (None, None, {"siteurl": "https://example.org/?a"}),
    "header with a line": (None, None, {"headers": {"A": "b\nc"}}),
    "header without a name": (None, None, {"headers": {"": "b"}}),
    "page for unknown addresses outside": (None, None, {"not_found": "../x"}),
}  # fmt: skip


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_a_manifest_that_asks_for_too_much_is_refused(bad):
    """Whoever wrote it: paths stay in the site, values in their headers, sizes are possible."""
    group, row, change = bad
    data = json.loads(to_json(made_up_manifest()))
    from_json(json.dumps(data).encode())
    (data if group is None else data[group][row]).update(change)

    with pytest.raises(ManifestError):
        from_json(json.dumps(data).encode())


@given(
    st.binary(max_size=200)
    | st.recursive(st.none() | st.integers() | st.text(), st.lists).map(
        lambda value: json.dumps(value).encode()
    )
)
def test_anything_else_is_refused(data):
    """With the one error that commands expect."""
    with pytest.raises(ManifestError):
        from_json(data)


def test_a_manifest_may_not_be_too_large(monkeypatch):
    """It is read into memory."""
    data = to_json(made_up_manifest())
    monkeypatch.setattr(manifest_module, "MAX_BYTES", len(data) - 1)

    with pytest.raises(ManifestError, match="bytes"):
        from_json(data)


def test_a_site_that_no_manifest_can_describe_is_refused():
    """It would be refused when it is read."""
    redirects = (Redirect("/a/", "/b/", "a.md", 1), Redirect("/a/", "/c/", "b.md", 1))

    with pytest.raises(ManifestError, match="twice"):
        manifest_of(HostedSite(SITEURL, "", redirects), {}, [])


@pytest.mark.parametrize(
    ("path", "served"),
    [
        ("index.html", True), (".well-known/security.txt", True), ("files/_headers", True),
        (".nojekyll", False), ("files/.htaccess", False), ("_headers", False), ("CNAME", False),
    ],
)  # fmt: skip
def test_files_for_hosts_are_not_served(path, served):
    """Hosts read them, or differ about them."""
    assert made_up_file(path, b"").is_served is served


def test_the_size_of_a_site_is_that_of_its_files():
    """In bytes."""
    files = [made_up_file("a", b"123"), made_up_file("b", b"45", type=PAGE, cache=NEVER)]

    assert manifest_of(HostedSite(SITEURL, ""), {}, files).bytes == 5
