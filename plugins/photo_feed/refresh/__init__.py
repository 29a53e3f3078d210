"""Asks Instagram for the newest photos and saves them, apart from any build.

Environment: INSTAGRAM_ACCESS_TOKEN (the token, which is read from nowhere else) and
INSTAGRAM_API_URL (another server with the API: https, or http on this machine, from which then all
pictures must come too).
"""
