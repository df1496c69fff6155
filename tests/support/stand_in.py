"""A small engine and archive in memory, and the articles that they hold. Texts are written for the tests."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory

from engines import build, engine_at

from search.archive import Kept
from search.facets import column, moment, related, values
from search.marking import Accepted, mark
from search.model import (
    VIETNAM,
    And,
    Article,
    Best,
    Block,
    BlockKind,
    Canonical,
    Capture,
    Citation,
    Copies,
    Copy,
    Document,
    Everything,
    Evidence,
    Facet,
    FacetValue,
    Hit,
    Location,
    MarkedText,
    Not,
    Or,
    Phrase,
    Published,
    Query,
    Result,
    Sort,
    Span,
    Stats,
    TopicFinding,
    Trust,
    Word,
    WordCount,
)
from search.places import now, path
from search.snippets import all_passages, shown
from search.tokenizer import tokenize
from search.zones import is_searched, texts_of

GENERATION = "gen-7"


def article_of(*blocks: tuple[BlockKind, str], source: str = "mau", url: str | None = None) -> Article:
    """An article whose blocks stand one below the other."""
    text, made = "", []
    for kind, words in blocks:
        made.append(Block(kind, len(text), len(text) + len(words)))
        text += words + "\n"
    return Article(text, tuple(made), source, url)


def document_of(number: int, article: Article, **facts) -> Document:
    """A document whose id comes from a number."""
    identity = hashlib.sha256(f"bai {number}".encode()).hexdigest()[:16]
    return Document(identity, 1, article, datetime(2026, 5, 1, 8, 30, tzinfo=VIETNAM), **facts)


def stated(year: int, month: int, day: int, clock: time | None = None) -> Published:
    """A date that the page states."""
    evidence = (Evidence(f"{day:02}/{month:02}/{year}", "dòng ngày dưới tiêu đề", Span(0, 10)),)
    return Published(Trust.STATED, date(year, month, day), clock, year, year, year, 1.0, evidence)


def located(unit: str) -> Location:
    """A place on the map of its time, and today."""
    today, partial = now(unit)
    return Location(
        path(unit), today, 0.9, partial, evidence=(Evidence("Đảng bộ huyện", "tiêu đề nêu tên nơi"),)
    )


NASTY = "<script>alert(1)</script> \"'><img src=x onerror=alert(2)> & {{7*7}}"


def library() -> list[Document]:
    """Articles of several years, places and topics; one without any fact, one that tries to break out."""
    topics = ("to-chuc/phat-trien-dang-vien", "to-chuc/can-bo", "kiem-tra/kiem-tra-giam-sat")
    units = ("d:173", "d:172", "d:171", "p:19", "c:05968", "d:415")
    documents = []
    for number in range(30):
        title = f"Chi bộ số {number} kết nạp đảng viên mới"
        body = (
            f"Trong năm qua, chi bộ thôn {number} đã kết nạp {number + 2} đảng viên mới, đạt kế hoạch. "
            "Cấp ủy quan tâm bồi dưỡng quần chúng ưu tú, tạo nguồn phát triển Đảng ở nơi khó khăn."
        )
        article = article_of(
            (BlockKind.CHROME, "Trang chủ | Liên hệ"),
            (BlockKind.TITLE, title),
            (BlockKind.LEAD, "Công tác phát triển đảng viên được cấp ủy coi trọng."),
            (BlockKind.BODY, body),
            (BlockKind.CAPTION, "Lễ kết nạp đảng viên mới tại nhà văn hóa thôn. Ảnh: Tổ thông tin"),
            (BlockKind.HEADING, "Những việc cần làm"),
            (BlockKind.LIST, "Rà soát nguồn\nBồi dưỡng quần chúng\nPhân công giúp đỡ"),
            (BlockKind.QUOTE, "Làm tốt từ chi bộ thì việc gì cũng xong."),
            (BlockKind.TABLE, "Năm | Kết nạp\n2020 | 12\n2021 | 15"),
            (BlockKind.BYLINE, "Người viết thử"),
            (BlockKind.RELATED, "Tin cùng chuyên mục"),
            source=("bao-tinh", "cong-huyen")[number % 2],
            url=f"https://example.vn/bai-{number}.html",
        )
        documents.append(
            document_of(
                number,
                article,
                published=stated(2019 + number % 5, 1 + number % 12, 1 + number % 28, time(7, number)),
                location=located(units[number % len(units)]),
                topics=(
                    TopicFinding(topics[number % 3], 3.0, (Evidence("kết nạp đảng viên", "cụm từ mạnh"),)),
                ),
                citations=(
                    Citation(
                        "28-CT/TW",
                        "party",
                        date(2019, 1, 21),
                        (Evidence("Chỉ thị số 28-CT/TW", "số"),),
                        "XII",
                    ),
                )
                if number % 4 == 0
                else (),
            )
        )
    bare = article_of(
        (BlockKind.TITLE, "Hòa giải ở cơ sở"), (BlockKind.BODY, "Tổ hòa giải làm việc đều đặn.")
    )
    nasty = article_of(
        (BlockKind.TITLE, NASTY), (BlockKind.BODY, f"Bài thử {NASTY}"), url="javascript:alert(3)"
    )
    guessed = Published(Trust.INFERRED, None, None, 2023, 2022, 2023, 0.7, (Evidence("năm 2023", "câu kết"),))
    return [
        *documents,
        document_of(100, bare),
        document_of(101, replace(nasty, source=NASTY), published=guessed),
    ]


def reworded(document: Document) -> Document:
    """The next version of an article: another title, a number changed, a paragraph more."""
    article = document.article
    texts = [(block.kind, article.of(block)) for block in article.blocks]
    changed = [
        (kind, text.replace("đảng viên mới", "quần chúng ưu tú") if kind is BlockKind.TITLE else text)
        for kind, text in texts
    ]
    changed.insert(4, (BlockKind.BODY, "Bản sau thêm đoạn này."))
    made = article_of(*changed, source=article.source, url=article.url)
    return replace(document, version=2, article=made)


class FakeReader:
    """The engine contract in a few lines: slow, simple, exact."""

    def __init__(self, documents: list[Document]) -> None:
        self.documents = {document.id: document for document in documents}

    def search(self, query: Query) -> Result:
        """Answer a query."""
        found = [doc for doc in self.documents.values() if _matches(query.match, doc)]
        kept = [doc for doc in found if _passes(query, doc)]
        newest_first = sorted(kept, key=lambda doc: (-(moment(doc) or 0), doc.id))
        if query.sort is Sort.OLDEST:
            newest_first.sort(key=lambda doc: moment(doc) or 1 << 40)
        first = (query.page - 1) * query.size
        firsts = list({doc.group or doc.id: doc for doc in reversed(newest_first)}.values())[::-1]
        shown = firsts if query.fold else newest_first
        return Result(
            query=query,
            total=len(kept),
            groups=len(firsts),
            hits=tuple(
                replace(_hit(doc, query), copies=_copies(doc, kept) * query.fold)
                for doc in shown[first : first + query.size]
            ),
            facets=tuple(_facet(name, query, found) for name in query.facets),
            word_counts=tuple(
                WordCount(
                    part.surface,
                    sum(_passes(query, doc) and _matches(part, doc) for doc in self.documents.values()),
                )
                for part in _words(query.match)
            ),
            took_ms=1.5,
            generation=GENERATION,
        )

    def get(self, article_id: str) -> Document | None:
        """The document with this id."""
        return self.documents.get(article_id)

    def copies(self, article_id: str, most: int) -> Copies:
        """The group of an article, the oldest first."""
        group = self.documents[article_id].group if article_id in self.documents else ""
        found = [doc for doc in self.documents.values() if group and doc.group == group]
        found.sort(key=lambda doc: (doc.published.day is None, moment(doc) or 0, doc.id))
        copies = [
            Copy(doc.id, doc.article.title, doc.article.source, doc.article.url, doc.published)
            for doc in found
        ]
        return Copies(len(copies), tuple(copies[:most]))

    def mark(self, document: Document, query: Query):
        """The blocks with their matches."""
        accepted = _accepted(query, document)
        return tuple(
            mark(text, accepted) if is_searched(block.kind) else MarkedText(text)
            for block in document.article.blocks
            for text in [document.article.of(block)]
        )

    def passages(self, document: Document, query: Query):
        """All passages that match."""
        return all_passages(document.article.title, texts_of(document.article), _accepted(query, document))

    def suggest(self, text: str, limit: int):
        """It knows no language: nothing goes on."""
        return ()

    def restore(self, words, most: int):
        """No word has another reading."""
        return ()

    def did_you_mean(self, words):
        """Nothing is a slip."""
        return ()

    def as_typed(self, words):
        """Nothing is typed in keys."""
        return tuple(words)

    def precedents(self):
        """Those of the oracle, over its documents."""
        with TemporaryDirectory() as folder:
            return build(engine_at("oracle", Path(folder)), self.documents.values()).precedents()

    def held(self) -> FakeReader:
        """Itself: it never changes."""
        return self

    def stats(self) -> Stats:
        """What it holds."""
        years = [doc.published.year for doc in self.documents.values() if doc.published.year]
        built = datetime(2026, 5, 2, tzinfo=VIETNAM)
        return Stats(
            len(self.documents), GENERATION, built, 1000, min(years, default=None), max(years, default=None)
        )


def _copies(document: Document, kept: list[Document]) -> int:
    return sum(bool(doc.group) and doc.group == document.group for doc in kept if doc is not document)


class CountingReader(FakeReader):
    """A reader that counts what it is asked, and may become another generation's."""

    def __init__(self, documents) -> None:
        super().__init__(documents)
        self.asked = 0
        self.generation = "gen-000001"

    def stats(self):
        """As the stand-in tells, of some generation."""
        return replace(super().stats(), generation=self.generation)

    def held(self):
        """Itself."""
        return self


class FakeArchive:
    """One capture of every article; two of the first. Portals took those down that `taken_down` names."""

    def __init__(self, documents: list[Document], taken_down=None) -> None:
        self.taken_down = taken_down or {}
        self.raws = {doc.id: [doc.article.text.encode()] for doc in documents}
        self.made = {(doc.id, 1): Kept(doc) for doc in documents}
        if documents:
            self.raws[documents[0].id].append(b"<script>alert(1)</script>\nban hai")
            self.made[documents[0].id, 2] = Kept(reworded(documents[0]))

    def captures(self, article_id: str) -> tuple[Capture, ...]:
        """All versions of an article."""
        return tuple(
            Capture(
                article_id,
                version,
                f"{article_id}.txt",
                "text/plain",
                len(raw),
                hashlib.sha256(raw).hexdigest(),
                datetime(2026, 5, version, 9, 0, tzinfo=VIETNAM),
                "https://example.vn/goc.html",
                "",
                datetime(2026, 5, version, 8, 15, tzinfo=VIETNAM),
                "tratin-00001.warc.gz",
            )
            for version, raw in enumerate(self.raws.get(article_id, ()), 1)
        )

    def kept(self, article_id: str, version: int) -> Kept | None:
        """What was made of one version."""
        return self.made.get((article_id, version))

    def withdrawn(self, article_id: str) -> None:
        """Nothing was withdrawn."""

    def withdrawn_among(self, article_ids) -> frozenset[str]:
        """Those that were withdrawn."""
        return frozenset(each for each in article_ids if self.withdrawn(each))

    def fetched(self, article_ids) -> dict[tuple[str, int], datetime]:
        """When versions were fetched."""
        return {(each, one.version): one.fetched for each in article_ids for one in self.captures(each)}

    def gone(self, article_id: str) -> datetime | None:
        """When its portal took an article down."""
        return self.taken_down.get(article_id)

    def raw(self, article_id: str, version: int) -> bytes | None:
        """The bytes of one version."""
        raws = self.raws.get(article_id, [])
        return raws[version - 1] if 1 <= version <= len(raws) else None


def _words(node) -> list[Word]:
    match node:
        case Word():
            return [node]
        case Phrase(words):
            return list(words)
        case And(parts) | Or(parts):
            return [word for part in parts for word in _words(part)]
        case Best(readings):
            return _words(readings[0][1])
        case _:
            return []


def _matches(node, document: Document) -> bool:  # noqa: PLR0911 - one return a kind of node
    tokens = tokenize(document.article.text)
    match node:
        case Word():
            return any(_same(node, token) for token in tokens)
        case Phrase(words):
            return any(
                all(
                    _same(word, token)
                    for word, token in zip(words, tokens[at : at + len(words)], strict=True)
                )
                for at in range(len(tokens) - len(words) + 1)
            )
        case And(parts):
            return all(_matches(part, document) for part in parts)
        case Or(parts):
            return any(_matches(part, document) for part in parts)
        case Best(readings):
            return any(_matches(reading, document) for _, reading in readings)
        case Canonical(_, value):
            return value in values(document)["ref"]
        case Not(part):
            return not _matches(part, document)
        case Everything():
            return True


def _same(word: Word, token) -> bool:
    return token.key == word.key or (word.key == word.fold and token.fold == word.fold)


def _passes(query: Query, document: Document, but: str = "") -> bool:
    known, days = values(document), document.published.days
    if query.since and (days is None or days[0] < query.since):
        return False
    if query.until and (days is None or days[1] > query.until):
        return False
    return all(
        set(chosen.values) & set(known[column(chosen.facet, query.map)])
        for chosen in query.filters
        if chosen.facet != but
    )


def _facet(name: str, query: Query, found: list[Document]) -> Facet:
    chosen = query.values(name)
    known = [
        set(values(document)[column(name, query.map)])
        for document in found
        if _passes(query, document, but=name)
    ]
    counted = []
    for value in {*chosen, *(value for some in known for value in some)}:
        wanted = {value, *(other for other in chosen if not related(name, value, other))}
        count, total = sum(value in some for some in known), sum(bool(wanted & some) for some in known)
        counted.append(FacetValue(value, count, value in chosen, total))
    return Facet(name, tuple(sorted(counted, key=lambda item: (-item.count, item.value))))


def _accepted(query: Query, document: Document) -> Accepted:
    tokens = tokenize(document.article.text)
    return Accepted(
        tuple(frozenset(token.key for token in tokens if _same(word, token)) for word in _words(query.match))
    )


def _hit(document: Document, query: Query) -> Hit:
    article, accepted = document.article, _accepted(query, document)
    found = shown(article.title, texts_of(article), accepted)
    return Hit(
        document.id,
        found.title,
        found.passages,
        article.source,
        article.url,
        document.published,
        document.location,
        tuple(topic.id for topic in document.topics),
        1.0,
        matches=found.matches,
    )
