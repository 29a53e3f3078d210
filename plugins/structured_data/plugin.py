"""Pelican glue: a graph for each page, a card for each article, the sitemap and robots.txt."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import Any

from jinja2 import pass_context
from markupsafe import Markup
from pelican import Pelican, signals
from pelican.generators import ArticlesGenerator

from plugins.core.findings import Finding, display_path
from plugins.publishing.sitemap import robots, sitemap
from plugins.structured_data import graph
from plugins.structured_data.cards import COLOURS, Cards, CardWords, palette
from plugins.structured_data.nodes import GraphPage, GraphSite
from plugins.structured_data.options import StructuredDataOptions


def prepare(pelican: Pelican) -> None:
    """Offer `json_ld` to every template, and the card for pages that have none of their own."""
    settings = pelican.settings
    options, findings = StructuredDataOptions.read(settings)
    settings["FINDINGS"].extend(findings)
    settings["JINJA_GLOBALS"] = {**settings["JINJA_GLOBALS"], "json_ld": json_ld}
    settings["LOCATION_TYPE"] = options.location_type
    settings["SOCIAL_CARDS"] = _cards(settings)
    clinic = settings["CLINIC_DIRECTORY"].clinic
    words = CardWords(clinic.headline or clinic.name, "", clinic.name)
    settings["social_card"] = _card(settings, words, "site")


def _cards(settings: dict[str, Any]) -> Cards | None:
    """The publisher of cards; None without SITEURL, which links to cards need, or without colours.

    A theme without tokens.css has no cards; a tokens.css that lacks a colour is an error.
    """
    tokens = Path(settings["THEME"]) / "static" / "css" / "tokens.css"
    if not (settings["SITEURL"] and tokens.is_file()):
        return None
    colours = palette(tokens.read_text("utf-8"))
    missing = [f"--{name}" for name in COLOURS if name not in colours]
    if missing:
        names = ", ".join(missing)
        message = f"Social cards need {names}, which the first :root does not set as #rrggbb."
        rule, hint = "structured-data/no-colour", "Set it, as in --paper: #f8f5ee;"
        settings["FINDINGS"].add(Finding(display_path(tokens), 0, "error", rule, message, hint))
        return None
    return Cards(
        Path(settings["OUTPUT_PATH"]),
        settings["PICTURES_CACHE"],
        colours,
        lambda: settings["PROGRESS"].step("Drawing social cards"),
    )


def _card(settings: dict[str, Any], words: CardWords, name: str) -> Any:  # noqa: ANN401  # for templates
    cards: Cards | None = settings["SOCIAL_CARDS"]
    return cards.publish(words, name) if cards else None


def draw_cards(generator: ArticlesGenerator) -> None:
    """Give each article its `social_card`, or None if no cards are drawn."""
    settings = generator.settings
    for article in chain(generator.articles, generator.translations):
        topic = next(iter(_topics(article)), _section(article, settings["DEFAULT_CATEGORY"]))
        words = CardWords(article.title, topic, settings["SITENAME"])
        article.social_card = _card(settings, words, article.slug[:60])


@pass_context
def json_ld(context: Any, path: str, name: str, description: str, lang: str) -> Markup:  # noqa: ANN401  # untyped Jinja
    """The graph of the page that is being rendered, as a `script` element."""
    site = GraphSite(
        context["SITEURL"],
        context["DEFAULT_LANG"],
        context["clinic"],
        context["people"],
        context["LOCATION_TYPE"],
    )
    parents = tuple((str(parent["name"]), parent["url"]) for parent in context.get("parents", []))
    page = GraphPage(path, name, description, lang, context.get("page_kind", "WebPage"), parents)
    if article := context.get("article"):
        text = _graph_article(article, context["DEFAULT_CATEGORY"])
        made = graph.of_article(site, page, text, _review(article))
    elif member := context.get("person"):
        made = graph.of_person(site, page, member)
    elif location := context.get("location"):
        made = graph.of_location(site, page, location)
    else:
        made = graph.of_page(site, page, _review(context.get("page")))
    return Markup(graph.script(made))  # noqa: S704  # escaped there


def _graph_article(article: Any, default_category: str) -> graph.GraphArticle:  # noqa: ANN401  # untyped Pelican
    shown = article.picture or article.social_card
    return graph.GraphArticle(
        title=article.title,
        authors=[byline.name for byline in article.bylines],
        published=article.date,
        updated=article.updated,
        credit=article.credit,
        section=_section(article, default_category),
        topics=_topics(article),
        image=shown.url if shown else "",
        related=[other.url for other in article.related_articles],
    )


def _review(post: Any) -> graph.Review | None:  # noqa: ANN401  # untyped Pelican
    return graph.Review(post.reviewed, post.reviewed_by) if post and post.reviewed else None


def _section(article: Any, default_category: str) -> str:  # noqa: ANN401  # untyped Pelican
    name = str(article.category)
    return "" if name == default_category else name


def _topics(article: Any) -> list[str]:  # noqa: ANN401  # untyped Pelican
    return [str(tag) for tag in getattr(article, "tags", [])]


def write_sitemap(pelican: Pelican) -> None:
    """Write sitemap.xml and robots.txt, which need SITEURL.

    A robots.txt that the editor has put into the folder of extra files is kept.
    """
    settings = pelican.settings
    if not settings["SITEURL"]:
        return
    site = Path(settings["OUTPUT_PATH"])
    (site / "sitemap.xml").write_bytes(sitemap(settings["WRITTEN"], settings["SITEURL"]))
    if not (site / "robots.txt").exists():
        (site / "robots.txt").write_text(robots(settings["SITEURL"]), "utf-8")


def register() -> None:
    """Connect to Pelican; PLUGINS must list this plugin after those whose values it uses."""
    signals.initialized.connect(prepare)
    signals.article_generator_finalized.connect(draw_cards)
    signals.finalized.connect(write_sitemap)
