"""No post becomes public by mistake, or is lost without a word, whatever an old site has."""

import pytest

from plugins.migration.jekyll_site import read_jekyll
from plugins.migration.pelican_site import read_pelican
from tests.migration.test_odd_sites import PELICAN, front, new_site, notes_of

POST = "---\ntitle: A\n---\nWords.\n"


@pytest.mark.parametrize(
    ("scope", "path", "inside"),
    [
        ("_posts/secret*", "_posts/secret/2020-01-02-a.md", True),
        ("_posts/2020-01-0?-a.md", "_posts/2020-01-02-a.md", True),
        ("_posts/secret/", "_posts/secret/2020-01-02-a.md", True),
        ("/_posts", "_posts/2020-01-02-a.md", True),
        ("_posts/sec", "_posts/secret/2020-01-02-a.md", False),
        ("_posts/t*", "_posts/secret/2020-01-02-a.md", False),
    ],
)
def test_the_settings_of_jekyll_unpublish_what_their_path_names(tmp_path, scope, path, inside):
    """A path may have patterns; without them it is a file, or a folder with all that is in it."""
    config = f"defaults: [{{scope: {{path: '{scope}'}}, values: {{published: false}}}}]\n"

    new = new_site(tmp_path, read_jekyll, {"_config.yml": config, path: POST})

    own = path.replace("_posts/", "articles/")
    assert ("status: draft\n" in front(new, own)) == inside


@pytest.mark.parametrize("name", ["2020-01-02-a", "2020-13-45-a"])
def test_a_post_of_jekyll_with_an_unreadable_day_is_a_draft(tmp_path, name):
    """The day may not have come: the one in the name of the file says nothing about that."""
    date = "date: 1 January 2099\n" if "13" not in name else ""
    text = POST.replace("title: A\n", f"title: A\n{date}")

    new = new_site(tmp_path, read_jekyll, {"_config.yml": "", f"_posts/{name}.md": text})

    assert "status: draft\n" in front(new, f"articles/{name}.md")
    assert len(notes_of(new, "date")) == 1


def test_a_hidden_page_keeps_its_address(tmp_path):
    """As those have it whom somebody has told it."""
    text = "Title: A\nStatus: hidden\nSave_as: far/away.html\nUrl: far/away.html\n\nWords.\n"

    new = new_site(tmp_path, read_pelican, {**PELICAN, "content/pages/a.md": text})

    assert "url: far/away.html\n" in front(new, "pages/a.md")
