from __future__ import annotations

import threading

import pytest

from index.crawl.fetch.addresses import Addresses, Unreachable, is_public, is_usable

PRIVATE = """
127.0.0.1 127.255.255.254 10.0.0.1 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 0.1.2.3 224.0.0.1
239.1.1.1 255.255.255.255 240.0.0.1 192.0.2.1 198.51.100.7 203.0.113.9 198.18.0.1 192.0.0.1
:: ::1 fe80::1 fe80::1%eth0 fc00::1 fd12:3456::1 fec0::1 ff02::1 2001:db8::1 3fff::1 100::1
::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 ::127.0.0.1 ::10.0.0.1
2002:7f00:1:: 2002:a00:1:: 2002:c0a8:101:: 64:ff9b::127.0.0.1 64:ff9b::10.1.2.3 64:ff9b:1::8.8.8.8
2001:0:7f00:1::1 2001:0:808:808::f5ff:fffe 4000::1 nonsense
""".split()
PUBLIC = "8.8.8.8 113.160.1.1 2001:4860:4860::8888 2402:800::1 64:ff9b::8.8.8.8 2002:808:808::".split()
NOWHERE = "169.254.169.254 ::ffff:169.254.169.254 0.0.0.0 :: 224.0.0.1 ff02::1 fe80::1".split()


@pytest.mark.parametrize("address", PRIVATE)
def test_what_is_not_global_unicast_is_not_public(address):
    """Neither private networks nor any IPv6 form that leads into one."""
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_global_unicast_is_public(address):
    """Ordinary addresses, and IPv6 forms of them."""
    assert is_public(address)


@pytest.mark.parametrize(
    "address", "169.254.169.254 ::ffff:169.254.169.254 0.0.0.0 :: 224.0.0.1 ff02::1 fe80::1".split()
)
def test_no_portal_is_link_local_or_multicast(address):
    """Where private addresses are allowed, metadata services and groups are not."""
    assert not is_usable(address)


def test_private_addresses_are_refused_unless_allowed():
    """A name that leads to loopback is refused, with the address for people to see."""
    addresses = Addresses(lambda _: ["127.0.0.1"])
    assert addresses.of("portal.example") == Unreachable("private-address", "127.0.0.1")
    assert addresses.of("portal.example", private=True) == ("127.0.0.1",)


def test_only_the_public_ones_of_several_addresses_are_given():
    """A private address beside a public one is left out."""
    addresses = Addresses(lambda _: ["10.0.0.1", "8.8.8.8", "::1"])
    assert addresses.of("portal.example") == ("8.8.8.8",)


def test_an_answer_is_kept_for_a_while():
    """A name is looked up once within minutes; afterwards the new answer counts, and is checked again."""
    now, answers = [0.0], iter([["8.8.8.8"], ["127.0.0.1"]])
    addresses = Addresses(lambda _: next(answers), clock=lambda: now[0])
    assert addresses.of("portal.example") == addresses.of("portal.example") == ("8.8.8.8",)
    now[0] = 301.0
    assert addresses.of("portal.example").reason == "private-address"


def test_the_address_that_answered_is_tried_first():
    """Whichever of several addresses works is kept in front."""
    addresses = Addresses(lambda _: ["8.8.8.8", "9.9.9.9"])
    addresses.of("portal.example")
    addresses.prefer("portal.example", "9.9.9.9")
    assert addresses.of("portal.example") == ("9.9.9.9", "8.8.8.8")


def test_a_name_without_address_is_told():
    """An unknown name, an empty answer and a name that DNS cannot carry are the same to a crawler."""

    def unknown(_):
        raise OSError("Name or service not known")

    assert Addresses(unknown).of("portal.example").reason == "no-address"
    assert Addresses(lambda _: []).of("portal.example").reason == "no-address"
    assert Addresses().of("a" * 300).reason == "no-address"


def test_a_resolver_that_hangs_is_given_up():
    """The system's resolver may take minutes; a request does not wait for it."""
    over = threading.Event()

    def hang(_):
        over.wait()
        return []

    try:
        assert Addresses(hang).of("portal.example", seconds=0.05).reason == "dns-timeout"
    finally:
        over.set()
