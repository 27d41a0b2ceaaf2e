import asyncio
import json
from pathlib import Path

import pytest

from bot.cli import main
from bot.records.answers import KeptAnswer, KeptPlace
from bot.store import Store
from retrieval import Archive, Passage

ANA, BEN = 1001, 1002


@pytest.fixture(autouse=True)
def articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    for name in ("harbour", "forest", "market"):
        story = f"The {name} of the town\n\nThe {name} was shut by the town council on Monday at noon.\n"
        (folder / f"{name}.txt").write_text(story, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ARTICLES_DIR", str(folder))
    monkeypatch.setenv("DATABASE", str(tmp_path / "whosaid.db"))
    return folder


def place(passage: Passage) -> KeptPlace:
    return KeptPlace(passage.article.source, passage.start, passage.end, passage.article.sha256)


def answer(archive: Archive, query: str, *names: str, command: str = "about") -> KeptAnswer:
    places = tuple(place(archive.about(name, limit=1).results[0].passage) for name in names)
    return KeptAnswer(command=command, query=query, asker=ANA, server=7, channel=1, places=places)


async def vote(folder: Path, database: Path) -> None:
    archive = Archive.open(folder)
    store = await Store.open(database)
    shut = answer(archive, "what was shut?", "harbour", "forest", command="ask")
    disputed = answer(archive, "town", "market")
    bad = answer(archive, "closures", "market")
    quoted = answer(archive, "on Monday", "market", command="who said")
    for kept in (shut, disputed, bad, quoted):
        store.answers.keep(kept)
    await store.votes.cast(shut, ANA, good=True)
    await store.votes.note_opened(shut, 1)
    await store.votes.cast(disputed, ANA, good=True)
    await store.votes.cast(disputed, BEN, good=False)
    await store.votes.cast(bad, BEN, good=False)
    await store.votes.cast(quoted, BEN, good=True)
    await store.close()


def test_a_judged_set_is_made_from_votes(
    articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asyncio.run(vote(articles, tmp_path / "whosaid.db"))
    made = tmp_path / "sets" / "ours"
    assert main(["evaluate", "make", str(made)]) == 0
    assert capsys.readouterr().out == f"2 questions with 3 judgments in “{made}”.\n"
    corpus = [json.loads(line) for line in (made / "corpus.jsonl").read_text("utf-8").splitlines()]
    assert [document["_id"] for document in corpus] == ["forest.txt", "harbour.txt", "market.txt"]
    assert corpus[1]["text"] == (articles / "harbour.txt").read_text("utf-8")
    queries = [json.loads(line) for line in (made / "queries.jsonl").read_text("utf-8").splitlines()]
    words = {query["_id"]: query["text"] for query in queries}
    header, *rows = (made / "qrels.tsv").read_text("utf-8").splitlines()
    assert header == "query-id\tcorpus-id\tscore"
    assert {(words[query], source, score) for query, source, score in (row.split("\t") for row in rows)} == {
        ("what was shut?", "harbour.txt", "1"),
        ("what was shut?", "forest.txt", "2"),
        ("closures", "market.txt", "0"),
    }


def test_what_changed_since_is_left_out(
    articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asyncio.run(vote(articles, tmp_path / "whosaid.db"))
    (articles / "market.txt").write_text("The market moved\n\nThe market is in the old hall now.\n", "utf-8")
    assert main(["evaluate", "make", str(tmp_path / "made")]) == 0
    told = capsys.readouterr()
    assert told.out.startswith("1 question with 2 judgments")
    assert told.err == "1 judgment left out, because the article was changed or removed.\n"


def test_no_votes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    async def make_database() -> None:
        await (await Store.open(tmp_path / "whosaid.db")).close()

    asyncio.run(make_database())
    assert main(["evaluate", "make", str(tmp_path / "made")]) == 1
    assert "Nobody voted" in capsys.readouterr().out
    assert not (tmp_path / "made").exists()


def test_no_database(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "make", str(tmp_path / "made")]) == 2
    assert "There is no database" in capsys.readouterr().err
    assert not (tmp_path / "whosaid.db").exists()


def test_a_folder_that_cannot_be_written(
    articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asyncio.run(vote(articles, tmp_path / "whosaid.db"))
    (tmp_path / "made").write_text("a file where the folder should be", "utf-8")
    assert main(["evaluate", "make", str(tmp_path / "made")]) == 2
    assert "cannot be written" in capsys.readouterr().err


JUDGED = {
    "text": "“We shall win the vote,” Anna Smith said.",
    "quotes": [
        {
            "start": 1,
            "end": 23,
            "type": "direct",
            "speaker": "Anna Smith",
            "speaker_start": 25,
            "speaker_end": 35,
        }
    ],
}


def test_attribution_is_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "judged.jsonl"
    file.write_text(json.dumps(JUDGED) + "\n", "utf-8")
    assert main(["evaluate", "quotations", str(file)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("1 article, 1 quotation of four words or more")
    assert lines[1].split() == ["quotations", "found", "100.0%"]
    assert lines[-4].split()[-2:] == ["not", "judged"]
    assert main(["evaluate", "quotations", "--json", str(file)]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert (figures["articles"], figures["speaker"], figures["indirect"]) == (1, 1, None)


@pytest.mark.parametrize(
    ("content", "told"), [(b"\xff\xfe\0", "no UTF-8"), (b"{", "no JSON object"), (b"{}", "lacks")]
)
def test_a_file_that_is_not_judged(
    content: bytes, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "judged.jsonl"
    file.write_bytes(content)
    assert main(["evaluate", "quotations", str(file)]) == 2
    assert told in capsys.readouterr().err
