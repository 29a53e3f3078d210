"""Which IP addresses are public, and which are loopback addresses."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

# is_global of ip_address() differs between Python's versions, so the blocks are listed here.
_NOT_PUBLIC_4 = [
    IPv4Network(block)
    for block in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16",
        "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24",
        "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24",
        "203.0.113.0/24", "224.0.0.0/3",
    )
]  # fmt: skip
# Every form that embeds an IPv4 address (mapped, NAT64, 6to4, Teredo) is outside this block or
# inside one of those below.
_PUBLIC_6 = IPv6Network("2000::/3")
_NOT_PUBLIC_6 = [
    IPv6Network(block)
    for block in ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20")
]


def is_public(address: str) -> bool:
    """Whether the IP address can be a server on the public internet."""
    found = _read(address)
    if isinstance(found, IPv4Address):
        return not any(found in block for block in _NOT_PUBLIC_4)
    if isinstance(found, IPv6Address):
        return found in _PUBLIC_6 and not any(found in block for block in _NOT_PUBLIC_6)
    return False


def is_loopback(address: str) -> bool:
    """Whether the IP address is a loopback address, and not an IPv4-mapped IPv6 one."""
    found = _read(address)
    return found is not None and found.is_loopback and getattr(found, "ipv4_mapped", None) is None


def _read(address: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(address)
    except ValueError:
        return None
