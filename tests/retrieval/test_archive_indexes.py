"""An archive answers alike from the index in memory and from the one on disk, and reloads what changed."""

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from retrieval import Answer, Archive

SEEDS = Path(__file__).parents[2] / "seeds"
KINDS = ("memory", "disk")


def needs(kind: str) -> None:
    if kind == "disk":
        pytest.importorskip("tantivy", reason="the index on disk needs tantivy: pip install 'whosaid[large]'")


def told(answer: Answer) -> Answer:
    """Return the answer without what differs from one asking to the next."""
    results = tuple(replace(result, score=round(result.score, 6)) for result in answer.results)
    return replace(answer, elapsed_ms=0, results=results)


def test_both_give_the_same_answers(tmp_path: Path) -> None:
    needs("disk")
    memory, disk = (Archive.open(SEEDS, index=kind, data=tmp_path) for kind in KINDS)
    for query in ("sanctions", "Lavrov referendum", 'ceasefire "in general"', "Kosovo barracks", "sanctons"):
        assert told(memory.about(query)) == told(disk.about(query))
        assert told(memory.ask(query)) == told(disk.ask(query))
    for words in (
        "party of war",
        "illegal and illegitimate",
        "our forces are undergoing their usual routine",
    ):
        assert told(memory.who_said(words)) == told(disk.who_said(words))
    assert told(memory.about("ceasefire -general source:001")) == told(
        disk.about("ceasefire -general source:001")
    )
    assert memory.timeline("sanctions") == disk.timeline("sanctions")
    assert memory.entries == disk.entries
    assert list(memory.articles) == list(disk.articles)
    assert list(memory.passages) == list(disk.passages)


@pytest.mark.parametrize("kind", KINDS)
def test_an_archive_made_ready_answers_the_same(kind: str, tmp_path: Path) -> None:
    needs(kind)
    asked, ready = (Archive.open(SEEDS, index=kind, data=tmp_path) for _ in range(2))
    ready.get_ready()
    assert told(ready.about("sanctons")) == told(asked.about("sanctons"))
    assert ready.find_articles("ukrane ceasefire") == asked.find_articles("ukrane ceasefire")


@pytest.mark.parametrize("kind", KINDS)
def test_a_reload_answers_from_the_folder_as_it_is_now(kind: str, tmp_path: Path) -> None:
    needs(kind)
    folder = tmp_path / "articles"
    shutil.copytree(SEEDS, folder)
    for path in folder.iterdir():
        os.utime(path, (1_000_000_000, 1_000_000_000))
    old = Archive.open(folder, index=kind, data=tmp_path / "data")
    (folder / "new.txt").write_text("Zebras escape\n\nA zebra said nothing about sanctions.")
    new = old.reload()
    assert not old.about("zebra").found
    assert [r.passage.article.source for r in new.about("zebra").results] == ["new.txt"]
    assert new.changes.new == ("new.txt",)
    assert new.read("new.txt")[0].text == "A zebra said nothing about sanctions."
    (folder / "new.txt").unlink()
    assert not new.reload().about("zebra").found


@pytest.mark.parametrize("kind", KINDS)
def test_where_most_articles_changed_nothing_old_is_answered(kind: str, tmp_path: Path) -> None:
    needs(kind)
    folder = tmp_path / "articles"
    shutil.copytree(SEEDS, folder)
    old = Archive.open(folder, index=kind, data=tmp_path / "data")
    assert old.who_said("usual routine").found
    for path in sorted(folder.iterdir())[1:]:
        path.write_text("Harbour opens\n\n“The harbour is open,” said the mayor, Ann Lee.\n", "utf-8")
    new = old.reload()
    assert [len(new.changes.new), len(new.changes.changed), len(new.changes.gone)] == [0, 2, 0]
    assert not new.who_said("usual routine").found
    quoted = new.who_said("the harbour is open").results[0].quoted
    assert quoted is not None
    assert [speaker.name for speaker in quoted.quotation.speakers] == ["Ann Lee"]


@pytest.mark.parametrize("kind", KINDS)
def test_quotations_found_before_a_reload_are_not_looked_for_again(kind: str, tmp_path: Path) -> None:
    needs(kind)
    folder = tmp_path / "articles"
    shutil.copytree(SEEDS, folder)
    old = Archive.open(folder, index=kind, data=tmp_path / "data")
    assert list(old.read_quotations())[-1] == 100
    first = next(path for path in sorted(folder.iterdir()))
    (folder / "new.txt").write_text("Zebras escape\n\n“A zebra is free,” John Smith said.")
    first.unlink()
    new = old.reload()
    assert new.percent_read == 66
    assert {first.name, "new.txt"}.isdisjoint(source for each in new.speakers() for source in each.sources)
    assert list(new.read_quotations())[-1] == 100
    assert "John Smith" in {each.speaker.name for each in new.speakers()}


def test_a_damaged_index_is_told_and_built_anew(tmp_path: Path) -> None:
    needs("disk")
    assert Archive.open(SEEDS, index="memory").check() is None
    archive = Archive.open(SEEDS, index="disk", data=tmp_path)
    assert archive.check() is None
    texts = next(tmp_path.glob("index-*/build-*/texts"))
    texts.write_bytes(texts.read_bytes()[:-1] + b"?")
    assert archive.check() == "its file “texts” is damaged"
    again = archive.reload()
    assert again.check() is None
    assert again.about("sanctions").found


@pytest.mark.parametrize("kind", KINDS)
def test_a_speaker_is_found_behind_many_passages_of_others(kind: str, tmp_path: Path) -> None:
    needs(kind)
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(60):
        others = "\n\n".join(
            f"The harbour dues of quay {number}.{n}, the harbour dues rise again." for n in range(8)
        )
        said = (
            f'\n\n"Pier {number} needs far more money than the dues bring," said Ann Byron.'
            if number % 6 == 0
            else ""
        )
        (folder / f"{number:03}.txt").write_text(f"Dues rise\n\n{others}{said}\n", "utf-8")
    archive = Archive.open(folder, index=kind, data=tmp_path / "data")

    def asked() -> list[str]:
        results = archive.about("dues speaker:Byron", 20).results
        return [each.source for result in results for each in (result.passage.article, *result.also_in)]

    unread = asked()
    for _ in archive.read_quotations():
        pass
    assert sorted(asked()) == sorted(unread) == [f"{number:03}.txt" for number in range(0, 60, 6)]
    assert archive.timeline("dues speaker:Byron").count == 10
