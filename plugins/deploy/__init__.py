"""Puts a published site on its host, and brings back the release before."""
