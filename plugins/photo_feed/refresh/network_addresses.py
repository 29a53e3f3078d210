"""Which addresses of the network are anybody's, and which lead into this machine or its network."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

# Python's own lists differ between its versions; these blocks are refused in each of them.
_NOT_PUBLIC_4 = [
    IPv4Network(block)
    for block in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16",
        "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24",
        "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24",
        "203.0.113.0/24", "224.0.0.0/3",
    )
]  # fmt: skip
# Everything that carries an IPv4 address within (mapped, NAT64, 6to4, Teredo) lies outside of the
# first or within the others.
_PUBLIC_6 = IPv6Network("2000::/3")
_NOT_PUBLIC_6 = [
    IPv6Network(block)
    for block in ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20")
]


def is_public(address: str) -> bool:
    """Whether the IP address `address` can be a server of the public internet."""
    found = _read(address)
    if isinstance(found, IPv4Address):
        return not any(found in block for block in _NOT_PUBLIC_4)
    if isinstance(found, IPv6Address):
        return found in _PUBLIC_6 and not any(found in block for block in _NOT_PUBLIC_6)
    return False


def is_loopback(address: str) -> bool:
    """Whether the IP address `address` is this very machine, plainly written."""
    found = _read(address)
    return found is not None and found.is_loopback and getattr(found, "ipv4_mapped", None) is None


def _read(address: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(address)
    except ValueError:
        return None
