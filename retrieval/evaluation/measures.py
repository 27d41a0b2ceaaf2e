"""The arithmetic of ranked lists, done by ir-measures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from retrieval.evaluation.judged import EvaluationError, Question

if TYPE_CHECKING:
    from collections.abc import Mapping

MEASURES = ("nDCG@10", "RR@10", "Success@1", "Success@5", "R@100")
"""As ir-measures writes them: https://ir-measur.es/en/latest/measures.html"""


def measured(
    questions: Sequence[Question], search: Callable[[str], list[str]]
) -> Mapping[str, npt.NDArray[np.float64]]:
    """Return each measure's values, in the order of the questions.

    Raises EvaluationError when ir-measures is not installed.
    """
    try:
        import ir_measures  # noqa: PLC0415  (only evaluating needs it, and it brings a C extension)
    except ImportError as fault:
        raise EvaluationError("Evaluating needs ir-measures: pip install 'whosaid[evaluate]'.") from fault
    # Not read from their names by ir-measures: its parser needs what Python 3.14 no longer has.
    kinds = (name.split("@") for name in MEASURES)
    measures = [getattr(ir_measures, kind) @ int(cutoff) for kind, cutoff in kinds]
    judgments = {str(n): dict(question.relevant) for n, question in enumerate(questions)}
    # A question that finds nothing must be there to count as 0: it gets a document that is none.
    found = {
        str(n): {document: -float(rank) for rank, document in enumerate(search(question.text))} or {"": 0.0}
        for n, question in enumerate(questions)
    }
    values = {name: np.zeros(len(questions)) for name in MEASURES}
    for value in ir_measures.iter_calc(measures, judgments, found):
        values[str(value.measure)][int(value.query_id)] = value.value
    return values
