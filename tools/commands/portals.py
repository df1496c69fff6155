"""`tratin portals`: the portals that are known, and a check of their files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from index.portals import check_portals, load_portals, portal_folders
from search.errors import SettingsError
from search.places import label
from search.topics import taxonomy_of
from tools.console import both, pass_console

if TYPE_CHECKING:
    from index.portals import Portal
    from tools.console import Console


@click.command()
@click.option(
    "--check",
    is_flag=True,
    help="Chỉ kiểm tra các tệp, nói mọi lỗi. / Only check the files, tell every error.",
)
@pass_console
def portals(console: Console, *, check: bool) -> int:
    """Liệt kê các cổng tin đã biết. / List the portals that are known.

    A portal is a TOML file in seeds/portals/ or in the folder portals/ of the home folder; one of your own
    takes the place of a shipped one of the same name. docs/portals.md describes the files.
    """
    if check:
        return _check(console)
    known = load_portals(portal_folders(console.settings.home), taxonomy_of(console.settings)).all
    for portal in known:
        console.emit(_facts(portal))
        for line in _lines(portal):
            console.line(line)
    if not known:
        console.say("Chưa có tệp cổng tin nào", "there are no portal files")
    return 0


def _check(console: Console) -> int:
    """Tell of every file whether it is sound; the exit code of a wrong setting if one is not."""
    wrong = 0
    folders = portal_folders(console.settings.home)
    for path, problem in check_portals(folders, taxonomy_of(console.settings)):
        wrong += bool(problem)
        console.emit({"file": str(path) if path else None, "problem": problem or None})
        console.line(f"{both('Lỗi', 'Error')}: {problem}" if problem else f"{both('Tốt', 'OK')}: {path}")
    return SettingsError.exit_code if wrong else 0


def _facts(portal: Portal) -> dict[str, object]:
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
    }


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
