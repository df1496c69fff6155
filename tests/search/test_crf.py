"""Reading CRFsuite models: what is read from a file of known content, and what happens with broken ones."""

import os
import pickle
import random
import struct

import pytest

from search.errors import DataError
from search.segment.crf import read, read_pickled

LABELS = ["B", "I"]
ATTRIBUTES = ["bias", "word:đảng", "word:\n", ""]
WEIGHTS = {(0, 0): 1.5, (0, 1): -1.5, (1, 1): 2.0, (3, 0): 0.25}
STEPS = {(0, 0): -1.0, (0, 1): 2.0, (1, 0): -3.0, (1, 1): 0.5}


def strings(texts):
    """A CQDB table as CRFsuite writes it; its first 2,072 bytes are an index that reading skips."""
    body, places = bytearray(2072), []
    for number, text in enumerate(texts):
        places.append(len(body))
        value = text.encode() + b"\0"
        body += struct.pack("<II", number, len(value)) + value
    table = len(body)
    body += struct.pack(f"<{len(places)}I", *places)
    body[:24] = struct.pack("<4s5I", b"CQDB", len(body), 0, 0x62445371, len(places), table)
    return bytes(body)


def model(labels=LABELS, steps=STEPS, version=100):
    """A whole file in CRFsuite's format."""
    records = [(0, *place, weight) for place, weight in WEIGHTS.items()]
    records += [(1, *place, weight) for place, weight in steps.items()]
    features = struct.pack("<4sII", b"FEAT", 12 + 20 * len(records), len(records))
    features += b"".join(struct.pack("<IIId", *record) for record in records)
    names, attributes = strings(labels), strings(ATTRIBUTES)
    offsets = 48, 48 + len(features), 48 + len(features) + len(names)
    size = offsets[2] + len(attributes)
    counts = len(records), len(labels), len(ATTRIBUTES)
    header = struct.pack("<4sI4s9I", b"lCRF", size, b"FOMC", version, *counts, *offsets, 0, 0)
    return header + features + names + attributes


class Runs:
    """Leaves a file behind when it is unpickled."""

    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return os.mkdir, (str(self.path),)


class TestRead:
    def test_everything(self):
        """Labels, steps and weights are those written, by name."""
        found = read(model())
        assert found.labels == ("B", "I")
        assert found.attributes == {
            "bias": (1.5, -1.5),
            "word:đảng": (0.0, 2.0),
            "word:\n": (0.0, 0.0),
            "": (0.25, 0.0),
        }
        assert found.steps == ((-1.0, 2.0), (-3.0, 0.5))

    @pytest.mark.parametrize(
        "blob",
        [
            b"",
            b"lCRF",
            model()[:-1],
            model(version=99),
            model(labels=["B", "I", "O"]),
            model(steps={(2, 0): 1.0}),
        ],
        ids=["empty", "signature only", "cut off", "version", "three labels", "step to nowhere"],
    )
    def test_other_files(self, blob):
        """What is not a whole two-label model raises."""
        with pytest.raises((ValueError, IndexError, struct.error)):
            read(blob)


class TestReadPickled:
    def test_found_among_other_things(self, tmp_path):
        """The model is found wherever in the pickle it stands."""
        path = tmp_path / "model.pkl"
        path.write_bytes(pickle.dumps({"a": [1, "x"], "data": model(), "z": None}, protocol=2))
        assert read_pickled(path) == read(model())

    def test_nothing_runs(self, tmp_path):
        """A pickle that would do something when loaded does nothing when read."""
        path, trap = tmp_path / "model.pkl", tmp_path / "trap"
        path.write_bytes(pickle.dumps([Runs(trap), model()], protocol=2))
        assert read_pickled(path).labels == ("B", "I")
        assert not trap.exists()
        pickle.loads(path.read_bytes())
        assert trap.exists()

    @pytest.mark.parametrize("content", [b"", b"lCRF", b"X\x04\0\0\0lCRF", b"\x80\x02X\xff\xff\xff\xfflCRF"])
    def test_other_pickles(self, tmp_path, content):
        """A pickle without a model is a data error that names the file."""
        path = tmp_path / "model.pkl"
        path.write_bytes(content)
        with pytest.raises(DataError, match=r"model\.pkl"):
            read_pickled(path)

    def test_missing_file(self, tmp_path):
        """A missing file is a data error."""
        with pytest.raises(DataError, match="holds no CRFsuite model"):
            read_pickled(tmp_path / "model.pkl")

    def test_damaged_files(self, tmp_path):
        """Whatever bytes are wrong, the result is a model or a data error."""
        chance, path, failed = random.Random(1), tmp_path / "model.pkl", 0
        for _ in range(500):
            blob = bytearray(model())
            for _ in range(chance.randint(1, 4)):
                blob[chance.choice((chance.randrange(48), chance.randrange(len(blob))))] = chance.randrange(
                    256
                )
            path.write_bytes(pickle.dumps(bytes(blob), protocol=2))
            try:
                read_pickled(path)
            except DataError:
                failed += 1
        assert failed > 100
