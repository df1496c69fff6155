"""Answers queries from the published generation, and notices a new one within a second."""

from __future__ import annotations

import gc
import logging
import threading
import time
from collections import deque
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from search import generations
from search.embedded.answer import answer
from search.embedded.clock import Clock
from search.embedded.facets import FacetCounter
from search.embedded.groups import copies_of
from search.embedded.language.complete import suggest
from search.embedded.marking import accepted_of, mark_blocks, passages_of
from search.embedded.matching import Asked, match
from search.embedded.memory import keep_freed_memory
from search.embedded.precedents.asking import Asking
from search.embedded.precedents.reader import EmbeddedPrecedents
from search.embedded.snapshot import Snapshot
from search.embedded.turns import Turns
from search.errors import DamagedIndex, EngineError, NoIndex
from search.generations import CHECKED_AT_ONCE
from search.suggest.keystrokes import as_typed
from search.suggest.restoring import restore

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from search.marking import Accepted
    from search.model import Copies, Document, MarkedText, Query, Result, Stats, Suggestion, Word
    from search.suggest.model import Correction, Reading

Answer = TypeVar("Answer")

_LOOK_AGAIN = 0.5
"""Seconds between looks at which generation is published."""

_ASKED_ANEW = 3
"""Questions that are asked of a new generation before it serves: the first takes as long as twenty others."""

_LONGER = 5
"""How many times longer than a search precedents may be matched: they are asked seldom, and must be whole."""

_log = logging.getLogger(__name__)


class _Serving:
    """A snapshot that serves, and its facets."""

    def __init__(self, folder: Path) -> None:
        self.is_checked = generations.manifest_of(folder).bytes <= CHECKED_AT_ONCE
        if self.is_checked and (damaged := list(generations.damage(folder))):
            raise DamagedIndex(f"{folder.name} is damaged: {', '.join(damaged)}")
        try:
            self.snapshot = Snapshot(folder)
            self.counter = FacetCounter(self.snapshot.segments)
        except (EngineError, OSError):
            raise
        except Exception as error:
            raise DamagedIndex(f"{folder.name} makes no sense: {error!r}") from error

    @property
    def name(self) -> str:
        """The name of the generation."""
        return self.snapshot.manifest.generation

    def check(self) -> None:
        """Compare every array with its checksum. Raises `DamagedIndex`."""
        damaged = list(self.snapshot.damage())
        if damaged:
            raise DamagedIndex(f"{self.name} is damaged: {', '.join(damaged)}")
        self.is_checked = True


class EmbeddedReader:
    """See `search.engine.Reader`.

    Questions are answered one at a time: NumPy gives other threads too little to do, and eight that run at
    will make the slowest answers ten times slower. Servers run several processes instead.

    `limit_ms` is how long the costly parts of matching and ranking may take, and again those of counting
    facets; what is left out is told. None: as long as it takes.
    """

    def __init__(self, root: Path, limit_ms: float | None = None) -> None:
        keep_freed_memory()
        self._limit_ms = limit_ms
        self._root = root
        self._turn = Turns()
        self._opening = threading.Lock()
        self._looked = 0.0
        self._published = ""
        self._wrong = ""
        self._serving: _Serving | None = None
        self.asked_last: deque[Query] = deque(maxlen=_ASKED_ANEW)
        """The last questions with facets, which pages of results ask."""

    def look(self) -> None:
        """Open what was published since, so that nobody who asks has to; raises nothing.

        What is wrong is told once, until it is another or well again.
        """
        if not self._opening.acquire(blocking=False):
            return
        try:
            if self._serving is not None or generations.current(self._root) != self._published:
                self._refresh()
                self._wrong = ""
        except NoIndex as error:
            if self._serving is not None:
                self._tell(error)
        except Exception as error:  # noqa: BLE001 - the generation before serves on, or whoever asks is told
            self._tell(error)
        finally:
            self._opening.release()

    def _tell(self, error: Exception) -> None:
        wrong = repr(error)
        if wrong != self._wrong:
            self._wrong = wrong
            instead = "the one before serves on" if self._serving else "none serves"
            _log.error("the published index cannot be opened, %s: %s", instead, error)

    def _current(self) -> _Serving:
        """What to answer from. The first call opens it, and raises `NoIndex` where there is none."""
        if self._serving is None:
            with self._opening:
                self._refresh()
        elif time.monotonic() - self._looked > _LOOK_AGAIN:
            self.look()
        assert self._serving is not None
        return self._serving

    def _refresh(self) -> None:
        """Open the published generation if it is another than last time, damaged or not."""
        self._looked = time.monotonic()
        published = generations.current(self._root)
        while self._serving is None or published != self._published:
            self._published = published
            try:
                serving = _open(self._root, published)
                self._make_ready(serving)
            except DamagedIndex as damage:
                published = generations.current(self._root)
                if published != self._published:  # it was not damaged but swept: there is a newer one
                    continue
                serving = _before(self._root, published, damage)
            except OSError:
                self._published = ""  # such as too many open files: the next time it may be well
                raise
            self._serve(serving)

    def _make_ready(self, serving: _Serving) -> None:
        """Ask what was asked last: tables are made and files read while the one before still answers."""
        if self._serving is None:
            return
        for query in tuple(self.asked_last):
            try:
                answer(serving.snapshot, serving.counter, query, self._limit_ms)
            except DamagedIndex:
                raise
            except Exception:  # noqa: BLE001 - whoever asks is told
                return

    def _serve(self, serving: _Serving) -> None:
        """Answer from a generation from now on."""
        is_first, self._serving = self._serving is None, serving
        if not is_first:
            _let_go()
        if not serving.is_checked:
            threading.Thread(target=self._check, args=(serving,), daemon=True).start()

    def _check(self, serving: _Serving) -> None:
        """Read a generation whole while it serves; if it is damaged, the one before takes over."""
        try:
            self._checked(serving)
        except DamagedIndex as damage:
            _log.error("the index is damaged, none serves instead; run `tratin build --full`: %s", damage)
        except Exception:  # noqa: BLE001 - a thread has nobody to raise to; the generation serves on
            _log.exception("%s could not be checked", serving.name)

    def _replace(self, damaged: _Serving, damage: DamagedIndex) -> _Serving:
        """What serves instead of a damaged generation."""
        with self._opening:
            if self._serving is damaged:
                self._serve(_before(self._root, damaged.name, damage))
            assert self._serving is not None
            return self._serving

    def precedents(self) -> EmbeddedPrecedents:
        """How things were worded before, in the generation that serves now."""
        return EmbeddedPrecedents(_Asker(self.held()))

    def asked(self, ask: Callable[[Asking], Answer]) -> Answer:
        """The answer to a question about precedents."""
        limit = self._limit_ms and self._limit_ms * _LONGER
        return self._answer(lambda serving: ask(Asking(serving.snapshot, serving.counter, limit)))

    def held(self) -> EmbeddedReader:
        """A reader of the generation that serves now."""
        return _HeldReader(self, self._current(), self._limit_ms)

    def _answer(self, ask: Callable[[_Serving], Answer]) -> Answer:
        return self.answered(self._current(), ask)[1]

    def answered(self, serving: _Serving, ask: Callable[[_Serving], Answer]) -> tuple[_Serving, Answer]:
        """Ask a generation; if it proves damaged, the one before it. Tells which one answered."""
        try:
            with self._turn:
                return serving, ask(serving)
        except DamagedIndex as damage:
            serving = self._replace(serving, damage)
        except Exception:  # a fault of the program, or an array that was not compared yet
            if serving.is_checked:
                raise
            serving = self._checked(serving)
        with self._turn:
            return serving, ask(serving)

    def _checked(self, serving: _Serving) -> _Serving:
        """A generation that is whole: this one, or the one before."""
        try:
            serving.check()
        except DamagedIndex as damage:
            return self._replace(serving, damage)
        return serving

    def search(self, query: Query) -> Result:
        """Answer a query."""
        if query.facets and query not in self.asked_last:
            self.asked_last.append(query)
        return self._answer(lambda serving: answer(serving.snapshot, serving.counter, query, self._limit_ms))

    def get(self, article_id: str) -> Document | None:
        """The document with this id, or None."""
        return self._answer(lambda serving: serving.snapshot.find(article_id))

    def copies(self, article_id: str, most: int) -> Copies:
        """The near-duplicates of an article, itself included, and the first `most` of them."""
        return self._answer(lambda serving: copies_of(serving.snapshot, article_id, most))

    def mark(self, document: Document, query: Query) -> tuple[MarkedText, ...]:
        """The document's blocks in order, each with what the query matched in it."""
        return self._answer(lambda serving: mark_blocks(document, self._accepted(serving, document, query)))

    def passages(self, document: Document, query: Query) -> tuple[MarkedText, ...]:
        """All passages of the document that match the query, in the order of its text."""
        return self._answer(lambda serving: passages_of(document, self._accepted(serving, document, query)))

    def suggest(self, text: str, limit: int) -> tuple[Suggestion, ...]:
        """How what is being typed may go on."""
        return self._answer(lambda serving: suggest(serving.snapshot, text, limit))

    def restore(self, words: Sequence[Word], most: int) -> tuple[Reading, ...]:
        """The likeliest readings of words typed without some of their marks."""
        return self._answer(lambda serving: restore(words, serving.snapshot.language, most))

    def did_you_mean(self, words: Sequence[Word]) -> tuple[Correction, ...]:
        """What may be meant by words of which some seem mistyped."""
        return self._answer(lambda serving: serving.snapshot.typos.did_you_mean(words))

    def as_typed(self, words: Sequence[Word]) -> tuple[Word, ...]:
        """The words, those typed in keys of an input method as it would have made them."""
        return self._answer(lambda serving: as_typed(words, serving.snapshot.language))

    def _accepted(self, serving: _Serving, document: Document, query: Query) -> Accepted:
        """What a query accepts in a document, in a generation."""
        asked = Asked(serving.snapshot, serving.counter, Clock(self._limit_ms))
        place = serving.snapshot.place(document.id)
        markless = place is not None and place[0].is_markless(place[1])
        return accepted_of(query.match, match(asked, query).spelling, markless=markless)

    def stats(self) -> Stats:
        """What the index holds."""
        return self._answer(lambda serving: replace(serving.snapshot.stats, is_verified=serving.is_checked))


class _Asker:
    """Asks one generation for precedents."""

    def __init__(self, held: EmbeddedReader) -> None:
        self._held = held

    def __call__(self, ask: Callable[[Asking], Answer], /) -> Answer:
        return self._held.asked(ask)


class _HeldReader(EmbeddedReader):
    """Answers from one generation of another reader, in its turns."""

    def __init__(self, owner: EmbeddedReader, serving: _Serving, limit_ms: float | None) -> None:
        self._owner, self._held, self._limit_ms = owner, serving, limit_ms
        self.asked_last = owner.asked_last

    def look(self) -> None:
        """Nothing: it holds one."""

    def held(self) -> EmbeddedReader:
        """Itself: it holds one already."""
        return self

    def _answer(self, ask: Callable[[_Serving], Answer]) -> Answer:
        self._held, given = self._owner.answered(self._held, ask)
        return given


def _let_go() -> None:
    """Collect what is gone: caches refer to their owners; else replaced files stay open, and on the disk."""
    is_frozen = gc.get_freeze_count()
    gc.unfreeze()
    gc.collect()
    if is_frozen:
        gc.freeze()


def _open(root: Path, published: str) -> _Serving:
    """The published generation. Raises `DamagedIndex`."""
    if not published:
        raise DamagedIndex(f"{generations.CURRENT} names no generation")
    return _Serving(root / published)


def _before(root: Path, damaged: str, damage: DamagedIndex) -> _Serving:
    """The newest whole generation but the damaged one; the damage itself is raised where there is none."""
    for name in reversed(generations.names(root)):
        if name != damaged:
            try:
                serving = _Serving(root / name)
                serving.check()
            except EngineError:
                continue
            _log.error(
                "the index is damaged, %s serves instead; run `tratin build --full`: %s",
                name,
                damage,
                extra={
                    "vietnamese": f"Chỉ mục bị hỏng, đang dùng bản {name}; hãy chạy `tratin build --full`."
                },
            )
            return serving
    raise damage
