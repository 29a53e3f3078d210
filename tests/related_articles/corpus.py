"""Test articles: a factory with defaults, and hypothesis strategies for whole sites."""

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from plugins.related_articles.documents import Document

FIRST_DAY = datetime(2026, 1, 1, tzinfo=UTC)


def post(slug: str, text: str = "", *, day: int = 0, **changes: Any) -> Document:
    """A published English article of the day `day` days after the first of 2026."""
    values = {
        "lang": "en",
        "title": "",
        "date": FIRST_DAY + timedelta(days=day),
        "path": f"content/articles/{slug}.md",
    }
    return Document(slug=slug, text=text, **(values | changes))


WORDS = st.sampled_from(
    ["ankle", "sprain", "runner", "needle", "massage", "sleep", "the", "søvn", "🏃", "10k", "42"]
)
# Not st.text(): its first use in a fresh clone is too slow for hypothesis itself.
ANY_TEXT = st.lists(st.integers(0, 0x10FFFF).map(chr), max_size=30).map("".join)
TEXTS = st.lists(WORDS, max_size=12).map(" ".join) | ANY_TEXT
SLUGS = st.sampled_from([f"post-{number}" for number in range(12)])


@st.composite
def articles(draw: st.DrawFn) -> Document:
    """Any article, with valid or invalid pins and exclusions."""
    return post(
        draw(SLUGS),
        draw(TEXTS),
        day=draw(st.integers(0, 900)),
        lang=draw(st.sampled_from(["en", "nb"])),
        title=draw(TEXTS),
        topics=tuple(draw(st.lists(WORDS, max_size=3))),
        category=draw(st.sampled_from(["", "Advice", "Treatments"])),
        pins=tuple(draw(st.lists(SLUGS, max_size=4))),
        exclude=tuple(draw(st.lists(SLUGS, max_size=2))),
        links=tuple(f"{slug}.md" for slug in draw(st.lists(SLUGS, max_size=3))),
        published=draw(st.booleans()),
    )


SITES = st.lists(articles(), max_size=14, unique_by=lambda article: (article.lang, article.slug))
SHUFFLED_SITES = SITES.flatmap(lambda site: st.tuples(st.just(site), st.permutations(site)))
