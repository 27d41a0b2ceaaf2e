"""A text as its narrator tells it: words and sentences, each stretch between marks one word."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from itertools import accumulate, compress, zip_longest
from operator import itemgetter, sub

from retrieval.passages import Block, Kind
from retrieval.quotations.lines import Signature, inner_speaker, repeated_speakers, signature, spoken_from
from retrieval.quotations.marks import Marked, marked_stretches

QUOTED = "“…”"
"""What a stretch between marks looks like among the words."""

_TITLES = (
    "Mr|Mrs|Ms|Mx|Dr|Sens?|Reps?|Govs?|Gen|Col|Lt|Capt|Sgt"
    "|Maj|Adm|Rev|Prof|Hon|St|Atty|Pres|Cmdr|Cpl|Fr|Msgr|Supt|Insp"
)
_SHORT = (
    "Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec|No|vs|Jr|Sr|Inc|Corp|Co|Ltd"
    "|Calif|Fla|Ariz|Ill|Mass|Mich|Minn|Conn|Wash|Tenn|Wis|Va|Pa|Ga|Ky|Md|Okla|Ore|Tex"
    "|Ala|Ark|Colo|Del|Ind|Kan|Mont|Neb|Nev|Ave|Blvd|approx|etc|al"
)
_WORD = re.compile(
    # With the blanks before it, so that no character is left out: a word's place is then the sum of lengths.
    # Most words are plain and stand before a blank or a comma: they need not be tried as anything else.
    # "D-N.Y." and "R-Ala." behind a name are a party and a state.
    rf"\s*(?:[A-Za-z][a-z]+(?=[ ,])|(?:[DRI]-)?(?:(?:[^\W\d_]\.){{2,}}|(?:{_TITLES}|{_SHORT})\.(?=\W))"
    r"|[A-Z]\.(?=\s+[A-Z])"
    r"|['’]s\b|[^\W_]+(?:(?:[-‑–&\u00ad]|['’](?!s\b)|[.](?=[a-z])|(?<=\d)[.,](?=\d))[^\W_]+)*"
    r"|\.{2,}|--+|[^\w\s]|_)"
)
_ENDING = re.compile(rf"(?:(?:{_SHORT})\.|(?:[^\W\d_]\.)+)$")
_LONGEST_SENTENCE = 200
"""Words. What is longer is a list or no prose, and looking through it would cost the square of its length."""
_LONG_QUOTATION = re.compile(r"[\"“«„][^\"“”«»„\n]{24,}[\"”»“]")
_MARKS = frozenset('"“”„«»')
_END = frozenset(".!?…")
_CLOSING = frozenset(".!?…)]”")
"""Last characters of the words that a sentence may end with."""
_LINE_END = re.compile(r"[.!?…:][\"'”’»)\]]*\s*$")
_STARTERS = frozenset(
    "the a an he she it they we i but in on at and this that these those there when while if as for".split()
)


class Words:
    """The words of a text in parallel lists, so that a look to the left or right is an index."""

    __slots__ = (
        "_speakers",
        "_stories",
        "end",
        "headline",
        "low",
        "marked",
        "paragraph",
        "paragraphs",
        "quoted",
        "sentence",
        "sentences",
        "start",
        "tagged",
        "text",
        "word",
    )

    def __init__(self, text: str, layout: Sequence[Block]) -> None:
        self.text = text
        self.word: list[str] = []
        self.low: list[str] = []
        self.start: list[int] = []
        self.end: list[int] = []
        self.quoted: list[int] = []
        """Of each word: the number of the stretch between marks that it stands for, else -1."""
        self.sentence: list[int] = []
        self.paragraph: list[int] = []
        self.marked: list[Marked] = []
        self.tagged: set[int] = set()
        """Numbers of the stretches whose line names their speaker by its shape."""
        self.sentences: list[tuple[int, int]] = []
        """First word and the word behind the last, of each sentence."""
        self.paragraphs: list[tuple[int, int]] = []
        self.headline: list[bool] = []
        """Of each paragraph: whether it is a headline."""
        self._speakers = repeated_speakers(text)
        signatures = [self._signature(block) for block in layout]
        # Where names stand under plain paragraphs, they are those of who wrote them.
        bylines = any(
            line not in (None, Signature.SPEAKER) and self._is_plain(block)
            for block, line in zip(layout, signatures[1:], strict=False)
        )
        for block, line, following in zip_longest(layout, signatures, signatures[1:]):
            signed = following is Signature.SPEAKER
            if line is not None and self.paragraphs:
                if line is Signature.SPEAKER or (
                    line is Signature.EITHER and not bylines and self._is_all_marked()
                ):
                    self._sign(block)
            elif block.kind is not Kind.FURNITURE or _LONG_QUOTATION.search(text, block.start, block.end):
                paragraphs = _paragraphs(text, block)
                for start, end in paragraphs:
                    whole = signed and (start, end) == paragraphs[-1] and block.kind is Kind.PARAGRAPH
                    self._add_paragraph(start, end, headline=block.kind is Kind.HEADLINE, whole=whole)
        self._stories = list(accumulate(map(int, self.headline)))

    def _add_paragraph(self, start: int, end: int, *, headline: bool, whole: bool) -> None:
        """Add a paragraph's words; `whole`: a line below says whose words they all are."""
        first = len(self.word)
        here = start
        stretches = marked_stretches(self.text, start, end)
        if whole and not any(2 * (s.end - s.start) > end - start for s in stretches):
            stretches = [Marked(start, end, start, end, closed=True, single=False)]
        elif not headline and (not stretches or stretches[0].outer_start > start):
            spoken = spoken_from(self.text, start, end, self._speakers)
            if spoken is not None and not any(s.outer_start == spoken for s in stretches):
                stretches = [Marked(spoken, end, spoken, end, closed=True, single=False)]
        for stretch in stretches:
            self._add_words(here, stretch.outer_start)
            if stretch.start == stretch.outer_start and here < stretch.start:
                self.tagged.add(len(self.marked))
            speaker = inner_speaker(self.text, stretch.start, stretch.end)
            if speaker is not None:
                self._add_words(stretch.start, speaker)
                self.tagged.add(len(self.marked))
            self._add(QUOTED, stretch.outer_start, stretch.outer_end, len(self.marked))
            self.marked.append(stretch)
            here = stretch.outer_end
        self._add_words(here, end)
        if len(self.word) > first:
            self.paragraphs.append((first, len(self.word)))
            self.headline.append(headline)
            self._split_sentences(first, len(self.word))

    def _signature(self, block: Block) -> Signature | None:
        return signature(self.text, block.start, block.end) if block.kind is Kind.ATTRIBUTION else None

    def _is_plain(self, block: Block) -> bool:
        return block.kind is Kind.PARAGRAPH and _MARKS.isdisjoint(self.text[block.start : block.end])

    def _is_all_marked(self) -> bool:
        """Whether nothing stands outside the marks of the last paragraph."""
        first, last = self.paragraphs[-1]
        return all(self.quoted[i] >= 0 or not self.word[i][0].isalnum() for i in range(first, last))

    def _sign(self, block: Block) -> None:
        """Add a line that says whose words stand above it to the paragraph that they are."""
        first, last = self.paragraphs.pop()
        begin, _ = self.sentences[-1]
        self._add_words(block.start, block.end)
        added = len(self.word) - last
        self.paragraph.extend([len(self.paragraphs)] * added)
        self.sentence.extend([len(self.sentences) - 1] * added)
        self.sentences[-1] = (begin, last + added)
        self.paragraphs.append((first, last + added))

    def story(self, place: int) -> int:
        """Return the number of the story that a word stands in: each headline begins one."""
        return self._stories[self.paragraph[place]]

    def places_of(self, some: Container[str]) -> list[int]:
        """Return the places of some words, given in lower case, in the order of the text."""
        # No step of it is Python's own: it goes over all words.
        return [*compress(range(len(self.low)), map(some.__contains__, self.low))]

    def _add_words(self, start: int, end: int) -> None:
        pieces: list[str] = _WORD.findall(self.text, start, end)
        if pieces:
            words = [*map(str.lstrip, pieces)]
            ends = [*accumulate(map(len, pieces), initial=start)][1:]
            self.word.extend(words)
            self.low.extend(map(str.lower, words))
            self.start.extend(map(sub, ends, map(len, words)))
            self.end.extend(ends)
            self.quoted.extend([-1] * len(words))

    def _add(self, word: str, start: int, end: int, quoted: int) -> None:
        self.word.append(word)
        self.low.append(word.lower())
        self.start.append(start)
        self.end.append(end)
        self.quoted.append(quoted)

    def _split_sentences(self, first: int, last: int) -> None:
        paragraph = len(self.paragraphs) - 1
        self.paragraph.extend([paragraph] * (last - first))
        begin = first
        ends = map(_CLOSING.__contains__, map(itemgetter(-1), self.word[first : last - 1]))
        closing = compress(range(first, last), ends)
        for i in (*closing, last - 1):
            while i - begin > _LONGEST_SENTENCE:
                begin = self._end_sentence(begin, begin + _LONGEST_SENTENCE + 2)
            if begin <= i and (i == last - 1 or self._ends_sentence(i)):
                begin = self._end_sentence(begin, i + 1)

    def _end_sentence(self, begin: int, end: int) -> int:
        self.sentence.extend([len(self.sentences)] * (end - begin))
        self.sentences.append((begin, end))
        return end

    def _ends_sentence(self, i: int) -> bool:
        word = self.word[i]
        after = self.word[i + 1]
        if word in _END:
            return after not in ")]" and not after[0].islower()
        if word == QUOTED:
            return self._quotation_ends_sentence(i)
        if word in ")]" and i and self.word[i - 1] in _END:
            return after[0].isupper() or after == QUOTED
        return (
            word[-1] == "."
            and len(word) > 1
            and self.low[i + 1] in _STARTERS
            and after[0].isupper()
            and bool(_ENDING.match(word))
        )

    def _quotation_ends_sentence(self, i: int) -> bool:
        stretch = self.marked[self.quoted[i]]
        final = self.text[stretch.end - 1 : stretch.end]
        if final not in _END or not final:
            return False
        after = self.word[i + 1]
        if after == QUOTED:
            return True
        return after[0].isupper() or (final in ".…" and after in "•*#@")


def _paragraphs(text: str, block: Block) -> list[tuple[int, int]]:
    """Split a block at line ends that end a sentence; other line ends are a hard wrap."""
    piece = text[block.start : block.end]
    if "\n" not in piece:
        return [(block.start, block.end)]
    found: list[tuple[int, int]] = []
    begin = here = block.start
    for line in piece.splitlines(keepends=True):
        after = here + len(line)
        following = text[after : after + 1]
        if after >= block.end or (_LINE_END.search(line) and not following.islower()):
            found.append((begin, min(after, block.end)))
            begin = after
        here = after
    return [(s, e) for s, e in found if text[s:e].strip()]
