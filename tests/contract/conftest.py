"""One engine after the other, each over an empty folder."""

import pytest
from engines import ENGINES, engine_at


@pytest.fixture(params=list(ENGINES))
def engine(request, tmp_path):
    """What opens a reader and a writer of one engine over an empty folder."""
    return engine_at(request.param, tmp_path / "index")
