"""Hosts of the state and the party, and the units they are named after."""

import pytest

from index.enrich.hosts import unit_of_host
from search.places import Regime


@pytest.mark.parametrize(
    ("host", "old", "new"),
    [
        ("phubinh.thainguyen.gov.vn", "d:173", "P:19"),
        ("huyenquephong.nghean.gov.vn", "d:415", "P:40"),
        ("hamthuanbac.binhthuan.dcs.vn", "d:597", "P:68"),
        ("binhdinh.gov.vn", "p:52", "P:52"),
        ("www.quangngai.gov.vn", "p:51", "P:51"),
        ("btg.haiduong.gov.vn", "p:30", "P:31"),
        ("mongcai.gov.vn", "d:194", "P:22"),
        ("nghean.dcs.vn", "p:40", "P:40"),
        ("hochiminhcity.gov.vn", "p:79", "P:79"),
        ("baria-vungtau.gov.vn", "p:77", "P:79"),
        ("THAINGUYEN.GOV.VN", "p:19", "P:19"),
    ],
)
def test_a_host_means_its_unit_on_the_map_of_the_day(host, old, new):
    """A district's host means its district until June 2025, and no more than the province since."""
    assert unit_of_host(host, Regime.OLD, "2021-05-01") == old
    assert unit_of_host(host, Regime.NEW, "2026-05-01") == new


@pytest.mark.parametrize(
    "host",
    [
        "tuoitre.vn",
        "chinhphu.gov.vn",
        "",
        "example.com",
        "gov.vn",
        "chauthanh.gov.vn",
        "192.0.2.1",
        "a@b.gov.vn",
    ],
)
def test_other_hosts_mean_none(host):
    """Newspapers, central bodies, hosts of a name that several districts bear, and what is no host."""
    assert unit_of_host(host, Regime.OLD, "2021-05-01") is None
    assert unit_of_host(host, Regime.NEW, "2026-05-01") is None
