"""The theme's examples on one page, /style-guide/, which previews have and the public never sees.

Settings: THEME. The theme holds the page (style_guide.html) and the examples; a theme without that
page has none. Template variable: `style_guide_url`, empty where there is no such page. On the page
itself: `tokens`, `markdown(text, picture)` and `scoped(html, name)`.
"""
