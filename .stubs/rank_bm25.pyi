# rank-bm25 ships no types; these are the parts of 0.2.2 that the index uses.
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

class BM25:
    corpus_size: int
    avgdl: float
    doc_freqs: list[dict[str, int]]
    idf: dict[str, float]
    doc_len: list[int]
    tokenizer: Callable[[str], list[str]] | None
    def __init__(
        self, corpus: Sequence[Sequence[str]], tokenizer: Callable[[str], list[str]] | None = None
    ) -> None: ...
    def _initialize(self, corpus: Sequence[Sequence[str]]) -> dict[str, int]: ...
    def _calc_idf(self, nd: dict[str, int]) -> None: ...
    def get_scores(self, query: Sequence[str]) -> npt.NDArray[np.float64]: ...
    def get_batch_scores(self, query: Sequence[str], doc_ids: Sequence[int]) -> list[float]: ...
    def get_top_n(self, query: Sequence[str], documents: Sequence[str], n: int = 5) -> list[str]: ...

class BM25Okapi(BM25):
    k1: float
    b: float
    epsilon: float
    average_idf: float
    def __init__(
        self,
        corpus: Sequence[Sequence[str]],
        tokenizer: Callable[[str], list[str]] | None = None,
        k1: float = 1.5,
        b: float = 0.75,
        epsilon: float = 0.25,
    ) -> None: ...
