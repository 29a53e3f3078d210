"""Fetches the newest photos from Instagram and saves them; not part of a build.

Environment: INSTAGRAM_ACCESS_TOKEN (the token, which is read from nowhere else) and
INSTAGRAM_API_URL (another server with the API: https, or http on this machine; from a server on
this machine, all pictures must come too).
"""
