"""`tratin topics`: the table of topics, what it makes of articles, and how to make it better."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from index.clean.cleaner import clean
from index.enrich.citations import find_citations
from index.enrich.topics import find_topics, weigh_topics
from index.imports import FileSkip, read_files
from index.knowing import knowing_of
from index.store import open_store
from index.topic_changes import compare_topics
from index.topic_suggestions import suggest as suggest_phrases
from search.edited import own_path, text_of
from search.errors import InputError, StoreError
from search.model import Article, Skipped
from search.tables import DATA
from search.topic_table import TIERS, problems_in
from search.topics import NAME, taxonomy_in, taxonomy_of
from tools.checking import tell_problems
from tools.console import both, grouped, pass_console
from tools.vietnamese import skipped
from web.texts.reasons import reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from index.store import Store
    from index.topic_changes import TopicChange
    from index.topic_suggestions import Suggestion
    from search.model import Document, TopicFinding
    from search.topic_table import Signs
    from search.topics import Taxonomy
    from tools.console import Console

NEAR = 0.5
"""Share of the least score from which a topic that is not given is shown."""

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_topics_file = click.option(
    "--topics-file",
    type=_FILE,
    help="Thử bảng chủ đề này thay cho bảng đang dùng. / Try this table instead of the one in use.",
)


@click.group()
def topics() -> None:
    """Chủ đề: xem bảng, thử bài, tìm cụm từ còn thiếu. / Topics: the table, trials, missing phrases.

    The table is topics.toml in the home folder, or what the setting `topics_file` names, or else the one that
    is shipped; docs/topics.md tells how to edit it. After a change, `tratin build` makes topics anew.
    """


# ---------------------------------------------------------------- list


@topics.command(name="list")
@_topics_file
@pass_console
def list_(console: Console, topics_file: Path | None) -> None:
    """In cây chủ đề. / Print the tree of topics.

    With the number of phrases of each and, where there is a store, of the articles that have it now.
    """
    taxonomy = _taxonomy(console, topics_file)
    signs = {each.topic: each for each in taxonomy.signs}
    articles = _articles(console)
    for each in taxonomy.topics.values():
        mine = [signs[each.id]] if each.parent else [signs[sub.id] for sub in taxonomy.children(each.id)]
        phrases = sum(1 for one in mine for _ in one.phrases())
        count = None if articles is None else articles[each.id]
        console.emit(
            {
                "id": each.id,
                "name": each.name,
                "name_en": each.name_en,
                "parent": each.parent,
                "phrases": phrases,
                "articles": count,
                **(_tiers(mine[0]) if each.parent else {}),
            }
        )
        indent = "    " if each.parent else ""
        counted = f", {grouped(count)} bài · articles" if count is not None else ""
        console.line(
            f"{indent}{each.name} · {each.name_en}  ({each.id}): {phrases} cụm từ · phrases{counted}"
        )
    if articles is not None:
        console.say(f"Không có chủ đề: {grouped(articles[''])} bài", "articles without a topic")


def _tiers(signs: Signs) -> dict[str, int]:
    return {tier: len(getattr(signs, tier)) for tier in TIERS}


def _articles(console: Console) -> Counter[str] | None:
    """How many stored articles have each topic, upper ones too, or none (an empty id). None: no store."""
    found: Counter[str] = Counter()
    try:
        with open_store(console.settings, write=False) as store:
            for document in _documents(console, store):
                ids = {part for topic in document.topics for part in (topic.id.partition("/")[0], topic.id)}
                found.update(ids or {""})
    except StoreError:
        return None
    return found


# ---------------------------------------------------------------- test


@topics.command()
@click.argument("files", nargs=-1, required=True, type=_FILE, metavar="FILE...")
@_topics_file
@pass_console
def test(console: Console, files: tuple[Path, ...], topics_file: Path | None) -> None:
    """Thử xem bài được chủ đề nào, vì sao. / Tell which topics articles get, and why.

    FILE is a page (.html), a capture (.txt) or records (.jsonl), as `tratin add` takes them; nothing is
    stored. Prints the score of each topic with the phrases that it comes from, and what comes near. A topic
    is given (*) from the least score on; at most two are.
    """
    taxonomy = _taxonomy(console, topics_file)
    usable = 0
    for name, article in _articles_in(console, files):
        if isinstance(article, Article):
            usable += 1
            _tell(console, name, article, taxonomy)
        else:
            console.emit({"file": name, "skipped": article.reason.value, "detail": article.detail})
            console.line(f"{name}: bỏ qua · skipped: {skipped(article.reason, article.detail)}")
    if not usable:
        raise InputError("no article in what was given", vietnamese="Không có bài nào dùng được.")


def _articles_in(console: Console, files: Iterable[Path]) -> Iterator[tuple[str, Article | Skipped]]:
    knowing = knowing_of(console.settings, None)
    max_bytes = console.settings.number("max_file_mb") * 1_000_000
    for page in read_files(list(files), "thu", max_bytes):
        if isinstance(page, FileSkip):
            yield page.name, Skipped(page.reason, page.detail)
        else:
            yield page.name, clean(page, knowing.known_of(page))


def _tell(console: Console, name: str, article: Article, taxonomy: Taxonomy) -> None:
    cited = find_citations(article)
    given = {finding.id for finding in find_topics(article, cited, taxonomy)}
    weighed, least = weigh_topics(article, cited, taxonomy)
    shown = [one for one in weighed if one.id in given or one.score >= NEAR * least]
    console.emit(
        {
            "file": name,
            "title": article.title,
            "least": round(least, 2),
            "topics": [_facts(one, taxonomy, given=one.id in given) for one in shown],
        }
    )
    console.line(f"{name}: {article.title}")
    console.say(f"  điểm thấp nhất để được nhận: {least:.2f}", "least score")
    if not given:
        console.say("  khác/chưa rõ", "other, not known")
    for one in shown:
        mark = "*" if one.id in given else " "
        label = both(taxonomy.label(one.id), taxonomy.label(one.id, "en"))
        console.line(f"  {mark} {one.score:6.2f}  {label}  ({one.id})")
        for evidence in one.evidence:
            console.line(f"            “{evidence.quote}”: {both(reason(evidence.why, 'vi'), evidence.why)}")


def _facts(finding: TopicFinding, taxonomy: Taxonomy, *, given: bool) -> dict[str, Any]:
    return {
        "id": finding.id,
        "label": taxonomy.label(finding.id),
        "score": finding.score,
        "given": given,
        "evidence": [{"quote": each.quote, "why": each.why, "span": each.span} for each in finding.evidence],
    }


# ---------------------------------------------------------------- check


@topics.command()
@click.argument("file", required=False, type=_FILE)
@pass_console
def check(console: Console, file: Path | None) -> int:
    """Kiểm tra một bảng chủ đề, nói mọi lỗi. / Check a table of topics, tell every mistake.

    FILE is a table; without it, the one in use. Exit code 2 if anything is wrong with it.
    """
    path = file or _path_in_use(console)
    problems = problems_in(text_of(path))
    console.emit({"file": str(path), "problems": [one._asdict() for one in problems]})
    return tell_problems(console, path, problems)


def _path_in_use(console: Console) -> Path:
    return own_path(console.settings, "topics_file", NAME) or DATA / NAME


# ---------------------------------------------------------------- suggest and compare


@topics.command()
@click.option(
    "--limit", type=click.IntRange(1), default=30, show_default=True, help="Số cụm từ. / Phrases to print."
)
@_topics_file
@pass_console
def suggest(console: Console, limit: int, topics_file: Path | None) -> None:
    """Đề xuất cụm từ cho các bài chưa rõ chủ đề. / Propose phrases for articles without a topic.

    Looks through the store for phrases of two to five syllables that many articles without a topic hold and
    few others. Tells how many articles each would move, and the topic that similar articles point to. A
    person decides: a phrase that is right goes into the table, under `strong`, `medium` or `weak`.
    """
    taxonomy = _taxonomy(console, topics_file)
    with open_store(console.settings, write=False) as store:
        found = suggest_phrases(partial(_documents, console, store), taxonomy, limit)
    for one in found:
        console.emit(asdict(one))
        console.line(_line(one, taxonomy))
    console.say(f"{len(found)} cụm từ", "phrases")


def _line(one: Suggestion, taxonomy: Taxonomy) -> str:
    where = f"{taxonomy.label(one.topic)} ({one.topic}, {one.share:.0%})"
    held = f"{grouped(one.undecided)} bài chưa rõ, {grouped(one.decided)} bài khác · undecided, others"
    return f"{one.moves:>6}  {one.phrase}  → {where}; {held}"


@topics.command()
@click.argument("file", type=_FILE)
@pass_console
def compare(console: Console, file: Path) -> None:
    """So một bảng chủ đề với bảng đang dùng, trên kho bài. / Compare a table with the one in use.

    Tells for each topic how many stored articles would get it and lose it, with some of their titles. Nothing
    is changed.
    """
    new = taxonomy_in(file)
    old = taxonomy_of(console.settings)
    with open_store(console.settings, write=False) as store:
        changes = compare_topics(_documents(console, store), old, new)
    for one in changes.topics.values():
        if one.gained or one.lost:
            console.emit(asdict(one))
            for line in _lines(one, new if new.topic(one.topic) else old):
                console.line(line)
    console.emit(
        {
            "articles": changes.articles,
            "changed": changes.changed,
            "undecided_before": changes.undecided_before,
            "undecided_after": changes.undecided_after,
        }
    )
    console.say(f"{grouped(changes.changed)}/{grouped(changes.articles)} bài đổi chủ đề", "articles change")
    console.say(
        f"Không có chủ đề: {grouped(changes.undecided_before)} → {grouped(changes.undecided_after)}",
        "without a topic",
    )


def _lines(one: TopicChange, taxonomy: Taxonomy) -> Iterator[str]:
    yield (
        f"{taxonomy.label(one.topic)} ({one.topic}): {grouped(one.before)} → {grouped(one.after)}, "
        f"+{grouped(one.gained)} -{grouped(one.lost)}"
    )
    yield from (f"    + {title}" for title in one.gains)
    yield from (f"    - {title}" for title in one.losses)


# ---------------------------------------------------------------- shared


def _taxonomy(console: Console, path: Path | None) -> Taxonomy:
    return taxonomy_in(path) if path else taxonomy_of(console.settings)


def _documents(console: Console, store: Store) -> Iterator[Document]:
    """All stored articles, with a progress line."""
    with console.progress("Đọc kho · reading", store.counts()["documents"]) as progress:
        for number, document in enumerate(store.documents(), 1):
            yield document
            progress(number)
