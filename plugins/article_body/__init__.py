"""An article's HTML, parsed once: an ordered list of transforms, one write, and its plain text.

`pipeline.build` takes HTML and a `transform.SiteContext` (which pictures and links there are) and
gives an `ArticleBody`. It has no settings and knows nothing of Pelican: front_matter calls it.
"""
