from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.crawl.fetch.robots import MOST_BYTES, Robots
from index.crawl.model import Fetched, Outcome

NOW = datetime(2026, 5, 1, tzinfo=UTC)
PAGE = "https://portal.example/tin/a.html"


def read(text, status=200):
    """A file that was read."""
    body = text if isinstance(text, bytes) else text.encode()
    return Robots.of(
        Fetched(Outcome.OK, "https://portal.example/robots.txt", NOW, status=status, payload=body)
    )


def test_the_group_of_our_name_counts_before_that_of_all():
    """Whatever the case of the name, and whichever group comes first; a longer rule wins."""
    text = "User-agent: *\nDisallow: /\n\nUser-agent: tratin/2.0\nDisallow: /tin\nAllow: /tin/a\n"
    robots = read(text)
    assert robots.allows(PAGE)
    assert robots.refusal("https://portal.example/tin/b") == "robots"
    assert robots.allows("https://portal.example/khac")


@pytest.mark.parametrize("name", ["Tra", "TraTinBot", "T", "bot", "Googlebot"])
def test_groups_of_others_do_not_count(name):
    """A name that is a part of ours, or has ours as a part, is another one."""
    assert read(f"User-agent: {name}\nDisallow: /\n").allows(PAGE)


def test_several_groups_of_one_name_are_one():
    """RFC 9309: rules of all groups that match are taken together, unknown lines aside."""
    ours = "User-agent: tratin\nDisallow: /a\n", "User-agent: TRATIN\nFoo: x\nDisallow: /b\n"
    text = "User-agent: khac\nDisallow: /\n".join(ours)
    robots = read(text)
    assert not robots.allows("https://portal.example/a")
    assert not robots.allows("https://portal.example/b")
    assert robots.allows("https://portal.example/c")


def test_wildcards_and_ends_of_addresses_are_understood():
    """`*` stands for anything and `$` for the end."""
    robots = read("User-agent: *\nDisallow: /*.pdf$\nDisallow: /*?print=\n")
    assert not robots.allows("https://portal.example/a/b.pdf")
    assert robots.allows("https://portal.example/a/b.pdf?x")
    assert not robots.allows("https://portal.example/a?print=1")


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451, 301, 302])
def test_without_a_file_all_is_allowed(status):
    """A client error, and a redirect that led nowhere, mean that there are no rules; asked again in a day."""
    robots = read("User-agent: *\nDisallow: /\n", status)
    assert robots.allows(PAGE)
    assert not robots.waits
    assert robots.until == NOW + timedelta(hours=24)


@pytest.mark.parametrize("status", [0, 429, 500, 502, 503, 599])
def test_without_an_answer_nothing_is_allowed(status):
    """A server in trouble is left alone, and asked again in an hour."""
    robots = read("", status)
    assert robots.refusal(PAGE) == "robots-wait"
    assert robots.until == NOW + timedelta(hours=1)


def test_a_file_that_broke_off_is_no_answer():
    """Half of the rules may lack the one that forbids."""
    fetched = Fetched(Outcome.FAILED, PAGE, NOW, status=200, reason="truncated")
    assert Robots.of(fetched).waits


def test_a_file_that_was_not_asked_for_is_not_remembered():
    """When all is to stop, the host has done nothing wrong."""
    robots = Robots.of(Fetched(Outcome.FAILED, PAGE, NOW, reason="stopped"))
    assert robots.waits
    assert robots.until == NOW


def test_a_server_may_ask_for_more_than_an_hour():
    """Retry-After counts if it is longer."""
    fetched = Fetched(Outcome.WAIT, PAGE, NOW, status=503, reason="http-503", wait=7200.0)
    assert Robots.of(fetched).until == NOW + timedelta(hours=2)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("Crawl-delay: 2", 2.0),
        ("crawl-delay:0.5", 0.5),
        ("Crawl-delay: 86400", 120.0),
        ("Crawl-delay: -1", None),
        ("Crawl-delay: nan", None),
        ("Crawl-delay: inf", None),
        ("Request-rate: 1/10", 10.0),
        ("Request-rate: 2/1m", 30.0),
        ("Crawl-delay: 3\nRequest-rate: 1/5", 5.0),
        ("Request-rate: 0/0", None),
        ("", None),
    ],
)
def test_the_delay_is_the_longest_that_is_asked_for(lines, expected):
    """Crawl-delay and Request-rate, never longer than two minutes."""
    assert read(f"User-agent: *\n{lines}\n").delay() == expected


def test_sitemaps_are_absolute_addresses_named_once():
    """Wherever they stand in the file."""
    text = (
        "Sitemap: https://portal.example/sitemap.xml\nUser-agent: *\nDisallow: /x\n"
        "Sitemap: https://portal.example/sitemap.xml\nSitemap: /b.xml\nSitemap: file:///etc/passwd\n"
    )
    assert read(text).sitemaps() == ("https://portal.example/sitemap.xml",)


def test_what_the_store_kept_says_the_same():
    """Status, body and time are enough to make the rules again."""
    robots = read("User-agent: *\nDisallow: /tin\n")
    again = Robots(robots.status, robots.body, robots.until)
    assert not again.allows(PAGE)
    assert again.allows("https://portal.example/")
    assert again.until == robots.until


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1258", "latin-1"])
def test_any_encoding_is_read(encoding):
    """A mark of byte order, UTF-16 and Windows encodings leave the rules as they are."""
    text = "User-agent: *\r\nDisallow: /tin\r\n# \u00e0\r\n"
    assert not read(text.encode(encoding)).allows(PAGE)


@pytest.mark.parametrize(
    "body",
    [b"", b"\0\1\2\3" * 100, b"<!DOCTYPE html><html><body>404</body></html>", b"\xff\xfe\0", b":" * 100],
)
def test_what_is_no_robots_file_forbids_nothing(body):
    """Error pages with status 200 are common."""
    assert read(body).allows(PAGE)


HOSTILE = {
    "stars": lambda: "User-agent: *\n" + f"Disallow: /{'*a' * 900}\n" * 500,
    "patterns": lambda: "User-agent: *\n" + "\n".join(f"Disallow: /{'*a*b' * 10}{n}" for n in range(15_000)),
    "groups": lambda: "".join(f"User-agent: a{n}\n" for n in range(25_000)) + "Disallow: /\n" * 5000,
    "line ends": lambda: "User-agent: *\n" + "Disallow: /x\u2028User-agent: b\n" * 10_000,
    "blanks": lambda: "User-agent: *\n" + "Disallow: " + " " * 400_000 + "/\n",
    "huge": lambda: "User-agent: *\nDisallow: /tin\n" + "x" * 10_000_000,
    "nothing": lambda: "\n" * 500_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_leaves_few_short_rules(name):
    """What costs time is bounded: rules, their wildcards, and groups."""
    text = HOSTILE[name]()
    robots = read(text)
    groups = robots._rules._user_agents
    assert len(groups) <= 3
    rules = [rule for group in groups.values() for rule in group._rules]
    assert len(rules) <= 40_000
    wild = [rule.value._pattern for rule in rules if "*" in rule.value._pattern]
    assert len(wild) <= 1000
    assert all(pattern.count("*") <= 32 for pattern in wild)
    assert len(robots.body) <= MOST_BYTES
    robots.allows("https://portal.example/" + "a" * 4000)


def test_a_shortened_rule_forbids_more_rather_than_less():
    """A rule with too many wildcards keeps its beginning if it forbids, and falls away if it allows."""
    robots = read("User-agent: *\nDisallow: /kin" + "*a" * 100 + "\nAllow: /kin/mo" + "*a" * 100 + "\n")
    assert not robots.allows("https://portal.example/kin" + "a" * 40)
    assert not robots.allows("https://portal.example/kin/mo" + "a" * 110)


@given(st.one_of(st.binary(max_size=400), st.text(alphabet="User-agnt: *\nDislow/$%#?[]é\r", max_size=300)))
def test_no_file_breaks_the_reading(body):
    """Any bytes give rules that can be asked."""
    robots = read(body)
    robots.allows(PAGE)
    robots.delay()
    robots.sitemaps()


def test_bytes_by_chance_break_nothing(fresh_seed):
    """Longer rubbish, of another seed in each run."""
    chance = random.Random(fresh_seed)
    words = [*b"User-agent Disallow Allow https://".split(), *(bytes([one]) for one in b":*$\n/%[]\xff ")]
    for _ in range(200):
        read(b"".join(chance.choices(words, k=300))).allows(PAGE)
