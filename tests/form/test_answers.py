"""What the server answers at /edit/."""

import json
import re

import pytest

from plugins.form.answers import POLICY, Form

POST = "---\ntitle: A\n---\nText\n"


@pytest.fixture
def form(tmp_path):
    """A form that is installed, and two posts: one with a translation, one in a folder below."""
    content, installed = tmp_path / "content", tmp_path / "form"
    (content / "articles/2021").mkdir(parents=True)
    (content / "articles/a.md").write_text(POST, "utf-8")
    (content / "articles/a.nb.md").write_text("---\ntitle: B\n---\n", "utf-8")
    (content / "articles/2021/b.no.md").write_text("---\ntitle: C\n---\n", "utf-8")
    (installed / "locales").mkdir(parents=True)
    (installed / "sveltia-cms.js").write_text("script", "utf-8")
    (installed / "locales/de.json").write_text("{}", "utf-8")
    (tmp_path / "secret.json").write_text("{}", "utf-8")
    return Form(content, installed)


def got(form, address):
    answer = form.get(address, "en-GB")
    return answer and answer.body.decode()


def posted(form, address, **sent):
    answer = form.post(address, json.dumps(sent).encode())
    return answer.status, json.loads(answer.body)


def test_the_page_has_a_policy_of_its_own(form):
    """It may load from this server only, and no page may show it in a frame."""
    page = form.get("", "en-GB")

    assert page.headers["Content-Security-Policy"] == POLICY
    assert not re.search(r"https?:|\*|'unsafe-eval'", POLICY)
    assert {"default-src 'none'", "script-src 'self'", "frame-ancestors 'none'"} <= set(
        POLICY.split("; ")
    )
    assert b"//" not in page.body
    assert b"<script>" not in page.body


def test_people_are_offered_as_authors(form):
    """Those that the preview knows; none before its first build."""
    assert json.loads(form.get("people", "en-GB", ["Nora Lind"]).body) == ["Nora Lind"]
    assert got(form, "people") == "[]"


def test_a_form_that_is_not_installed_says_so_in_one_sentence(form):
    """With the command that installs it; nothing else is needed to preview."""
    page = Form(form.content, form.content / "none").get("", "en-GB").body.decode()

    sentence = (
        "The form is not installed: install Node, type <code>make form</code>, "
        "then load this page again."
    )
    assert re.findall("<p>(.*)</p>", page) == [sentence]
    assert "script" not in page


def test_only_files_of_the_form_are_served(form):
    """With or without the version that Sveltia puts into the address."""
    assert got(form, "sveltia/sveltia-cms.js") == "script"
    assert got(form, "sveltia@0.221.1/locales/de.json") == "{}"
    assert got(form, "edit.js").startswith("//")
    assert [
        got(form, address)
        for address in (
            "sveltia/../secret.json",
            "sveltia/none.js",
            "secret.json",
            "sveltia/locales",
        )
    ] == [None] * 4


def test_the_configuration_is_of_the_posts_that_there_are(form):
    """Languages are those of translations beside their post; each folder of posts is a list."""
    configuration = json.loads(form.get("configuration", "en-GB").body)

    assert configuration["i18n"]["locales"] == ["en-GB", "nb"]
    assert [each["folder"] for each in configuration["collections"]] == [
        "content/articles", "content/articles/2021", "content/pages",
    ]  # fmt: skip
    assert configuration["backend"]["repo"] == f"local/{form.content.parent.name}"


def test_posts_are_read_many_at_once(form):
    """One that cannot be read has a message with its line, and the others are read."""
    status, read = posted(form, "read", texts=[POST, "---\ntitle: A: b\n---\n"])

    assert status == 200
    assert read[0]["values"]["title"] == "A"
    assert read[1]["message"].startswith("Line 2: ")


def test_a_post_is_written(form):
    """The text comes back, and Sveltia saves it: the server writes nothing."""
    status, made = posted(form, "write", text=POST, expected=POST.strip(), values={"title": "B"})

    assert status == 200
    assert made == {"text": "---\ntitle: B\n---\n\n", "read": "---\ntitle: B\n---"}
    assert (form.content / "articles/a.md").read_text("utf-8") == POST
    assert posted(form, "write", text="", expected="", values={"title": "New"})[0] == 200


def test_a_post_that_was_changed_elsewhere_is_not_overwritten(form):
    """Nor one of another folder than that of the preview."""
    (form.content / "articles/a.md").write_text("---\ntitle: C\n---\nText\n", "utf-8")

    status, answer = posted(form, "write", text=POST, expected=POST.strip(), values={"title": "B"})

    assert status == 409
    assert "Copy what you wrote" in answer["message"]


def test_only_files_are_posts(form):
    """Neither folders nor links that lead nowhere, whatever they are called."""
    (form.content / "pages/old.md").mkdir(parents=True)
    (form.content / "articles/gone.md").symlink_to("nowhere")

    lists = json.loads(form.get("configuration", "en").body)["collections"]
    status, _ = posted(form, "write", text=POST, expected=POST.strip(), values={"title": "B"})

    assert [each["name"] for each in lists] == ["articles", "articles-2021", "pages"]
    assert status == 200


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
def test_line_ends_do_not_matter_for_that(form, ends):
    """Sveltia reads all of them as a line feed; a file from Windows keeps its own."""
    text = "\ufeff" + POST.replace("\n", ends)
    (form.content / "articles/a.md").write_bytes(text.encode())

    status, made = posted(
        form, "write", text=POST, expected=POST.strip(), values={"title": "B", "body": "Text"}
    )

    assert status == 200
    kept = "\r\n" if ends == "\r\n" else "\n"
    assert made["text"] == "\ufeff" + POST.replace("A", "B").replace("\n", kept)
    assert made["read"] == POST.replace("A", "B").strip()


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"{", 400), (b"[]", 400), (b"{}", 400), (b"\xff", 400),
        (b'{"text": "", "expected": "", "values": []}', 400),
        (b'{"text": "", "expected": "", "values": {"title": "\\u0007"}}', 422),
        (b'{"text": 1, "expected": "", "values": {}}', 400),
        (b"[" * 100_000, 400),
        (b'{"text": "", "expected": "", "values": {"title": "\\ud800"}}', 422),
    ],
)  # fmt: skip
def test_anything_else_is_refused(form, sent, status):
    """With a message, never a traceback."""
    answer = form.post("write", sent)

    assert answer.status in {status, 409}
    assert json.loads(answer.body)["message"]
    assert form.post("other", sent) is None
