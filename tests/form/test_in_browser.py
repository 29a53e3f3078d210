"""The form in a real browser, with a real preview; every host but this machine is blocked."""

import difflib
import io
import re
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import PurePosixPath

import pytest
from PIL import Image

from plugins.core.values import LONGEST_SLUG
from plugins.posts import outlines
from tests.building import ROOT, SAMPLE, clean_environment
from tests.form import private_folder
from tools import form

pytestmark = [
    pytest.mark.slow,
    pytest.mark.browser,
    pytest.mark.skipif(not form.is_installed(), reason="the form is not installed: make form"),
]
DEADLINE = 60  # seconds, for builds and the browser; only a failing test ever waits this long
BODY = "Begin *slowly*.\n\n* one\n* two\n\nA row with  two spaces  \nand on."
NEW = f"""---
title: "Calf care: a start"
date: 2026-01-15
description: What to do with a stiff calf.
authors: [Wilma Sandpiper]
category: Advice
topics: [Calves, Knees]
image:
  src: calf-stretch.png
  alt: A blue wall
status: draft
---
{BODY}
"""


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """A folder with the content of the made-up clinic."""
    folder = tmp_path_factory.mktemp("clone")
    shutil.copytree(SAMPLE / "content", folder / "content")
    return folder


@pytest.fixture(scope="module")
def preview(clone):
    """The address of a running preview of it."""
    words = ["--input", clone / "content", "--output", clone / ".preview", "--port", "0"]
    process = subprocess.Popen(
        [sys.executable, "-m", "plugins.preview", *words, "--settings", SAMPLE / "siteconf.py"],
        cwd=ROOT,
        env={**clean_environment(), "CACHEDIR": str(clone / ".cache")},
        stdout=subprocess.PIPE,
        text=True,
    )
    port = next(match[1] for line in process.stdout if (match := re.search(r"t:(\d+)", line)))
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait(DEADLINE)
    process.stdout.close()


@pytest.fixture
def editor(browser, preview, clone):
    """Open the form in a browser of some language, with the posts as they are on the disk."""
    contexts, asked, failed = [], [], []

    def answer(route):
        asked.append(route.request.url)
        route.continue_() if route.request.url.startswith(preview) else route.abort()

    def open_form(language="en-GB", button="Work with Local Repository"):
        context = browser.new_context(locale=language, viewport={"width": 1280, "height": 900})
        contexts.append(context)
        context.set_default_timeout(DEADLINE * 1000)
        context.route("**/*", answer)
        page = context.new_page()
        page.on("response", lambda got: failed.append(got.url) if got.status >= 400 else None)
        page.add_init_script(private_folder.PICKER)
        page.goto(f"{preview}/edit/")
        private_folder.fill(page, clone)
        page.get_by_role("button", name=button).click()
        page.get_by_role("row").first.wait_for()
        return page

    open_form.failed = failed
    yield open_form
    for context in contexts:
        context.close()
    assert [url for url in asked if not url.startswith((preview, "data:", "blob:"))] == []


def field(page, name):
    return page.locator(f'[data-key-path="{name}"]').first


def offered(page, name):
    """What is offered in a field, once somebody is about to type."""
    text = field(page, name).locator("input")
    text.first.focus()
    return text.first.evaluate("input => [...input.list.options].map(({ value }) => value)")


def wait_for_fields(page):
    """Wait until the form has come in: until then it loses the focus, and even what is typed."""
    field(page, "title").wait_for()
    page.evaluate(
        """async () => {
            while (document.getAnimations().length) await new Promise(requestAnimationFrame);
        }"""
    )


def begin_post(page):
    page.get_by_role("button", name="Create New Entry").click()
    wait_for_fields(page)


def open_post(page, title):
    page.get_by_role("row").filter(has_text=title).click()
    wait_for_fields(page)


def save(page, clone):
    """Save, wait until the list is back, and write to the disk; returns what was changed."""
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("row").first.wait_for()
    return private_folder.write_back(page, clone)


def rows_changed(before, after):
    rows = difflib.ndiff(before.split("\n"), after.split("\n"))
    return [row for row in rows if row[0] in "+-"]


def a_picture():
    made = io.BytesIO()
    Image.new("RGB", (1200, 800), "#4080c0").save(made, "PNG")
    return {"name": "Calf Stretch.png", "mimeType": "image/png", "buffer": made.getvalue()}


def shown(address):
    """The text of a page of the preview, once there is one."""
    end = time.monotonic() + DEADLINE
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address) as answer:  # noqa: S310  -- our own server
                return answer.read().decode()
        except urllib.error.HTTPError:
            time.sleep(0.1)
    pytest.fail(f"there is no page at {address}")


def test_a_post_is_begun_filled_in_saved_and_shown(editor, preview, clone):
    """Its file has what was typed and nothing else; saving again changes what was typed then."""
    page = editor()
    begin_post(page)
    field(page, "title").get_by_role("textbox").fill("Calf care: a start")
    field(page, "date").locator("input").fill("2026-01-15")
    field(page, "description").locator("textarea").fill("What to do with a stiff calf.")
    field(page, "authors").get_by_role("textbox").fill("Wilma Sandpiper")
    field(page, "category").get_by_role("textbox").fill("Advice")
    topics = field(page, "topics")
    topics.get_by_role("textbox").first.fill("Calves")
    topics.get_by_role("button", name="Add").click()
    topics.get_by_role("textbox").nth(1).fill("Knees")
    field(page, "image").get_by_text("Add").click()
    field(page, "image").evaluate("each => each.scrollIntoView()")  # it has fields once it is seen
    field(page, "image.alt").get_by_role("textbox").fill("A blue wall")
    field(page, "image.src").get_by_role("button", name="Browse").click()
    page.get_by_role("dialog").locator("input[type=file]").set_input_files(a_picture())
    page.get_by_role("button", name="Insert").click()
    field(page, "body").locator("textarea").fill(BODY)

    assert save(page, clone) == [
        "content/articles/calf-care-a-start.md",
        "content/images/calf-stretch.png",
    ]

    path = clone / "content/articles/calf-care-a-start.md"
    assert path.read_text("utf-8") == NEW
    text = shown(f"{preview}/articles/calf-care-a-start/")
    assert "<em>slowly</em>" in text
    assert 'alt="A blue wall"' in text

    open_post(page, "Calf care: a start")
    field(page, "description").locator("textarea").fill("What helps a stiff calf.")
    assert save(page, clone) == ["content/articles/calf-care-a-start.md"]
    assert rows_changed(NEW, path.read_text("utf-8")) == [
        "- description: What to do with a stiff calf.",
        "+ description: What helps a stiff calf.",
    ]
    assert editor.failed == []


def test_what_the_site_has_is_offered_and_an_article_has_its_headings(editor, clone):
    """People, categories and topics of the same language; the text is that of the command new."""
    page = editor()
    begin_post(page)

    assert offered(page, "authors") == ["Harbour Clinic Example", "Otto Pebble", "Wilma Sandpiper"]
    assert {"Backroom", "Before you come", "Everyday"} <= {*offered(page, "category")}
    topics = offered(page, "topics")
    assert topics == sorted({*topics, "First visit", "Shoes"} - {"Gåturer", "På norsk"})
    field(page, "title").get_by_role("textbox").fill("An empty one")
    save(page, clone)
    path = clone / "content/articles/an-empty-one.md"
    assert path.read_text("utf-8").endswith(f"---\n{outlines.ARTICLE}\n")
    path.unlink()


def test_a_long_title_has_a_name_that_can_be_an_address(editor, preview, clone):
    """The file is named as the page: as much of the title as a slug may have."""
    page = editor()
    begin_post(page)
    field(page, "title").get_by_role("textbox").fill("What to do when " * 20)

    (name,) = save(page, clone)

    slug = PurePosixPath(name).stem
    assert LONGEST_SLUG - 10 < len(slug) <= LONGEST_SLUG
    assert "What to do when" in shown(f"{preview}/articles/{slug}/")
    (clone / name).unlink()


def test_one_changed_value_changes_one_row_of_an_old_post(editor, clone):
    """Quotes, comments, the order of keys and the text stay, and so does what the public sees."""
    path = clone / "content/articles/a-sore-knee.md"
    before = path.read_text("utf-8").replace(
        "title: A sore knee on the stairs\n",
        "# As people say it.\ncredit: ''\ntitle:  'A sore knee on the stairs'   # of a house\n",
    )
    before = before.replace("---\nThis", "---\n    code\n\nThis").replace("\n", "\r\n")
    before = f"\ufeff{before}\r\n"  # as a text editor of Windows writes it
    path.write_bytes(before.encode())
    page = editor()
    open_post(page, "A sore knee")

    for category in ("Knees", "Stairs"):
        field(page, "category").get_by_role("textbox").fill(category)
        assert save(page, clone) == ["content/articles/a-sore-knee.md"]

        old, new = rows_changed(before, path.read_bytes().decode())
        assert re.fullmatch(r"- category: \S.*\r", old)
        assert new == f"+ category: {category}\r"
        open_post(page, "A sore knee")


def test_a_translation_is_edited_beside_its_post(editor, clone):
    """Only the file of the version that was changed is written."""
    page = editor()
    open_post(page, "Your first visit")
    norwegian = page.locator('[data-key-path="title"]').nth(1).get_by_role("textbox")
    assert norwegian.input_value() == "Ditt første besøk"

    norwegian.fill("Det første besøket")

    assert save(page, clone) == ["content/articles/first-visit.nb.md"]


def test_a_post_that_was_changed_elsewhere_is_not_overwritten(editor, clone):
    """The form says so, and still has what was typed."""
    path = clone / "content/articles/new-shoes.md"
    page = editor()
    open_post(page, "Old shoes, new shoes")
    title = field(page, "title").get_by_role("textbox")
    title.fill("Typed in the form")
    changed = path.read_text("utf-8").replace("title: ", "title: Other ")
    path.write_text(changed, "utf-8")
    said = []
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.accept()))

    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("button", name="OK", exact=True).click()

    assert [message.partition(":")[0] for message in said] == [
        "The file of this post is no longer what the form has read"
    ]
    assert title.input_value() == "Typed in the form"
    assert path.read_text("utf-8") == changed


def test_icons_and_other_languages_come_from_this_server(editor):
    """Icons are a font; the button that opens the folder is in German here."""
    page = editor("de-DE", "Mit lokalem Repository arbeiten")

    faces = page.evaluate("""async () => {
      await document.fonts.load("24px 'Material Symbols Outlined'", "add");
      const loaded = [...document.fonts].filter(({ status }) => status === "loaded");
      return loaded.map(({ family }) => family);
    }""")

    assert any("Material Symbols" in family for family in faces)
    assert editor.failed == []


def test_no_other_host_is_asked(editor):
    """Not even by a script of the page: the policy forbids it before the browser tries."""
    page = editor()

    refused = page.evaluate("""() => new Promise((resolve) => {
      addEventListener("securitypolicyviolation", (event) => resolve(event.effectiveDirective));
      const asked = () => setTimeout(() => resolve("asked"), 500); // the event comes before
      fetch("https://elsewhere.example/").then(asked, asked);
    })""")

    assert refused == "connect-src"
