"""Each question of a post is asked once, and recorded with its answer."""

import pytest

from plugins.article_body.intrasite import LinkError
from plugins.posts.questions import AnySiteContext, Question, RecordedContext, Refusal, answer
from plugins.responsive_images.picture import PictureError, WantedImage
from tests.posts.small_context import IMAGE, Site


@pytest.fixture
def asked():
    """The questions that reached the site."""
    return []


@pytest.fixture
def context(asked):
    """The site, recorded."""

    def ask(kind, name):
        asked.append((kind, name))
        return answer(Site(), kind, name)

    return RecordedContext(ask)


def test_an_answer_is_a_value():
    """An image, an address or a refusal."""
    assert answer(Site(), "image", "desk.png") == IMAGE
    assert answer(Site(), "link", "x.md") == "/x/"
    assert answer(Site(), "image", "x.png") == Refusal("No such picture.", "Look.")
    assert answer(Site(), "link", "y.md") == Refusal(
        "No such link.", "Look.", "article-body/linked-file"
    )


def test_a_recorded_context_answers_as_the_site_does(context):
    """Refusals are raised, with everything that the site said."""
    assert context.image("desk.png") == IMAGE
    assert context.link("x.md") == "/x/"
    with pytest.raises(PictureError) as picture:
        context.image("x.png")
    with pytest.raises(LinkError) as link:
        context.link("y.md")

    assert (picture.value.message, picture.value.hint) == ("No such picture.", "Look.")
    assert (link.value.message, link.value.hint, link.value.rule) == (
        "No such link.",
        "Look.",
        "article-body/linked-file",
    )


def test_a_question_is_asked_once(context, asked):
    """A refused one too; an image and a link of the same name are two questions."""
    for _ in range(2):
        context.link("x.md")
        with pytest.raises(PictureError):
            context.image("x.md")

    assert asked == [("link", "x.md"), ("image", "x.md")]
    assert context.questions == (
        Question("link", "x.md", "/x/"),
        Question("image", "x.md", Refusal("No such picture.", "Look.")),
    )


def test_the_title_of_a_post_is_a_question_too(context, asked):
    """If it changes, the post that shows it is read again."""
    assert [context.title("x.md") for _ in range(2)] == ["The x"] * 2
    assert asked == [("title", "x.md")]
    assert context.questions == (Question("title", "x.md", "The x"),)


def test_any_site_accepts_everything():
    """For those who need only the words."""
    assert answer(AnySiteContext(), "link", "{filename}x.md") == "{filename}x.md"
    assert answer(AnySiteContext(), "image", "x.png") == WantedImage("x.png", "image")
    assert answer(AnySiteContext(), "title", "x.md") == ""
