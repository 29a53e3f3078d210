"""Rules of files that are copied as they are."""

from plugins.publishing.static_files import LEFTOVERS, refused


def test_a_refused_file_is_named(tmp_path, monkeypatch):
    """As its owner would type it."""
    monkeypatch.chdir(tmp_path)

    found = refused("extra/.env", tmp_path / "content", ("it is hidden", "Move it."), "warning")

    assert (found.path, found.severity, found.hint) == (
        "content/extra/.env",
        "warning",
        "Move it.",
    )


def test_hidden_files_that_a_host_reads_are_no_leftovers():
    """Such as .well-known and .nojekyll."""
    assert not {".*", ".well-known", ".nojekyll"} & set(LEFTOVERS)
