import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.records.answers import KeptAnswer
from bot.records.folder_changes import FolderAction
from bot.records.members import Forgotten
from bot.store import Store
from retrieval import Archive, Article, extract_quotations

ANA, BEN = 111111111111111111, 222222222222222222
SERVER = 333333333333333333


STORY = "The harbour opens again\n\n“It will open on Monday morning,” Mayor Ana Novak said in the town.\n"


@pytest.fixture
def article(tmp_path: Path) -> Article:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(STORY, "utf-8")
    return Archive.open(folder).articles[0]


def ask(store: Store, query: str, member: int) -> KeptAnswer:
    answer = KeptAnswer(command="about", query=query, asker=member, server=SERVER, channel=5)
    store.answers.keep(answer)
    return answer


async def leave_traces(store: Store, article: Article, member: int) -> None:
    quotation = extract_quotations(article.text)[0]
    for query in ("first question", "second question"):
        await store.votes.cast(ask(store, query, member), member, good=True)
    await store.watches.add("harbour", member=member, server=SERVER, channel=5, direct=False)
    await store.reports.add(
        article, quotation, server=SERVER, member=member, right_speaker=None, comment="It was not she."
    )
    await store.folder_changes.note(member, FolderAction.ADDED, "a.txt", article.sha256, 100)


async def test_to_forget_a_member_leaves_nothing(store: Store, article: Article, tmp_path: Path) -> None:
    await leave_traces(store, article, ANA)
    await leave_traces(store, article, BEN)
    await store.votes.cast(ask(store, "of Ben", BEN), ANA, good=False)
    waiting = ask(store, "not written yet", ANA)
    assert await store.members.forget(ANA) == Forgotten(
        answers=3, votes=1, watches=1, reports=1, folder_changes=1
    ), "the votes on one's own answers go with these"
    assert await store.answers.get(waiting.answer_id) is None
    assert rows_with(tmp_path / "whosaid.db", ANA) == []
    assert rows_with(tmp_path / "whosaid.db", BEN) != []
    again = await store.members.forget(ANA)
    assert again == Forgotten(0, 0, 0, 0, 0)
    assert not again.anything
    assert len(await store.folder_changes.latest()) == 2


def rows_with(path: Path, member: int) -> list[tuple[object, ...]]:
    """Return every row of every table that holds the member's id in any column."""
    with closing(sqlite3.connect(path)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return [row for (t,) in tables for row in connection.execute(f"SELECT * FROM {t}") if member in row]


async def test_everything_of_a_member_as_json(store: Store, article: Article) -> None:
    await leave_traces(store, article, ANA)
    await leave_traces(store, article, BEN)
    kept = json.loads(json.dumps(await store.members.kept_of(ANA)))
    assert kept["member"] == str(ANA)
    assert {name: len(rows) for name, rows in kept.items() if name != "member"} == {
        "answers": 2,
        "votes": 2,
        "watches": 1,
        "reports": 1,
        "folder_changes": 1,
    }
    assert {answer["query"] for answer in kept["answers"]} == {"first question", "second question"}
    assert str(BEN) not in json.dumps(kept)
    assert kept["answers"][0]["server"] == str(SERVER), "a number of this size loses digits in other programs"


async def test_a_member_nothing_is_kept_of(store: Store) -> None:
    kept = await store.members.kept_of(ANA)
    assert not any(rows for name, rows in kept.items() if name != "member")
