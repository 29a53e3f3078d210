"""The desk: all posts with their state, findings, links and weight, in the preview only, at /desk/.

Settings and template variables: none. A build of a preview collects the values, and the preview's
server asks `pages` for the page of an address. No file of a site has any of it.
"""
