"""Which IP addresses may be a server of the public internet."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.photo_feed.refresh.network_addresses import is_loopback, is_public

PUBLIC = [
    "31.13.84.52",
    "157.240.1.63",
    "8.8.8.8",
    "1.1.1.1",
    "2a03:2880:f212:e5::1",
    "2606:4700::1",
]
NOT_PUBLIC = """
    0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.127.255.255 127.0.0.1 127.255.0.1
    169.254.0.1 169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.1 192.0.0.170 192.0.2.1
    192.88.99.1 192.168.0.1 198.18.0.1 198.19.255.255 198.51.100.1 203.0.113.1 224.0.0.1
    239.255.255.250 240.0.0.1 255.255.255.255
    :: ::1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:8.8.8.8 ::ffff:0:8.8.8.8 64:ff9b::7f00:1
    64:ff9b::808:808 64:ff9b:1::1 100::1 2001::1 2001:0:4136:e378:8000:63bf:3fff:fdd2 2001:10::1
    2001:20::1 2001:db8::1 2002:7f00:1::1 2002:808:808::1 3fff::1 5f00::1 fc00::1 fd12:3456::1
    fe80::1 fe80::1%eth0 fec0::1 ff02::1 ff0e::1
"""


def test_a_public_address_may_be_asked():
    """Instagram's own addresses are among them."""
    assert [address for address in PUBLIC if not is_public(address)] == []


def test_any_other_address_may_not():
    """Not even one that embeds a public IPv4 address."""
    assert [address for address in NOT_PUBLIC.split() if is_public(address)] == []


@pytest.mark.parametrize(
    "text", ["", "localhost", "127.1", "0x7f000001", "2130706433", "1.2.3", "8.8.8.8 "]
)
def test_what_is_no_plain_address_may_not_be_asked(text):
    """Old notations of an address are not understood, so they are refused."""
    assert not is_public(text)
    assert not is_loopback(text)


@given(st.ip_addresses())
def test_nothing_is_public_that_the_library_calls_private(address):
    """The blocks listed here include those that Python knows."""
    if not address.is_global or address.is_multicast or address.is_reserved:
        assert not is_public(str(address))


@given(st.ip_addresses(v=4))
def test_no_ipv6_form_of_an_ipv4_address_is_public(address):
    """Neither mapped, nor compatible, NAT64 or 6to4."""
    number = int(address)
    forms = [number, 0xFFFF << 32 | number, 0x64FF9B << 96 | number, 0x2002 << 112 | number << 80]

    assert not [form for form in forms if is_public(str(ipaddress.IPv6Address(form)))]


@pytest.mark.parametrize(
    ("address", "loopback"),
    [("127.0.0.1", True), ("::1", True), ("::ffff:127.0.0.1", False), ("10.0.0.1", False)],
)
def test_loopback_is_this_machine(address, loopback):
    """Only an http address on this machine may lead there."""
    assert is_loopback(address) is loopback
