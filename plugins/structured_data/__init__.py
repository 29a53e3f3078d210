"""What search engines read: for now the sitemap and robots.txt.

Settings: SITEURL (both files need absolute addresses and are written only when it is set), WRITTEN
(the pages of this build, kept by `publishing`).
"""
