import json
from pathlib import Path

import pytest

from retrieval import WhosaidError, evaluate_passages
from retrieval.evaluation.passages import Figure, holds_answer

DOCUMENTS = {
    "a": ("Storm closes ports", "A storm closed the ports of Genoa.\n\nNobody was hurt in the storm."),
    "b": ("Budget passed", "Parliament passed the budget. It holds 40 billion crowns for schools."),
    "c": ("", "The falcon nests on the tower of the town hall in spring, and the town counts its eggs."),
}
QUESTIONS = {
    "1": ("Which ports did a storm close?", ["Genoa"]),
    "2": ("How many crowns does the budget hold for schools?", ["40 billion"]),
    "3": ("Where does the falcon nest in spring?", ["The tower"]),
    "4": ("Who judged nothing?", None),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    corpus = [{"_id": name, "title": title, "text": text} for name, (title, text) in DOCUMENTS.items()]
    queries = [{"_id": name, "text": text, "answers": answers} for name, (text, answers) in QUESTIONS.items()]
    unanswerable = [{"text": "Who won the regatta of Zadar?"}, {"text": "When does the volcano erupt?"}]
    for name, lines in (("corpus", corpus), ("queries", queries), ("queries_unanswerable", unanswerable)):
        (tmp_path / f"{name}.jsonl").write_text("\n".join(map(json.dumps, lines)), "utf-8")
    (tmp_path / "qrels.tsv").write_text(
        "query-id\tcorpus-id\tscore\n1\ta\t1\n2\tb\t2\n2\tc\t0\n3\tc\t1\n", "utf-8"
    )
    return tmp_path


def test_a_judged_set_is_measured(folder: Path) -> None:
    report = evaluate_passages(folder)
    assert (report.documents, report.questions, report.unanswerable) == (3, 3, 2)
    assert report.passages >= 4
    assert {name: figure.mean for name, figure in report.figures.items()} == {
        "nDCG@10": 1.0,
        "RR@10": 1.0,
        "Success@1": 1.0,
        "Success@5": 1.0,
        "R@100": 1.0,
    }
    assert report.answer_in_first == report.answer_in_sentence == Figure(1.0, 1.0, 1.0)
    assert report.rightly_refused == Figure(1.0, 1.0, 1.0)
    assert report.wrongly_refused == Figure(0.0, 0.0, 0.0)
    assert report.milliseconds > 0
    assert report.compared == ()


def test_looser_judgments_are_measured_beside(folder: Path) -> None:
    assert evaluate_passages(folder).any_first is None
    loose = [
        {"text": "Which ports did a storm close?", "gold_docs": ["b"], "silver_docs": ["a", "c"]},
        {"text": "Where does the falcon nest in spring?", "gold_docs": ["a"], "silver_docs": None},
        {"text": "Who judged nothing?", "gold_docs": [], "silver_docs": []},
    ]
    (folder / "queries_all.jsonl").write_text("\n".join(map(json.dumps, loose)), "utf-8")
    report = evaluate_passages(folder)
    assert report.loosely == 2
    assert report.any_first is not None
    assert report.any_first.mean == 0.5


def test_other_ways_to_rank_are_measured_beside(folder: Path) -> None:
    report = evaluate_passages(folder, compare=True)
    assert [other.name for other in report.compared] == ["rank-bm25", "plain BM25"]
    for other in report.compared:
        for measure, figure in report.figures.items():
            assert other.gained[measure].mean == pytest.approx(figure.mean - other.figures[measure].mean)


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        ("corpus.jsonl", "{", "Line 1 of “{}” is no JSON."),
        ("corpus.jsonl", '\n{"_id": 1}', "Line 2 of “{}” lacks “_id” or “text”."),
        ("qrels.tsv", "query\tdocument\tscore\n1\ta", "Line 2 of “{}” is not “query, document, relevance”."),
        ("qrels.tsv", "", "holds no judged questions."),
        ("queries.jsonl", None, "“{}” cannot be read."),
    ],
)
def test_what_is_no_judged_set_is_told(folder: Path, file: str, text: str | None, told: str) -> None:
    path = folder / file
    if text is None:
        path.unlink()
    else:
        path.write_text(text, "utf-8")
    with pytest.raises(WhosaidError) as fault:
        evaluate_passages(folder)
    assert told.format(path) in str(fault.value)


def test_answers_are_held_as_words() -> None:
    assert holds_answer("They met “in Genoa”, twice.", ["genoa"])
    assert holds_answer("Genoan sailors", ["Genoa"]) is False
    assert holds_answer("anything", ["", "…"]) is False
