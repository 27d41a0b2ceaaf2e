from pathlib import Path

import pytest

from bot.records.votes import Tally
from bot.store import Store, StoreError
from retrieval import Archive, Passage

ANA, BEN, CID = 1001, 1002, 1003
SERVER = 77


@pytest.fixture
def passages(tmp_path: Path) -> list[Passage]:
    folder = tmp_path / "articles"
    folder.mkdir()
    story = "The harbour opens again\n\nThe mayor opened it on Monday.\n\nThe captain was there too.\n"
    (folder / "harbour.txt").write_text(story, "utf-8")
    return list(Archive.open(folder).passages)


async def test_one_vote_a_member_and_answer_changeable(store: Store, passages: list[Passage]) -> None:
    kept = store.answers.keep("about", "harbour", asked_by=ANA, server=SERVER, channel=1)
    assert await store.votes.of(kept.id, ANA) is None
    assert await store.votes.cast(kept.id, ANA, good=True, shown=passages) == Tally(1, 0)
    assert await store.votes.cast(kept.id, ANA, good=True, shown=passages) == Tally(1, 0)
    assert await store.votes.cast(kept.id, BEN, good=False, shown=passages) == Tally(1, 1)
    assert await store.votes.cast(kept.id, ANA, good=False, shown=passages) == Tally(0, 2)
    assert await store.votes.of(kept.id, ANA) is False
    assert await store.votes.withdraw(kept.id, BEN) == Tally(0, 1)
    assert await store.votes.on(kept.id) == await store.votes.in_server(SERVER) == Tally(0, 1)
    assert await store.votes.in_server(SERVER + 1) == Tally(0, 0)


async def test_an_answer_that_is_gone_takes_no_vote(store: Store) -> None:
    with pytest.raises(StoreError):
        await store.votes.cast("0123456789", ANA, good=True, shown=())


async def test_what_is_judged_bears_places_and_no_member(store: Store, passages: list[Passage]) -> None:
    kept = store.answers.keep("about", "harbour", asked_by=ANA, server=SERVER, channel=1)
    await store.votes.cast(kept.id, BEN, good=True, shown=passages[:1])
    await store.votes.note_opened(kept.id, passages[1], 1)
    await store.votes.note_opened(kept.id, passages[1], 1)
    first, second = await store.votes.judged()
    assert (first.query, first.source, first.rank, first.opened, first.good) == (
        "harbour",
        "harbour.txt",
        0,
        False,
        1,
    )
    assert (second.start, second.end, second.opened) == (passages[1].start, passages[1].end, True)
    assert first.sha256 == passages[0].article.sha256
