"""The static search: a page of its own, and an index of the published articles made by Pagefind.

The page (theme/templates/search.html) is written to search/, the index to pagefind/, where the
theme's search.js finds it. A theme without that template, or a site without a published article,
has neither. Template variable: `search_url`, set only where there is a search.
"""
