"""What is read of a post."""

from __future__ import annotations

from dataclasses import dataclass, field

from plugins.article_body.transform import Heading
from plugins.core.findings import Finding
from plugins.posts.model import FrontMatter
from plugins.posts.questions import Question
from plugins.responsive_images.picture import WantedImage


@dataclass(frozen=True)
class ReadPost:
    """A post that was read from the file `path`, as an editor would type it.

    If `front` is None, the post cannot be read: at least one of the `findings`, which are those of
    all that can be read, is an error or says that the post is left out, and there is no body.
    Otherwise, unless it `has_body`, one of the `body_findings` is the error for which it has none.
    `lines` has the line of each field that the editor wrote, by the field's name, `alias_lines`
    that of each old address, if they are known, and `waiver_lines` that of the rule of each waiver.
    In `html`, which is safe, `WantedImage.address` stands for the address of each of the `images`;
    `lead` is the picture at the top. `first_part` is the id of the heading with which the
    introduction of the body ends. `citations` maps a reference's number to the ids of the links to
    it. `body_findings` are those of the body and of the picture at the top, which a build reports
    only if it shows the post; what a draft still lacks is advice, which it never reports.
    `questions` are all that was asked of the SiteContext: other answers may give another value.
    """

    path: str
    findings: tuple[Finding, ...]
    front: FrontMatter | None = None
    lines: dict[str, int] = field(default_factory=dict)
    alias_lines: tuple[int, ...] = ()
    waiver_lines: tuple[int, ...] = ()
    body_line: int = 0
    has_body: bool = False
    html: str = ""
    text: str = ""
    excerpt: str = ""
    headings: tuple[Heading, ...] = ()
    first_part: str = ""
    reading_minutes: int = 0
    citations: dict[int, list[str]] = field(default_factory=dict)
    dead_feeds: int = 0
    links: tuple[str, ...] = ()
    images: tuple[WantedImage, ...] = ()
    lead: WantedImage | None = None
    body_findings: tuple[Finding, ...] = ()
    questions: tuple[Question, ...] = ()
