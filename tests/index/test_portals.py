"""Portal files: what they may say, which page is whose, and which rules hold when."""

from dataclasses import fields
from datetime import date, datetime
from pathlib import Path

import pytest

from index.clean.knowledge import SELECTED
from index.crawl.beginnings import ruled_out
from index.portals import SHIPPED, Address, check_portals, load_portals, loading
from index.portals.model import CrawlRules, Tls
from index.portals.portals import address_of
from search.errors import SettingsError
from search.model import VIETNAM

TODAY = datetime(2026, 3, 1, tzinfo=VIETNAM)
DOCS = Path(__file__).parents[2] / "docs" / "portals.md"


@pytest.fixture
def write(tmp_path):
    """Write a portal file; gives its folder. A host is put in unless the text names some."""

    def put(text, name="mau.toml", folder="a"):
        where = tmp_path / folder
        where.mkdir(exist_ok=True)
        head = "" if "name =" in text else f'name = "{Path(name).stem}"\n'
        head += "" if "hosts =" in text or "sources =" in text else 'hosts = ["mau.example"]\n'
        (where / name).write_text(head + text, encoding="utf-8")
        return where

    return put


def rules(portals, url="https://mau.example/x", source="", when=TODAY):
    """The rules for a page."""
    return portals.rules_for(url, source, when)


class TestTheShippedFiles:
    def test_they_are_sound(self):
        """Every shipped file can be used."""
        assert [each.problem for each in check_portals([SHIPPED]) if each.problem] == []

    def test_the_example_has_every_key(self):
        """The example gives rules for every field, and everything else that a file can hold."""
        (example,) = [each for each in load_portals([SHIPPED]).all if each.key == "example"]
        assert tuple(example.rules.selectors) == SELECTED
        assert example.rules.selectors["lead"] == (".sapo", "p.tom-tat")
        assert example.rules.remove == (".share-buttons", "div.qc")
        assert example.hosts[2] == Address("tinh.example", "/huyen-mau")
        assert example.place == "p:40"
        assert not example.eras[0].rules.day_first
        assert example.section("CÔNG TÁC  cán bộ") == "to-chuc/can-bo"
        assert example.section("Thể thao") is None
        assert example.feeds[0].section == "Công tác cán bộ"
        assert example.lists[0].rules.next == ("a.trang-sau",)
        given = {field.name for field in fields(CrawlRules) if getattr(example.crawl, field.name)}
        assert {field.name for field in fields(CrawlRules)} - given == {"enabled", "private_addresses"}
        assert (example.crawl.keep, example.crawl.tls) == (("mabai",), Tls.LEGACY)
        assert (example.crawl.since, example.crawl.until) == (date(2026, 1, 1), date(2026, 12, 31))

    def test_drafts_of_real_portals_are_neither_crawled_nor_called_verified(self):
        """Nobody has looked at these portals; both languages say so at the head of their files."""
        drafts = [portal for portal in load_portals([SHIPPED]).all if portal.key != "example"]
        assert len(drafts) == 5
        for portal in drafts:
            assert (portal.crawl.enabled, portal.crawl.verified) == (False, "")
            head = portal.path.read_text(encoding="utf-8").splitlines()[:2]
            assert head[0].startswith("# BẢN NHÁP: chưa người nào đối chiếu")
            assert head[1].startswith("# A DRAFT: no person has compared")

    def test_a_draft_gives_pages_their_place_and_no_selectors(self):
        """Selectors are written for pages that somebody has seen; a host outlives its unit."""
        portals = load_portals([SHIPPED])
        old, new = datetime(2025, 6, 30, tzinfo=VIETNAM), datetime(2025, 7, 1, tzinfo=VIETNAM)
        for url, before, since in (
            ("https://baothainguyen.vn/chinh-tri/", "p:19", "P:19"),
            ("http://quephong.nghean.gov.vn/wps/portal/x", "d:415", "P:40"),
            ("https://btgtu.binhthuan.dcs.vn/Trang-chu", "p:60", "P:68"),
            ("https://mongcai.gov.vn/vi-vn/tin/", "d:194", "P:22"),
        ):
            assert rules(portals, url, when=old).place == before
            assert rules(portals, url, when=new).place == since
            assert rules(portals, url).selectors == {}

    def test_no_shipped_file_rules_out_where_it_begins(self):
        """Not the example either, which people copy."""
        portals = load_portals([SHIPPED]).all
        assert [(each.path.name, *ruled_out(each)) for each in portals if ruled_out(each)] == []

    def test_every_key_is_documented(self):
        """The page on portal files names every key of the example, and every field."""
        text = (SHIPPED / "example.toml").read_text(encoding="utf-8")
        keys = {
            line.partition(" = ")[0] for line in text.splitlines() if " = " in line[:20] and line[0].isalpha()
        }
        described = DOCS.read_text(encoding="utf-8")
        assert [key for key in sorted(keys | set(SELECTED)) if f"`{key}`" not in described] == []


class TestWhosePageItIs:
    @pytest.mark.parametrize(
        ("url", "name"),
        [
            ("https://tinh.example/", "tỉnh"),
            ("http://TINH.example./a/b?c#d", "tỉnh"),
            ("https://tinh.example:443/a", "tỉnh"),
            ("https://tinh.example:8080/a", None),
            ("https://tinh.example/huyen", "huyện"),
            ("https://tinh.example/huyen/bai", "huyện"),
            ("https://tinh.example/huyen-khac", "tỉnh"),
            ("https://www.tinh.example/", None),
            ("https://cổng.example/", "cổng"),
            ("https://xn--cng-qmz.example/", "cổng"),
            ("http://[::1]:8000/", "máy này"),
            ("ftp://tinh.example/", None),
            ("https://tinh.example:99999/", None),
            ("https://[tinh.example/", None),
            ("không phải địa chỉ", None),
            ("", None),
        ],
    )
    def test_by_its_address(self, write, url, name):
        """A page belongs to the portal whose host it is on, of which the longest path counts."""
        write('name = "tỉnh"\nhosts = ["tinh.example"]', "1.toml")
        write('name = "huyện"\nhosts = ["tinh.example/huyen/"]', "2.toml")
        write('name = "cổng"\nhosts = ["Cổng.example"]', "3.toml")
        found = rules(load_portals([write('name = "máy này"\nhosts = ["[::1]:8000"]', "4.toml")]), url)
        assert (found.portal if found else None) == name

    def test_else_by_its_source(self, write):
        """A page without an address, or on a host that nobody names, belongs to the portal of its source."""
        portals = load_portals([write('hosts = ["mau.example"]\nsources = ["Báo Mẫu"]')])
        assert rules(portals, None, "Báo Mẫu").portal == "mau"
        assert rules(portals, "https://khac.example/", "Báo Mẫu").portal == "mau"
        assert rules(portals, None, "Báo Khác") is None

    def test_a_file_of_ones_own_takes_the_place_of_a_shipped_one(self, write):
        """Of two files of the same name that of the later folder counts, whole."""
        shipped = write('[select]\ntitle = "h1"')
        own = write("day_first = false", folder="b")
        found = load_portals([shipped, own])
        assert len(found.all) == 1
        assert rules(found).selectors == {}
        assert not rules(found).day_first

    def test_no_folder_is_no_portal(self, tmp_path):
        """Where there are no files nothing is known."""
        (tmp_path / ".hidden.toml").write_text("x", encoding="utf-8")
        (tmp_path / "note.txt").write_text("x", encoding="utf-8")
        assert load_portals([tmp_path, tmp_path / "none"]).all == ()


class TestEras:
    TEXT = """
remove = ".ad"
[select]
title = "h1"
body = "article"
[[era]]
until = 2015-12-31
day_first = false
[era.select]
title = "td.t"
[[era]]
since = 2016-01-01
until = 2019-06-30
remove = []
"""

    @pytest.mark.parametrize(
        ("when", "title", "remove", "day_first"),
        [
            (datetime(2010, 1, 1, tzinfo=VIETNAM), "td.t", (".ad",), False),
            (datetime(2015, 12, 31, 23, 59, tzinfo=VIETNAM), "td.t", (".ad",), False),
            (datetime(2016, 1, 1, tzinfo=VIETNAM), "h1", (), True),
            (datetime(2019, 6, 30, 23, tzinfo=VIETNAM), "h1", (), True),
            (datetime(2019, 7, 1, tzinfo=VIETNAM), "h1", (".ad",), True),
        ],
    )
    def test_rules_follow_the_time_of_fetching(self, write, when, title, remove, day_first):
        """In an era its own rules hold, and those of the file for what it does not name."""
        found = rules(load_portals([write(self.TEXT)]), when=when)
        assert found.selectors == {"title": (title,), "body": ("article",)}
        assert (found.remove, found.day_first) == (remove, day_first)

    def test_days_are_vietnamese(self, write):
        """Half past five in the afternoon in London is the next day."""
        from zoneinfo import ZoneInfo

        late = datetime(2015, 12, 31, 17, 30, tzinfo=ZoneInfo("UTC"))
        assert rules(load_portals([write(self.TEXT)]), when=late).selectors["title"] == ("h1",)

    def test_eras_are_kept_with_their_days(self, write):
        """An era without a beginning is open."""
        (portal,) = load_portals([write(self.TEXT)]).all
        assert [(era.since, era.until) for era in portal.eras] == [
            (None, date(2015, 12, 31)),
            (date(2016, 1, 1), date(2019, 6, 30)),
        ]


WRONG = [
    ("name = ' '", "name: must be one line"),
    ('name = "a\\nb"', "name: must be one line"),
    ("name = 3", "Expected 'str', got 'int' - at 'name'"),
    ("colour = 'red'", "unknown field 'colour'"),
    ("hosts = []", "hosts: name at least one host"),
    ("hosts = ['https://a.example']", "'https://a.example' is no host name"),
    ("hosts = ['*.example']", "'*.example' is no host name"),
    ("hosts = ['a b.example']", "no host name"),
    ("hosts = ['']", "no host name"),
    ("hosts = ['a.example/x?y=1']", "no host name"),
    ("hosts = 'a.example'", "Expected 'array', got 'str' - at 'hosts'"),
    ("sources = ['']", "is blank"),
    ("place = 'p:0'", "there is no unit 'p:0'"),
    ("place = 'Nghệ An'", "there is no unit"),
    ("day_first = 'yes'", "Expected 'bool'"),
    ("remove = 'div['", "remove: 'div[' is no CSS selector: Malformed attribute selector"),
    ("remove = ['']", "remove: '' is no CSS selector: it is blank"),
    ("[select]\nheadline = 'h1'", "there is no field 'headline'; fields are title, lead"),
    ("[select]\ntitle = 'h1 >> a'", "select.title: 'h1 >> a' is no CSS selector"),
    ("[select]\ntitle = ['h1', 'p:contains(\"x\")']", ":-soup-contains"),
    ("[select]\ntitle = ['h1', 'p:nothing']", "is no CSS selector"),
    ("[select]\ntitle = []", "select.title: must name a selector"),
    ("[select]\ntitle = 3", "at 'select[...]'"),
    ("[sections]\n'A' = 'khong/co'", "sections.A: 'khong/co' is no topic"),
    ("[sections]\n'Tin' = 'list'\n'TIN ' = 'skip'", "'TIN ' and 'Tin' are the same name"),
    ("[sections]\n' ' = 'list'", "a name is blank"),
    ("[[era]]\nremove = '.x'", "era 1: give 'since', 'until' or both"),
    ("[[era]]\nsince = 2020-01-02\nuntil = 2020-01-01", "era 1: 'until' is before 'since'"),
    ("[[era]]\nsince = 2020-01-02\n[[era]]\nuntil = 2020-01-02", "era 2: overlaps era 1"),
    ("[[era]]\nsince = 'x'", "at 'era[0].since'"),
    (
        "[[era]]\nsince = 2020-01-02\n[era.select]\nheadline = 'p'",
        "era 1.select: there is no field 'headline'",
    ),
    ("[[feed]]\nurl = '/rss'", "feed 1.url: '/rss' is no address"),
    ("[[feed]]\nurl = 'https://a.example/'\nsection = 'A'", "feed 1.section: 'A' is not among the sections"),
    ("[[feed]]\nsection = 'A'", "missing required field 'url'"),
    ("[[list]]\nurl = 'https://a.example/'", "missing required field 'item'"),
    ("[[list]]\nurl = 'https://a.example/'\nitem = ''", "list 1.item: must name a selector"),
    ("[[list]]\nurl = 'https://a.example/'\nitem = 'li'\nnext = 'a['", "list 1.next: 'a[' is no CSS"),
    ("[[list]]\nurl = 'https://a.example/'\nitem = 'li'\nlast = 'a'", "unknown field 'last'"),
    ("[crawl]\nspeed = 3", "unknown field 'speed' - at 'crawl'"),
    ("[crawl]\nenabled = 'yes'", "Expected 'bool', got 'str' - at 'crawl.enabled'"),
    ("[crawl]\nenabled = true", "crawl.enabled: nowhere to begin"),
    ('[crawl]\nverified = "a\\nb"', "crawl.verified: must be one line"),
    ("[crawl]\nplatform = 'Web Sphere'", "crawl.platform: 'Web Sphere' must be small letters"),
    ("[crawl]\nstart = ['/tin']", "crawl.start: '/tin' is no address"),
    (
        "[crawl]\nstart = ['https://khac.example/']",
        "'https://khac.example/' is on none of the portal's hosts",
    ),
    ("[crawl]\nstart = ['https://mau.example:8443/']", "is on none of the portal's hosts"),
    ("hosts = ['mau.example/a']\n[crawl]\nstart = ['https://mau.example/ab']", "is on none of the portal's"),
    ("sources = ['S']\n[crawl]\nstart = ['https://mau.example/']", "is on none of the portal's hosts"),
    ("[crawl]\nsitemaps = ['sitemap.xml']", "crawl.sitemaps: 'sitemap.xml' is no address"),
    (
        "[crawl]\nsitemaps = ['https://khac.example/s.xml']",
        "crawl.sitemaps: 'https://khac.example/s.xml' is on",
    ),
    ("[crawl]\nallow = ['tin']", "crawl.allow: 'tin' is no path that begins with /"),
    ("[crawl]\ndeny = ['/a b']", "crawl.deny: '/a b' is no path"),
    ("[crawl]\ndeny = ['/a?b=1']", "crawl.deny: '/a?b=1' is no path"),
    ("[crawl]\nallow = ['/a']\ndeny = ['/a']", "crawl: '/a' is in both 'allow' and 'deny'"),
    ("[crawl]\nkeep = ['']", "crawl.keep: '' is no name of a parameter"),
    ("[crawl]\ndrop = ['a=b']", "crawl.drop: 'a=b' is no name of a parameter"),
    ("[crawl]\nkeep = ['id']\ndrop = ['id']", "crawl: 'id' is in both 'keep' and 'drop'"),
    ("[crawl]\ndelay_ms = -1", "crawl.delay_ms: -1 must be 0 to 3600000"),
    ("[crawl]\ndelay_ms = 1.5", "at 'crawl.delay_ms'"),
    ("[crawl]\nuser_agent = 'Trà Tin'", "crawl.user_agent: 'Trà Tin' must be one line of ASCII"),
    ("[crawl]\nlogin = 'ten:matkhau'", "crawl.login: must name a variable of the environment, TRATIN_LOGIN_"),
    ("[crawl]\nlogin = 'HOME'", "crawl.login: must name"),
    ("[crawl]\nlogin = 'TRATIN_LOGIN_'", "crawl.login: must name"),
    ("[crawl]\nlogin = 'TRATIN_LOGIN_mau'", "crawl.login: must name"),
    ("[crawl]\ntls = 'none'", "crawl.tls: 'none' must be 'verified', 'legacy', 'any'"),
    ("[crawl]\nsince = 'x'", "at 'crawl.since'"),
    ("[crawl]\nsince = 2026-02-02\nuntil = 2026-02-01", "crawl: 'until' is before 'since'"),
    ("=", "Invalid"),
    ("a = " + "[" * 20_000, ""),
]


class TestWhatIsWrong:
    @pytest.mark.parametrize(("text", "told"), WRONG)
    def test_it_is_told_with_its_place(self, write, text, told):
        """A file that says what it cannot say is refused, and the message names the file and the place."""
        folder = write(text)
        with pytest.raises(SettingsError) as error:
            load_portals([folder])
        assert told in str(error.value)
        assert str(folder / "mau.toml") in str(error.value)
        assert "mau.toml" in error.value.vietnamese

    def test_everything_is_told_at_once(self, write):
        """A check names every problem of every file, and what two files both claim."""
        write("place = 'x'\nremove = 'a['", "1.toml")
        write("name = 'A'\nhosts = ['a.example', 'b.example/x']", "2.toml")
        folder = write("name = 'A'\nsources = ['S']\nhosts = ['a.example/', 'b.example']", "3.toml")
        found = list(check_portals([folder]))
        assert [each.path.name if each.path else None for each in found] == [
            "1.toml",
            "2.toml",
            "3.toml",
            None,
            None,
        ]
        assert "place:" in found[0].problem
        assert "remove:" in found[0].problem
        assert [each.problem for each in found[1:3]] == ["", ""]
        assert [each.portal and each.portal.key for each in found] == [None, "2", "3", None, None]
        assert found[3].problem.endswith("have the same name 'A'")
        assert found[4].problem.endswith("have the same host 'a.example'")

    def test_each_file_is_read_once(self, write, monkeypatch):
        """What a check tells of a file and what is done with its portal are of one reading."""
        write("", "1.toml")
        folder = write("place = 'x'", "2.toml")
        read, honest = [], loading.read_portal
        monkeypatch.setattr(
            loading, "read_portal", lambda path, *more: read.append(path.name) or honest(path, *more)
        )
        sound, _ = check_portals([folder])
        assert sound.portal == honest(folder / "1.toml")
        assert read == ["1.toml", "2.toml"]

    def test_claims_that_clash_are_refused(self, write):
        """Two files with one source cannot both be used."""
        write("sources = ['S']", "1.toml")
        folder = write("sources = ['S']", "2.toml")
        with pytest.raises(SettingsError, match="have the same source 'S'"):
            load_portals([folder])

    def test_files_that_are_no_text(self, tmp_path):
        """Bytes that are no UTF-8, a folder with a file's name and a huge file are refused."""
        for name, make in (
            ("1.toml", lambda path: path.write_bytes(b"name = '\xff'")),
            ("2.toml", Path.mkdir),
            ("3.toml", lambda path: path.write_bytes(b"#" * 1_000_001)),
        ):
            make(tmp_path / name)
        assert all(each.problem and each.portal is None for each in check_portals([tmp_path]))


class TestHowAPortalIsCrawled:
    def test_without_a_word_it_is_not(self, write):
        """A file that says nothing of crawling has the defaults: it is not crawled."""
        (portal,) = load_portals([write("")]).all
        assert portal.crawl == CrawlRules()
        assert not portal.crawl.enabled

    def test_what_a_file_says_holds(self, write):
        """Each once, in order, without blanks around addresses."""
        text = """
hosts = ["mau.example", "tinh.example/huyen"]
[crawl]
enabled = true
verified = " Nguyễn Văn Mẫu, 2026-03-01 "
start = [" https://mau.example/ ", "https://mau.example/", "http://TINH.example/huyen"]
sitemaps = ["https://tinh.example/sitemap.xml"]
allow = ["/tin", "/tin"]
deny = ["/"]
delay_ms = 0
login = "TRATIN_LOGIN_MAU_2"
private_addresses = true
tls = "any"
until = 2026-01-01
"""
        (portal,) = load_portals([write(text)]).all
        assert portal.crawl == CrawlRules(
            enabled=True,
            verified="Nguyễn Văn Mẫu, 2026-03-01",
            start=("https://mau.example/", "http://TINH.example/huyen"),
            sitemaps=("https://tinh.example/sitemap.xml",),
            allow=("/tin",),
            deny=("/",),
            delay_ms=0,
            login="TRATIN_LOGIN_MAU_2",
            private_addresses=True,
            tls=Tls.ANY,
            until=date(2026, 1, 1),
        )

    @pytest.mark.parametrize(
        "place",
        [
            "[crawl]\nenabled = true\nsitemaps = ['https://mau.example/s.xml']",
            "[crawl]\nenabled = true\n[[feed]]\nurl = 'https://mau.example/rss'",
            "[crawl]\nenabled = true\n[[list]]\nurl = 'https://mau.example/tin'\nitem = 'li'",
        ],
    )
    def test_any_place_is_enough_to_begin(self, write, place):
        """A sitemap, a feed or a list page will do."""
        (portal,) = load_portals([write(place)]).all
        assert portal.crawl.enabled

    def test_a_password_in_a_file_is_not_repeated(self, write):
        """Messages go to logs."""
        with pytest.raises(SettingsError) as error:
            load_portals([write("[crawl]\nlogin = 'ten:matkhau'")])
        assert "matkhau" not in str(error.value)


class TestFingerprint:
    BASE = 'hosts = ["a.example"]\n[select]\ntitle = "h1"\n'

    @pytest.mark.parametrize(
        "text",
        [
            'hosts = ["b.example"]\n[select]\ntitle = "h1"\n',
            'hosts = ["a.example"]\nsources = ["S"]\n[select]\ntitle = "h1"\n',
            'hosts = ["a.example"]\nremove = ".x"\n[select]\ntitle = "h1"\n',
            'hosts = ["a.example"]\nday_first = false\n[select]\ntitle = "h1"\n',
            'hosts = ["a.example"]\n[select]\ntitle = ["h1", "h2"]\n',
            BASE + "[[era]]\nsince = 2020-01-01",
            'place = "p:40"\n' + BASE,
            BASE + "[sections]\n'A' = 'to-chuc/can-bo'",
        ],
    )
    def test_it_changes_with_what_cleaning_sees(self, write, text):
        """Other hosts, sources, rules, eras, places or topics of sections may read pages otherwise."""
        before = load_portals([write(self.BASE)]).fingerprint()
        assert load_portals([write(text)]).fingerprint() != before

    @pytest.mark.parametrize(
        "text",
        [
            "# lời chú\n" + BASE,
            BASE + "[sections]\n'A' = 'skip'",
            BASE + "[[feed]]\nurl = 'https://a.example/'",
            BASE + "[crawl]\nenabled = true\nstart = ['https://a.example/']",
        ],
    )
    def test_it_stays_with_all_else(self, write, text):
        """Comments, sections that are skipped and feeds do not change how a page is read."""
        before = load_portals([write(self.BASE)]).fingerprint()
        assert load_portals([write(text)]).fingerprint() == before


@pytest.mark.parametrize(
    "url", ["http://a.example:x/", "https://" + "ệ" * 80 + ".example/", "http:///x", "//a"]
)
def test_addresses_that_are_none(url):
    """What is no address on the web is on no host."""
    assert address_of(url) is None
