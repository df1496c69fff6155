"""What trials of durability index: small states, each of which answers can tell from all others.

Of every article and every version of it there is one made-up document that names its version; a reader is
asked for all of them and for each version by its word, so that no mixture of two states passes for one.
"""

from __future__ import annotations

import hashlib
import random
from datetime import datetime
from typing import TYPE_CHECKING

from search import generations
from search.embedded.reader import EmbeddedReader
from search.embedded.segment import FOREVER
from search.errors import DamagedIndex
from search.model import VIETNAM, Article, Block, BlockKind, Document, Query
from search.query import parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from search.engine import Writer

State = dict[str, int]
"""The articles of an index, each with its version."""

MOST = 10_000
"""More hits than any trial has articles."""

_WORDS = "chi bộ kết nạp đảng viên mới xây dựng nông thôn huyện xã đoàn kết học tập làm theo".split()


class Mixed(Exception):  # noqa: N818 - what was found
    """Answers of one generation that contradict each other."""


def state(number: int, articles: int = 40) -> State:
    """The state after a commit: of the one before some are changed, some gone and some back."""
    return {
        f"a{each:03d}": 1 + (number + each) // 5
        for each in range(articles)
        if number and (number + 2 * each) % 9
    }


def digest(wanted: Mapping[str, int]) -> str:
    """A state in a few letters."""
    return hashlib.sha256(repr(sorted(wanted.items())).encode()).hexdigest()[:16]


def document(article_id: str, version: int) -> Document:
    """A version of an article; the same each time."""
    chance = random.Random(f"{article_id} {version}")  # noqa: S311 - test data
    title, body = f"Bài {article_id} v{version}", " ".join(chance.choices(_WORDS, k=chance.randint(5, 40)))
    ends = len(title), len(title) + 2 + len(body)
    blocks = Block(BlockKind.TITLE, 0, ends[0]), Block(BlockKind.BODY, ends[0] + 2, ends[1])
    article = Article(f"{title}\n\n{body}", blocks, f"v{version}")
    return Document(article_id, version, article, datetime(2024, 1, 1, tzinfo=VIETNAM))


def bring(writer: Writer, wanted: Mapping[str, int]) -> int:
    """Put and delete until the writer holds a state; how many documents were put."""
    held = writer.held()
    missing = [(each, version) for each, version in wanted.items() if held.get(each) != version]
    for each, version in missing:
        writer.put(document(each, version))
    for each in held:
        if each not in wanted:
            writer.delete(each)
    return len(missing)


def shown(reader: EmbeddedReader) -> State:
    """The state that a reader answers from. Raises `Mixed` where its answers contradict each other."""
    everything = reader.search(Query(size=MOST, facets=("source",)))
    ids = [hit.id for hit in everything.hits]
    found = {hit.id: int(hit.source[1:]) for hit in everything.hits}
    counts = {value.value: value.count for facet in everything.facets for value in facet.values}
    if len(ids) != len(found) or everything.total != len(found) or _counted(found) != counts:
        raise Mixed(f"{everything.total} articles, {len(found)} of them distinct, counted {counts}")
    for version in set(found.values()):
        _check_version(reader, found, version)
    return found


def _counted(found: State) -> dict[str, int]:
    versions = list(found.values())
    return {f"v{version}": versions.count(version) for version in set(versions)}


def _check_version(reader: EmbeddedReader, found: State, version: int) -> None:
    word = f"v{version}"
    holding = {hit.id for hit in reader.search(Query(match=parse(word)[0], size=MOST)).hits}
    if holding != {each for each, its in found.items() if its == version}:
        raise Mixed(f"{word}: {sorted(holding)}")
    some = min(holding)
    if reader.get(some) != document(some, version):
        raise Mixed(f"{some} is not its version {version}")


def opened(root: Path) -> State:
    """The state that a newly opened reader answers from."""
    return shown(EmbeddedReader(root))


def strays(root: Path) -> Iterator[str]:
    """What does not belong in an index after a commit, and what of it is not whole."""
    for path in sorted(root.iterdir()):
        if path.name in (generations.CURRENT, "write.lock"):
            continue
        if path.name not in generations.names(root):
            yield path.name
            continue
        try:
            expected = {generations.MANIFEST, *_files_of(path)}
        except DamagedIndex as damage:
            yield str(damage)
            continue
        yield from (f"{path.name}/{each.name}" for each in path.iterdir() if each.name not in expected)


def _files_of(folder: Path) -> set[str]:
    """The files that the segments of a generation need. Raises `DamagedIndex` where it is not whole."""
    manifest = generations.manifest_of(folder)
    names = {f"MAIN_{each.name}{ending}" for each in manifest.segments for ending in FOREVER}
    names |= {f"MAIN_{each.name}.live" for each in manifest.segments if each.alive < each.articles}
    return names | {"_MAIN_1.toc"}
