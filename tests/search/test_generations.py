"""Generations: published whole, kept, refused when damaged."""

import errno
import random

import pytest
from making import document

from search import generations
from search.embedded.reader import EmbeddedReader
from search.embedded.writer import EmbeddedWriter
from search.errors import DamagedIndex, EngineError, NoIndex
from search.model import Query
from search.query import parse


def build(root, *ids):
    """Publish a generation with these articles."""
    writer = EmbeddedWriter(root)
    for id_ in ids:
        writer.put(document(id_, title="x"))
    return writer.commit().generation


def shown(root):
    """The ids that a newly opened reader finds."""
    return [hit.id for hit in EmbeddedReader(root).search(Query()).hits]


def segment_file(folder):
    """The name of the file of postings."""
    return next(path.name for path in folder.iterdir() if path.suffix == ".seg")


def test_nothing_published(tmp_path):
    """Without a generation there is no index, and a half-built one is none either."""
    with pytest.raises(NoIndex, match="tratin build"):
        generations.current(tmp_path / "none")
    generations.create(tmp_path)
    with pytest.raises(NoIndex):
        shown(tmp_path)


def test_old_ones_are_swept(tmp_path):
    """The published generation and the one before it stay; strays and older ones go."""
    names = [build(tmp_path, "a"), build(tmp_path, "b")]
    generations.create(tmp_path)  # a build that was killed
    names.append(build(tmp_path, "c"))
    assert generations.current(tmp_path) == names[-1]
    assert generations.names(tmp_path) == names[-2:]


def test_every_flipped_byte_is_found(tmp_path):
    """Reading all files finds a flipped byte in any of them."""
    folder = tmp_path / build(tmp_path, "a", "b")
    for path in sorted(folder.iterdir()):
        content = path.read_bytes()
        path.write_bytes(bytes([content[0] ^ 1]) + content[1:])
        if path.name == generations.MANIFEST:
            with pytest.raises(DamagedIndex):
                generations.manifest_of(folder)
        else:
            assert list(generations.damage(folder)) == [path.name]
        path.write_bytes(content)
    assert list(generations.damage(folder)) == []


@pytest.mark.parametrize("how", ["cut", "gone", "manifest"])
def test_a_damaged_generation_is_refused_and_the_one_before_serves(tmp_path, how):
    """A generation whose files are cut or missing is not opened; the one before answers."""
    build(tmp_path, "old")
    folder = tmp_path / build(tmp_path, "new")
    victim = folder / ("manifest.json" if how == "manifest" else segment_file(folder))
    if how == "cut":
        victim.write_bytes(victim.read_bytes()[:-1])
    elif how == "gone":
        victim.unlink()
    else:
        victim.write_text("{}")
    assert shown(tmp_path) == ["old"]


def test_all_damaged(tmp_path):
    """Where no generation is whole, it is said."""
    folder = tmp_path / build(tmp_path, "a")
    (folder / segment_file(folder)).unlink()
    with pytest.raises(DamagedIndex, match=r"\.seg is missing"):
        shown(tmp_path)


def test_a_senseless_pointer(tmp_path):
    """A CURRENT that names no generation lets the newest whole one serve; without one it is refused."""
    folder = tmp_path / build(tmp_path, "a")
    for damage in (b"../../etc\n", b"", b"\xff\xfe"):
        (tmp_path / "CURRENT").write_bytes(damage)
        assert shown(tmp_path) == ["a"]
    (folder / segment_file(folder)).unlink()
    with pytest.raises(DamagedIndex, match="names no generation"):
        shown(tmp_path)


@pytest.mark.parametrize("seed", range(12))
def test_flipped_bytes_never_reach_a_reader(tmp_path, seed, monkeypatch):
    """Whatever is flipped, the generation before serves; found by checksums, or else while reading."""
    chance = random.Random(seed)
    if seed % 2:
        monkeypatch.setattr("search.embedded.reader.CHECKED_AT_ONCE", 0)
    build(tmp_path, "old")
    folder = tmp_path / build(tmp_path, "new")
    victim = chance.choice([path for path in folder.iterdir() if path.stat().st_size > 20])
    content = bytearray(victim.read_bytes())
    for _ in range(40):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    victim.write_bytes(content)
    if seed % 2:
        EmbeddedReader(tmp_path).search(Query(match=parse("x")[0]))  # may miss it, but never breaks
    else:
        assert shown(tmp_path) == ["old"]


def test_a_full_disk_leaves_no_trace(tmp_path, monkeypatch):
    """A failed write is told in a sentence, and an abandoned build leaves nothing behind."""
    build(tmp_path, "old")
    writer = EmbeddedWriter(tmp_path)
    writer.put(document("a", title="x"))

    def full(*_, **__):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("search.files.NewFile.write_at", full)
    with pytest.raises(EngineError, match="No space left"):
        writer.commit()
    writer.abandon()
    assert len(generations.names(tmp_path)) == 1
    assert shown(tmp_path) == ["old"]
