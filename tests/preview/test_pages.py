"""The script that the server adds to pages."""

from plugins.preview.pages import with_script

SCRIPT = b'<script src="/_preview/reload.js" data-build="r-1" defer></script>\n'
META = b'<meta http-equiv="Content-Security-Policy" content="%s">'


def test_the_script_is_inserted_before_the_last_body_end_tag():
    """Of several `</body>` in any letter case, the last one counts."""
    page = b"<body><pre>&lt;/body> </body></pre>x</BODY></html>"

    assert with_script(page, "text/html; charset=utf-8", "r-1") == (
        b"<body><pre>&lt;/body> </body></pre>x" + SCRIPT + b"</BODY></html>"
    )


def test_a_page_without_a_body_gets_it_at_the_end():
    """A fragment is refreshed as well."""
    assert with_script(b"<p>x", "text/html", "r-1") == b"<p>x" + SCRIPT


def test_other_files_are_not_changed():
    """Even if a feed or an image contains the tag."""
    assert with_script(b"x</body>", "application/xml", "r-1") == b"x</body>"


def test_the_build_cannot_break_out_of_its_attribute():
    """The build id is escaped."""
    assert b'data-build="&quot;&gt;"' in with_script(b"", "text/html", '">')


def policy_of(given):
    """The policy of a page after the script has been added."""
    page = with_script(META % given, "text/html", "r-1").removesuffix(SCRIPT)
    before, after = META.split(b"%s")
    return page.removeprefix(before).removesuffix(after)


def test_the_policy_allows_the_script():
    """Script, style and stream from the preview itself are added; the rest is kept."""
    given = b"default-src 'none';style-src https://a.uk;script-src 'sha256-x=' ; form-action a;"

    assert policy_of(given) == (
        b"default-src 'none';style-src 'self' https://a.uk;script-src 'self' 'sha256-x=';"
        b"form-action a;connect-src 'self'"
    )


def test_sources_of_a_policy_are_not_repeated():
    """Browsers warn about repeated sources, and about 'none' next to a source."""
    given = b"script-src 'self';style-src 'none';connect-src 'self'"

    assert policy_of(given) == (b"script-src 'self';style-src 'self';connect-src 'self'")
