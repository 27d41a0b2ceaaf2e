"""Who said it in the three articles that come with the project."""

from functools import cache
from pathlib import Path

import pytest

from retrieval import Quotation, QuotationKind, extract_quotations

SEEDS = Path(__file__).parents[3] / "seeds"


@cache
def found() -> tuple[Quotation, ...]:
    texts = (path.read_text("utf-8-sig") for path in sorted(SEEDS.glob("*.txt")))
    return tuple(quotation for text in texts for quotation in extract_quotations(text))


@pytest.mark.parametrize(
    ("words", "kind", "speakers"),
    [
        ("the party of war in Kiev has active external support", "direct", ["Sergei Lavrov"]),
        ("illegal and illegitimate", "mixed", ["Jose Manuel Barroso", "Herman van Rompuy"]),
        ("Our forces in Russia are undergoing", "direct", ["Vitaly Churkin"]),
        ("The legal process will be completed this week.", "direct", ["Sergei Lavrov"]),
        ("They are unpleasant. But the fact", "direct", ["Sergei Lavrov"]),
        ("derail", "mixed", ["Sergei Lavrov"]),
        ("going round in circles", "mixed", ["Sergei Lavrov"]),
        ("the continuing rampage by extremists", "mixed", ["Vladimir Putin"]),
        ("must pull back its troops", "indirect", ["John Kerry"]),
        ("no plans", "mixed", ["Sergei Lavrov"]),
        ("some 100,000 Russian troops were massed", "indirect", ["Andriy Parubiy"]),
        ("demonstrating its inability", "mixed", ["Sergei Lavrov"]),
        ("protest movement", "mixed", ["the Russian Foreign Ministry"]),
        ("inciting", "mixed", ["John Kerry"]),
        ("Russia is interested in a united #Ukraine", "direct", ["Sergei Lavrov"]),
        ("the telephone call was initiated", "indirect", ["the Russian Foreign Ministry"]),
        ("both Russia and Ukraine to engage", "indirect", ["Ban Ki-moon"]),
    ],
)
def test_speaker(words: str, kind: str, speakers: list[str]) -> None:
    holding = [q for q in found() if words in q.content and q.kind is QuotationKind(kind)]
    assert speakers in [[speaker.name for speaker in q.speakers] for q in holding]


def test_the_block_quotation_tells_the_role() -> None:
    (quotation,) = (q for q in found() if q.content.startswith("The surge in anti-Russian rhetoric"))
    assert (quotation.mention, quotation.cue) == ("Russian Foreign Minister Sergei Lavrov", "–")
    assert [speaker.role for speaker in quotation.speakers] == ["Russian Foreign Minister"]
