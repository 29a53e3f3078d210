"""Assets of a theme, published with hashed names, and stylesheets within pages."""

import hashlib

import pytest

from plugins.theme_support.assets import AssetError, Assets
from plugins.theme_support.stylesheet import StylesheetError


@pytest.fixture
def static(tmp_path):
    """A theme's static folder."""
    folder = tmp_path / "theme" / "static"
    for name, text in {
        "css/main.css": '@import url("base.css") layer(base);\n',
        "css/base.css": "body { color: ink }\n",
        "js/menu.js": "menu()\n",
        "icons/sun.svg": "<svg/>",
        "logo.svg": "<svg></svg>",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture
def site(tmp_path):
    """An output folder that does not exist yet."""
    return tmp_path / "site"


def test_a_stylesheet_is_joined_and_named_by_its_content(static, site):
    """The hash is that of the served bytes, so that they can be cached forever."""
    url = Assets(static, site).url("main.css")

    served = (site / url).read_bytes()
    assert served == b"@layer base;@layer base{body{color:ink}}"
    assert url == f"theme/main.{hashlib.sha256(served).hexdigest()[:10]}.css"


def test_a_change_in_a_part_changes_the_name(static, site):
    """Old styles are never used with new pages."""
    before = Assets(static, site).url("main.css")
    (static / "css/base.css").write_text("body { color: night }", "utf-8")

    assert Assets(static, site).url("main.css") != before


def test_a_comment_does_not_change_the_name(static, site):
    """Comments are not served."""
    before = Assets(static, site).url("main.css")
    (static / "css/base.css").write_text("/* The page */\nbody { color: ink }\n", "utf-8")

    assert Assets(static, site).url("main.css") == before


@pytest.mark.parametrize(
    ("name", "served"),
    [("menu.js", "menu()\n"), ("icons/sun.svg", "<svg/>"), ("logo.svg", "<svg></svg>")],
)
def test_other_assets_are_copied(static, site, name, served):
    """From the folder for their suffix, or from static/ itself."""
    url = Assets(static, site).url(name)

    assert (site / url).read_text() == served
    stem, suffix = name.rpartition("/")[2].split(".")
    assert url.startswith(f"theme/{stem}.")
    assert url.endswith(f".{suffix}")


def test_a_part_can_be_replaced(static, site):
    """As the clinic's colours replace the theme's."""
    parts = {"base.css": "body { color: sea }", "other.css": "p {}"}

    url = Assets(static, site, parts).url("main.css")

    assert (site / url).read_text() == "@layer base;@layer base{body{color:sea}}"


@pytest.mark.parametrize("url", ["../logo.svg", "'../logo.svg'"])
def test_a_file_that_a_stylesheet_names_is_published_too(static, site, url):
    """Beside the stylesheet, whose own name changes with the file."""
    (static / "css/base.css").write_text(f"body {{ background: url({url}) }}", "utf-8")
    assets = Assets(static, site)
    before = assets.url("main.css")
    (logo,) = (path.name for path in site.glob("theme/logo.*"))
    (static / "logo.svg").write_text("<svg> </svg>", "utf-8")

    assert f'url("{logo}")' in (site / before).read_text()
    assert assets.used == {"main.css"}
    assert Assets(static, site).url("main.css") != before


@pytest.mark.parametrize("siteurl", ["", "https://clinic.example/repo"])
def test_a_stylesheet_within_pages_is_no_file(static, site, siteurl):
    """What it names is published, has a URL that is right on every page, and counts as used."""
    (static / "css/base.css").write_text("body { background: url(../logo.svg) }", "utf-8")
    assets = Assets(static, site)

    css = assets.inline_style("main.css", siteurl)

    (file,) = (path.relative_to(site).as_posix() for path in site.rglob("*.*"))
    assert css == f'@layer base;@layer base{{body{{background:url("{siteurl}/{file}")}}}}'
    assert assets.used == {"logo.svg"}


def test_a_stylesheet_within_pages_is_made_once(static, site):
    """However many pages have it; what it names counts as used by each of them."""
    (static / "css/base.css").write_text("body { background: url(../logo.svg) }", "utf-8")
    assets = Assets(static, site)
    first = assets.inline_style("main.css", "")
    (static / "css/base.css").unlink()
    assets.used.clear()

    assert assets.inline_style("main.css", "") is first
    assert assets.used == {"logo.svg"}


def test_a_stylesheet_cannot_end_its_element(static):
    """A string in it that would is written in another way."""
    (static / "css/base.css").write_text('p { content: "</style><b>" }', "utf-8")

    assert "</style" not in Assets(static, None).inline_style("main.css", "")


@pytest.mark.parametrize(("start", "end"), [("\ufeff", "\n"), ("", "\r\n"), ("", "\r")])
def test_how_a_text_editor_writes_a_stylesheet_changes_nothing(static, start, end):
    """A byte order mark would be part of the first selector, and HTML has other line ends."""
    before = Assets(static, None).inline_style("main.css", "")
    for name in ("css/main.css", "css/base.css"):
        text = (static / name).read_text("utf-8").replace("{ ", "{\n").replace("\n", end)
        (static / name).write_bytes(f"{start}{text}".encode())

    assert Assets(static, None).inline_style("main.css", "") == before


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("../lgoo.svg", "The theme has no asset “lgoo.svg”. Did you mean “logo.svg”?"),
        ("../../../clinic.yaml", "main.css names “../../../clinic.yaml”, which is not in static/."),
        ("//cdn.example/a.svg", "main.css names “//cdn.example/a.svg”, which is not in static/."),
        ("https://cdn.example/a.svg", "The theme has no asset “css/https:/cdn.example/a.svg”."),
    ],
)
def test_a_stylesheet_names_only_files_of_the_theme(static, site, url, message):
    """A path from its own folder; nothing of another host."""
    (static / "css/base.css").write_text(f"body {{ background: url({url}) }}", "utf-8")

    with pytest.raises(AssetError) as caught:
        Assets(static, site).url("main.css")

    assert str(caught.value) == message


def test_an_asset_is_written_once(static, site):
    """However many pages use it."""
    assets = Assets(static, site)
    first = assets.url("menu.js")
    (static / "js/menu.js").unlink()

    assert assets.url("menu.js") == first


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("mian.css", "The theme has no asset “mian.css”. Did you mean “main.css”?"),
        ("zebra.woff2", "The theme has no asset “zebra.woff2”."),
    ],
)
def test_a_missing_asset(static, site, name, message):
    """An OSError would be reported as a disk problem."""
    with pytest.raises(AssetError) as caught:
        Assets(static, site).url(name)

    assert str(caught.value) == message
    assert not isinstance(caught.value, OSError)
    assert not site.exists()


def test_a_missing_part_of_a_stylesheet(static, site):
    """The message has the stylesheet, the part and a near name."""
    (static / "css/main.css").write_text('@import url("bsae.css") layer(base);', "utf-8")

    with pytest.raises(AssetError) as caught:
        Assets(static, site).url("main.css")

    for words in ("main.css", "“bsae.css”", "Did you mean “base.css”?"):
        assert words in str(caught.value)


def test_a_broken_part_is_reported_by_name(static, site):
    """A missing brace would break later rules."""
    (static / "css/base.css").write_text("body {", "utf-8")

    with pytest.raises(StylesheetError, match=r"^base\.css has unbalanced braces"):
        Assets(static, site).url("main.css")
