"""Make a folder of any size that reads like a given one.

    python -m benchmarks.corpus SOURCE TARGET --passages 1000000

Sentences of the source's articles are mixed into new articles. Mixing alone would leave the vocabulary as
it is, so each occurrence of a rare word is drawn anew: a coined word as often as Heaps' law asks for one
(V = K·n^β, fitted to the source), else a word drawn from all rare words written so far, which is Simon's
process and keeps Zipf's law. Within one article a drawn word stands for the same word of the source
throughout, so that names recur as they do in news.
"""

from __future__ import annotations

import argparse
import math
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from retrieval.articles import read_articles
from retrieval.passages import split_passages

WORD = re.compile(r"[^\W_]+")
SENTENCE = re.compile(r"\S[^.!?\n]*(?:[.!?](?!\s)[^.!?\n]*)*[.!?]?[\"”’)]*")
RARE = 20
"""A word seen at most so often in the source may be drawn anew: about one word in seven of news."""
SOURCES_OF_ONE = 3
"""Articles of the source that one made article takes its sentences from, so that it has a topic."""


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """One article of the source: its headlines, its sentences, and how many stand in each paragraph."""

    headlines: tuple[str, ...]
    sentences: tuple[str, ...]
    lengths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Growth:
    """Heaps' law of a text: after n words the vocabulary is about `factor · n ** exponent`."""

    factor: float
    exponent: float

    @classmethod
    def of(cls, words: list[str]) -> Growth:
        """Fit the law to the vocabulary of the first half and of the whole of `words`."""
        half, whole = len(set(words[: len(words) // 2])), len(set(words))
        exponent = math.log(whole / half) / math.log(len(words) / (len(words) // 2))
        return cls(whole / len(words) ** exponent, exponent)

    def vocabulary(self, words: int) -> float:
        """Return how many different words the law asks for after `words` words."""
        return self.factor * words**self.exponent


@dataclass
class Mixer:
    """Writes articles out of those of a source, at the source's rates."""

    source: list[Paragraphs]
    rng: random.Random
    written: int = 0
    """Words so far."""
    _rare: set[str] = field(init=False)
    _drawn: list[str] = field(init=False)
    _known: set[str] = field(init=False)
    growth: Growth = field(init=False)

    def __post_init__(self) -> None:
        words = [w for a in self.source for s in (*a.headlines, *a.sentences) for w in WORD.findall(s)]
        counts = Counter(word.lower() for word in words)
        self.growth = Growth.of([word.lower() for word in words])
        self._rare = {word for word, count in counts.items() if count <= RARE}
        self._known = set(counts)
        self._drawn = [word for word in words if word.lower() in self._rare and not word.isdigit()]

    def article(self, paragraphs: int) -> str:
        """Return the text of one article: a title, then paragraphs with a headline now and then."""
        origins = self.rng.sample(self.source, min(SOURCES_OF_ONE, len(self.source)))
        sentences = [s for origin in origins for s in origin.sentences]
        headlines = [h for origin in origins for h in origin.headlines]
        lengths = [n for origin in origins for n in origin.lengths]
        names: dict[str, str] = {}
        blocks = [self._write(self.rng.choice(headlines), names)] if headlines else []
        for number in range(paragraphs):
            if headlines and number and self.rng.random() < 1 / 12:
                blocks.append(self._write(self.rng.choice(headlines), names))
            drawn = self.rng.choices(sentences, k=self.rng.choice(lengths))
            blocks.append(" ".join(self._write(sentence, names) for sentence in drawn))
        return "\n\n".join(blocks) + "\n"

    def _write(self, sentence: str, names: dict[str, str]) -> str:
        def word(match: re.Match[str]) -> str:
            self.written += 1
            old = match.group()
            if old.lower() not in self._rare or old.isdigit():
                return old
            if old not in names:
                names[old] = self._draw(old)
            self._drawn.append(names[old])
            return names[old]

        return WORD.sub(word, sentence)

    def _draw(self, old: str) -> str:
        if len(self._known) < self.growth.vocabulary(self.written):
            coined = self._coin(old)
            self._known.add(coined.lower())
            return coined
        return self.rng.choice(self._drawn)

    def _coin(self, old: str) -> str:
        """Return a word never written before: the beginning of one rare word and the end of another."""
        start = old
        while True:
            end = self.rng.choice(self._drawn)
            coined = start[: max(2, len(start) // 2 + 1)] + end[len(end) // 2 :].lower()
            if coined.lower() not in self._known and len(coined) < 24:
                return coined
            start = self.rng.choice(self._drawn)


def paragraphs_of(folder: Path) -> Iterator[Paragraphs]:
    """Read the articles of a folder that are long enough to be mixed."""
    for article in read_articles(folder).articles:
        passages = split_passages(article)
        sentences = [SENTENCE.findall(passage.text) for passage in passages]
        if sum(map(len, sentences)) >= 3:
            headlines = {p.headline.text: None for p in passages if p.headline}
            yield Paragraphs(
                tuple(headlines), tuple(s for found in sentences for s in found), tuple(map(len, sentences))
            )


def make(source: Path, target: Path, passages: int, seed: int, per_article: int = 20) -> Mixer:
    """Write articles of about `per_article` paragraphs into `target`, a hundred to a folder."""
    mixer = Mixer(list(paragraphs_of(source)), random.Random(seed))
    number = 0
    while passages > 0:
        size = min(passages, mixer.rng.randint(per_article // 2, per_article * 3 // 2))
        folder = target / f"{number // 100:04d}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{number:06d}.txt").write_text(mixer.article(size), "utf-8")
        passages -= size
        number += 1
    return mixer


def main() -> None:
    """Make a folder and tell how well its vocabulary keeps to the source's law."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--passages", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    mixer = make(options.source, options.target, options.passages, options.seed)
    print(f"{mixer.written} words; Heaps: {mixer.growth.factor:.1f} n^{mixer.growth.exponent:.3f}")


if __name__ == "__main__":
    main()
