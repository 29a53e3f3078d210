"""The form is a part of previews only."""


def test_a_built_site_has_nothing_of_the_form(published_sample):
    """No file, no link and no policy for it."""
    pages = [path.read_text("utf-8") for path in published_sample.rglob("*.html")]

    assert len(pages) > 20
    assert not (published_sample / "edit").exists()
    assert [page for page in pages if "/edit/" in page or "sveltia" in page.casefold()] == []
