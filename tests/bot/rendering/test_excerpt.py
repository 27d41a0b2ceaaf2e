from hypothesis import given
from hypothesis import strategies as st

from bot.rendering.excerpt import excerpt

SENTENCES = "The talks ended. Sanctions were not discussed there. Nobody came back. All went home by train."


def test_a_short_passage_is_whole() -> None:
    part = excerpt(SENTENCES, [(17, 26)], len(SENTENCES))
    assert (part.text, part.cut_before, part.cut_after) == (SENTENCES, False, False)


def test_one_character_too_many_cuts_it_at_a_sentence() -> None:
    part = excerpt(SENTENCES, [(17, 26)], len(SENTENCES) - 1)
    assert part.text == "The talks ended. Sanctions were not discussed there. Nobody came back."
    assert (part.cut_before, part.cut_after) == (False, True)


def test_the_sentence_with_the_match_stays() -> None:
    at = SENTENCES.index("train")
    part = excerpt(SENTENCES, [(at, at + 5)], 30)
    assert part.text == "All went home by train."
    assert part.text[slice(*part.highlights[0])] == "train"
    assert (part.cut_before, part.cut_after) == (True, False)


def test_the_sentence_that_answers_best_comes_before_the_most_matches() -> None:
    start = SENTENCES.index("Nobody")
    part = excerpt(SENTENCES, [(0, 3), (4, 9)], 20, sentence=(start, start + 17))
    assert part.text == "Nobody came back."


def test_one_long_sentence_is_cut_between_words_around_its_match() -> None:
    text = f"{'before ' * 50}match {'after ' * 50}end"
    at = text.index("match")
    part = excerpt(text, [(at, at + 5)], 60)
    assert "match" in part.text
    assert len(part.text) <= 60
    assert set(part.text.split()) <= {"before", "match", "after"}


@given(st.text(), st.lists(st.tuples(st.integers(0, 50), st.integers(1, 9))), st.integers(1, 40))
def test_it_is_a_slice_within_the_limit(text: str, places: list[tuple[int, int]], limit: int) -> None:
    spans = [(start, start + length) for start, length in places if start + length <= len(text)]
    part = excerpt(text, spans, limit)
    assert text[part.start : part.end] == part.text
    assert len(part.text) <= limit
    assert all(0 <= a < b <= len(part.text) for a, b in part.highlights)
