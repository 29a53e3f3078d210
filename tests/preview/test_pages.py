"""The script that is added to a page on its way out."""

from plugins.preview.pages import with_script

SCRIPT = b'<script src="/_preview/reload.js" data-build="r-1" defer></script>\n'
META = b'<meta http-equiv="Content-Security-Policy" content="%s">'


def test_the_script_stands_before_the_last_end_of_body():
    """Of several, the last `</body>` is the real one, in any case."""
    page = b"<body><pre>&lt;/body> </body></pre>x</BODY></html>"

    assert with_script(page, "text/html; charset=utf-8", "r-1") == (
        b"<body><pre>&lt;/body> </body></pre>x" + SCRIPT + b"</BODY></html>"
    )


def test_a_page_without_a_body_gets_it_at_the_end():
    """A fragment is refreshed as well."""
    assert with_script(b"<p>x", "text/html", "r-1") == b"<p>x" + SCRIPT


def test_what_is_not_html_stays_as_it_is():
    """A feed or a picture that happens to hold the tag is not touched."""
    assert with_script(b"x</body>", "application/xml", "r-1") == b"x</body>"


def test_the_build_cannot_break_out_of_its_attribute():
    """The name of a build is escaped like any text."""
    assert b'data-build="&quot;&gt;"' in with_script(b"", "text/html", '">')


def policy_of(given):
    """What a page's policy has become."""
    page = with_script(META % given, "text/html", "r-1").removesuffix(SCRIPT)
    before, after = META.split(b"%s")
    return page.removeprefix(before).removesuffix(after)


def test_a_policy_is_widened_by_what_the_script_needs():
    """The script, its style and its stream come from the preview itself; the rest stays."""
    given = b"default-src 'none';style-src https://a.uk;script-src 'sha256-x=' ; form-action a;"

    assert policy_of(given) == (
        b"default-src 'none';style-src 'self' https://a.uk;script-src 'self' 'sha256-x=';"
        b"form-action a;connect-src 'self'"
    )


def test_what_a_policy_allows_already_is_not_said_twice():
    """A browser would complain of it; 'none' beside a source as well."""
    given = b"script-src 'self' 'wasm-unsafe-eval';style-src 'none';connect-src 'self'"

    assert policy_of(given) == (
        b"script-src 'self' 'wasm-unsafe-eval';style-src 'self';connect-src 'self'"
    )
