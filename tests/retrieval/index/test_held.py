"""Which terms passages hold, asked of many at once, is what their words say; with either index."""

from pathlib import Path

import numpy as np
import pytest

from retrieval import Archive
from retrieval.index.holding import terms_held

SEEDS = Path(__file__).parents[3] / "seeds"


@pytest.mark.parametrize("kind", ["memory", "disk"])
def test_held_is_what_the_words_say(kind: str, tmp_path: Path) -> None:
    if kind == "disk":
        pytest.importorskip("tantivy", reason="the index on disk needs tantivy: pip install 'whosaid[large]'")
    index = Archive.open(SEEDS, index=kind, data=tmp_path).index
    numbers = np.concatenate([index.passages_of(entry.number) for entry in index.entries()])[::2]
    known = [index.term_number(term) for term in ("russia", "the", "referendum", "ceasefir")]
    terms = [number for number in known if number is not None]
    assert len(terms) > 2
    forwards = [index.forward(number) for number in numbers.tolist()]
    expected = [[term in (*forward.text, *forward.headline) for forward in forwards] for term in terms]
    words = index.words_of(numbers)
    assert terms_held(words, terms).T.tolist() == expected
    assert terms_held(index.words_of(numbers[:0]), terms).shape == (0, len(terms))
    assert terms_held(words, []).shape == (len(numbers), 0)
