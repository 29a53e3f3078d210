"""What a post or a data file may not reach: files of the machine, other hosts, bad addresses."""

import json

import pytest

from plugins.clinic import facts
from plugins.front_matter import post
from plugins.photo_feed.snapshot import parse
from tests.other_host import other_host
from tests.publishing.small_site import FACTS, build_site, small_site, words_of, write
from tests.site.hostile_vectors import ADDRESSES, armed

KEPT = "quahog-7731"
RST = "Inside\n######\n\n:date: 2026-01-01\n\nWords first.\n\n{directive}\n\nWords last.\n"
DIRECTIVES = (
    ".. include:: {secret}",
    ".. raw:: html\n   :file: ../../../secret.txt",
    ".. csv-table:: Words\n   :url: http://{there}/a.csv",
    "`Words <../../../secret.txt>`_",
    ".. image:: ../../../secret.txt\n   :alt: Words",
)
POST = "---\ntitle: Reef\ndate: 2026-01-01\n---\n{}\n"
LIVE = [armed(address, 1, "reef.example") for address in ADDRESSES]


@pytest.mark.slow
def test_a_restructured_post_reads_no_other_file_and_no_other_host(tmp_path):
    """Docutils can put files and answers into a page; a lenient build lets it do neither."""
    secret = write(tmp_path, "secret.txt", KEPT)
    site = small_site(tmp_path / "project")
    with other_host() as (there, asked):
        for number, directive in enumerate(DIRECTIVES):
            written = RST.format(directive=directive.format(secret=secret, there=there))
            write(site, f"content/articles/inside-{number}.rst", written)

        done = build_site(site, options=["--lenient"])

    assert done.returncode == 0, done.stderr
    assert asked == []
    assert KEPT not in words_of(site / "output")


@pytest.mark.slow
def test_a_copied_file_takes_no_place_of_the_sites_own(tmp_path):
    """A file that a post links to, named as the theme's script is, does not stand in for it."""
    site = small_site(tmp_path / "project")
    build_site(site)
    own = next((site / "output" / "theme").glob("search.*.js"))
    script = own.read_bytes()
    write(site, f"content/theme/{own.name}", KEPT)
    write(site, "content/articles/b.md", POST.format(f"[a]({{static}}/theme/{own.name})"))

    build_site(site)

    assert own.read_bytes() == script


@pytest.mark.slow
def test_a_drawing_is_never_copied_as_it_is(tmp_path):
    """However its link is written, no drawing with a script in it reaches the site."""
    site = small_site(tmp_path / "project")
    svg = f'<svg xmlns="http://www.w3.org/2000/svg"><script>"{KEPT}"</script></svg>'
    write(site, "content/articles/reef.svg", svg)
    links = ("{static}reef.svg;x", "{attach}reef.svg;x", "{static}reef.svg?x", "|static|reef.svg#x")
    write(site, "content/articles/b.md", POST.format(" ".join(f"[a]({link})" for link in links)))

    done = build_site(site, options=["--lenient"])

    assert done.returncode == 0, done.stderr
    assert KEPT not in words_of(site / "output")


@pytest.mark.parametrize("address", LIVE)
@pytest.mark.parametrize("key", ["url", "save_as", "aliases", "slug", "template", "lang"])
def test_a_post_has_no_hostile_address(key, address):
    """It is refused at its line, and a lenient read lets it stand no more than a strict one."""
    text = f"---\ntitle: Reef\ndate: 2026-01-01\n{key}: {json.dumps(address)}\n---\nWords.\n"

    for lenient in (False, True):
        found, findings = post.read(text.encode(), "a.md", lenient=lenient)
        value = found and getattr(found.front, key)

        assert not value, value
        assert {finding.line for finding in findings} == {4}


@pytest.mark.parametrize("address", LIVE)
def test_a_reference_leads_to_the_web_alone(address):
    """Any other address is refused."""
    front = f"title: A\nreferences:\n- title: Reef\n  url: {json.dumps(address)}\n"

    _, findings = post.read(f"---\n{front}---\nWords.\n".encode(), "a.md", lenient=False)

    assert [finding.severity for finding in findings] == ["error"]


@pytest.mark.parametrize("address", LIVE)
@pytest.mark.parametrize("key", ["phone", "email", "booking_url", "instagram_url"])
def test_the_clinic_has_no_hostile_address(key, address):
    """Nor a number or an e-mail address that would be one once it stands in a link."""
    file = facts.read_clinic(f"{FACTS}{key}: {json.dumps(address)}\n".encode(), "clinic.yaml")

    assert file.facts is None
    assert [finding.line for finding in file.findings] == [3]


@pytest.mark.parametrize("address", LIVE)
def test_a_place_and_a_treatment_have_no_hostile_address(address):
    """Neither the map of a place nor the page of a treatment leads anywhere bad."""
    place = {"slug": "reef", "name": "Reef", "map_url": address}
    treatment = {"name": "Reef", "url": address}

    for key, value in (("locations", place), ("treatments", treatment)):
        text = f"{FACTS}{key}: {json.dumps([value])}\n"

        assert facts.read_clinic(text.encode(), "clinic.yaml").facts is None


@pytest.mark.parametrize("address", LIVE)
@pytest.mark.parametrize("key", ["permalink", "file", "id"])
def test_a_photo_has_no_hostile_address(key, address):
    """What Instagram gave is no more trusted than what an editor wrote."""
    photo = {
        "id": "a", "file": "a.jpg", "width": 1, "height": 1, "alt": "A", "caption": "",
        "permalink": "", "posted": "", key: address,
    }  # fmt: skip

    snapshot, findings = parse(json.dumps({"version": 1, "photos": [photo]}), "photos.json")

    assert snapshot is None
    assert findings
