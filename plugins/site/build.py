"""What one build knows: its options, the files of the site, and what its steps have found."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plugins.audit_results.results import AuditResults
from plugins.clinic.directory import Clinic, Directory
from plugins.clinic.files import ClinicFiles
from plugins.clinical_care.files import CareFiles
from plugins.clinical_care.model import Care
from plugins.core.data_file import DataFile
from plugins.core.findings import Finding, Findings, Severity
from plugins.core.left_out import left_out
from plugins.core.process_pool import ProcessPool
from plugins.core.visibility import WithheldPost
from plugins.incremental.build_cache import BuildCache
from plugins.incremental.memory import Memory
from plugins.incremental.reuse import Reuse
from plugins.photo_feed.feed import PhotoFeed
from plugins.photo_feed.gallery import Gallery
from plugins.posts.linked_posts import LinkedPosts
from plugins.posts.model import FrontMatter
from plugins.posts.supervised import SupervisedReader
from plugins.publishing import write_errors
from plugins.publishing.content_files import UnreadableFile
from plugins.publishing.outputs import Outputs
from plugins.publishing.path_conflicts import OutputPath
from plugins.publishing.progress import Progress
from plugins.publishing.redirects import OldAddress
from plugins.related_articles.articles import RelatedRun
from plugins.related_articles.options import RelatedArticlesOptions
from plugins.responsive_images.cache import Cache
from plugins.responsive_images.picture import Picture
from plugins.responsive_images.store import ImageStore
from plugins.site.languages import LanguageFiles, SiteLanguage
from plugins.site.views.values import Translation
from plugins.site_search.records import SearchRecord
from plugins.site_search.search_words import SearchWords
from plugins.structured_data.cards import Cards
from plugins.structured_data.options import LocationType
from plugins.theme_support import tokens
from plugins.theme_support.languages import base_of
from plugins.theme_support.theme_file import ThemeFile
from plugins.topics.introductions import Introduction
from plugins.worker.process import Worker

if TYPE_CHECKING:
    from plugins.site.search_index import SearchIndex  # which imports this module
    from plugins.site.writing import PageQueue  # the same


@dataclass
class KeptInProcess:
    """What a process that stays keeps from one build to the next.

    `pages` are those of the last build that succeeded, of a theme that takes views. `desk` has the
    values of a preview's desk, as JSON. `saved` has what was found in posts that were saved since
    then, as they were read before a build. `joined` are the findings of the last build until its
    articles were related, none if it did not come to that. `related` is what was found last between
    articles, before a build or by it. `tell` sends a line to the preview.
    """

    memory: Memory = field(default_factory=Memory)
    reader: SupervisedReader = field(default_factory=SupervisedReader)
    pages: PageQueue | None = None
    desk: str = ""
    saved: dict[Path, tuple[Finding, ...]] = field(default_factory=dict)
    joined: tuple[Finding, ...] = ()
    related: RelatedRun | None = None
    tell: Callable[[str], object] = lambda _line: None


@dataclass(frozen=True)
class BuildRequest:
    """What a build is started with; the defaults are for other programs that run Pelican.

    The site of a build that is for its `findings_only` has no search index.
    `kept` is that of a process that stays.
    `worker` is a process that can read posts, if one has been started.
    `cache` is None if another program runs Pelican, which then writes into the old site. `built`
    gets what the build has reused, which is closed at its end.
    `findings` and `outputs` are filled by the build, and can be read after a failure too. `cleanup`
    ends what the build does in other threads and processes; it is closed before the output folder
    of a failed or interrupted build is removed. `last_steps` are taken once Pelican's run has
    ended: it calls plugins in no order, and others may still change files at its end.
    """

    preview: bool = False
    publish: bool = False
    lenient: bool = False
    findings_only: bool = False
    findings: Findings = field(default_factory=Findings)
    progress: Progress = field(default_factory=Progress)
    outputs: Outputs = field(default_factory=Outputs)
    cleanup: ExitStack = field(default_factory=ExitStack)
    cache: BuildCache | None = None
    worker: Worker | None = None
    kept: KeptInProcess | None = None
    built: list[Reuse] = field(default_factory=list)
    last_steps: list[Callable[[], None]] = field(default_factory=list)

    @property
    def severity(self) -> Severity:
        """The severity of what a lenient build only warns about."""
        return "warning" if self.lenient else "error"

    @property
    def for_publication(self) -> bool:
        """Whether it must find what would hold back a publication: that, or a check as strict."""
        return self.publish or bool(self.findings.strict)

    def claims(self, name: str, page: OutputPath, *, override: bool) -> bool:
        """Whether a page may be written to the path `name`; a conflict is added to the findings."""
        allowed, conflict = self.outputs.claim(name, page, self.severity, override=override)
        if conflict:
            is_left_out = self.lenient and conflict.path and conflict.severity == "error"
            self.findings.add(left_out(conflict) if is_left_out else conflict)
        return allowed


@dataclass(frozen=True)
class BuildSettings:
    """The settings that several steps use; `siteurl` has no slash at its end.

    The site's own language is `lang`; `languages` are the others that it has pages in.
    """

    content: Path
    output: Path
    theme: Path
    siteurl: str
    name: str
    lang: str
    default_category: str
    static_paths: tuple[str, ...]
    languages: tuple[str, ...] = ()

    def language_of(self, lang: str) -> str:
        """The language of the pages for what is in `lang`: the site's own, if it is no other."""
        if not self.languages:
            return self.lang
        base = base_of(lang)
        return next((tag for tag in self.languages if base_of(tag) == base), self.lang)


@dataclass(frozen=True)
class Inputs:
    """The files of the site besides its posts, and the options of the packages.

    `theme` is what the theme says of itself. `care` has the rules of clinical care,
    `redirects` the old addresses that no post has, and `audit` what was measured on the pages.
    `tokens` is the theme's tokens.css with the clinic's colours, or "" if the theme has none.
    `languages` has the texts in each further language, `search_words` what visitors type.
    """

    unreadable: list[UnreadableFile]
    clinic: ClinicFiles
    topics: DataFile[list[Introduction]]
    photos: PhotoFeed
    related: RelatedArticlesOptions
    location_type: LocationType
    theme: ThemeFile
    care: CareFiles = field(default_factory=lambda: CareFiles(Care()))
    redirects: DataFile[list[OldAddress]] = field(default_factory=lambda: DataFile("", []))
    audit: DataFile[AuditResults] = field(default_factory=lambda: DataFile("", None))
    tokens: str = ""
    languages: Mapping[str, LanguageFiles] = field(default_factory=dict)
    search_words: SearchWords = field(default_factory=SearchWords)

    @property
    def stylesheets(self) -> dict[str, str]:
        """The parts of stylesheets that replace the theme's own."""
        return {tokens.NAME: self.tokens} if self.tokens else {}


@dataclass(frozen=True)
class FinishedPost:
    """What Pelican gets for a post: its HTML and attributes, or neither if it is left out.

    `front` is None if it could not be read. `findings` are what was found by reading it.
    """

    html: str | None = None
    values: dict[str, Any] = field(default_factory=lambda: {"status": "skip"})
    front: FrontMatter | None = None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class PageAtOldAddress:
    """A page, its file in the site, that redirects to a post or a RedirectTarget.

    `line` is that of the old address in the file of the target; 0 if only its key has a known line.
    """

    file: str
    target: Any  # a post is Pelican's
    line: int = 0

    @property
    def variables(self) -> dict[str, Any]:
        """What its template gets, and whoever looks for the line."""
        return {"redirect_to": self.target, "redirect_line": self.line}


@dataclass
class Build:
    """One build: each step reads what the steps before it have set.

    `settings` are Pelican's. `directory`, `gallery`, `social_card` and the further `languages` are
    set once the pictures are encoded, `articles` (with their translations) and `search_records`
    once the articles are read, `pages_at_old_addresses` before the first page is written.
    `index_process` is set if the search has a process, and `search_index` if it is begun early.
    `alternates` has the versions of each page in all languages.
    `posts` has, by file, what the reader returns for each post. `read_with` stands for the
    extensions of others that posts are read with, if there are any. `cards` collects the social
    cards to draw; None if there are none.
    """

    settings: dict[str, Any]
    site: BuildSettings
    request: BuildRequest
    inputs: Inputs
    now: datetime
    reuse: Reuse
    reader: SupervisedReader
    cache: Cache
    images: ImageStore
    linked: LinkedPosts
    read_with: list[object] = field(default_factory=list)
    cards: Cards | None = None
    withheld: list[WithheldPost] = field(default_factory=list)
    posts: dict[Path, FinishedPost] = field(default_factory=dict)
    directory: Directory = field(default_factory=lambda: Directory(Clinic("")))
    gallery: Gallery | None = None
    social_card: Picture | None = None
    languages: dict[str, SiteLanguage] = field(default_factory=dict)
    alternates: dict[str, tuple[Translation, ...]] = field(default_factory=dict)
    articles: list[Any] = field(default_factory=list)
    pages_at_old_addresses: list[PageAtOldAddress] = field(default_factory=list)
    search_records: list[SearchRecord] = field(default_factory=list)
    index_process: ProcessPool | None = None
    search_index: SearchIndex | None = None

    def language(self, tag: str) -> SiteLanguage:
        """A language of the site."""
        if tag in self.languages:
            return self.languages[tag]
        return SiteLanguage(self.site.lang, "", self.directory, self.social_card)

    def language_of(self, post: Any) -> SiteLanguage:  # noqa: ANN401  # untyped Pelican
        """The language of the site that has the page of a post."""
        return self.language(self.site.language_of(post.lang))

    def end_reader(self) -> None:
        """End the process in which posts are read, unless the next build will use it."""
        if self.request.kept is None or self.read_with:
            self.reader.close()

    def recorded(self, name: str, page: OutputPath) -> AbstractContextManager[None]:
        """Records an error in writing the file `name` as a finding, so that the build goes on."""
        return write_errors.recorded(name, page, self.request.outputs, self.site.theme)
