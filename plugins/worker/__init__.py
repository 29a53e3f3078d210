"""Runs functions in a worker process that is stopped when one takes too long.

The worker can read only the files of Python and of this project's code, open no connections and
start no programs, so that untrusted input cannot make it do so.
"""
