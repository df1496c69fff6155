"""The engines that keep the contract of `search.engine`; the oracle is slow, and says what is right."""

from __future__ import annotations


def oracle():
    """Reader and writer of the oracle."""
    from oracle.reader import OracleReader
    from oracle.writer import OracleWriter

    return OracleReader, OracleWriter


def embedded():
    """Reader and writer of the embedded engine."""
    from search.embedded.reader import EmbeddedReader
    from search.embedded.writer import EmbeddedWriter

    return EmbeddedReader, EmbeddedWriter


ENGINES = {"oracle": oracle, "embedded": embedded}
"""By name; each is imported when it is asked for, so that one that is broken fails its own tests only."""


def engine_at(name, root):
    """What opens a reader and a writer of an engine over a folder."""
    reader, writer = ENGINES[name]()
    return (lambda: reader(root)), (lambda: writer(root))


def build(engine, documents):
    """A reader over these documents."""
    open_reader, open_writer = engine
    writer = open_writer()
    for each in documents:
        writer.put(each)
    writer.commit()
    return open_reader()
