"""The style guide: a page with examples of all components, /style-guide/, in previews only.

Settings: THEME. The page (style_guide.html) and the examples belong to the theme; without that
template there is no page. Template variable: `style_guide_url`, empty if there is no page. On the
page itself: `tokens`, `markdown(text, picture)` and `scoped(html, name)`.
"""
