"""A page asks the engine several questions; all are answered from one generation."""

import pytest
from stand_in import FakeReader


class Changing(FakeReader):
    """A reader to which something is published between any two questions; what is held stays."""

    def __init__(self, documents):
        super().__init__(documents)
        self.all = documents
        self.asked = 0

    def search(self, query):
        """Answer, then lose everything."""
        self.asked += 1
        found = super().search(query)
        self.documents = {}
        return found

    def held(self):
        """All of it, for one page."""
        return FakeReader(self.all)


@pytest.mark.parametrize(
    "path",
    ["/chu-de/to-chuc", "/noi/P:19", "/api/v1/topics/to-chuc", "/tim?q=ket+nap&year=2021", "/gioi-thieu"],
)
def test_a_page_is_of_one_generation(make_app, documents, path):
    """Nobody is told two things by one page, and nobody meets an error, while the index is replaced."""
    reader = Changing(documents)
    client = make_app(reader=reader).test_client()
    first, second = (client.get(path) for _ in range(2))
    assert first.status_code == second.status_code == 200
    assert reader.asked == 0
