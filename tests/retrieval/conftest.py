"""The sample articles in an index of either kind."""

from pathlib import Path

import pytest

from retrieval import Archive
from retrieval.index import Index

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module", params=["memory", "disk"])
def index(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Index:
    if request.param == "disk":
        pytest.importorskip("tantivy", reason="the index on disk needs tantivy: pip install 'whosaid[large]'")
    return Archive.open(SEEDS, index=request.param, data=tmp_path_factory.mktemp("data")).index
