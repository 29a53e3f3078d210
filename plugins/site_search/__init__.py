"""Search without a server: a search page, and a Pagefind index of the published articles.

The page (theme/templates/search.html) is written to search/ and the index to pagefind/, where the
theme's search.js finds it. If the theme has no such template or no article is published, neither is
written; nor if the setting SITE_SEARCH is False. Template variable: `search_url`.
"""
