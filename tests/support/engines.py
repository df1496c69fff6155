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


class InFour:
    """A writer whose generation has up to four segments, none with dead articles."""

    def __init__(self, root):
        self._root = root
        self._documents = {}

    def put(self, document):
        """Add a document; a second one with the same id replaces the first."""
        self._documents.pop(document.id, None)
        self._documents[document.id] = document

    def delete(self, article_id):
        """Remove a document."""
        self._documents.pop(article_id, None)

    def commit(self):
        """Publish a segment after the other."""
        from search.embedded.writer import EmbeddedWriter

        documents = list(self._documents.values())
        quarter = -(-len(documents) // 4) or 1
        for first in range(0, len(documents) or 1, quarter):
            writer = EmbeddedWriter(self._root, fresh=not first)
            for document in documents[first : first + quarter]:
                writer.put(document)
            stats = writer.commit()
        return stats

    def abandon(self):
        """Leave no trace."""


def segmented():
    """The embedded engine over several segments."""
    return embedded()[0], InFour


ENGINES = {"oracle": oracle, "embedded": embedded, "segmented": segmented}
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


def language_of(reader):
    """How likely words are by an engine: what it counts has tests of its own, and differs by its segments."""
    return reader._answer(lambda serving: serving.snapshot.language)
