"""A site with every feature, for tests to edit, and the comparison of its warm and clean builds."""

import contextlib
import json
import shutil
import sys
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

from PIL import Image, ImageDraw

from plugins.preview.builder import Builder
from plugins.publishing.staging import release_folder
from tests.building import ROOT, SAMPLE, clean_environment, copy_code
from tests.forks import Forks
from tests.publishing.small_site import write

START = 1_768_478_400  # 15 January 2026
DAY = 86_400
LATE_SECONDS = 20  # in which the search index is made; only a failing test waits this long
SITEURL = "https://clinic.example.org/repo"
INPUTS = ("content", "theme", "pelicanconf.py", "publishconf.py")
SETTINGS = """
PAGINATED_TEMPLATES = {"archives": 5, "tag": 2, "category": 3}
RELATED_ARTICLES_COUNT = 2
PHOTO_FEED_COUNT = 4
PHOTO_FEED_MAX_AGE_DAYS = 36_500
FEED_MAX_ITEMS = 5
import os
if "PICTURES" in os.environ:  # clean builds share what takes longest with each other
    RESPONSIVE_IMAGES_CACHE = os.environ["PICTURES"]
"""
POST = """\
---
title: {title}
date: {date}
author: {author}
category: {category}
topics: [{topics}]
{more}---
{body}
"""
BODY = """\
Words about {name}, and about [another one]({link})[^1].

## What to do

!!! tip
    Take a break.

![A drawing](couch.png)

[^1]: A note.
"""
TOPICS = ("Walking", "Questions", "Sleep", "Stairs", "Shoes", "Habits")
# Each has something that no other post has; the days of the last two are after START.
POSTS = (
    ("stairs", "2025-01-02", "aliases: [/old/stairs/]\nseries: New here\n"),
    ("hills", "2025-02-03", "related: [stairs]\nrelated_exclude: [first-visit]\n"),
    ("boots", "2025-03-04", "image: {src: gulls.jpg, alt: Gulls}\ndescription: About boots.\n"),
    ("sheets", "2025-05-06", "credit: Based on a talk\naliases: [/old/sheets/]\n"),
    (
        "rest",
        "2025-04-05",
        "series: New here\nreviewed: 2025-05-01\nreviewed_by: Wilma Sandpiper\n",
    ),
    ("fair", "2026-02-09", "aliases: [/old/fair/]\n"),
    ("spring", "2026-03-20", "status: draft\n"),
)


def draw(path, colour):
    """Write a small picture, of the kind of its name's ending."""
    picture = Image.new("RGB", (48, 48), colour)
    ImageDraw.Draw(picture).ellipse((8, 8, 30, 30), fill=(255 - colour[0], 90, 90))
    picture.save(path)


@dataclass
class Built:
    """What a build has left: exit code, findings, and the log."""

    code: int
    findings: list
    log: str


@dataclass
class Project:
    """A copy of the project, and the options of its next build."""

    folder: Path
    mode: str = "publish"
    siteurl: str = SITEURL
    now: int = START
    libraries: str = ""
    share: bool = True
    history: list = field(default_factory=list)

    def __post_init__(self):
        self.forks = Forks(self.folder, self.environment)
        self.output = self.folder / "output"
        self.cache = self.folder / ".cache"
        self.clean = self.folder.parent / "clean"
        self.pictures = 0
        self.has_failed = False
        self.good = self.inputs()

    def environment(self):
        """The variables of the next build."""
        variables = {**clean_environment(), "SOURCE_DATE_EPOCH": str(self.now)}
        variables |= {"PYTHONPATH": self.libraries, "SITEURL": self.siteurl}
        return {name: value for name, value in variables.items() if value}

    def _pictures(self):
        """The folder for what clean builds share while the code is the same, if they share it."""
        return f"{self.folder.parent}/pictures-{self.pictures}" if self.share else self.clean / "p"

    def end_process(self):
        """End the process that forks, because its code is not that of the next build any more."""
        self.forks.end()
        self.pictures += 1

    def arguments(self, output):
        """The arguments of a build into a folder."""
        settings = "publishconf.py" if self.mode == "publish" else "pelicanconf.py"
        return [self.mode, "--input", "content", "--output", str(output), "--settings", settings]

    def start(self, output=None, cache=None, **environment):
        """Start a build; returns its process id."""
        output = output or self.output
        output.parent.mkdir(parents=True, exist_ok=True)
        words = ["plugins.site", *self.arguments(output), "--report", f"{output}.json"]
        for ending in ("json", "log"):
            Path(f"{output}.{ending}").unlink(missing_ok=True)
        variables = {**self.environment(), "CACHEDIR": str(cache or self.cache), **environment}
        return self.forks.start(words, variables, [f"{output}.log"] * 2)

    def ended(self, pid, output=None):
        """Wait for a build, and return what it has reported."""
        code = self.forks.wait(pid)
        log = Path(f"{output or self.output}.log").read_text("utf-8", "replace")
        return self.reported(code, log, output)

    def reported(self, code, log, output=None):
        """The result of a build that has ended, with the findings of its report."""
        report = Path(f"{output or self.output}.json")
        findings = json.loads(report.read_text("utf-8"))["findings"] if report.exists() else []
        return Built(code, findings, log)

    def build(self, output=None, cache=None, **environment):
        """Run a build to its end."""
        return self.ended(self.start(output, cache, **environment), output)

    def inputs(self):
        """The bytes of all that the editor of a site changes."""
        paths = [
            path
            for name in INPUTS
            for path in (self.folder / name, *self.folder.glob(f"{name}/**/*"))
        ]
        files = [path for path in paths if path.is_file()]
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in files}

    def repair(self):
        """Undo the edits since the last build that succeeded, other than those of code."""
        now = self.inputs()
        for name in now.keys() - self.good.keys():
            (self.folder / name).unlink()
        for name, data in self.good.items():
            if now.get(name) != data:
                write(self.folder, name, data)

    def compare(self):
        """Build warm and clean, and return every difference as a line of text."""
        before = published(self.output)
        shutil.rmtree(self.clean, ignore_errors=True)
        site = self.clean / "output"
        clean = self.start(site, self.clean / "cache", PICTURES=str(self._pictures()))
        warm = self.build()
        clean = self.ended(clean, site)
        found = [] if warm.code == clean.code else [f"codes {warm.code}, {clean.code}", warm.log]
        if warm.findings != [*map(self._at_output, clean.findings)]:
            found += ["findings", warm.log, clean.log]
        wanted = before if clean.code else published(site)
        self.has_failed = bool(clean.code)
        found += differences(self.site(wanted), wanted)
        found += [f"{name} is a hard link" for name in self.linked()]
        if warm.code:
            self.repair()
        else:
            self.good = self.inputs()
        return found

    def site(self, _wanted):
        """The files of the warm build, which should be `wanted`."""
        return published(self.output)

    def _at_output(self, finding):
        text = json.dumps(finding).replace(str(self.clean / "output"), "output")
        return json.loads(text)

    def linked(self):
        """The files of the site that are also files of the cache or of the project.

        A process that stays may not have deleted the folder that it has worked in.
        """
        folders = [each for each in self.folder.iterdir() if ".output.new-" not in each.name]
        others = {
            key(path)
            for folder in folders
            if folder != self.output
            for path in (folder, *folder.rglob("*"))
            if path.is_file()
        }
        return [str(path) for path in self.output.rglob("*") if key(path) in others]


@dataclass
class PreviewProject(Project):
    """Its warm builds are those of one process that stays, as the preview has it.

    The process of the test must be in its folder.
    """

    mode: str = "preview"

    def __post_init__(self):
        super().__post_init__()
        self.builder, self.variables, self.early = None, None, []

    def build(self, **_options):
        """Build in the process that stays; other variables need another process."""
        variables = {**self.environment(), "CACHEDIR": str(self.cache)}
        if self.variables != variables:
            self.end_builder()
            words = ["env", "-i", *(f"{name}={value}" for name, value in variables.items())]
            words += [sys.executable, "-m", "plugins.site", *self.arguments(self.output)]
            self.builder, self.variables = Builder(words, self.folder / "pelicanconf.py"), variables
        now, self.early = self.inputs(), []
        names = [name for name in now | self.good if now.get(name) != self.good.get(name)]
        saved = [self.folder / name for name in names]
        result = self.builder.build(lambda: False, saved, self.early.append)
        found = [asdict(finding) for finding in result.findings]
        return Built(0 if result.ok else 1, found, f"{result}")

    def site(self, wanted):
        """The same, once it has what is made after the build.

        A page that is shown before a build that fails stays until the next one.
        """
        end = time.monotonic() + LATE_SECONDS
        while (found := self._present(wanted)) != wanted and time.monotonic() < end:
            found |= {name: wanted[name] for name in self.early} if self.has_failed else {}
            if found == wanted:
                break
            time.sleep(0.1)
        return found

    def _present(self, wanted):
        """The site, in which an index may be replaced meanwhile; then nothing."""
        with contextlib.suppress(FileNotFoundError):
            return super().site(wanted)
        return {}

    def end_builder(self):
        """End the process that stays."""
        if self.builder:
            self.builder.close()


def key(path):
    """What all hard links to a file have in common."""
    status = path.lstat()
    return status.st_dev, status.st_ino


def tree(folder):
    """The mode of each file and folder below `folder` by its name, and the bytes of files."""
    found = {}
    for path in sorted(folder.rglob("*")):
        data = path.read_bytes() if path.is_file() else b""
        found[path.relative_to(folder).as_posix()] = (oct(path.lstat().st_mode), data)
    return found


def published(site):
    """The same of a site and of its release folder."""
    release = release_folder(site)
    beside = {f"{release.name}/{name}": found for name, found in tree(release).items()}
    return tree(site) | beside


def differences(found, wanted):
    """The names of what is missing, too many or different, with where it differs."""
    lines = [f"missing: {name}" for name in wanted if name not in found]
    lines += [f"not in the clean build: {name}" for name in found if name not in wanted]
    for name in wanted:
        if found.get(name, wanted[name]) != wanted[name]:
            (mode, data), (clean_mode, clean) = found[name], wanted[name]
            pairs = enumerate(zip(data, clean, strict=False))
            place = next((at for at, (one, other) in pairs if one != other), len(clean))
            part = slice(max(place - 60, 0), place + 60)
            lines.append(f"{name}: {mode} {data[part]!r}\n  clean: {clean_mode} {clean[part]!r}")
    return lines


def new_project(folder, kind=Project):
    """Write the whole project into `folder`: code, theme, settings and content."""
    shutil.copytree(SAMPLE / "content", folder / "content")
    for name in ("plugins", "theme"):
        copy_code(ROOT / name, folder / name)
    for name in ("pelicanconf.py", "publishconf.py"):
        shutil.copy(ROOT / name, folder / name)
    with (folder / "pelicanconf.py").open("a") as file:
        file.write(SETTINGS)
    photos = folder / "content/data/photos"
    write(photos, "photos.json", (photos / "photos.json").read_text().replace("480", "48"))
    for number, path in enumerate(sorted(folder.glob("content/**/*.*g"))):
        if path.suffix in {".png", ".jpg"}:
            draw(path, (60 * number % 256, 200, 20 * number))
    for number, (name, date, more) in enumerate(POSTS):
        topics = ", ".join(TOPICS[number % 6 : number % 6 + 2])
        link = POSTS[number - 1][0] + ".md" if 0 < number < 5 else "new-shoes.md"
        write(folder, f"content/articles/{name}.md", POST.format(
            title=f"All about {name}", date=date, author="Otto Pebble", category="Everyday",
            topics=topics, more=more, body=BODY.format(name=name, link=link),
        ))  # fmt: skip
    for name in (".htaccess", ".well-known/security.txt", "files/a.txt"):
        write(folder, f"content/extra/{name}", "Some text\n")
    return kind(folder)
