"""Posts and data files cannot read the machine's files, request other hosts or have unsafe URLs."""

import json

import pytest

from plugins.clinic import facts
from plugins.photo_feed.snapshot import parse
from plugins.posts import post
from tests.built_site.hostile_vectors import ADDRESSES, armed
from tests.other_host import other_host
from tests.publishing.small_site import FACTS, build_site, small_site, text_of_site, write

KEPT = "quahog-7731"
RST = "Inside\n######\n\n:date: 2026-01-01\n\nWords first.\n\n{directive}\n\nWords last.\n"
DIRECTIVES = (
    ".. include:: {secret}",
    ".. raw:: html\n   :file: ../../../secret.txt",
    ".. csv-table:: Words\n   :url: http://{host}/a.csv",
    "`Words <../../../secret.txt>`_",
    ".. image:: ../../../secret.txt\n   :alt: Words",
)
POST = "---\ntitle: Reef\ndate: 2026-01-01\n---\n{}\n"
LIVE = [armed(address, 1, "reef.example") for address in ADDRESSES]


@pytest.mark.slow
def test_restructured_text_includes_neither_files_nor_urls(tmp_path):
    """Docutils directives can include files and URLs; even a lenient build disables that."""
    secret = write(tmp_path, "secret.txt", KEPT)
    site = small_site(tmp_path / "project")
    with other_host() as (host, requests):
        for number, directive in enumerate(DIRECTIVES):
            written = RST.format(directive=directive.format(secret=secret, host=host))
            write(site, f"content/articles/inside-{number}.rst", written)

        done = build_site(site, options=["--lenient"])

    assert done.returncode == 0, done.stderr
    assert requests == []
    assert KEPT not in text_of_site(site / "output")


@pytest.mark.slow
def test_a_copied_file_does_not_replace_the_themes_script(tmp_path):
    """A linked file that has the name of the theme's script does not replace it."""
    site = small_site(tmp_path / "project")
    build_site(site)
    own = next((site / "output" / "theme").glob("search.*.js"))
    script = own.read_bytes()
    write(site, f"content/theme/{own.name}", KEPT)
    write(site, "content/articles/b.md", POST.format(f"[a]({{static}}/theme/{own.name})"))

    build_site(site)

    assert own.read_bytes() == script


@pytest.mark.slow
def test_an_svg_with_a_script_is_never_copied(tmp_path):
    """However it is linked, an SVG with a script in it does not get into the site."""
    site = small_site(tmp_path / "project")
    svg = f'<svg xmlns="http://www.w3.org/2000/svg"><script>"{KEPT}"</script></svg>'
    write(site, "content/articles/reef.svg", svg)
    links = ("{static}reef.svg;x", "{attach}reef.svg;x", "{static}reef.svg?x", "|static|reef.svg#x")
    write(site, "content/articles/b.md", POST.format(" ".join(f"[a]({link})" for link in links)))

    done = build_site(site, options=["--lenient"])

    assert done.returncode == 0, done.stderr
    assert KEPT not in text_of_site(site / "output")


@pytest.mark.parametrize("address", LIVE)
@pytest.mark.parametrize("key", ["url", "save_as", "aliases", "slug", "template", "lang"])
def test_an_unsafe_address_in_a_post_is_refused(key, address):
    """It is reported at its line, and is removed in a lenient read as well."""
    text = f"---\ntitle: Reef\ndate: 2026-01-01\n{key}: {json.dumps(address)}\n---\nWords.\n"

    for lenient in (False, True):
        found, findings = post.read(text.encode(), "a.md", lenient=lenient)
        value = found and getattr(found.front, key)

        assert not value, value
        assert {finding.line for finding in findings} == {4}


@pytest.mark.parametrize("address", LIVE)
def test_a_reference_may_have_only_web_addresses(address):
    """Any address but http and https is refused."""
    front = f"title: A\nreferences:\n- title: Reef\n  url: {json.dumps(address)}\n"

    _, findings = post.read(f"---\n{front}---\nWords.\n".encode(), "a.md", lenient=False)

    assert [finding.severity for finding in findings] == ["error"]


@pytest.mark.parametrize("address", LIVE)
@pytest.mark.parametrize("key", ["phone", "email", "booking_url", "instagram_url"])
def test_an_unsafe_address_of_the_clinic_is_refused(key, address):
    """So is a telephone number or an e-mail address that would be unsafe in a link."""
    text = f"name: Reef\n{key}: {json.dumps(address)}\n"

    file = facts.read_clinic(text.encode(), "clinic.yaml")

    assert file.facts is None
    assert [finding.line for finding in file.findings] == [2]


@pytest.mark.parametrize("address", LIVE)
def test_an_unsafe_address_of_a_place_or_treatment_is_refused(address):
    """Neither a location's map nor a treatment's page may have an unsafe URL."""
    place = {"slug": "reef", "name": "Reef", "map_url": address}
    treatment = {"name": "Reef", "url": address}

    for key, value in (("locations", place), ("treatments", treatment)):
        text = f"{FACTS}{key}: {json.dumps([value])}\n"

        assert facts.read_clinic(text.encode(), "clinic.yaml").facts is None


@pytest.mark.parametrize("address", LIVE)
@pytest.mark.parametrize("key", ["permalink", "file", "id"])
def test_an_unsafe_address_of_a_photo_is_refused(key, address):
    """Data from Instagram is no more trusted than what an editor wrote."""
    photo = {
        "id": "a", "file": "a.jpg", "width": 1, "height": 1, "alt": "A", "caption": "",
        "permalink": "", "posted": "", key: address,
    }  # fmt: skip

    snapshot, findings = parse(json.dumps({"version": 1, "photos": [photo]}), "photos.json")

    assert snapshot is None
    assert findings
