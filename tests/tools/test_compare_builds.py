"""The comparison of two built sites finds each kind of difference and nothing else."""

import io
import shutil
import subprocess

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from tests.building import SAMPLE, copy_project
from tools.compare_builds import __main__ as command
from tools.compare_builds.differences import Difference
from tools.compare_builds.sites import Comparison, compare, compare_printed
from tools.compare_builds.sources import SourceError, export

PAGE = (
    '<!doctype html><html><head><title>Clinic</title></head><body><p class="lead measure" id="a">'
    "Warm up &amp; stretch.</p><!-- end --><p>Rest.</p></body></html>"
)


def picture(*, kind="PNG", size=(4, 3), mode="RGB", dot=None, **saving):
    """A small image as bytes; `dot` changes the value of one pixel."""
    image = Image.new(mode, size, color=100 if mode == "L" else (100, 50, 20))
    if dot:
        image.putpixel(dot, (110, 50, 20))
    file = io.BytesIO()
    image.save(file, kind, **saving)
    return file.getvalue()


@pytest.fixture
def compared(tmp_path):
    """Compares two sites that are given as files with their contents."""

    def run(before, after):
        for name, files in (("before", before), ("after", after)):
            for path, content in files.items():
                file = tmp_path / name / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return compare(tmp_path / "before", tmp_path / "after")

    return run


@pytest.fixture
def differences_of(compared):
    """Compares two sites of one file each; returns (kind, detail) pairs."""

    def run(path, before, after):
        found = compared({path: before}, {path: after}).differences
        assert {(item.file) for item in found} <= {path}
        return [(item.kind, item.detail) for item in found]

    return run


def test_equal_sites_have_no_difference(compared):
    """All files are counted, including hidden files and those in folders."""
    files = {"index.html": PAGE, "a/b.png": picture(), ".nojekyll": "", "feed.xml": "<feed/>"}

    assert compared(files, files) == Comparison(4, 0, [])


def test_a_file_of_one_site_alone_is_missing_or_added(compared):
    """Missing and added are from the earlier site's point of view."""
    found = compared({"a.txt": "1", "b.txt": "2"}, {"b.txt": "2", "c/d.txt": "1"})

    assert found == Comparison(
        3, 0, [Difference("added", "c/d.txt"), Difference("missing", "a.txt")]
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('class="lead measure" id="a"', 'id="a" class="lead measure"'),
        ('id="a"', "ID='a'"),
        ("&amp;", "&#38;"),
    ],
)
def test_pages_with_the_same_tree_are_equal(differences_of, old, new):
    """The order and quotes of attributes and the way of escaping are ignored."""
    assert differences_of("index.html", PAGE, PAGE.replace(old, new)) == []


@pytest.mark.parametrize(
    ("old", "new", "where", "shown"),
    [
        ("Rest.", "Run.", "top > html[1] > body[1] > p[2]", "“Rest.” → “Run.”"),
        ("Rest.", "Rest. ", "top > html[1] > body[1] > p[2]", "“Rest.” → “Rest. ”"),
        ("<p>Rest.</p>", "", "top > html[1] > body[1]", "“<p>” → “”"),
        ("<p>Rest.</p>", "<p>Rest.</p><hr>", "top > html[1] > body[1]", "“” → “<hr>”"),
        ("<p>Rest.</p>", "&lt;p&gt;Rest.", "top > html[1] > body[1]", "“<p>” → “<p>Rest.”"),
        ("<p>Rest.</p>", "\n<p>Rest.</p>", "top > html[1] > body[1]", "“<p>” → “\\n”"),
        (
            "<p>Rest.</p>",
            "<p><i>Rest.</i></p>",
            "top > html[1] > body[1] > p[2]",
            "“Rest.” → “<i>”",
        ),
        (
            "lead measure",
            "measure lead",
            "top > html[1] > body[1]",
            '“<p class="lead measure" id="a">” → “<p class="measure lead" id="a">”',
        ),
        (
            'id="a"',
            'id="a" hidden',
            "top > html[1] > body[1]",
            '“…lass="lead measure" id="a">” → “…lass="lead measure" hidden="" id="a">”',
        ),
        ("<!-- end -->", "<!-- fin -->", "top > html[1] > body[1]", "“ end ” → “ fin ”"),
        ("<!-- end -->", " end ", "top > html[1] > body[1]", "“ end ” → “ end ”"),
        ("<!doctype html>", "<!doctype x>", "top", "“html” → “x”"),
    ],
)
def test_the_first_node_that_differs_is_shown(differences_of, old, new, where, shown):
    """Text, white space, elements, attributes and comments are compared exactly."""
    [(kind, detail)] = differences_of("index.html", PAGE, PAGE.replace(old, new))

    assert kind == "html"
    assert detail == f"{where}: {shown}"


def test_attributes_are_not_confused_by_quotes_in_their_values(differences_of):
    """Two trees can have the same text form and still differ."""
    before = """<p a="1&quot; b=&quot;2">x</p>"""

    assert len(differences_of("index.html", before, '<p a="1" b="2">x</p>')) == 1


def test_invalid_utf_8_is_compared_too(differences_of):
    """Different invalid bytes do not become the same replacement character."""
    assert len(differences_of("index.html", b"<p>\xff</p>", b"<p>\xfe</p>")) == 1


def test_a_long_text_is_shown_around_its_first_difference(differences_of):
    """An excerpt stays short."""
    text = "word " * 100
    [(_, detail)] = differences_of(
        "index.html", f"<p>{text}end{text}</p>", f"<p>{text}end,{text}</p>"
    )

    assert "end" in detail
    assert len(detail) < 250


def test_pictures_with_the_same_pixels_are_equal(differences_of):
    """Even if they are compressed differently."""
    before, after = picture(compress_level=9), picture(compress_level=0)

    assert before != after
    assert differences_of("a.png", before, after) == []


def palette(*colours):
    """A palette image, whose pixels all have the first colour."""
    image = Image.new("P", (2, 2), 0)
    image.putpalette([value for colour in colours for value in colour])
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def test_pixels_of_a_palette_are_compared_by_their_colours(differences_of):
    """Equal indexes may stand for different colours."""
    [(kind, detail)] = differences_of(
        "a.png", palette((9, 9, 9), (0, 0, 0)), palette((9, 9, 8), (0, 0, 0))
    )

    assert (kind, detail[:6]) == ("picture", "4 of 4")


def text_chunk(text):
    """Metadata of a PNG."""
    found = PngInfo()
    found.add_text("Author", text)
    return found


@pytest.mark.parametrize(
    ("path", "after", "detail"),
    [
        ("a.png", picture(dot=(2, 1)), "1 of 12 pixels differ, by at most 10, x 2 to 2, y 1 to 1"),
        ("a.png", picture(size=(4, 4)), "size: (4, 3) → (4, 4)"),
        ("a.png", picture(mode="L"), "mode: RGB → L"),
        ("a.png", picture(kind="WEBP"), "format: PNG → WEBP"),
        ("a.png", picture(pnginfo=text_chunk("me")), "metadata: Author"),
        ("a.png", b"no picture", f"{len(picture())} bytes → 10 bytes"),
    ],
)
def test_the_difference_of_two_pictures_is_described(differences_of, path, after, detail):
    """Format, size, mode, metadata, and how many pixels differ, by how much, and where."""
    assert differences_of(path, picture(), after) == [("picture", detail)]


def test_all_frames_of_an_animation_are_compared(differences_of):
    """The first frames are equal here."""
    frames = [Image.new("RGB", (2, 2), colour) for colour in ("red", "blue", "lime")]
    files = []
    for second in frames[1:]:
        file = io.BytesIO()
        frames[0].save(file, "WEBP", save_all=True, append_images=[second], lossless=True)
        files.append(file.getvalue())

    assert differences_of("a.webp", *files)[0][1].startswith("4 of 4 pixels differ")


@pytest.mark.parametrize(
    ("path", "before", "after", "detail"),
    [
        (
            "sitemap.xml",
            "<a>\n<b>1</b>\n",
            "<a>\n<b>2</b>\n",
            "line 2: “<b>1</b>\\n” → “<b>2</b>\\n”",
        ),
        ("robots.txt", "a\n", "a\r\n", "line 1: “a\\n” → “a\\r\\n”"),
        ("favicon.svg", '<svg a="1" b="2"/>', '<svg b="2" a="1"/>', "line 1: "),
        ("feed.json", "{}", "{}\n", "line 1: “{}” → “{}\\n”"),
        ("favicon.ico", b"\x00\xff", b"\x00\xff\x00", "2 bytes → 3 bytes"),
    ],
)
def test_other_files_are_compared_byte_for_byte(differences_of, path, before, after, detail):
    """The first line that differs is shown."""
    [(kind, found)] = differences_of(path, before, after)

    assert kind == "bytes"
    assert found.startswith(detail)


OLD, NEW = "0123456789", "abcdef0123"


def site_with_hashed_names(digest, *, css="p{}", pixel=None, page=PAGE):
    """A site whose page, feed, stylesheet and list of sizes contain hashed file names."""
    names = [f"images/knee-{digest}-{width}.png" for width in (320, 640)]
    return {
        names[0]: picture(),
        names[1]: picture(size=(8, 6), dot=pixel),
        f"theme/main.{digest}.css": css,
        "index.html": page.replace(
            "</head>",
            f'<link href="/theme/main.{digest}.css"></head><img srcset="{names[0]} 320w, '
            f'https://a.example/{names[1]} 640w">',
        ),
        "feed.json": f'{{"image": "https://a.example/{names[1]}"}}',
    }


def test_files_with_another_hash_and_the_same_content_are_equal(compared):
    """Wherever the names occur."""
    assert compared(site_with_hashed_names(OLD), site_with_hashed_names(NEW)) == Comparison(
        5, 3, []
    )


def test_a_changed_file_with_a_hash_in_its_name_is_one_difference(compared):
    """It is matched with its new name, and pages that contain the name count as equal."""
    found = compared(
        site_with_hashed_names(OLD), site_with_hashed_names(NEW, css="p{color:red}", pixel=(0, 0))
    )

    assert [(item.kind, item.file) for item in found.differences] == [
        ("bytes", f"theme/main.{OLD}.css → theme/main.{NEW}.css"),
        ("picture", f"images/knee-{OLD}-640.png → images/knee-{NEW}-640.png"),
    ]


def test_a_page_that_names_another_file_differs(compared):
    """Names are matched by content, so two images that are swapped are a difference."""
    files = {f"a-{OLD}.png": picture(), f"a-{NEW}.png": picture(dot=(0, 0))}
    found = compared(
        {**files, "index.html": f'<img src="a-{OLD}.png">'},
        {**files, "index.html": f'<img src="a-{NEW}.png">'},
    )

    assert [item.kind for item in found.differences] == ["html"]


def test_files_with_one_stem_are_matched_by_content(compared):
    """Even if their order by name differs."""
    first, second = "1111111111", "2222222222"
    contents = {"knee": "k", "neck": "n"}
    before = {f"a_{OLD}.txt": contents["knee"], f"a_{NEW}.txt": contents["neck"]}
    after = {f"a_{second}.txt": contents["knee"], f"a_{first}.txt": contents["neck"]}
    before["names.json"] = f'["a_{OLD}.txt", "a_{NEW}.txt"]'
    after["names.json"] = f'["a_{second}.txt", "a_{first}.txt"]'

    assert compared(before, after) == Comparison(3, 2, [])


def test_a_name_that_no_file_has_is_not_mapped(compared):
    """A link to a missing file is still a difference."""
    files = site_with_hashed_names(NEW)
    files["feed.json"] = f'{{"image": "https://a.example/images/knee-{NEW}-641.png"}}'

    assert [item.file for item in compared(site_with_hashed_names(OLD), files).differences] == [
        "feed.json"
    ]


def test_progress_and_durations_in_messages_are_ignored():
    """They differ in each run; warnings are compared."""
    before = "Reading posts: 14\na.md:1: warning: Old.\nWrote 48 pages to out/ in 22.9 s.\n"
    stages = "3 rendered, 45 reused, 0 removed; reading 0.1 s, ending 0.2 s; 3 MB of cache"
    after = (
        "Encoding pictures: 1,003\na.md:1: warning: New.\n"
        f"Wrote 48 pages to out/ in 1.2 s: {stages}.\n"
    )

    assert compare_printed(before, before + after.partition("\n")[0]) == []
    assert compare_printed(before, after) == [
        Difference("messages", "no longer printed", "a.md:1: warning: Old."),
        Difference("messages", "newly printed", "a.md:1: warning: New."),
    ]


RESULTS = {
    "content html": Comparison(3, 1, [Difference("html", "a.html", "top: “a” → “b”")]),
    "sample_site html": Comparison(2, 0, [Difference("added", "b.txt")]),
}


def test_the_report_lists_differences_by_kind():
    """It has the site and the mode of each, and a summary."""
    assert command.report(RESULTS) == [
        "added (1)",
        "  sample_site html: b.txt",
        "html (1)",
        "  content html: a.html: top: “a” → “b”",
        "Differences: 2 in 5 files (1 of them with another hash in their names), 0 in messages.",
    ]


@pytest.mark.parametrize(
    ("kinds", "code", "with_messages"),
    [([], 0, 0), (["messages"], 0, 1), (["html"], 1, 1), (["html", "messages"], 1, 1)],
)
def test_different_messages_fail_only_with_the_option(kinds, code, with_messages):
    """Any other difference always fails."""
    results = {"content html": Comparison(1, 0, [Difference(kind, "a") for kind in kinds])}

    assert command.exit_code(results, count_messages=False) == code
    assert command.exit_code(results, count_messages=True) == with_messages


@pytest.fixture
def repository(tmp_path):
    """A repository with one commit, and a newer version that is not committed."""
    folder = tmp_path / "repository"
    (folder / "content").mkdir(parents=True)
    (folder / "pelicanconf.py").write_text("A = 1\n", "utf-8")
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@b.example", "-C", str(folder)]
    for words in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "Begin"]):
        subprocess.run([*git, *words], check=True)
    (folder / "content" / "new.md").write_text("New.", "utf-8")
    return folder


def test_a_commit_is_exported_as_it_was_committed(repository, tmp_path):
    """No worktree is left behind."""
    export("HEAD", tmp_path / "out", repository)

    assert [path.name for path in (tmp_path / "out").rglob("*")] == ["pelicanconf.py"]
    assert not (tmp_path / "out.tar").exists()


def test_a_checkout_is_exported_with_its_changes(repository, tmp_path):
    """Uncommitted changes are included, the .git folder is not."""
    export(str(repository), tmp_path / "out")

    assert sorted(path.name for path in (tmp_path / "out").rglob("*")) == [
        "content", "new.md", "pelicanconf.py",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["no-such-commit", "--output=x", "content"])
def test_a_name_that_is_neither_is_refused(repository, tmp_path, monkeypatch, name):
    """The error is git's own."""
    monkeypatch.chdir(repository)

    with pytest.raises(SourceError, match="fatal: Needed a single revision"):
        export(name, tmp_path / "out", repository)


@pytest.fixture
def checkouts(tmp_path):
    """Two equal checkouts of the project."""
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        folder.mkdir()
        shutil.copytree(SAMPLE, copy_project(folder) / "tests" / "sample_site")
    return folders


def arguments_for(checkouts):
    return [*map(str, checkouts), "--site", "sample_site", "--mode", "html"]


@pytest.mark.slow
def test_a_changed_template_is_the_only_difference(checkouts, capsys, tmp_path, monkeypatch):
    """Two whole builds are equal but for the change, and their folders are removed."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "made"))
    (tmp_path / "made").mkdir()
    template = checkouts[1] / "theme" / "templates" / "404.html"
    template.write_text(template.read_text("utf-8").replace("Page not", "Nothing"), "utf-8")

    assert command.main(arguments_for(checkouts)) == command.DIFFERENT

    *lines, summary = capsys.readouterr().out.splitlines()
    assert lines[0] == "html (1)"
    assert lines[1].startswith("  sample_site html: 404.html: top > html[1] > head[1] > title[1]: ")
    assert "“Page not found" in lines[1]
    assert len(lines) == 2
    assert summary.startswith("Differences: 1 in ")
    assert list((tmp_path / "made").iterdir()) == []


@pytest.mark.slow
def test_a_build_that_fails_is_shown(checkouts, capsys):
    """The output names the build and has its errors."""
    (checkouts[0] / "pelicanconf.py").write_text("1 / 0\n", "utf-8")

    assert command.main(arguments_for(checkouts)) == command.FAILED

    said = capsys.readouterr().err
    assert "error: before, sample_site html: the build ended with " in said
    assert "division by zero" in said
    assert "error: after" not in said
