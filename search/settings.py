"""One table of settings. `tratin.toml` overrides the default, `TRATIN_<NAME>` overrides the file."""

from __future__ import annotations

import os
import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

from search.errors import SettingsError
from search.model import Sort

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

Value = str | int | bool

CONFIG_NAME = "tratin.toml"


class Rule(NamedTuple):
    """What a setting may be: in words that follow "must be", and a function to the tidy value or None."""

    says: str
    tidy: Callable[[Any], Value | None]


class Row(NamedTuple):
    """A setting: its name, default (whose type is the setting's type), what it may be, and help."""

    name: str
    default: Value
    rule: Rule
    help: str


MOST_ON_PAGE = 1000
"""Results on a page that one answer can hold without keeping others waiting."""


def _between(least: int, most: int) -> Rule:
    return Rule(f"{least} to {most}", lambda value: value if least <= value <= most else None)


def _one_of(*choices: str) -> Rule:
    return Rule(" or ".join(f"`{one}`" for one in choices), lambda value: value if value in choices else None)


def _tidy_prefix(value: str) -> str | None:
    prefix = f"/{value.strip('/')}".rstrip("/")
    return prefix if re.fullmatch(r"(/(?!\.\.?(/|$))[A-Za-z0-9._~-]+)*", prefix) else None


_ANY = Rule("any text", lambda value: value)
_FILLED = Rule("not empty", lambda value: value.strip() or None)
_POSITIVE = Rule("at least 1", lambda value: value if value >= 1 else None)
_PROXIES = Rule("addresses and networks between blanks, and `unix`", lambda value: " ".join(value.split()))
_INNER = Rule(
    "empty or `host:port`", lambda value: value if re.fullmatch(r"(?:\S+:\d{1,5})?", value) else None
)
_ORIGIN = re.compile(r"https?://(?:[a-z0-9_.-]+|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?")


def _tidy_origins(value: str) -> str | None:
    """Each as browsers write it: lower case, without a stroke at its end."""
    origins = [one.lower().rstrip("/") for one in value.split()]
    return " ".join(origins) if all(one == "*" or _ORIGIN.fullmatch(one) for one in origins) else None


def _tidy_public(value: str) -> str | None:
    origin = value.strip().lower().rstrip("/")
    return origin if not origin or _ORIGIN.fullmatch(origin) else None


_ORIGINS = Rule("empty, `*`, or such as `https://example.vn` between blanks", _tidy_origins)
_PUBLIC = Rule("empty or such as `https://example.vn`, without a path", _tidy_public)
_ENOUGH = Rule("0, or 3 to 1000", lambda value: value if value == 0 or 3 <= value <= 1000 else None)
_PREFIX = Rule("empty or a path such as `/tin` or `/a/b` of plain letters, digits and `-._~`", _tidy_prefix)

TABLE = (
    Row("site_name", "Tra Tin", _ANY, "Name shown at the head of every page."),
    Row("notice", "", _ANY, "Words for a banner at the head of every page and for the API; empty for none."),
    Row("notice_en", "", _ANY, "The same for pages in English; empty for the words of `notice`."),
    Row("bind", "127.0.0.1", _FILLED, "Address on which `tratin serve` answers."),
    Row("port", 8000, _between(0, 65535), "Port on which `tratin serve` answers; 0 for any that is free."),
    Row(
        "processes",
        2,
        _between(1, 64),
        "Processes of `tratin serve`; each answers one search at a time. One where the system cannot fork.",
    ),
    Row("threads", 4, _between(1, 1000), "Threads of each process of `tratin serve`."),
    Row(
        "admin_bind",
        "127.0.0.1:8001",
        _INNER,
        "Inner address of the operators' page of `tratin serve`; empty for none. It has no password.",
    ),
    Row(
        "cors_origins",
        "",
        _ORIGINS,
        "Sites whose pages may read the API and the feeds from a script; `*` for all, empty for none.",
    ),
    Row(
        "public_url",
        "",
        _PUBLIC,
        "Where readers find this host, for feeds and the OpenSearch description, which need whole addresses; "
        "empty for the host that was asked.",
    ),
    Row(
        "trusted_proxies",
        "127.0.0.1 ::1",
        _PROXIES,
        "Proxies that are believed who asks through them; `unix` for one that asks over a socket without an "
        "address. What others say is ignored.",
    ),
    Row(
        "proxy_header",
        "X-Forwarded-For",
        _one_of("X-Forwarded-For", "Forwarded"),
        "Header in which these proxies tell it; the proxy must write this one itself.",
    ),
    Row(
        "limit_per_minute",
        3000,
        _between(0, 1_000_000_000),
        "Points that one address (of IPv6: one network of 64 bits) may ask for in a minute, half of them at "
        "once; a page of results costs 5, a suggestion 1. More is answered with 429. 0 for no limit.",
    ),
    Row(
        "robots_per_minute",
        600,
        _between(0, 1_000_000_000),
        "Points that all who say that they are robots may together ask for in a minute. 0 for no limit.",
    ),
    Row(
        "keys_file",
        "",
        _ANY,
        "Your table of keys of the API, as a path from the home folder; empty for its `keys.toml`, if there "
        "is one.",
    ),
    Row(
        "hsts_days",
        0,
        _between(0, 730),
        "Days for which browsers are told to ask this host over HTTPS only; 0 to tell nothing.",
    ),
    Row(
        "log",
        "errors",
        _one_of("errors", "requests", "queries"),
        "What `tratin serve` logs, as lines of JSON on stderr: errors alone; requests too, without addresses "
        "of clients and without what was typed; or with what was typed.",
    ),
    Row(
        "count_queries",
        0,
        _ENOUGH,
        "How many different clients must ask the same query on one day before its text and their number are "
        "kept, for `tratin queries`; 0 to count nothing.",
    ),
    Row(
        "embed_frame_ancestors",
        "",
        _ORIGINS,
        "Sites whose pages may show the search box of this one in a frame (`/nhung/trang`); `*` for all, "
        "empty for none.",
    ),
    Row("url_prefix", "", _PREFIX, "Path under which the site lives; empty for the root."),
    Row("lang", "vi", _one_of("vi", "en"), "Language of the pages unless the address asks for another."),
    Row(
        "default_sort",
        Sort.RELEVANCE.value,
        _one_of(*Sort),
        "Order of results unless the address asks for another; `fresh` is relevance, more for what is newer.",
    ),
    Row(
        "page_size",
        10,
        Rule("1 to `max_page_size`", _POSITIVE.tidy),
        "Results on a page unless the address asks for another number.",
    ),
    Row("max_page_size", 100, _between(1, MOST_ON_PAGE), "Largest number of results on a page."),
    Row(
        "export_rows",
        100_000,
        _between(0, 10_000_000),
        "Lines or articles of an export from the site; the file tells where it is cut. 0 for no limit.",
    ),
    Row(
        "max_file_mb",
        64,
        _POSITIVE,
        "Largest file, or record of an archive, that `tratin add` reads, in MB; larger ones are skipped.",
    ),
    Row(
        "topics_file",
        "",
        _ANY,
        "Your own table of topics, as a path from the home folder; empty for its `topics.toml`, or for the "
        "table that is shipped where it has none.",
    ),
    Row(
        "synonyms_file",
        "",
        _ANY,
        "Your table of synonyms, as a path from the home folder; empty for its `synonyms.toml`, if there is "
        "one.",
    ),
    Row(
        "pins_file",
        "",
        _ANY,
        "Your table of pinned results, as a path from the home folder; empty for its `pins.toml`, if there "
        "is one.",
    ),
    Row(
        "search_limit_ms",
        1000,
        _between(0, 600_000),
        "Milliseconds that the costly parts of a search may take, phrases and the second phase of ranking, "
        "and again the counting of facets; what is then left out is told. 0 leaves all of them out.",
    ),
    Row(
        "page_limit_s",
        120,
        _between(0, 86_400),
        "Seconds of the processor that reading one page may take in `add`, `crawl`, `clean` and `build`; one "
        "that takes longer is skipped, and its bytes are kept. 0 for no limit, as on Windows.",
    ),
    Row("keep_generations", 2, _POSITIVE, "Index generations kept on disk, the current one included."),
    Row("build_processes", 2, _between(1, 64), "Processes that analyse articles in `tratin build`."),
    Row(
        "crawl_contact",
        "",
        _ANY,
        "Address, of mail or of a page, at which portals reach whoever runs the crawler; sent with every "
        "request. `tratin crawl` refuses to begin without.",
    ),
    Row(
        "crawl_threads",
        16,
        _between(1, 256),
        "Pages that `tratin crawl` fetches at the same time, of all hosts.",
    ),
    Row(
        "crawl_delay_ms",
        2000,
        _between(0, 3_600_000),
        "Milliseconds between the end of a request and the next to the same host or address, unless the file "
        "of the portal or its robots.txt asks for more.",
    ),
    Row(
        "crawl_often_s",
        3600,
        _between(10, 86_400),
        "Seconds between two visits to a feed, sitemap or list that had something new the last time; twice "
        "as long after each visit without, up to a day.",
    ),
    Row("crawl_timeout_s", 30, _between(1, 600), "Seconds after which a request is given up."),
    Row("crawl_page_mb", 16, _between(1, 1000), "Largest page, with and without compression, in MB."),
    Row("build_memory_mb", 512, _between(64, 65536), "Memory of these processes together, in MB, about."),
)

FROM_DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one home folder; `origins` says of each value where it came from."""

    home: Path
    values: Mapping[str, Value]
    origins: Mapping[str, str]

    def text(self, name: str) -> str:
        """A setting that is text."""
        return str(self.values[name])

    def number(self, name: str) -> int:
        """A setting that is a whole number."""
        return int(self.values[name])

    @property
    def index_dir(self) -> Path:
        """Where index generations live."""
        return self.home / "index"

    @property
    def store_url(self) -> str:
        """The database, as SQLAlchemy writes it."""
        return f"sqlite:///{quote(str(self.home / 'tratin.db'))}"

    @property
    def raw_dir(self) -> Path:
        """Where raw pages live, as WARC files."""
        return self.home / "raw"


def load_settings(home: Path, environ: Mapping[str, str] | None = None) -> Settings:
    """Read defaults, then `home/tratin.toml`, then `TRATIN_*`.

    Raises:
        SettingsError: a key is unknown, or a value has the wrong type or is out of range.
    """
    environ = os.environ if environ is None else environ
    values: dict[str, Value] = {row.name: row.default for row in TABLE}
    origins = dict.fromkeys(values, FROM_DEFAULT)
    path = home / CONFIG_NAME
    for origin, given in ((str(path), _from_file(path)), ("environment", _from_environment(environ))):
        for name, value in given.items():
            values[name] = check(name, value, origin)
            origins[name] = origin
    _fit_page_size(values, origins)
    return Settings(home, values, origins)


def _fit_page_size(values: dict[str, Value], origins: Mapping[str, str]) -> None:
    """Hold `page_size` to `max_page_size`: a default gives way, a number that was set is refused."""
    size, most = int(values["page_size"]), int(values["max_page_size"])
    if size <= most:
        return
    if origins["page_size"] != FROM_DEFAULT:
        raise _out_of_range(_row("page_size"), size, f"{origins['page_size']}: max_page_size = {most}")
    values["page_size"] = most


def _from_file(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))  # Notepad begins with a mark
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path}: {error}", vietnamese=f"Không đọc được {path}.") from error


NOT_SETTINGS = frozenset(
    f"TRATIN_{name}" for name in ("HOME", "PRIVATE_DATA", "CHROMIUM", "REQUIRE", "PROOF", "SEED")
)
"""Variables of the command line and the tests that are not settings."""

LOGINS = "TRATIN_LOGIN_"
"""How the names of variables begin that hold a user and a password of a portal; files name them."""


def _from_environment(environ: Mapping[str, str]) -> dict[str, object]:
    return {
        name.removeprefix("TRATIN_").lower(): value
        for name, value in environ.items()
        if name.startswith("TRATIN_") and not name.startswith(LOGINS) and name not in NOT_SETTINGS
    }


def check(name: str, value: object, origin: str) -> Value:
    """The value as the setting holds it; raises `SettingsError`, naming `origin`, if it is not allowed."""
    row = _row(name, origin)
    if isinstance(row.default, int) and isinstance(value, str) and re.fullmatch(r"-?[0-9]{1,18}", value):
        value = int(value)
    if type(value) is not type(row.default):
        kind, loai = ("a whole number", "số nguyên") if isinstance(row.default, int) else ("text", "chữ")
        raise SettingsError(
            f"{origin}: {name} must be {kind}, not {value!r}", vietnamese=f"Thiết đặt {name} phải là {loai}."
        )
    tidy = row.rule.tidy(value)
    if tidy is None:
        raise _out_of_range(row, value, origin)
    return tidy


def _row(name: str, origin: str = "") -> Row:
    row = next((row for row in TABLE if row.name == name), None)
    if row is None:
        raise SettingsError(
            f"{origin}: there is no setting {name!r}; `tratin config` lists them",
            vietnamese=f"Không có thiết đặt {name!r}; xem `tratin config`.",
        )
    return row


def _out_of_range(row: Row, value: object, origin: str) -> SettingsError:
    return SettingsError(
        f"{origin}: {row.name} must be {row.rule.says}, not {value!r}",
        vietnamese=f"Giá trị {value!r} của thiết đặt {row.name} không dùng được.",
    )
