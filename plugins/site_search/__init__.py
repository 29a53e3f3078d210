"""Search without a server: a search page, and an index of what is published, and its synonyms.

The page (theme/templates/search.html) is written to search/. The index is written to search-index/,
with the engine that searches it; the theme's search.js shows what that finds. If the theme has no
such template or no article is published, neither is written; nor if the setting SITE_SEARCH is
False. Template variable: `search_url`.
"""
