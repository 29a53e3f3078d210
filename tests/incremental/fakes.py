"""What stands for the disk and for a build in the tests of what is kept."""

from plugins.incremental.digests import digest


def bytes_key(data):
    """The key of what is kept of the bytes of a file."""
    return digest("bytes, not compressed", digest(data).hex())


class FakeStore:
    """Keeps values in memory."""

    megabytes = "1 MB"

    def __init__(self):
        self.values = {}
        self.closed = 0

    def get(self, key):
        """The value of `key`."""
        return self.values.get(key)

    def made_from(self, key, make):
        """What is made of the value of `key`."""
        return make(self.values[key]) if key in self.values else None

    def put(self, key, value):
        """Keep a value."""
        self.values[key] = value

    def close(self):
        """Count it."""
        self.closed += 1
