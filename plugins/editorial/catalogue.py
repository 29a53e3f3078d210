"""The list of everything that a build, a check or a command may report."""

from __future__ import annotations

from plugins.article_body import finding_kinds as article_body
from plugins.audit_results import finding_kinds as audit_results
from plugins.clinic import finding_kinds as clinic
from plugins.clinical_care import finding_kinds as clinical_care
from plugins.core.finding_kinds import FindingKind
from plugins.core.settings import PluginSettings
from plugins.editorial import finding_kinds as editorial
from plugins.hosting import finding_kinds as hosting
from plugins.hosting.options import HeaderOptions
from plugins.photo_feed import finding_kinds as photo_feed
from plugins.photo_feed.options import PhotoFeedOptions
from plugins.posts import finding_kinds as posts
from plugins.posts.rules.catalogue import RULES
from plugins.preview import finding_kinds as preview
from plugins.publishing import finding_kinds as publishing
from plugins.related_articles import finding_kinds as related_articles
from plugins.related_articles.options import RelatedArticlesOptions
from plugins.responsive_images.options import ImageOptions
from plugins.site import finding_kinds as site
from plugins.site_search import finding_kinds as site_search
from plugins.structured_data import finding_kinds as structured_data
from plugins.structured_data.options import StructuredDataOptions
from plugins.theme_support import finding_kinds as theme_support
from plugins.topics import finding_kinds as topics

SETTINGS: tuple[type[PluginSettings], ...] = (
    HeaderOptions,
    ImageOptions,
    PhotoFeedOptions,
    RelatedArticlesOptions,
    StructuredDataOptions,
)
KINDS: tuple[FindingKind, ...] = (
    *RULES,
    *article_body.KINDS,
    *audit_results.KINDS,
    *clinic.KINDS,
    *clinical_care.KINDS,
    *editorial.KINDS,
    *hosting.KINDS,
    *photo_feed.KINDS,
    *posts.KINDS,
    *preview.KINDS,
    *publishing.KINDS,
    *related_articles.KINDS,
    *site.KINDS,
    *site_search.KINDS,
    *structured_data.KINDS,
    *theme_support.KINDS,
    *topics.KINDS,
    *(kind for settings in SETTINGS for kind in settings.kinds()),
)
_BY_ID = {kind.id: kind for kind in KINDS}


def kind_of(rule: str) -> FindingKind | None:
    """What is documented of the findings with an id, if it is one of ours."""
    return _BY_ID.get(rule) or _BY_ID.get(f"{rule.partition('/')[0]}/*")
