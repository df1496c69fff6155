"""Segments as Whoosh sees them: its own searcher, queries, matchers and columns run on our arrays.

Reading only: what is written goes through `writer`. The product answers without this module; it is what makes
the index one that any program with Whoosh can open: `whoosh.index.open_dir(folder, indexname="MAIN")`.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np
from whoosh import columns, fields, formats
from whoosh.codec import base
from whoosh.matching import LeafMatcher
from whoosh.matching.mcore import NullMatcherClass, ReadTooFar
from whoosh.reading import TermInfo

from search.embedded.segment import FIELDS, INDEX_NAME, Segment
from search.facets import COLUMNS
from search.zones import TEXT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from search.embedded.container import Array
    from search.embedded.postings import Field, Term

ID, DOCUMENT = "id", "document"


def schema() -> fields.Schema:
    """The schema of every generation: indexed fields, stored ones, and a column for each facet."""
    made = {name: fields.FieldType(_form(name), analyzer=None, scorable=True) for name in FIELDS}
    made.update({ID: fields.STORED(), DOCUMENT: fields.STORED()})
    made.update({name: fields.COLUMN(columns.VarBytesColumn()) for name in COLUMNS})
    return fields.Schema(**made)


def _form(name: str) -> formats.Format:
    return formats.Positions() if name == TEXT else formats.Frequency()


class ArraySegment(base.Segment):  # type: ignore[misc]  # Whoosh has no types
    """A segment in Whoosh's table of contents. Pickled there: the module's path must stay."""

    def __init__(self, name: str, articles: int, alive: int) -> None:
        super().__init__(INDEX_NAME)
        self.segid = name
        self._articles = articles
        self._alive = alive

    def codec(self) -> ArrayCodec:
        """The codec that reads it."""
        return ArrayCodec()

    def doc_count_all(self) -> int:
        """Articles, dead ones included."""
        return self._articles

    def deleted_count(self) -> int:
        """Dead articles."""
        return self._articles - self._alive

    def delete_document(self, docnum: int, delete: bool = True) -> None:
        """Not from here."""
        raise NotImplementedError("articles are deleted through search.embedded.writer")


class ArrayCodec(base.Codec):  # type: ignore[misc]
    """Reads our segments for Whoosh."""

    def per_document_writer(self, storage: Any, segment: Any) -> Any:
        """Not from here."""
        raise NotImplementedError("an index is written through search.embedded.writer")

    field_writer = per_document_writer

    def new_segment(self, storage: Any, indexname: str) -> Any:
        """Not from here."""
        raise NotImplementedError("an index is written through search.embedded.writer")

    def terms_reader(self, storage: Any, segment: ArraySegment) -> ArrayTerms:
        """The dictionary and postings of a segment."""
        return ArrayTerms(_open(storage, segment))

    def per_document_reader(self, storage: Any, segment: ArraySegment) -> ArrayDocuments:
        """What a segment knows of each article."""
        return ArrayDocuments(_open(storage, segment))


def _open(storage: Any, segment: ArraySegment) -> Segment:
    return Segment(Path(storage.folder), segment.segid, has_dead=segment.has_deletions())


class ArrayTerms(base.TermsReader):  # type: ignore[misc]
    """The terms of all fields."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return term[0] in FIELDS and self._field(term[0]).terms.find(term[1]) >= 0

    def _field(self, name: str) -> Field:
        return self._segment.fields[name]

    def cursor(self, fieldname: str, fieldobj: Any) -> ArrayCursor:
        """Walks the terms of a field."""
        return ArrayCursor(self, self._field(fieldname), fieldobj)

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """All terms in order."""
        for name in sorted(FIELDS):
            yield from ((name, term) for term in self._field(name).terms.all())

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """The terms from one on, through the later fields too."""
        for name in sorted(FIELDS):
            if name >= fieldname:
                field = self._field(name)
                first = field.terms.lower(prefix) if name == fieldname else 0
                yield from ((name, term) for term in field.terms.all(first))

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """All terms with their statistics."""
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """The terms from one on, with their statistics."""
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """The statistics of a term; `KeyError` where there is none."""
        field, term = self._term(fieldname, text)
        docs, freqs = field.entries(term)
        lengths = self._segment.values.lengths.get(fieldname)
        lengths = freqs if lengths is None else lengths.take(docs)
        return TermInfo(
            float(freqs.sum(dtype=np.int64)), term.df, int(lengths.min()), int(lengths.max()),
            float(freqs.max()), int(docs[0]), int(docs[-1]),
        )  # fmt: skip

    def _term(self, fieldname: str, text: bytes) -> tuple[Field, Term]:
        field = self._field(fieldname)
        number = field.terms.find(text)
        if number < 0:
            raise KeyError(text)
        return field, field.term(number)

    def frequency(self, fieldname: str, text: bytes) -> float:
        """How often a term stands in all articles."""
        field, term = self._term(fieldname, text)
        return float(field.exact(term).sum(dtype=np.int64))

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """In how many articles a term stands."""
        return self._term(fieldname, text)[1].df

    def matcher(
        self, fieldname: str, text: bytes, format_: formats.Format, scorer: Any = None
    ) -> ArrayMatcher:
        """Walks the articles that hold a term."""
        field, term = self._term(fieldname, text)
        return ArrayMatcher(field, term, (fieldname, text), format_, scorer, self.term_info(fieldname, text))

    def indexed_field_names(self) -> tuple[str, ...]:
        """The fields that have postings."""
        return FIELDS


class ArrayCursor(base.FieldCursor):  # type: ignore[misc]
    """Walks the terms of one field."""

    def __init__(self, terms: ArrayTerms, field: Field, fieldobj: Any) -> None:
        self._reader = terms
        self._field = field
        self._fieldobj = fieldobj
        self._at = 0

    def first(self) -> str | None:
        """Go to the first term."""
        self._at = 0
        return self.text()

    def find(self, term: str | bytes) -> str | None:
        """Go to the first term that is not before this one."""
        encoded = term if isinstance(term, bytes) else self._fieldobj.to_bytes(term)
        self._at = self._field.terms.lower(encoded)
        return self.text()

    def next(self) -> str | None:
        """Go to the next term."""
        self._at += 1
        return self.text()

    def text(self) -> str | None:
        """The term it stands at; None past the end."""
        return self._field.terms[self._at].decode() if self.is_valid() else None

    def term_info(self) -> TermInfo | None:
        """The statistics of that term."""
        return (
            self._reader.term_info(self._field.name, self._field.terms[self._at]) if self.is_valid() else None
        )

    def is_valid(self) -> bool:
        """Whether it stands at a term."""
        return self._at < len(self._field.terms)


class ArrayMatcher(LeafMatcher):  # type: ignore[misc]
    """Walks the articles that hold a term; one block, as far as Whoosh's quality bounds go."""

    def __init__(
        self,
        field: Field,
        term: Term,
        name: tuple[str, bytes],
        form: formats.Format,
        scorer: Any,
        info: TermInfo,
    ) -> None:
        self._field, self._entry, self._term = field, term, name
        self.format, self.scorer, self._info = form, scorer, info
        docs, freqs = field.entries(term)
        self._docs, self._freqs = docs.tolist(), freqs.tolist()
        self._at = 0

    @cached_property
    def _positions(self) -> tuple[Array, list[int]]:
        positions = self._field.all_positions(self._entry)
        return positions, np.concatenate([[0], np.cumsum(self._freqs)]).tolist()

    def is_active(self) -> bool:
        """Whether it stands at an article."""
        return self._at < len(self._docs)

    def reset(self) -> None:
        """Go back to the first article."""
        self._at = 0

    def copy(self) -> ArrayMatcher:
        """Another one at the same place."""
        other = ArrayMatcher(self._field, self._entry, self._term, self.format, self.scorer, self._info)
        other._at = self._at
        return other

    def id(self) -> int:
        """The article it stands at."""
        return self._docs[self._at]  # type: ignore[no-any-return]

    def next(self) -> bool:
        """Go to the next article; True: a new block may begin."""
        if not self.is_active():
            raise ReadTooFar
        self._at += 1
        return False

    def skip_to(self, target: int) -> bool:
        """Go to the first article that is not before this one."""
        if not self.is_active():
            raise ReadTooFar
        self._at = bisect_left(self._docs, target, self._at)
        return False

    def skip_to_quality(self, minquality: float) -> int:
        """Everything is one block: it is good enough, or all is left out."""
        if self.is_active() and self.block_quality() <= minquality:
            self._at = len(self._docs)
        return 0

    def replace(self, minquality: float = 0) -> Any:
        """Itself, or nothing where it cannot reach a score any more."""
        if not self.is_active() or (minquality and self.max_quality() < minquality):
            return NullMatcherClass()
        return self

    def all_ids(self) -> Iterator[int]:
        """All articles."""
        return iter(self._docs)

    def all_items(self) -> Iterator[tuple[int, bytes]]:
        """All articles with their encoded values."""
        return ((doc, self._value(at)) for at, doc in enumerate(self._docs))

    def weight(self) -> float:
        """How often the term stands in this article."""
        return float(self._freqs[self._at])

    def value(self) -> bytes:
        """The posting as Whoosh's formats encode it."""
        return self._value(self._at)

    def _value(self, at: int) -> bytes:
        if self.format.supports("positions"):
            return self.format.encode(self._positions_at(at))  # type: ignore[no-any-return]
        return formats.pack_uint(self._freqs[at])  # type: ignore[no-any-return]

    def _positions_at(self, at: int) -> list[int]:
        positions, bounds = self._positions
        return positions[bounds[at] : bounds[at + 1]].tolist()  # type: ignore[no-any-return]

    def value_as(self, astype: str) -> Any:
        """Positions or frequency, without the way through bytes."""
        if astype == "positions":
            return self._positions_at(self._at)
        return self.weight() if astype in {"frequency", "weight"} else super().value_as(astype)

    def block_min_length(self) -> int:
        """The shortest article in the block."""
        return self._info.min_length()  # type: ignore[no-any-return]

    def block_max_length(self) -> int:
        """The longest article in the block."""
        return self._info.max_length()  # type: ignore[no-any-return]

    def block_max_weight(self) -> float:
        """The largest frequency in the block."""
        return self._info.max_weight()  # type: ignore[no-any-return]

    def block_min_id(self) -> int:
        """The first article of the block."""
        return self._docs[0]  # type: ignore[no-any-return]

    def block_max_id(self) -> int:
        """The last article of the block."""
        return self._docs[-1]  # type: ignore[no-any-return]


class ArrayDocuments(base.PerDocumentReader):  # type: ignore[misc]
    """Lengths, deletions, columns and stored fields of a segment."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment
        alive = segment.alive
        self._dead = frozenset(() if alive is None else np.flatnonzero(~alive).tolist())

    def doc_count(self) -> int:
        """Living articles."""
        return self._segment.living

    def doc_count_all(self) -> int:
        """Articles, dead ones included."""
        return self._segment.size

    def has_deletions(self) -> bool:
        """Whether any article is dead."""
        return bool(self._dead)

    def is_deleted(self, docnum: int) -> bool:
        """Whether an article is dead; Whoosh also asks for numbers past the end."""
        return docnum in self._dead

    def deleted_docs(self) -> frozenset[int]:
        """The dead articles."""
        return self._dead

    def supports_columns(self) -> bool:
        """It does."""
        return True

    def has_column(self, fieldname: str) -> bool:
        """Whether a field is a facet."""
        return fieldname in COLUMNS

    def list_columns(self) -> tuple[str, ...]:
        """The facets."""
        return COLUMNS

    def column_reader(self, fieldname: str, column: Any) -> FacetReader:  # noqa: ARG002 - Whoosh's signature
        """A facet's values, those of one article joined by blanks."""
        return FacetReader(self._segment, fieldname)

    def _lengths(self, fieldname: str) -> Array | None:
        return self._segment.values.lengths.get(fieldname)

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """The exact length of a stream of an article, in tokens."""
        lengths = self._lengths(fieldname)
        return default if lengths is None else int(lengths[docnum])

    def field_length(self, fieldname: str) -> int:
        """The tokens of a stream in all articles."""
        lengths = self._lengths(fieldname)
        return 0 if lengths is None else int(lengths.sum(dtype=np.int64))

    def min_field_length(self, fieldname: str) -> int:
        """The shortest stream."""
        lengths = self._lengths(fieldname)
        return 0 if lengths is None or not len(lengths) else int(lengths.min())

    def max_field_length(self, fieldname: str) -> int:
        """The longest stream."""
        lengths = self._lengths(fieldname)
        return 0 if lengths is None or not len(lengths) else int(lengths.max())

    def stored_fields(self, docnum: int) -> dict[str, object]:
        """The id and the stored document, as JSON."""
        return {
            ID: self._segment.values.ids[docnum].decode(),
            DOCUMENT: msgspec.json.encode(self._segment.stored.document(docnum)).decode(),
        }


class FacetReader(columns.ColumnReader):  # type: ignore[misc]
    """A facet as a column of Whoosh's."""

    def __init__(self, segment: Segment, name: str) -> None:
        facet = segment.values.facets[name]
        self._sets = facet.sets
        self._values = [" ".join(values).encode() for values in facet.members()]
        self._reverse = False

    def __len__(self) -> int:
        return len(self._sets)

    def __getitem__(self, docnum: int) -> bytes:
        return self._values[int(self._sets[docnum])]

    def sort_key(self, docnum: int) -> bytes:
        """What orders articles by this facet."""
        return self[docnum]

    def __iter__(self) -> Iterator[bytes]:
        return (self._values[number] for number in self._sets.tolist())

    def load(self) -> list[bytes]:
        """All values."""
        return list(self)

    def set_reverse(self) -> None:
        """Whoosh asks for it before sorting downwards; keys of bytes cannot be turned."""
        self._reverse = True
