"""One engine after the other, each over an empty folder."""

import pytest
from engines import ENGINES


@pytest.fixture(params=list(ENGINES))
def engine(request, tmp_path):
    """What opens a reader and a writer of one engine over an empty folder."""
    reader, writer = ENGINES[request.param]()
    return (lambda: reader(tmp_path / "index")), (lambda: writer(tmp_path / "index"))
