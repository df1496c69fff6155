"""`tratin portals`: the portals that are known, and a check of their files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from index.crawl.beginnings import FEED, LIST, SITEMAP, START, ruled_out
from index.crawl.find.scope import DENIED, OUTSIDE
from index.portals import check_portals, load_portals, portal_folders
from search.errors import InputError, SettingsError
from search.places import label
from search.topics import taxonomy_of
from tools.console import NamedPath, both, pass_console
from tools.explore.exploring import explore, is_readable, make_draft, write_draft
from tools.explore.telling import lines_of
from tools.reasons import english, vietnamese

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.crawl.beginnings import RuledOut
    from index.portals import Portal
    from tools.console import Console

_WHAT = {
    START: ("trang bắt đầu", "start page"),
    LIST: ("trang danh sách", "list page"),
    FEED: ("nguồn tin", "feed"),
    SITEMAP: ("sơ đồ trang", "sitemap"),
}
_REASONS = {
    DENIED: (
        "bị `allow`, `deny` của tệp loại ra nên không bao giờ được tải",
        "ruled out by `allow` or `deny` of the file, never fetched",
    ),
    OUTSIDE: (
        "nằm ngoài máy chủ và đường dẫn trong `hosts` nên không bao giờ được tải",
        "outside of the hosts and paths in `hosts`, never fetched",
    ),
}


@click.group(invoke_without_command=True)
@click.option(
    "--check",
    "checks",
    is_flag=True,
    help="Chỉ kiểm tra các tệp, nói mọi lỗi. / Only check the files, tell every error.",
)
@pass_console
def portals(console: Console, *, checks: bool) -> int:
    """Liệt kê các cổng tin đã biết. / List the portals that are known.

    A portal is a TOML file in seeds/portals/ or in the folder portals/ of the home folder; one of your own
    takes the place of a shipped one of the same name. docs/portals.md describes the files. `check URL`
    explores a new portal and drafts its file.
    """
    if click.get_current_context().invoked_subcommand is not None:
        return 0
    return _check(console) if checks else _list(console)


@portals.command()
@click.argument("url", required=False)
@click.option(
    "--write",
    is_flag=True,
    help="Ghi bản nháp vào portals/ của thư mục dữ liệu. / Write the draft to portals/ of the home folder.",
)
@click.option(
    "--out",
    type=NamedPath(dir_okay=False, path_type=Path),
    help="Ghi bản nháp vào tệp này. / Write the draft to this file.",
)
@click.option("--force", is_flag=True, help="Ghi đè tệp đã có. / Replace a file that is there.")
@click.option(
    "--private",
    is_flag=True,
    help="Cho phép địa chỉ trong mạng riêng. / Allow addresses in private networks.",
)
@pass_console
def check(console: Console, url: str | None, *, out: Path | None, **how: bool) -> int:
    """Khám phá một cổng tin mới; không nêu URL thì kiểm tra các tệp. / Explore a new portal, or check files.

    With URL: looks at the portal with at most 30 requests, as slowly as a crawl and obeying robots.txt, tells
    what was found, and drafts a portal file, disabled, which is printed unless --write or --out is given.
    Needs the setting crawl_contact. Exit code 3 if no page came. Without URL: tells of every portal file
    whether it is sound (exit code 2 if one is not).
    """
    if url is None:
        if out or any(how.values()):
            raise click.UsageError("hãy nêu URL / name a URL to explore")
        return _check(console)
    return _explore(console, url, out, **how)


def _explore(console: Console, url: str, out: Path | None, *, write: bool, force: bool, private: bool) -> int:
    with console.status() as tell:
        explored = explore(console.settings, url, private=private, show=tell)
    for line in lines_of(explored):
        console.line(line)
    if not is_readable(explored):
        console.emit({"explored": explored, "draft": None, "file": None})
        raise InputError(
            f"{url}: {english(explored.door.problem)}",
            vietnamese=f"{url}: {vietnamese(explored.door.problem)}.",
        )
    made = make_draft(console.settings, explored, out)
    writes = write or out is not None
    if writes:
        write_draft(made, force=force)
        console.say(f"Đã ghi bản nháp {made.path}", "the draft was written; check it before enabling it")
    else:
        console.line("")
        console.line(made.text)
    console.emit({"explored": explored, "draft": made.text, "file": str(made.path) if writes else None})
    return 0


def _list(console: Console) -> int:
    """Tell of every portal that is known."""
    known = load_portals(portal_folders(console.settings.home), taxonomy_of(console.settings)).all
    for portal in known:
        never = ruled_out(portal)
        console.emit(_facts(portal, never))
        for line in (*_lines(portal), *(_warning(portal.path, one) for one in never)):
            console.line(line)
    if not known:
        console.say("Chưa có tệp cổng tin nào", "there are no portal files")
    return 0


def _check(console: Console) -> int:
    """Tell of every file whether it is sound; the exit code of a wrong setting if one is not.

    What a sound file rules out itself is a warning, and changes no exit code.
    """
    wrong = 0
    folders, taxonomy = portal_folders(console.settings.home), taxonomy_of(console.settings)
    for path, portal, problem in check_portals(folders, taxonomy):
        wrong += bool(problem)
        never = ruled_out(portal) if portal else ()
        told = [_facts_of(one) for one in never]
        console.emit({"file": str(path) if path else None, "problem": problem or None, "warnings": told})
        console.line(f"{both('Lỗi', 'Error')}: {problem}" if problem else f"{both('Tốt', 'OK')}: {path}")
        for one in never:
            console.line(_warning(path, one))
    return SettingsError.exit_code if wrong else 0


def _facts(portal: Portal, never: Sequence[RuledOut]) -> dict[str, object]:
    return {
        "key": portal.key,
        "name": portal.name,
        "file": str(portal.path),
        "hosts": list(map(str, portal.hosts)),
        "sources": list(portal.sources),
        "place": portal.place or None,
        "fields": _fields(portal),
        "eras": len(portal.eras),
        "sections": len(portal.sections),
        "feeds": [feed.url for feed in portal.feeds],
        "lists": [listed.url for listed in portal.lists],
        "warnings": [_facts_of(one) for one in never],
    }


def _facts_of(one: RuledOut) -> dict[str, object]:
    return {**one._asdict(), "vietnamese": _REASONS[one.reason][0], "english": _REASONS[one.reason][1]}


def _warning(path: Path | None, one: RuledOut) -> str:
    """A line for an address of a file at which the crawl should begin, and never does."""
    what, reason = both(*_WHAT[one.key]), both(*_REASONS[one.reason])
    return f"{both('Cảnh báo', 'Warning')}: {path}: {what} {one.url}: {reason}"


def _fields(portal: Portal) -> list[str]:
    """The fields with rules, those of any era included."""
    every = [portal.rules, *(era.rules for era in portal.eras)]
    fields = dict.fromkeys(field for rules in every for field in rules.selectors)
    return [*fields, *(["remove"] if any(rules.remove for rules in every) else [])]


def _lines(portal: Portal) -> list[str]:
    lines = [f"{portal.key}  {portal.name}"]
    rows = (
        ("máy chủ · hosts", ", ".join(map(str, portal.hosts))),
        ("nguồn · sources", ", ".join(portal.sources)),
        ("nơi · place", f"{label(portal.place)} ({portal.place})" if portal.place else ""),
        ("trường · fields", ", ".join(_fields(portal))),
        ("thời kỳ · eras", str(len(portal.eras) or "")),
        ("chuyên mục · sections", str(len(portal.sections) or "")),
        ("nguồn tin · feeds", ", ".join(feed.url for feed in portal.feeds)),
        ("danh sách · lists", ", ".join(listed.url for listed in portal.lists)),
    )
    return lines + [f"    {name}: {value}" for name, value in rows if value]
