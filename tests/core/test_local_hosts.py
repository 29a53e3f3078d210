"""An address is recognised however it is written, and any text is read."""

import ipaddress

from hypothesis import given
from hypothesis import strategies as st

from plugins.core.local_hosts import only_for


def spellings(address):
    """How browsers may be given an IPv4 address: in bases, and with fewer numbers than four."""
    a, b, c, d = address.packed
    yield str(address)
    yield f"{int(address)}"
    yield f"{int(address):#x}"
    yield f"0{a:o}.{b:#x}.{c}.0{d:o}"
    yield f"{a}.{(b << 16) + (c << 8) + d}"
    yield f"{a}.{b}.{(c << 8) + d}."
    yield f"::ffff:{address}"


FIRST = st.sampled_from([0, 10, 127, 169, 172, 192]) | st.integers(0, 255)  # mostly local ones
ADDRESSES = st.tuples(FIRST, st.binary(min_size=3, max_size=3)).map(
    lambda parts: ipaddress.IPv4Address(bytes(parts[:1]) + parts[1])
)


@given(ADDRESSES)
def test_every_spelling_of_an_address_is_one(address):
    """Loopback, private or public."""
    expected = only_for(str(address))

    assert {only_for(text) for text in spellings(address)} == {expected}
    assert (expected == "this machine") == (address.is_loopback or address.is_unspecified)
    assert not (expected and address.is_global)


@given(st.text(max_size=60))
def test_any_text_is_read(host):
    """Settings and the command line may have anything."""
    assert only_for(host) in {"", "this machine", "its own network"}
