"""What differs from language to language when words are looked for: stems, stop words, elisions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files

from Stemmer import Stemmer


@dataclass(frozen=True, eq=False)
class Language:
    """How one language's words become terms."""

    name: str
    """English, in lower case: `english`, `german`; also the name of its Snowball stemmer."""
    stemmer: Stemmer
    stop_words: frozenset[str]
    """Case folded, with straight apostrophes."""
    question_words: frozenset[str]
    """Words that ask rather than say ("kind", "called"); what answers a question seldom repeats them."""

    telltale: str
    """A word that hardly a text of it is without, and hardly one of another language has."""
    spellings: Mapping[str, str] = field(default_factory=dict)
    """From each other spelling of a word, folded, to the one that all are indexed as."""
    related: tuple[tuple[str, ...], ...] = ()
    """Groups of words that may stand for one another, more or less."""
    interrogatives: frozenset[str] = frozenset()
    """Words that a question begins with."""

    @cached_property
    def question_terms(self) -> frozenset[str]:
        """The stems of the question words."""
        return frozenset(self.stemmer.stemWords(sorted(self.question_words)))


_INTERROGATIVES = {
    "english": "who whom whose what which when where why how",
    "french": "qui que quoi quel quelle quels quelles quand où comment pourquoi combien",
    "german": "wer wen wem wessen was welche welcher welches welchen welchem wann wo woher wohin "
    "warum wie wieso",
    "russian": "кто кого кому кем что чего чему чем какой какая какое какие когда где куда "
    "откуда почему как сколько",
    "spanish": "quién quiénes qué cuál cuáles cuándo dónde cómo cuánto cuánta cuántos cuántas",
}
_TELLTALES = {"english": "the", "french": "dans", "german": "und", "russian": "и", "spanish": "por"}


@cache
def language(name: str) -> Language:
    """Return a language by its English name; ValueError where no such language is known."""
    stop_words = _words("stop_words", name)
    if not stop_words:
        raise ValueError(f"No language “{name}” is known.")
    return Language(
        name,
        Stemmer(name, 0),
        stop_words,
        _words("question_words", name),
        _TELLTALES.get(name, ""),
        SPELLINGS if name == "english" else {},
        _related(f"related_words/{name}.txt"),
        frozenset(_INTERROGATIVES.get(name, "").split()),
    )


def _words(kind: str, name: str) -> frozenset[str]:
    """Return the words of a list."""
    return frozenset(word for group in _groups(f"{kind}/{name}.txt") for word in group)


def _groups(path: str) -> tuple[tuple[str, ...], ...]:
    """Return the words of each line of a list, up to a `#`; none where there is no such list."""
    lines = files(__name__).joinpath(path)
    if not lines.is_file():
        return ()
    found = (tuple(line.split("#")[0].split()) for line in lines.read_text("utf-8").splitlines())
    return tuple(group for group in found if group)


def _related(path: str) -> tuple[tuple[str, ...], ...]:
    """Return the groups of a list in which a word before a colon is related to each of the others alone."""
    groups: list[tuple[str, ...]] = []
    for first, *others in _groups(path):
        if first.endswith(":"):
            groups += [(first[:-1], other) for other in others]
        else:
            groups.append((first, *others))
    return tuple(groups)


def _spellings() -> dict[str, str]:
    """Return each other spelling of `spellings.txt` with the one that all are indexed as."""
    return {other: words[0] for words in _groups("spellings.txt") for other in words[1:]}


SPELLINGS = _spellings()
"""Of places, names, British and American words, and numbers: "kiev" → "kyiv", "three" → "3"."""
ENGLISH = language("english")
RUSSIAN = language("russian")
LANGUAGES = (ENGLISH, language("french"), language("german"), RUSSIAN, language("spanish"))
"""English first: what nothing else speaks for."""
