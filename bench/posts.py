"""Posts of generated articles in ordinary Markdown, and a site of them for Pelican alone."""

from __future__ import annotations

from pathlib import Path

from bench.corpus import Article, make_articles

_BYTES = 5_000  # of the body of an article of 800 words; its last section is a whole one
# Pelican's own reader and theme, with the lists and addresses of pelicanconf.py.
_STOCK = """
SITENAME = "Stock"
TIMEZONE = "Europe/London"
DEFAULT_LANG = "en"
PLUGINS = []
SLUGIFY_SOURCE = "basename"
ARTICLE_URL = "articles/{slug}/"
ARTICLE_SAVE_AS = "articles/{slug}/index.html"
TAG_URL = "topics/{slug}/"
TAG_SAVE_AS = "topics/{slug}/index.html"
CATEGORY_URL = "categories/{slug}/"
CATEGORY_SAVE_AS = "categories/{slug}/index.html"
AUTHOR_SAVE_AS = ""
DEFAULT_PAGINATION = 24
PAGINATION_PATTERNS = (
    (1, "{url}", "{save_as}"),
    (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
)
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
"""


def write_stock(folder: Path, articles: int) -> Path:
    """A stock Pelican site in `folder`, with so many articles; returns the folder."""
    (folder / "content").mkdir(parents=True)
    (folder / "conf.py").write_text(_STOCK, "utf-8")
    for article in make_articles(articles):
        path = folder / "content" / f"{article.slug}.md"
        path.write_text(
            f"Title: {article.title}\nDate: {article.date:%Y-%m-%d %H:%M}\nCategory: Advice\n"
            f"Tags: {', '.join(article.topics)}\n\n{body(article)}",
            "utf-8",
        )
    return folder


def ordinary_markdown(article: Article) -> str:
    """A post with the article's words."""
    return (
        f"---\ntitle: {article.title}\ndate: {article.date:%Y-%m-%d %H:%M}\n"
        f"description: {article.paragraphs[0][:150]}\ncategory: Advice\n"
        f"topics: [{', '.join(article.topics)}]\n---\n{body(article)}"
    )


def body(article: Article) -> str:
    """The article as Markdown, with headings, lists, links and emphasis."""
    text = ""
    for number, paragraph in enumerate(article.paragraphs):
        if len(text) > _BYTES:
            break
        first, second, third, *others = [*paragraph.split(" "), "a", "b"]
        text += f"## {first} {number}\n\n*{first}* **{second}** [{third}](https://x.example/) "
        text += " ".join(others) + f"\n\n- {first}\n- {second}\n\n"
    return text
