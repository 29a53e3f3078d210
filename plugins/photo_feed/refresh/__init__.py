"""Asks Instagram for the newest photos and keeps them, apart from any build.

Environment: INSTAGRAM_ACCESS_TOKEN (the token, read from nowhere else) and INSTAGRAM_API_URL
(another place of the API: https, or http on this machine, which then alone gives pictures too).
"""
