"""The report of `tratin clean`: what would change, for people and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tools.console import grouped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index.changes import Named, Report, Tally

KINDS = {
    "gained": ("thêm bài", "articles gained"),
    "lost": ("mất bài", "articles lost"),
    "grew": ("dài thêm hơn một nửa", "grew by more than half"),
    "shrank": ("ngắn đi hơn một nửa", "shrank by more than half"),
}

ALARMS = {
    "length": ("nội dung chỉ còn một nửa hoặc ít hơn", "half of its text or more is gone"),
    "dates": ("mất hơn một phần tư số bài có ngày", "more than a quarter of its days are gone"),
    "titles": (
        "một phần tư số bài trở lên đổi tiêu đề thành cùng một dòng",
        "a quarter of its titles or more become one and the same",
    ),
}


def facts(report: Report) -> dict[str, Any]:
    """The report as JSON."""
    return {
        "pages": report.pages,
        "unchanged": report.unchanged,
        **report.counts,
        "titles": report.titles,
        "dates": report.dates,
        "bylines": report.bylines,
        "named": {kind: [one._asdict() for one in found] for kind, found in report.named.items()},
        "sources": {name: _source(tally) for name, tally in sorted(report.sources.items())},
        "alarms": [{"source": source, "alarm": alarm} for source, alarm in report.alarms],
    }


def _source(tally: Tally) -> dict[str, Any]:
    return {
        "articles": tally.articles,
        "dated": [round(tally.share(place), 4) for place in (0, 1)],
        "characters": tally.characters,
    }


def lines(report: Report, damaged: Sequence[str]) -> Iterator[str]:
    """The report for people."""
    if not report.pages:
        yield "Không có trang nào cần làm sạch lại · no page is to be cleaned anew"
    else:
        yield (
            f"Đã làm sạch {grouped(report.pages)} trang, {grouped(report.unchanged)} giữ nguyên · "
            "pages cleaned, those unchanged"
        )
        yield (
            f"Đổi tiêu đề · titles changed: {grouped(report.titles)}; ngày · dates: {grouped(report.dates)}; "
            f"tác giả · bylines: {grouped(report.bylines)}"
        )
    for kind, (vietnamese, english) in KINDS.items():
        if report.counts[kind]:
            yield f"{vietnamese} · {english}: {grouped(report.counts[kind])}"
            yield from map(_named, report.named[kind])
    for name, tally in sorted(report.sources.items()):
        yield _told(name, tally)
    for source, alarm in report.alarms:
        vietnamese, english = ALARMS[alarm]
        yield f"CẢNH BÁO · ALARM: {source}: {vietnamese} · {english}"
    if damaged:
        shown = ", ".join(damaged[:20])
        yield f"Trang gốc bị hỏng, giữ bài cũ · raw pages damaged, articles kept: {len(damaged)} ({shown})"


def _named(one: Named) -> str:
    title = " ".join(one.title.split())[:80]
    return f"  {one.id} {title} ({grouped(one.before)} → {grouped(one.after)})"


def _told(name: str, tally: Tally) -> str:
    before, after = (f"{100 * tally.share(place):.0f} %" for place in (0, 1))
    return (
        f"  {name}: {grouped(tally.articles[0])} → {grouped(tally.articles[1])} bài · articles; "
        f"có ngày · dated {before} → {after}"
    )
