"""Terms that a mistyped one may stand for are those of a search through all of them."""

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from retrieval.index.vocabulary import Vocabulary

words = st.text("abeéż1世", min_size=1, max_size=7)


@given(
    st.dictionaries(words, st.integers(1, 9), max_size=30), st.dictionaries(words, st.integers(1, 9)), words
)
def test_no_near_term_is_missed(first: dict[str, int], later: dict[str, int], typed: str) -> None:
    frequencies = {**first, **later}
    allowed = 0 if len(typed) <= 3 or not any(c.isalpha() for c in typed) else 1 if len(typed) == 4 else 2
    near = [term for term in frequencies if allowed and OSA.distance(term, typed) <= allowed]
    near.sort(key=lambda t: (OSA.distance(t, typed), t[0] != typed[0], -frequencies[t], t))
    assert list(Vocabulary(frequencies).near(typed)) == near
    assert list(Vocabulary(first).updated(later).near(typed)) == near
