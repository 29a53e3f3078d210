"""Addresses of links that can work on no site."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.article_body.intrasite import LinkError
from plugins.article_body.link_slips import check, is_wrong
from plugins.article_body.url_rules import split_title


def hint(href):
    """What to write instead of a refused address."""
    with pytest.raises(LinkError) as caught:
        check(href)
    assert caught.value.rule == "article-body/bad-address"
    assert href[:80] in caught.value.message
    return caught.value.hint


@pytest.mark.parametrize(
    "href",
    [
        "”https://physio.example/a”", "“https://physio.example/a“", '"https://physio.example/a"',
        "«https://physio.example/a»", "’https://physio.example/a’", "„https://physio.example/a",
    ],
)  # fmt: skip
def test_quotation_marks_around_an_address_are_named(href):
    """A word processor has made them of the straight ones of HTML."""
    assert hint(href).startswith("Write `https://physio.example/a` without them")


@pytest.mark.parametrize("href", ["tel:01632 96O1O1", "tel:0l632960101", "tel:01632960101x4"])
def test_no_number_is_offered_for_letters_among_digits(href):
    """It would be that of somebody else."""
    assert hint(href).endswith("`tel:+441632960101`")


@pytest.mark.parametrize(
    ("href", "right"),
    [
        ("https:/physio.example", "https://physio.example"),
        ("https:physio.example", "https://physio.example"),
        ("https//physio.example", "https://physio.example"),
        ("http//physio.example/a", "http://physio.example/a"),
        ("htp://physio.example", "https://physio.example"),
        ("hhtps://physio.example", "https://physio.example"),
        ("ttps://physio.example", "https://physio.example"),
        ("http;//physio.example", "http://physio.example"),
        ("https.//physio.example", "https://physio.example"),
        ("https:///physio.example", "https://physio.example"),
        ("http:\\\\physio.example", "http://physio.example"),
        ("https://https://physio.example", "https://physio.example"),
        ("https://http//physio.example", "https://physio.example"),
        ("HTTPS:/physio.example", "https://physio.example"),
        ("www.physio.example", "https://www.physio.example"),
        ("/www.physio.example/knees", "https://www.physio.example/knees"),
        ("rcot.co.uk", "https://rcot.co.uk"),
        ("nice.org.uk/guidance?a=b", "https://nice.org.uk/guidance?a=b"),
        ("instagram.com/fern_row", "https://instagram.com/fern_row"),
    ],
)
def test_a_slip_in_the_scheme_has_the_right_form_as_its_hint(href, right):
    """The scheme that was meant is kept."""
    assert hint(href) == f"Write `{right}`"


@pytest.mark.parametrize(
    "href",
    ["file:///C:/Users/kim/plan.pdf", r"C:\kim\plan.pdf", "c:/kim/plan.pdf", "file:plan.pdf"],
)
def test_a_file_on_a_disk_is_private(href):
    """Nobody else can open it."""
    with pytest.raises(LinkError) as refused:
        check(href)

    assert refused.value.rule == "article-body/private-address"


@pytest.mark.parametrize("href", ["?p=120", "/?page_id=7", "?cat=3"])
def test_an_address_of_wordpress_is_refused(href):
    """It would lead to the page that it is on."""
    assert "file of the post" in hint(href)


@pytest.mark.parametrize(
    ("href", "right"),
    [
        ("desk@physio.example", "mailto:desk@physio.example"),
        ("/desk@physio.example", "mailto:desk@physio.example"),
        ("mail:desk@physio.example", "mailto:desk@physio.example"),
        ("email:desk@physio.example", "mailto:desk@physio.example"),
        ("mailto;desk@physio.example", "mailto:desk@physio.example"),
        ("desk@physio.example?subject=Knees", "mailto:desk@physio.example?subject=Knees"),
        ("mailto://desk@physio.example", "mailto:desk@physio.example"),
        ("mailto:desk @physio.example", "mailto:desk@physio.example"),
    ],
)
def test_a_slip_in_an_email_address_has_the_right_form_as_its_hint(href, right):
    """What comes after the address stays."""
    assert hint(href) == f"Write `{right}`"


@pytest.mark.parametrize(
    "href",
    [
        "mailto:", "mailto:desk", "mailto:desk@physio", "mailto:desk@physio,example",
        "mailto:desk(at)physio.example", "mailto:desk@@x.example", "mailto:desk@physio..example",
        "mailto:desk@physio.local", "mailto:Fern <desk@physio.example>", "desk@physio",
        "mailto:a@b.example,desk", "mailto:.desk@b.example", "mailto:a..b@b.example",
        "mailto:desk@-b.example", "mailto:desk.@b.example",
    ],
)  # fmt: skip
def test_an_email_address_that_nobody_has_is_refused(href):
    """The hint shows the form."""
    assert "mailto:name@example.org" in hint(href)


@pytest.mark.parametrize(
    "href", ["tel:", "tel:the desk", "tel:12", "tel:+", "tel:0123456789012345", "tel://01632960101",
             "tel:01632 96010l", "tel:44+1632960101", "tel:01632960101 (Fern)"],
)  # fmt: skip
def test_a_telephone_number_that_cannot_be_dialled_is_refused(href):
    """Too short, too long, or no number."""
    assert "`tel:" in hint(href)


def test_a_zero_in_brackets_is_taken_out_of_a_number():
    """It is dialled at home, and must not be dialled from abroad."""
    assert hint("tel:+44 (0)1632 960101") == "Take the (0) out: `tel:+441632960101`"
    assert hint("tel:01632\u2011960101").endswith("`tel:01632960101`")


@pytest.mark.parametrize(
    "href",
    [
        "https://", "http://?a", "https://physio", "https://physio..example/", "https://a,b.example/",
        "https://physio_.-.example", "https://physio.example:99999/", "http://[physio/",
        "https://-/", "//knees/", "http://2130706433/",
    ],
)  # fmt: skip
def test_a_host_that_cannot_exist_is_refused(href):
    """The name of a website has a dot, and no empty part."""
    assert hint(href).endswith(".")


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u2003"])
def test_a_space_in_a_web_address_is_refused(space):
    """Wherever it is; in front of a quotation mark it is a title that was meant."""
    for href in (f"https://physio.example/a{space}b", f"https://{space}physio.example"):
        assert "%20" in hint(href)
    assert "straight" in hint(f"https://physio.example/{space}“Knees")


@pytest.mark.parametrize(
    "href",
    [
        "http://localhost/", "http://localhost:8000/a/", "//localhost/", "http://127.0.0.1:8000/",
        "http://[::1]/", "http://0.0.0.0/", "http://10.1.2.3/", "http://192.168.0.7/a",
        "http://172.16.5.5/", "http://169.254.1.1/", "http://[fd00::1]/", "http://desk.local/",
        "http://nas.LAN/", "http://physio.test/", "http://wiki.internal./", "http://a.localhost/",
    ],
)  # fmt: skip
def test_a_private_host_is_refused(href):
    """Only the editor's own computer or network has it."""
    with pytest.raises(LinkError) as caught:
        check(href)

    assert caught.value.rule == "article-body/private-address"


@pytest.mark.parametrize(
    "href",
    [
        "https://physio.example", "http://physio.example:8080/a?b=c#d", "HTTPS://PHYSIO.EXAMPLE/",
        "//physio.example/a", "https://httpbin.example/", "https://a.example/?u=https://b.example",
        "https://blåbær.example/", "https://user@physio.example/", "http://8.8.8.8/",
        "https://a_b.physio.example/", "https://physio.example./",
        "mailto:desk@physio.example", "mailto:a@b.example,c@d.example", "mailto:?subject=Knees",
        "mailto:a@b.example, c@d.example", "mailto:first.last+x@a.b.example?subject=A b",
        "mailto:desk%40physio.example", "MAILTO:desk@physio.example",
        "tel:111", "tel:999", "tel:+441632960101", "tel:01632 960101", "tel:01632-960-101",
        "tel:(01632) 960101", "tel:+441632960101;ext=4", "tel:01632960101,4", "tel:%2B441632960101",
        "other.md", "../pages/team.md#fern", "leaflet.pdf", "www.pdf", "www.leaflet.pdf",
        "knee@2x.pdf", "notes@home.md", "old-page.html", "/contact/", "/team.info", "/a.b/c/",
        "../v1.2/", "steps/", "http", "https", "path/to.com", "?page=2", "{filename}a.com",
        "sms:01632960101", "javascript:x", "ftp://physio.example",
    ],
)  # fmt: skip
def test_other_addresses_are_not_refused(href):
    """They can work, are names of files, or have a scheme that is checked elsewhere."""
    assert not is_wrong(href)


@given(st.text() | st.text(st.sampled_from("htps:/\\.@ ;0+()wmailtoe?#")))
def test_any_address_is_refused_or_not(href):
    """Nothing else is raised, and each refusal has a hint."""
    if is_wrong(href):
        with pytest.raises(LinkError) as caught:
            check(href)
        assert caught.value.hint


@pytest.mark.parametrize("marks", ["“”", "””", "„“", "«»", "‘’", '"”', '“"'])
def test_a_title_in_other_quotation_marks_is_found(marks):
    """As word processors write it; the address may be in angle brackets."""
    title = f"{marks[0]}Knees (all of them){marks[1]}"

    for address in ("https://physio.example/", "<https://physio.example/>"):
        found = split_title(f"{address}  {title} ")
        assert found == ("https://physio.example/", "Knees (all of them)")


@pytest.mark.parametrize("address", ["a.md", "a “b”.md", "“a”", "a“b”", "a “b", "", "a ”"])
def test_an_address_without_a_title_is_unchanged(address):
    """Quotation marks may be in it."""
    assert split_title(address) == (address, "")
