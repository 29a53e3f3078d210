"""Made-up values of a desk, for tests."""

from datetime import UTC, date, datetime

from plugins.core.findings import Finding
from plugins.desk.values import DeskPost, DeskValues, GalleryAge, MissingFact, RelatedLink
from plugins.theme_support.tokens import schemes
from tests.building import ROOT

NOW = datetime(2026, 11, 30, 9, tzinfo=UTC)
HOSTILE = "<script>alert(1)</script>\"'{{ 7 * 7 }}"
COLOURS = schemes((ROOT / "theme/static/css/tokens.css").read_text("utf-8"))


def post(name, **values):
    """A published article in content/articles/."""
    given = {
        "path": f"content/articles/{name}.md",
        "kind": "article",
        "title": name.capitalize(),
        "slug": name,
        "lang": "en",
        "url": f"articles/{name}/",
        "moment": datetime(2026, 11, 1, tzinfo=UTC),
        "size": 40_000,
        "compressed": 9_000,
        "words": 800,
    }
    return DeskPost(**given | values)


def path(name):
    """The file of an article."""
    return f"content/articles/{name}.md"


def related(*names):
    """Related articles, by text."""
    return tuple(RelatedLink(path(name), 0.5, "text") for name in names)


def warning(name, line=3, severity="warning"):
    """A finding about an article."""
    return Finding(path(name), line, severity, "test/odd", f"Odd: {HOSTILE}", "Write it otherwise.")


def desk(*posts, **values):
    """The values of a desk with these posts."""
    return DeskValues(built=NOW, lang="en", posts=posts, **values)


def full():
    """A desk with all that it can show."""
    return desk(
        post(
            "warm",
            related=related("cool", "draft"),
            linked=(path("rest"),),
            authors=("Nora Lind", "Ola Berg"),
            category="Running",
            reviewed=date(2024, 11, 1),
            due=date(2026, 11, 1),
        ),
        post("cool", related=related("warm"), due=date(2026, 12, 20), words=1200),
        post("rest", title=HOSTILE, unreviewed=True, authors=(HOSTILE,), category=HOSTILE),
        post(
            "draft",
            status="draft",
            shown=False,
            planned=date(2026, 12, 24),
            linked=(path("warm"),),
        ),
        post("later", moment=datetime(2027, 1, 5, tzinfo=UTC), shown=False),
        post("gone", status="skip", shown=False, url="", size=0, compressed=0, moment=None),
        post("about", kind="page", path="content/pages/about.md", url="about/", moment=None),
        gallery=GalleryAge(6, date(2026, 8, 1), 90),
        token_expires=datetime(2026, 12, 5, tzinfo=UTC),
        open_points=(MissingFact("content/data/clinic.yaml", "phone", "the telephone number"),),
        colours=COLOURS,
    )
