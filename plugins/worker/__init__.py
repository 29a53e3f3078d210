"""Runs functions in a worker process that is stopped when one takes too long.

The worker reads no file but those of Python and of this project's code, opens no connection and
starts no program, so that nothing in what it reads can make it do so.
"""
