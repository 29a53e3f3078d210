"""The settings of nginx and Caddy; tests/hosts/ has what the real servers answer with them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.hosting import caddy, nginx
from plugins.hosting.caddy import caddy_config
from plugins.hosting.hosted_site import HostedSite, Redirect
from plugins.hosting.nginx import nginx_config
from plugins.hosting.responses import TYPES, site_headers
from plugins.hosting.server_text import expression_of

SITE = HostedSite("https://www.example.org", "default-src 'none'")
BOTH = pytest.mark.parametrize("config", [nginx_config, caddy_config])


@BOTH
def test_each_header_and_type_of_the_table_is_there(config):
    """By value; one differs between files."""
    text = config(SITE)

    for name, value in site_headers(SITE).items():
        assert re.search(rf'{name} "?(\$|{{)' if "Resource" in name else rf'{name} "', text)
        assert f'"{value}"' in text or value == "same-origin"
    assert all(f'"{type_}"' in text for type_ in TYPES.values())
    assert all(re.search(rf"[ (|]{ending}[ ;)|]", text) for ending in TYPES)


@pytest.mark.parametrize("siteurl", ["https://www.example.org", "https://example.org/clinic"])
def test_the_root_of_the_example_for_nginx_can_be_copied(siteurl):
    """With one semicolon, before what explains it."""
    text = nginx_config(HostedSite(siteurl, SITE.policy))
    (line,) = [line for line in text.split("\n") if line.startswith("#         root ")]

    assert re.fullmatch(r"#         root /[a-z/]+;  # [^;]+", line)


def test_no_location_of_nginx_has_a_header_of_its_own():
    """It would send none of those around it."""
    lines = [line for line in nginx_config(SITE).split("\n") if not line.startswith("#")]
    headers = [line for line in lines if "add_header" in line]

    assert len(headers) == len(site_headers(SITE)) + 1
    assert all(line.startswith("add_header ") and line.endswith(" always;") for line in headers)


@BOTH
def test_redirects_are_included_if_there_are_any(config):
    """Servers refuse to start without a file that they include."""
    site = HostedSite(SITE.siteurl, SITE.policy, (Redirect("/old/", "/new/", "a.md", 1),))

    assert "redirects." in config(site)
    assert "redirects." not in config(SITE)


@BOTH
def test_below_a_path_nothing_is_said_of_the_rest_of_the_host(config):
    """Other things are there, with headers of their own; nginx has a few variables in common."""
    text = config(HostedSite("https://example.org/clinic", SITE.policy))

    lines = [line for line in text.split("\n") if re.match(r"\w", line)]
    kinds = {line.split()[0] for line in lines}
    assert kinds <= {"location", "set", "redir", "handle", "handle_errors"}
    assert "/clinic/404.html" in text
    assert "Strict-Transport-Security" not in text


@pytest.mark.parametrize(
    ("quoted", "text"),
    [(nginx.quoted, "a\nb"), (nginx.quoted, "a\x00"), (nginx.quoted, "a\u2028b")]
    + [(caddy.quoted, sign) for sign in '\n"\\`{}\0'],
)
def test_what_would_end_a_string_is_refused(quoted, text):
    """An address could otherwise write settings."""
    with pytest.raises(ValueError, match="no text for"):
        quoted(text)


@pytest.mark.parametrize("signs", ['"', "\\", '\\"'])
def test_a_string_of_nginx_has_any_sign_that_is_printed(signs):
    """Those with a meaning are escaped."""
    assert re.fullmatch(r'"(?:[^"\\]|\\["\\])*"', nginx.quoted(signs))


@given(st.text(st.characters(exclude_categories=("Cs",))))
def test_an_expression_of_a_path_matches_that_path_alone(path):
    """Whatever signs are in it; none of them could end a string of settings."""
    expression = expression_of(path)

    assert re.fullmatch(expression, path)
    assert expression_of("/clinic-1/") == "/clinic-1/"
    assert not set(expression) & set(' "`{}$;()*+?[]|^.')
