"""Checks which handlers a plugin connects to Pelican's signals."""


def connected(register, *pairs):
    """Whether `register` connects every pair of signal and handler; disconnects them again."""
    register()
    found = [handler in signal.receivers_for(None) for signal, handler in pairs]
    for signal, handler in pairs:
        signal.disconnect(handler)
    return all(found)
