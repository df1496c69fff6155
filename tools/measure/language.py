"""How well the index knows its language: marks restored, slips found; and how fast it suggests.

All of it asks the product: articles are built into an index in a scratch folder, others are asked about.

    seeds      every mark of each seed article, the index holding the other four and the private articles
    party      the same for held-out articles of party news, the index holding the other private articles
    slips      four syllables side by side of a held-out article, one letter of one of them wrong
"""

from __future__ import annotations

import gzip
import time
from datetime import datetime
from functools import partial
from itertools import islice
from random import Random
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from search.embedded.language.model import IndexLanguage
from search.embedded.snapshot import Snapshot
from search.embedded.writer import EmbeddedWriter
from search.generations import current
from search.model import VIETNAM, Article, Block, BlockKind, Document, Word
from search.suggest.restoring import restore
from search.suggest.typos import Typos
from search.text import canonical, folded, lower
from search.tokenizer import SENTENCE_GAP, tokenize
from search.tokens import TYPES, Kind
from tools.measure.figures import Figure
from tools.measure.segmentation import SEEDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from search.embedded.language.part import Part
    from search.embedded.reader import EmbeddedReader
    from search.suggest.model import Language
    from search.tokenizer import Token

HELD_OUT = 300
"""Articles of party news that are asked about, evenly spaced."""

SLIPS = 2_000
"""Queries with a slip, and as many without."""

RUN = 4
RARE = 100
"""A slip makes a rare word if the right one is at least so many times as frequent."""

PARTY, NEWS = "party_subset.jsonl.gz", "vietnews_20k.jsonl.gz"
LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Text(msgspec.Struct, frozen=True):
    """An article of the private data, as far as it is needed."""

    title: str | None
    text: str


class Slip(NamedTuple):
    """Syllables of an article, one of them mistyped."""

    words: tuple[Word, ...]
    at: int
    right: str


def measure_language(
    private: Path | None, folder: Path, seed: int = 1, share: float = 1.0
) -> Iterator[Figure]:
    """All figures of quality, from a share of the articles, asked of as many of them and of slips.

    Without the private data only those of the seeds, from the seeds.
    """
    step = round(1 / share)
    party = _read(private / PARTY)[::step] if private else []
    news = _read(private / NEWS)[::step] if private else []
    seeds = [_seed(path.read_text(encoding="utf-8")) for path in sorted(SEEDS.glob("*.txt"))]
    known = {lower(each.title or "") for each in seeds}
    others = [each for each in (*party, *news) if lower(canonical(each.title or "")) not in known]
    yield from _of_seeds(seeds, others, folder)
    if party:
        yield from _of_party((party, news), folder, seed, step)


def _of_seeds(seeds: Sequence[Text], others: Sequence[Text], folder: Path) -> Iterator[Figure]:
    base = _parts(others, folder / "others")
    right = total = 0
    for number, asked in enumerate(seeds):
        rest = [each for each in seeds if each is not asked]
        parts = _parts(rest, folder / f"without-{number}")
        found, of = _restored([asked], IndexLanguage([*base, *parts]))
        yield Figure(f"marks of seed {number}", round(found / of, 4), "syllables")
        right, total = right + found, total + of
    yield Figure("marks of seeds", round(right / total, 4), "syllables")


def _of_party(
    articles: tuple[Sequence[Text], Sequence[Text]], folder: Path, seed: int, fewer: int
) -> Iterator[Figure]:
    (party, news), most, slips = articles, max(1, HELD_OUT // fewer), max(1, SLIPS // fewer)
    asked = party[:: max(2, len(party) // most)][:most]
    held_out = {id(each) for each in asked}
    known = [each for each in (*party, *news) if id(each) not in held_out]
    language = IndexLanguage(_parts(known, folder / "party"))
    right, total = _restored(asked, language)
    yield Figure("marks of held-out party articles", round(right / total, 4), "syllables")
    chance = Random(seed)  # noqa: S311 - repeatable, and no secret
    runs = _runs(asked, chance)
    typos = Typos(language)
    for name, written in (("with marks", lambda key: key), ("without marks", folded)):
        yield from _slips(islice(runs, slips), typos, language, chance, (name, written))
        untouched = [tuple(map(_word, map(written, run))) for run in islice(runs, slips)]
        doubted = sum(bool(typos.did_you_mean(words)) for words in untouched)
        yield Figure(f"right queries doubted, {name}", round(doubted / len(untouched), 4), "queries")


def _slips(
    runs: Iterable[Sequence[str]],
    typos: Typos,
    language: Language,
    chance: Random,
    writing: tuple[str, Callable[[str], str]],
) -> Iterator[Figure]:
    """How many slips are put right: of all, of those that made no frequent word, of those that made none."""
    name, written = writing
    slips = [slip_in([written(key) for key in run], chance) for run in runs]
    kinds: dict[str, list[bool]] = {"all": [], "rare or unknown": [], "unknown": []}
    for slip in slips:
        found = typos.did_you_mean(slip.words)
        is_right = bool(found) and _says(found[0].text, slip)
        typed = max((language.count(key) for key in _own(slip.words[slip.at], language)), default=0)
        meant = sum(map(language.count, _own(_word(slip.right), language)))
        kinds["all"].append(is_right)
        if typed * RARE <= meant:
            kinds["rare or unknown"].append(is_right)
        if not typed:
            kinds["unknown"].append(is_right)
    for kind, rights in kinds.items():
        share = round(sum(rights) / max(1, len(rights)), 4)
        yield Figure(f"slips put right, {name}, {kind}", share, "share")
        yield Figure(f"slips, {name}, {kind}", len(rights), "queries")


def _own(word: Word, language: Language) -> Sequence[str]:
    """What a word may stand for as it was typed."""
    return (word.key,) if word.key != word.fold else language.spellings(word.fold)


def _says(text: str, slip: Slip) -> bool:
    """Whether a correction has the right word at the place, and the same number of words."""
    tokens = tokenize(text)
    if len(tokens) != len(slip.words):
        return False
    meant, right = tokens[slip.at], _word(slip.right)
    return meant.key == right.key if right.key != right.fold else meant.fold == right.fold


def slip_in(run: Sequence[str], chance: Random) -> Slip:
    """A run of syllables with one letter of one of them left out, put in, replaced, or swapped."""
    while True:
        at = chance.randrange(len(run))
        wrong = _mistyped(run[at], chance)
        tokens = tokenize(wrong)
        if len(run[at]) > 1 and len(tokens) == 1 and _word(wrong).key != _word(run[at]).key:
            words = [_word(wrong if number == at else key) for number, key in enumerate(run)]
            return Slip(tuple(words), at, run[at])


def _mistyped(word: str, chance: Random) -> str:
    at, letter = chance.randrange(len(word)), chance.choice(LETTERS)
    return chance.choice(
        [
            word[:at] + word[at + 1 :],
            word[:at] + letter + word[at:],
            word[:at] + letter + word[at + 1 :],
            word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :],
        ]
    )


def _runs(texts: Sequence[Text], chance: Random) -> Iterator[list[str]]:
    """Syllables side by side, from anywhere in some articles, for ever."""
    sentences = [sentence for text in texts for sentence in _sentences(text)]
    found = [
        [token.key for token in sentence[at : at + RUN]]
        for sentence in sentences
        for at in range(len(sentence) - RUN + 1)
        if all(token.kind is Kind.SYLLABLE for token in sentence[at : at + RUN])
    ]
    while True:
        yield chance.choice(found)


def _restored(texts: Iterable[Text], language: Language) -> tuple[int, int]:
    """How many words of letters get their marks back, and how many there are."""
    right = total = 0
    for text in texts:
        for sentence in _sentences(text):
            words = [_word(folded(token.key)) for token in sentence]
            (reading,) = restore(words, language, 1)
            for token, key in zip(sentence, reading.keys, strict=True):
                if token.kind is not Kind.NUMBER:
                    right, total = right + (key == token.key), total + 1
    return right, total


def _sentences(text: Text) -> Iterator[list[Token]]:
    """The tokens of each sentence."""
    sentence: list[Token] = []
    for token in tokenize(canonical(f"{text.title or ''}\n{text.text}")):
        if sentence and token.position - sentence[-1].position > SENTENCE_GAP:
            yield sentence
            sentence = []
        sentence.append(token)
    if sentence:
        yield sentence


def _word(surface: str) -> Word:
    type_ = TYPES[surface]
    return Word(surface, type_.key, type_.fold)


def _seed(text: str) -> Text:
    title, _, rest = text.partition("\n")
    return Text(title, rest)


def _read(path: Path) -> list[Text]:
    with gzip.open(path, "rb") as file:
        return [msgspec.json.decode(line, type=Text) for line in file]


def _parts(texts: Sequence[Text], folder: Path) -> list[Part]:
    """What an index of some articles knows."""
    if not texts:
        return []
    writer = EmbeddedWriter(folder)
    for number, text in enumerate(texts):
        writer.put(_document(f"a{number:06d}", text))
    writer.commit()
    return [segment.language for segment in Snapshot(folder / current(folder)).segments]


def _document(article_id: str, text: Text) -> Document:
    """An article as the cleaner would give it: title, and a block for each line."""
    joined, blocks = "", []
    for number, line in enumerate([text.title or "", *text.text.split("\n")]):
        part = canonical(line)
        if part.strip():
            kind = BlockKind.BODY if number else BlockKind.TITLE
            blocks.append(Block(kind, len(joined), len(joined) + len(part)))
            joined += f"{part}\n\n"
    return Document(article_id, 1, Article(joined, tuple(blocks), ""), datetime(2024, 1, 1, tzinfo=VIETNAM))


def measure_speed(
    reader: EmbeddedReader, titles: Sequence[str], seed: int = 1, questions: int = 1_000
) -> Iterator[Figure]:
    """How long suggestions, readings and corrections take, asked as titles of articles are typed."""
    chance = Random(seed)  # noqa: S311 - repeatable, and no secret
    typed = [_begun(chance.choice(titles), chance) for _ in range(questions)]
    words = [tuple(map(_word, title.split()[:RUN])) for title in map(_plain, titles) if title.strip()]
    bare = [tuple(_word(folded(word.surface)) for word in each) for each in words][:questions]
    slips = [slip_in([word.surface for word in each], chance).words for each in bare if len(each) > 1]
    asked: list[tuple[str, list[Callable[[], object]]]] = [
        ("suggest", [partial(reader.suggest, text, 8) for text in typed]),
        ("restore", [partial(reader.restore, each, 3) for each in bare]),
        ("did you mean", [partial(reader.did_you_mean, each) for each in slips]),
    ]
    for name, calls in asked:
        taken = sorted(_milliseconds(call) for call in calls)
        for share in (50, 95, 99):
            yield Figure(f"{name}, p{share}", round(taken[len(taken) * share // 100], 3), "ms")


def _begun(title: str, chance: Random) -> str:
    """A title or the rest of it from some syllable on, typed up to some letter, with or without marks."""
    syllables = canonical(title).split()
    first = chance.choice([0, 0, chance.randrange(max(1, len(syllables)))])
    rest = " ".join(syllables[first:])
    text = rest[: chance.randint(2, 24)]
    return chance.choice([text, folded(text)])


def _plain(title: str) -> str:
    return " ".join(token.key for token in tokenize(canonical(title)) if token.kind is Kind.SYLLABLE)


def _milliseconds(call: Callable[[], object]) -> float:
    begin = time.perf_counter()
    call()
    return (time.perf_counter() - begin) * 1e3
