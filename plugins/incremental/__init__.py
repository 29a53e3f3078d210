"""Reuses what earlier builds have made, where a clean build would make the same.

Everything is kept by the digest of what it is made from, so nothing is declared by hand: see
`posts` and `pages`. `store` keeps it in one file below CACHEDIR, `files` knows which files are
unchanged, and `recipe` identifies code and libraries. `site_files` keeps what a build writes, and
`site_folder` links to what the last one wrote.
"""
