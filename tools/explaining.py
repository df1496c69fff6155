"""How the cleaner reads one page, shown block by block: `tratin clean --explain`, and the operators' page."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from index.clean.explaining import explain
from index.imports import FileSkip, read_files
from index.knowing import knowing_of
from index.pages import article_id
from index.store import open_store
from index.store.database import is_missing
from search.errors import InputError
from search.model import KIND_NAMES, BlockKind, Skipped
from tools.console import both
from tools.vietnamese import skipped

if TYPE_CHECKING:
    from index.clean.explaining import Explained
    from index.clean.knowledge import Known
    from index.pages import RawPage
    from index.store import Store
    from search.settings import Settings
    from tools.console import Console

COLOURS = {
    "title": "bright_yellow",
    "lead": "bright_green",
    "body": "green",
    "heading": "bright_cyan",
    "list": "green",
    "table": "green",
    "quote": "green",
    "caption": "cyan",
    "byline": "magenta",
    "source": "magenta",
    "dateline": "yellow",
    "section": "blue",
    "attachment": "bright_blue",
    "related": "bright_black",
    "pager": "bright_black",
    "chrome": "bright_black",
}
"""The colour of each kind of block."""

_ID = re.compile(r"[0-9a-f]{16}")


def explain_target(console: Console, target: str, source: str) -> None:
    """Show how a page is read: a file, or a stored page by its address or article id."""
    page, known = target_of(console.settings, target, source)
    shown = facts(page, explain(page, known))
    console.emit(shown)
    if console.json:
        return
    color = False if os.environ.get("NO_COLOR") else None
    for line in _lines(shown):
        click.echo(line, color=color)


def target_of(settings: Settings, target: str, source: str) -> tuple[RawPage, Known]:
    """A page that a person names, with what is known of it: a file, or a stored page. Raises `InputError`."""
    is_file = _is_file(target)
    if is_missing(settings.store_url):
        if not is_file:
            raise _unknown(settings, target)
        page = _file(settings, target, source)
        return page, knowing_of(settings, None).known_of(page)
    with open_store(settings, write=False) as store:
        page = _file(settings, target, source) if is_file else stored(store, target)
        return page, knowing_of(settings, store).known_of(page)


def _is_file(target: str) -> bool:
    """Whether a file is named. Raises `InputError` for a folder, and for nothing at all."""
    if not target.strip():
        raise InputError("no page is named", vietnamese="Chưa nêu trang nào.")
    try:
        if Path(target).is_dir():
            raise InputError(
                f"{target} is a folder; name one file in it",
                vietnamese=f"{target} là thư mục; hãy nêu một tệp trong đó.",
            )
        return Path(target).is_file()
    except OSError:  # longer than a path may be, as an address may be
        return False


def _unknown(settings: Settings, target: str) -> InputError:
    return InputError(
        f"{target}: no such file, and there is no store at {settings.home} yet",
        vietnamese=f"Không có tệp {target}, và ở đây chưa có kho.",
    )


def _file(settings: Settings, target: str, source: str) -> RawPage:
    found = next(read_files([Path(target)], source, settings.number("max_file_mb") * 1_000_000), None)
    if found is None or isinstance(found, FileSkip):
        reason = f": {skipped(found.reason, found.detail)}" if found else ""
        raise InputError(f"{target} gives no page{reason}", vietnamese=f"Không đọc được trang từ {target}.")
    return found


def stored(store: Store, target: str) -> RawPage:
    """The current version of a stored page, by address or article id. Raises `InputError`."""
    ids = [target] if _ID.fullmatch(target) else [article_id(f"url:{target}")]
    captures = store.captures(ids[0])
    if not captures and target.isprintable() and (found := store.find(target)):
        captures = store.captures(found)
    page = store.page(captures[-1].article_id, captures[-1].version) if captures else None
    if page is None:
        raise InputError(
            f"{target}: no such file, and no stored page of this address or article id",
            vietnamese=f"Không có tệp hay trang đã lưu nào là {target}.",
        )
    return page


def facts(page: RawPage, explained: Explained) -> dict[str, Any]:
    """How a page was read, as JSON: its blocks, the reason of each field, or why there is no article."""
    result = explained.result
    told = None
    if isinstance(result, Skipped):
        told = {"reason": result.reason.value, "detail": result.detail}
    return {
        "id": article_id(page.identity),
        "name": page.name,
        "source": page.source,
        "url": page.url,
        "skipped": told,
        "blocks": [
            {"kind": block.kind.value, "text": block.text, "why": block.why} for block in explained.blocks
        ],
        "reasons": {} if isinstance(result, Skipped) else dict(result.reasons),
    }


def _lines(shown: dict[str, Any]) -> list[str]:
    lines = [click.style(f"{shown['id']} {shown['name']} {shown['url'] or ''}".rstrip(), bold=True)]
    if told := shown["skipped"]:
        lines.append(f"{both('bỏ qua', 'skipped')}: {skipped(told['reason'], told['detail'])}")
    for block in shown["blocks"]:
        colour = COLOURS[block["kind"]]
        text = "\n           ".join(_plain(block["text"]).splitlines())
        why = click.style(f"  [{_plain(block['why'])}]", dim=True) if block["why"] else ""
        kind = click.style(f"{KIND_NAMES[BlockKind(block['kind'])]:>10}", fg=colour)
        lines.append(f"{kind} {click.style(text, fg=colour)}{why}")
    if shown["reasons"]:
        lines.append(both("Lý do", "Reasons") + ":")
        lines += [f"{name:>10} {_plain(why)}" for name, why in shown["reasons"].items()]
    return lines


def _plain(text: str) -> str:
    """Text without what a terminal would obey: it comes from outside."""
    return "".join(sign if sign in "\n\t" or sign.isprintable() else "\ufffd" for sign in text)
