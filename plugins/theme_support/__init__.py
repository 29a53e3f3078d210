"""What templates may call, and what a page may do.

Settings: THEME (its static/ folder holds the assets), SITEURL. Assets are written below theme/ with
a hash of their content in the name.
Template variables: the functions `asset(name)` and `security_policy(searching)`, the filters
`date_words` and `date_iso`, and `speculation_rules`, the JSON of a page's one inline block.
"""
