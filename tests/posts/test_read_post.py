"""A post's bytes become one value, and nothing else happens."""

import dataclasses
import json
import subprocess
import sys

import pytest

from plugins.article_body.transform import Heading
from plugins.core.findings import Finding
from plugins.posts.model import FrontMatter
from plugins.posts.questions import AnySiteContext, Question, Refusal
from plugins.posts.read_post import read_post
from plugins.posts.read_post_json import from_json, to_json
from plugins.posts.result import ReadPost
from plugins.responsive_images.picture import WantedImage
from tests.building import ROOT
from tests.posts.many_posts import POSTS, read
from tests.posts.post_texts import PATH, TITLE, post_bytes

MARKDOWN = [name for name in POSTS if name.endswith(".md")]
DESK = WantedImage("images/desk.png", "desk-0123456789")
NO_PICTURE = Refusal("There is no picture “none.png”.", "Did you mean “desk.png”?")


def read_rows(*rows, body="Words.\n", lenient=False):
    data = post_bytes(TITLE, *rows, body=body)
    return read("a-post.md", data=data, lenient=lenient)


def read_elsewhere(names):
    """What a new process returns for the posts, and what it observed while it read them."""
    arguments = [sys.executable, "-m", "tests.posts.observed_reading", *names]
    done = subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_a_post_is_one_value():
    """With everything that a build needs of it."""
    post = read_rows("references: [A]", body="## One\n\nTwo[^1] ![Desk](desk.png)\n")

    assert post == ReadPost(
        path="a-post.md",
        findings=(),
        front=FrontMatter(title="A post", references=["A"]),
        lines={"title": 2, "references": 3},
        body_line=5,
        has_body=True,
        html=post.html,
        text="One\nTwo",
        excerpt="Two",
        headings=(Heading(2, "one", "One"),),
        reading_minutes=1,
        citations={1: ["cited-1"]},
        links=("#ref-1",),
        images=(DESK,),
        questions=(Question("image", "desk.png", DESK),),
    )
    assert DESK.address in post.html


def test_a_post_cannot_be_changed():
    """Two readers of it see the same."""
    with pytest.raises(dataclasses.FrozenInstanceError):
        read_rows().html = ""


def test_a_post_that_cannot_be_read_has_no_body():
    """Only its findings."""
    post = read("colon.md", lenient=False)

    assert post == ReadPost("colon.md", post.findings)
    assert [finding.rule for finding in post.findings] == ["front-matter/unreadable"]


def test_findings_of_the_body_are_separate():
    """A build that does not show the post does not report them."""
    post = read_rows("license: CC", body="A\n\n![](desk.png)\n")

    assert [(found.line, found.rule) for found in post.findings] == [
        (3, "front-matter/unknown-key")
    ]
    assert [(found.line, found.rule) for found in post.body_findings] == [
        (7, "article-body/missing-alt")
    ]


@pytest.mark.parametrize(("lenient", "severity"), [(False, "error"), (True, "warning")])
def test_the_picture_at_the_top_is_wanted_or_refused(lenient, severity):
    """A refusal is at its place."""
    found = read_rows("image: {src: desk.png, alt: A desk}", lenient=lenient)
    refused = read_rows("image:\n  alt: A desk\n  src: none.png", lenient=lenient)

    assert (found.lead, found.body_findings) == (DESK, ())
    assert refused.lead is None
    assert refused.body_findings == (
        Finding(
            "a-post.md", 5, severity, "front-matter/bad-picture",
            NO_PICTURE.message, NO_PICTURE.hint, 3,
        ),
    )  # fmt: skip
    assert refused.questions == (Question("image", "none.png", NO_PICTURE),)


def test_a_question_is_asked_once():
    """Also if the body and the top of the post show the same picture."""
    asked = []

    class Site(AnySiteContext):
        """Records what reaches it."""

        def image(self, src):
            """The image."""
            asked.append(src)
            return super().image(src)

    data = post_bytes(TITLE, "image: {src: a.png, alt: A}", body="![A](a.png) ![B](a.png)\n")
    post = read_post(data, Site(), path=PATH, lenient=False)

    assert asked == ["a.png"]
    assert len(post.questions) == 1


def test_the_date_may_be_in_the_files_name():
    """Pelican's habit."""
    assert f"{read('2021-09-28-named.md', lenient=False).front.date:%Y-%m-%d}" == "2021-09-28"


def test_nesting_that_is_too_deep_is_an_error_of_the_body_at_its_line():
    """In a lenient read too; whether the post is a draft is still known."""
    post = read("deep.md", lenient=True)

    (found,) = post.body_findings
    assert (found.severity, found.rule) == ("error", "post/too-deep")
    assert found.line >= 5
    assert (post.findings, post.has_body, post.html) == ((), False, "")
    assert post.front.title


def test_too_many_marks_are_an_error():
    """Before Python-Markdown would take minutes."""
    post = read("many.md", lenient=True)

    assert [(found.rule, found.severity) for found in post.body_findings] == [
        ("post/too-many", "error")
    ]
    assert (post.findings, post.has_body) == ((), False)


@pytest.mark.slow
@pytest.mark.parametrize("lenient", [False, True])
def test_the_same_bytes_are_always_the_same_post(lenient):
    """Whatever was read before."""
    first = [read(name, lenient=lenient) for name in POSTS]

    assert [read(name, lenient=lenient) for name in reversed(POSTS)] == first[::-1]


@pytest.mark.slow
def test_another_process_reads_the_same():
    """In another order; its posts come back through JSON."""
    names = list(reversed(POSTS))

    posts = read_elsewhere(names)["posts"]

    here = [read(name, lenient=lenient) for name in names for lenient in (False, True)]
    assert posts == [to_json(post).decode() for post in here]
    assert [from_json(post.encode()) for post in posts] == here


@pytest.mark.slow
def test_reading_has_no_side_effect():
    """No file is opened, no connection or process is started, and no global value is different."""
    observed = read_elsewhere(MARKDOWN)

    assert len(observed["posts"]) == 2 * len(MARKDOWN)
    assert observed["caused"] == []
    assert observed["changed"] == []


def test_what_follows_an_element_without_an_end_is_checked_too():
    """All mistakes are reported at once, each once; what is asked for them is asked again later."""
    body = "![Desk](none.png)\n\n<div class='box'>\n\n[gallery]\n\n![Desk](desk.png)\n\n## Sleep\n"

    post = read_rows(body=body)

    assert sorted((each.line, each.rule) for each in post.body_findings) == [
        (4, "article-body/missing-picture"),
        (6, "raw-html/unclosed-tag"),
        (8, "other-system/shortcode"),
        (12, "heading/empty-section"),
    ]
    assert [each.asked for each in post.questions] == ["none.png", "desk.png"]


def test_only_tags_in_lines_of_their_own_hide_what_follows():
    """Others are in a text, which may not change."""
    hidden = read_rows(body="<div>Rest.\n\n[gallery]\n")

    assert [each.rule for each in hidden.body_findings] == ["raw-html/unclosed-tag"]
