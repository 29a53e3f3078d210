"""Edits of a project at random: each returns what it did, or "" where it has nothing to edit."""

import functools
import os
import re
import shutil
from pathlib import Path

from tests.incremental.project import DAY, POST, SITEURL, START, TOPICS, draw
from tests.publishing.small_site import write

WORDS = (
    "calm", "knees", "bend", "slowly", "while", "warm", "hands", "rest", "below", "a", "blue",
    "harbour", "door", "and", "wait",
)  # fmt: skip
MARK = '<p class="soft">Edit {}</p>'
# Files of the theme, and the text before which a mark is put.
TEMPLATES = (
    ("article.html", "</article>"),
    ("index.html", '{% include "partials/photo_feed.html" %}'),
    ("base.html", "</main>"),
    ("tag.html", '{% include "partials/pagination.html" %}'),
    ("feed_article.html", "{% if language %}</div>"),
    ("redirect.html", "</body>"),
)
PARTIALS = (
    ("partials/site_footer.html", "</footer>"),
    ("partials/article_head.html", "</header>"),
    ("partials/visit.html", "</section>"),
    ("partials/article_list.html", "</section>"),
)
MACROS = (("macros/card.html", "</article>"), ("macros/byline.html", "{%- endmacro"))
# Parts of files, and what is written instead: None stands for a sentence.
CLINIC = (
    ("data/clinic.yaml", r"(?<=^headline: ).*", None),
    ("data/clinic.yaml", r"(?<=^phone: ).*", ("01632 960111", "01632 960222")),
    ("data/clinic.yaml", r"(?<=^    area: )\S+.*", None),
    ("data/clinic.yaml", r"(?<=^menu: \[).*(?=\])", ("about, people", "articles, contact")),
    ("data/clinic.yaml", r"(?<=days: Friday, times: ).*(?=\})", ("8am to 1pm", "8am to 2pm")),
    ("data/topics.yaml", r"(?<=  introduction: )\w.*", None),
)
PEOPLE = (
    ("data/people.yaml", r"(?<=^  role: ).*", None),
    ("data/people.yaml", r"(?<=^  introduction: ).*", None),
    ("data/people.yaml", r"(?<=^    - Dip).*", None),
)
PHOTOS = (
    ("data/photos/photos.json", r'(?<="alt": ").*(?=")', None),
    ("data/photos/photos.json", r'(?<="posted": ").*(?=")', ("2024-01-01", "2024-08-01")),
    ("data/photos/curation.yaml", r"(?<=^hide: \[).*(?=\])", ("tide", "boats", "mugs")),
    ("data/photos/curation.yaml", r"(?<=caption: ).*", None),
)
COLOURS = tuple(
    ("../theme/static/css/tokens.css", rf"(?<=--{name}: )#\w+", ("#112233", "#445566", "#aabbcc"))
    for name in ("accent", "care-blue", "care-red", "line")
)
CODE = tuple((f"../plugins/{name}", pattern, texts) for name, pattern, texts in (
    ("article_body/plain_text.py", r"(?<=WORDS_A_MINUTE = )\d+", ("200", "3", "5")),
    ("article_body/care_cards.py", r'(?<="nonurgent": ")[\w -]+', ("Non-urgent advice", "Advice")),
    ("article_body/excerpts.py", r"(?<=EXCERPT_LENGTH = )\d+", ("200", "60", "40")),
    ("core/dates.py", r'(?<=    ")\S+(?=", "February")', ("January", "Jan.")),
    ("photo_feed/gallery.py", r"(?<=LONGEST_CAPTION = )\d+", ("160", "20")),
    ("publishing/sitemap.py", r"(?<=User-agent: )\S+?(?=\\n)", ("*", "robot")),
    ("related_articles/text.py", r'(?<=STOP_WORDS = """\n)', ("words calm ", "visit another ")),
    ("responsive_images/encoding.py", r'(?<=_JPEG = {"quality": )\d+', ("82", "60")),
    ("structured_data/cards.py", r"(?<=_MARGIN = )\d+", ("72", "60")),
))  # fmt: skip
LIBRARIES = ("Markdown", "jinja2", "pillow", "nh3", "pelican", "selectolax", "scipy")
SETTINGS = (
    ("RELATED_ARTICLES_COUNT", ("1", "2", "3")),
    ("PHOTO_FEED_COUNT", ("2", "4")),
    ("FEED_MAX_ITEMS", ("3", "5")),
    ("PAGINATED_TEMPLATES", ('{"archives": 3, "tag": 2}', '{"archives": 5, "category": 3}')),
    ("STRUCTURED_DATA_LOCATION_TYPE", ('"MedicalClinic"', '"LocalBusiness"')),
    ("SITE_SEARCH", ("True", "False")),
    ("TIMEZONE", ('"Europe/London"', '"Pacific/Auckland"')),
)
EXTRA = ("b.txt", ".well-known/b.txt", ".well-known/security.txt", "files/deep/c.txt", ".htaccess")
BREAKS = (
    ("articles/hills.md", "^title:", "titel:"),
    ("articles/hills.md", "^date: .*", "date: last week"),
    ("articles/hills.md", r"couch\.png", "nowhere.png"),
    ("data/people.yaml", "name:", "nmae:"),
    ("../theme/templates/partials/site_footer.html", "{% if", "{% iff"),
    ("../theme/templates/macros/card.html", r"article\.title", "article.titel"),
)


def sentence(random, words=8):
    """Some words that are probably nowhere else on the site."""
    return " ".join(random.choices(WORDS, k=words)).capitalize() + f" {random.randrange(10**6)}."


class Post:
    """A post with front matter between lines of dashes."""

    def __init__(self, path):
        self.path = path
        self.text = path.read_text("utf-8")
        self.slug = self.get("slug") or path.stem

    def get(self, name):
        """The value of a key of one line, as written."""
        found = re.search(rf"^{name}: *(.+)$", self.text, re.MULTILINE)
        return found and found[1].strip()

    def set(self, name, value):
        """Write the value of a key of one line; an empty one removes the key."""
        text = re.sub(rf"^{name}: .*\n", "", self.text, flags=re.MULTILINE)
        line = f"{name}: {value}\n" if value else ""
        return self.replace(text.replace("---\n", f"---\n{line}", 1), f"{name} is {value}")

    def replace(self, text, said):
        """Write the whole text."""
        self.text = text
        self.path.write_text(text, "utf-8")
        return f"{self.path.name}: {said}"

    @property
    def public(self):
        """Whether the public sees it at any time of these tests, so that others may link to it."""
        hidden = self.get("status") in {"draft", "hidden"} or self.get("translation") == "true"
        return not hidden and (self.get("date") or "9") < "2026"


def posts(project):
    """All posts in the order of their names."""
    found = sorted((project.folder / "content/articles").glob("*.md"))
    return [Post(path) for path in found if path.read_text("utf-8").lstrip("\ufeff")[:3] == "---"]


def originals(project):
    """The posts that are no translations."""
    return [post for post in posts(project) if not post.get("translation")]


def loose(project):
    """Posts that no other file names: they may be deleted, hidden or moved."""
    folder = project.folder / "content"
    paths = [path for path in sorted(folder.rglob("*")) if path.suffix in {".md", ".yaml"}]
    texts = {path: path.read_text("utf-8") for path in paths}

    def named(post):
        names = re.compile(rf"\b(?:{re.escape(post.slug)}|{re.escape(post.path.stem)})\b")
        return any(names.search(text) for path, text in texts.items() if path != post.path)

    return [post for post in posts(project) if not named(post)]


def key(project, random, name, values, which):
    """Give a key of a post another value."""
    found = which(project)
    return random.choice(found).set(name, random.choice(values(random))) if found else ""


def with_key(name, values, which=posts):
    """An edit of a key of one of the posts that `which` finds, to one of `values`."""
    change = functools.partial(key, name=name, values=values, which=which)
    change.__name__ = name
    return change


def dated(project):
    """Posts that may get any status and date."""
    found = [post for post in loose(project) if post.get("date")]
    return [post for post in found if not post.get("modified") and not post.get("reviewed")]


title = with_key("title", lambda random: [f"Title {sentence(random, 2)}"])
KEYS = (
    title,
    with_key("description", lambda random: ["", sentence(random)]),
    with_key("date", lambda _: ["2023-01-12", "2024-05-16", "2026-02-03", "2026-03-30"], dated),
    with_key("topics", lambda random: [
        f"[{', '.join(random.sample([*TOPICS, f'Topic {random.randrange(20)}'], count))}]"
        for count in range(4)
    ], lambda project: [post for post in posts(project) if post.slug != "first-visit"]),
    with_key("category", lambda _: ["Everyday", "Rest", "New"], originals),
    with_key("status", lambda _: ["", "draft", "hidden", "published"], dated),
    with_key("series", lambda _: ["New here", "Second series", ""]),
    with_key("aliases", lambda random: ["", f"[/old/{random.randrange(10**6)}/]"]),
    with_key("image", lambda _: [
        f"{{src: {name}, alt: A drawing}}"
        for name in ("gulls.jpg", "couch.png", "couch.png, focus: 40% 20%")
    ], lambda project: [post for post in posts(project) if "image:\n" not in post.text]),
)  # fmt: skip


def slug(project, random):
    """A post gets another address."""
    found = [post for post in loose(project) if not post.get("translation")]
    post = random.choice(found) if found else None
    return post and post.set("slug", f"{post.path.stem}-{random.randrange(9)}")


def body(project, random):
    """Words are added to a post or a page, at its beginning or its end."""
    pages = [Post(path) for path in sorted((project.folder / "content/pages").glob("*.md"))]
    post = random.choice(posts(project) + pages)
    head, line, rest = post.text.partition("\n---\n")
    words = sentence(random, random.choice((3, 8, 400)))
    texts = f"{head}{line}{words}\n\n{rest}", f"{post.text}\n{words}\n"
    return post.replace(random.choice(texts), "has other words")


def body_of_equal_size(project, random):
    """A letter is replaced, and the time of the file is put back."""
    post = random.choice(posts(project))
    status = post.path.stat()
    head, line, rest = post.text.partition("\n---\n")
    letter = random.choice("aeiou")
    rest = re.sub(r"(?<= [a-z])[aeiou](?=[a-z]+ )", letter, rest, count=1)
    said = post.replace(head + line + rest, f"has another letter {letter}")
    os.utime(post.path, ns=(status.st_atime_ns, status.st_mtime_ns))
    return said


def pins(project, random):
    """A post has another related post, pinned or left out."""
    post = random.choice(posts(project))
    other = random.choice([p for p in posts(project) if p.public and p.slug != post.slug])
    names = random.sample(("related", "related_exclude"), 2)
    post.set(names[0], "")
    return post.set(names[1], f"[{other.slug}]")


def link(project, random):
    """A post links to another one."""
    post = random.choice(posts(project))
    other = random.choice([other for other in posts(project) if other.public]).path.name
    return post.replace(f"{post.text}\nSee [this one]({other}).\n", f"links to {other}")


def translation(project, random):
    """A post is translated, or a translation is deleted."""
    found = [post for post in posts(project) if post.path.name.endswith(".nb.md")]
    if found and random.random() < 0.5:
        return delete(project, random, found)
    found = [post for post in loose(project) if post.public and not post.get("lang")]
    post = random.choice(found) if found else None
    if not post:
        return ""
    text = f"---\ntitle: På norsk\nslug: {post.slug}\nlang: nb\ntranslation: true\ndate: 2024-01-01"
    name = f"content/articles/{post.path.stem}.nb.md"
    write(project.folder, name, f"{text}\n---\n{sentence(random)}\n")
    return f"{post.path.name} is translated"


def delete(project, random, found=None):
    """A post is deleted, if enough of them are left."""
    found = found or loose(project)[3:]
    if not found:
        return ""
    path = random.choice(found).path
    path.unlink()
    return f"{path.name} is deleted"


def rename(project, random):
    """A post's file gets another name, with links to it; so does its address, without a slug."""
    paths = sorted((project.folder / "content").rglob("*.md"))
    text = "\n".join(path.read_text("utf-8") for path in paths)
    others = [p for p in posts(project) if not re.search(rf"\b{p.path.stem}\b(?!\.md)", text)]
    if not others:
        return ""
    old = random.choice(others).path
    new = f"{old.stem.split('-x')[0]}-x{random.randrange(9)}.md"
    for path in paths:
        path.write_text(path.read_text("utf-8").replace(f"({old.name}", f"({new}"), "utf-8")
    old.rename(old.with_name(new))
    return f"{old.name} is now {new}"


def add(project, random):
    """A new post, which links to another one."""
    other = random.choice([post for post in posts(project) if post.public])
    name = f"new-{random.randrange(1000)}"
    text = POST.format(
        title=sentence(random, 3), date=random.choice(("2024-07-08", "2025-12-01", "2026-02-02")),
        author=random.choice(("Otto Pebble", "Wilma Sandpiper")), category="Everyday",
        topics=random.choice(TOPICS), more=random.choice(("", "series: New here\n")),
        body=f"{sentence(random)}\n\n[This]({other.path.name}) is another one.\n",
    )  # fmt: skip
    write(project.folder, f"content/articles/{name}.md", text)
    return f"{name} is added"


def swap(project, random):
    """Two posts exchange what they say."""
    found = [post for post in loose(project) if not post.get("slug")]
    if len(found) < 2:
        return ""
    one, two = random.sample(found, 2)
    first, second = one.text, two.text
    return two.replace(first, "exchanged, ") + one.replace(second, "exchanged")


def page(project, random):
    """A page is added, or deleted again."""
    path = project.folder / f"content/pages/page-{random.randrange(3)}.md"
    if path.exists():
        path.unlink()
        return f"{path.name} is deleted"
    write(path.parent, path.name, f"---\ntitle: {sentence(random, 2)}\n---\n{sentence(random)}\n")
    return f"{path.name} is added"


def substitute(project, name, pattern, text):
    """Replace the first match of a pattern in a file."""
    path = project.folder / name
    old = path.read_text("utf-8")
    new, count = re.subn(pattern, lambda _match: text, old, count=1, flags=re.MULTILINE)
    assert count, f"{pattern} is not in {name}"
    path.write_text(new, "utf-8")
    return f"{name}: {text}"


def part(project, random, choices):
    """Replace one of these parts of files, which are relative to the content folder."""
    name, pattern, texts = random.choice(choices)
    if name.startswith("../plugins"):
        project.end_process()
    text = random.choice(texts) if texts else sentence(random, 4)
    return substitute(project, os.path.normpath(f"content/{name}"), pattern, text)


def pictures(project):
    """The pictures that the site shows."""
    found = sorted((project.folder / "content").rglob("*.*g"))
    return [path for path in found if path.suffix in {".png", ".jpg"}]


def picture(project, random):
    """A picture is replaced by another one under the same name."""
    path = random.choice(pictures(project))
    draw(path, tuple(random.randrange(256) for _ in range(3)))
    return f"{path.name} is drawn again"


def pictures_exchanged(project, random):
    """Two pictures exchange their names, and keep their times."""
    kind = random.choice((".png", ".jpg"))
    one, two = random.sample([path for path in pictures(project) if path.suffix == kind], 2)
    other = one.rename(one.with_name("other"))
    two.rename(one)
    other.rename(two)
    return f"{one.name} and {two.name} are exchanged"


def extra(project, random):
    """A copied file is added, changed or deleted; some have names that begin with a dot."""
    name = random.choice((*EXTRA, "robots.txt", "../articles/diary-sheet.txt"))
    path = project.folder / "content/extra" / name
    if path.exists() and random.random() < 0.6 and "diary" not in name:
        path.unlink()
        return f"extra/{name} is deleted"
    write(path.parent, path.name, sentence(random))
    return f"extra/{name} is written"


def mark(project, random, choices):
    """Put a mark into one of these files of the theme, or change it."""
    name, anchor = random.choice(choices)
    path = project.folder / "theme/templates" / name
    text = path.read_text("utf-8")
    new = MARK.format(random.randrange(100))
    found = re.search(MARK.format(r"\d+"), text)
    text = text.replace(found[0] if found else anchor, new if found else new + anchor, 1)
    assert new in text, name
    path.write_text(text, "utf-8")
    return f"{name}: {new}"


def new_partial(project, random):
    """A template includes another file than before."""
    name = f"partials/new_{random.randrange(3)}.html"
    write(project.folder, f"theme/templates/{name}", MARK.format(random.randrange(100)))
    pattern = r'(?:\{% include "partials/new_\d.html" %\})?</article>'
    text = f'{{% include "{name}" %}}</article>'
    return substitute(project, "theme/templates/article.html", pattern, text)


def style(project, random):
    """A rule of the stylesheet."""
    name = random.choice(("pagination.css", "card.css", "preview.css", "style_guide.css"))
    path = project.folder / "theme/static/css" / name
    text = path.read_text("utf-8").partition("\n.edit")[0]
    path.write_text(f"{text}\n.edit {{ order: {random.randrange(100)}; }}\n", "utf-8")
    return f"{name} has another rule"


def setting(project, random):
    """A setting."""
    name, values = random.choice(SETTINGS)
    line = f"{name} = {random.choice(values)}\n"
    with (project.folder / "pelicanconf.py").open("a", encoding="utf-8") as file:
        file.write(line)
    return line


def mode(project, random):
    """The next builds are of another mode."""
    project.mode = random.choice(("html", "publish", "publish", "preview"))
    return f"builds are {project.mode}"


def siteurl(project, random):
    """The site has another address, which only published sites show."""
    project.siteurl = random.choice((SITEURL, "https://www.example.com", "https://example.org/a"))
    return f"SITEURL={project.siteurl}"


def code_comment(project, random):
    """Our own code, so that it writes the same."""
    path = random.choice(sorted((project.folder / "plugins").rglob("*.py")))
    project.end_process()
    path.write_text(path.read_text("utf-8") + "# A comment\n", "utf-8")
    return f"{path.name} has another comment"


def library(project, random):
    """A library says that it has another version."""
    name, version = random.choice(LIBRARIES), f"99.{random.randrange(9)}"
    folder = project.folder.parent / "libraries" / f"{name}-{version}"
    text = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
    write(folder, f"{name}-{version}.dist-info/METADATA", text)
    project.libraries = str(folder)
    project.end_process()
    return f"{name} is {version}"


def old_times(project, random):
    """Some files are from long ago, as a restored backup may be; one of them has changed."""
    said = body(project, random)
    for path in random.sample(sorted((project.folder / "content").rglob("*.*")), 20):
        os.utime(path, (10**9 + random.randrange(10**8),) * 2)
    return f"{said}, and files have old times"


def clock(project, random):
    """It is another day, on which other posts are public."""
    project.now = START + DAY * random.choice((0, 30, 70, 120, 400))
    return f"SOURCE_DATE_EPOCH={project.now}"


def site_files(project):
    """The files of the built site, except the one that says that a build may replace it."""
    found = sorted(path for path in project.output.rglob("*") if path.is_file())
    return [path for path in found if path.name != ".nojekyll"]


def output_edited(project, random):
    """A file of the site is edited by hand, and its time put back, perhaps at the same size."""
    path = random.choice(site_files(project))
    status, data = path.stat(), path.read_bytes()
    path.write_bytes(random.choice((data.swapcase(), data + b"More")))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    return f"{path} is edited"


def output_exchanged(project, random):
    """Two files of the site have exchanged what they say."""
    one, two = random.sample(site_files(project), 2)
    first, second = one.read_bytes(), two.read_bytes()
    one.write_bytes(second)
    two.write_bytes(first)
    return f"{one} and {two} are exchanged"


def output_deleted(project, random):
    """A file or a folder of the site is deleted by hand, or only its owner may read it."""
    path = random.choice(site_files(project))
    kind = random.randrange(3)
    if kind == 0:
        path.chmod(0o600)
    elif kind == 1 and path.parent != project.output:
        shutil.rmtree(path.parent)
    else:
        path.unlink()
    return f"{path} is deleted, or its folder, or its mode is changed: {kind}"


def output_added(project, random):
    """A file, a folder or a link is added to the site by hand."""
    path = project.output / random.choice(("articles/extra.html", "new/new.txt", "zzz.png"))
    if path.is_symlink() or path.exists():
        return ""
    path.parent.mkdir(parents=True, exist_ok=True)
    random.choice((path.mkdir, path.touch, lambda: path.symlink_to(Path("/etc/hostname"))))()
    return f"{path} is added"


def broken(project, random):
    """Something that no site can be built with; it is repaired after the build."""
    name, pattern, text = random.choice(BREAKS)
    if name.startswith("articles") and not (project.folder / "content" / name).exists():
        return ""
    return substitute(project, os.path.normpath(f"content/{name}"), pattern, text)


template = functools.partial(mark, choices=TEMPLATES)
EDITS = (
    *KEYS, slug, body, body_of_equal_size, pins, link, translation, delete, rename, add, swap,
    page, picture, pictures_exchanged, extra, new_partial, style, setting, mode, siteurl,
    code_comment, library, old_times, clock, output_edited, output_exchanged, output_deleted,
    output_added, broken,
    template, *(functools.partial(mark, choices=files) for files in (PARTIALS, MACROS)),
    *(functools.partial(part, choices=parts) for parts in (CLINIC, PEOPLE, PHOTOS, COLOURS, CODE)),
)  # fmt: skip


def edit(project, random, choices):
    """Make the last of these edits, or one at random, and note it in the project's history."""
    said = None
    while not said:
        said = (choices.pop() if choices else random.choice(EDITS))(project, random)
    project.history.append(said)
