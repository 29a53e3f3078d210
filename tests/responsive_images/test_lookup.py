"""Finding the picture that an editor names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.responsive_images.lookup import find_original
from plugins.responsive_images.picture import PictureError


@pytest.fixture
def content(tmp_path):
    """A content folder with pictures next to posts, in images/ and elsewhere."""
    root = tmp_path / "content"
    for name in (
        "articles/post.md", "articles/beside.png", "articles/both.png", "articles/deep/run.jpg",
        "images/desk.png", "images/both.png", "images/gallery/door.jpg", "images/my photo.png",
        "images/a#b.png", "images/50%.png", "data/people.yaml", "elsewhere/map.png",
    ):  # fmt: skip
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    (tmp_path / "outside.png").write_bytes(b"x")
    return root


def found(src, content):
    path = find_original(src, content / "articles", content)
    return path.resolve().relative_to(content.resolve()).as_posix()


@pytest.mark.parametrize(
    ("src", "path"),
    [
        ("desk.png", "images/desk.png"),
        ("images/desk.png", "images/desk.png"),
        ("/images/desk.png", "images/desk.png"),
        ("../images/desk.png", "images/desk.png"),
        ("{static}/images/desk.png", "images/desk.png"),
        ("{static}../images/desk.png", "images/desk.png"),
        ("{filename}/images/desk.png", "images/desk.png"),
        ("{attach}beside.png", "articles/beside.png"),
        ("|static|/images/desk.png", "images/desk.png"),
        ("beside.png", "articles/beside.png"),
        ("deep/run.jpg", "articles/deep/run.jpg"),
        ("both.png", "articles/both.png"),
        ("gallery/door.jpg", "images/gallery/door.jpg"),
        ("elsewhere/map.png", "elsewhere/map.png"),
        ("my%20photo.png", "images/my photo.png"),
        ("my photo.png", "images/my photo.png"),
        ("a%23b.png", "images/a#b.png"),
        ("50%.png", "images/50%.png"),
        ("desk.png?width=300", "images/desk.png"),
        ("desk.png#left", "images/desk.png"),
    ],
)
def test_ways_to_name_a_picture(content, src, path):
    """Next to the post first, then in images/, then anywhere in content/."""
    assert found(src, content) == path


@pytest.mark.parametrize(
    ("src", "hint"),
    [
        ("dsek.png", "Did you mean “desk.png”?"),
        ("Desk.PNG", "Did you mean “desk.png”?"),
        ("besides.png", "Did you mean “beside.png”?"),
        ("gallery/dor.jpg", "Did you mean “gallery/door.jpg”?"),
        ("content/images/desk.png", "Write `desk.png`: it lies in content/images/."),
        ("content/images/door.jpg", "Write `gallery/door.jpg`: it lies in content/images/."),
        ("zebra.webp", "Check its name, or put the file into content/images/."),
        ("poste.md", "Check its name, or put the file into content/images/."),
        ("articles", "Check its name, or put the file into content/images/."),
        ("/desk.png", "Did you mean “desk.png”?"),
        ("images", "Check its name, or put the file into content/images/."),
        ("x" * 300 + ".png", "Check its name, or put the file into content/images/."),
        ("zebra\0.webp", "Check its name, or put the file into content/images/."),
    ],
)
def test_a_missing_picture_has_the_nearest_name_in_its_hint(content, src, hint):
    """The message quotes the name as written."""
    with pytest.raises(PictureError) as caught:
        found(src, content)

    assert caught.value.message == f"There is no picture “{src}”."
    assert caught.value.hint == hint


@pytest.mark.parametrize("src", ["", "  ", "..", "{static}", "/", "?x", "#y"])
def test_an_empty_name_is_refused(content, src):
    """With a message of its own."""
    with pytest.raises(PictureError) as caught:
        found(src, content)

    assert caught.value.message == "The picture has no file name."


@pytest.mark.parametrize("src", ["../../outside.png", "{static}/../outside.png", "link.png"])
def test_nothing_outside_of_content_is_found(content, src):
    """Neither by a path nor by a symlink."""
    (content / "images" / "link.png").symlink_to(content.parent / "outside.png")

    with pytest.raises(PictureError) as caught:
        found(src, content)
    assert caught.value.message == f"{src} is outside content/."
    assert caught.value.hint == "Copy it into content/images/."


def test_an_absolute_path_starts_at_content(content):
    """Other files of the machine cannot be named."""
    with pytest.raises(PictureError, match="There is no picture"):
        found(str(content.parent / "outside.png"), content)


def test_content_without_an_images_folder_is_searched_too(tmp_path):
    """The missing folder is no error of its own."""
    with pytest.raises(PictureError, match=r"^There is no picture “a\.png”\.$"):
        find_original("a.png", tmp_path, tmp_path)


@given(src=st.text())
def test_any_name_is_found_or_missing(tmp_path_factory, src):
    """No name raises anything but PictureError."""
    folder = tmp_path_factory.getbasetemp() / "no-pictures"  # not with the files of all tests
    folder.mkdir(exist_ok=True)

    with pytest.raises(PictureError):
        find_original(src, folder, folder)


@pytest.mark.parametrize(
    ("src", "place"),
    [
        ("hall.png", "pictures/hall.png"),
        ("HALL.png", "pictures/hall.png"),
        ("images/hall.png", "pictures/hall.png"),
        ("/hall.png", "pictures/hall.png"),
        ("stair.jpg", "pages/old/stair.jpg"),
        ("{static}/images/stair.jpg", "pages/old/stair.jpg"),
    ],
)
def test_a_picture_in_another_folder_is_named_with_its_place(content, src, place):
    """Rather than one with a similar name; data files and hidden folders are not searched."""
    for name in ("pictures/hall.png", "data/hall.png", ".git/stair.jpg", "pages/old/stair.jpg",
                 "images/hal.png", "images/stairs.jpg"):  # fmt: skip
        (content / name).parent.mkdir(parents=True, exist_ok=True)
        (content / name).write_bytes(b"x")
    folder = f"content/{place}".rpartition("/")[0]

    with pytest.raises(PictureError) as caught:
        found(src, content)

    assert f"`/{place}`" in caught.value.hint
    assert f"{folder}/:" in caught.value.hint
