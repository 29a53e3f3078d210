"""Which hosts of web addresses are not on the internet, however they are written."""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from ipaddress import IPv4Address, IPv6Address

# Names that no public name server answers for: RFC 6761, 6762 and 8375, ICANN's `internal`, and
# what many systems call themselves.
_OWN = ("localhost", "localdomain")
_NETWORK = ("local", "internal", "home.arpa")
_PRIVATE = [
    ipaddress.ip_network(each)
    for each in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7")
]
_NUMBER = re.compile(r"0x[0-9a-f]*|[0-9]+")
_BYTE, _ADDRESS = 8, 32  # bits


def only_for(host: str) -> str:
    """Who alone can reach a host, as the end of a sentence; "" if it may be a public one.

    A host without a dot is one of a local network. `host` is lower-case, as in
    `urllib.parse.SplitResult.hostname`.
    """
    host = unicodedata.normalize("NFKC", host).lower().replace("。", ".").rstrip(".")
    address = _address(host)
    if address is None:
        if _is_below(host, _OWN):
            return "this machine"
        return "its own network" if "." not in host or _is_below(host, _NETWORK) else ""
    if address.is_loopback or address.is_unspecified:
        return "this machine"
    is_private = any(address in network for network in _PRIVATE)
    return "its own network" if is_private or address.is_link_local else ""


def _is_below(host: str, domains: tuple[str, ...]) -> bool:
    return any(f".{host}".endswith(f".{domain}") for domain in domains)


def _address(host: str) -> IPv4Address | IPv6Address | None:
    """The address that browsers read in a host, or None for a name."""
    if ":" in host:
        try:
            address = IPv6Address(host.partition("%")[0])
        except ValueError:
            return None
        return address.ipv4_mapped or address
    parts = host.split(".")
    if not all(map(_NUMBER.fullmatch, parts)):
        return None
    return _of_numbers([_number(part) for part in parts])


def _of_numbers(numbers: list[int]) -> IPv4Address | None:
    """The address of one to four numbers; the last one fills the bytes that are left (127.1)."""
    *first, last = numbers
    left = _ADDRESS - _BYTE * len(first)
    if left < _BYTE or last >= 1 << left or any(number >> _BYTE for number in first):
        return None
    whole = last
    for index, number in enumerate(first, start=1):
        whole += number << (_ADDRESS - _BYTE * index)
    return IPv4Address(whole)


def _number(text: str) -> int:
    """A decimal, hexadecimal (0x7f) or octal (0177) number; digits that are none count as 0."""
    if text.startswith("0x"):
        return int(text[2:] or "0", 16)
    try:
        return int(text, 8 if text.startswith("0") else 10)
    except ValueError:
        return 0
