import pytest
import pytest_asyncio

from bot.records.answers import KeptAnswer, KeptPlace
from bot.records.votes import Tally
from bot.store import Store, StoreError

ANA, BEN = 1001, 1002
SERVER = 77
PLACES = (KeptPlace("harbour.txt", 0, 40, "aa"), KeptPlace("town.txt", 50, 90, "bb"))


def answered() -> KeptAnswer:
    return KeptAnswer(
        command="about", query="harbour", asker=ANA, server=SERVER, channel=1, first=3, places=PLACES
    )


@pytest_asyncio.fixture
async def answer(store: Store) -> KeptAnswer:
    answer = answered()
    store.answers.keep(answer)
    return answer


async def test_one_vote_a_member_and_answer_changeable(store: Store, answer: KeptAnswer) -> None:
    assert await store.votes.of(answer, ANA) is None
    assert await store.votes.cast(answer, ANA, good=True) == Tally(1, 0)
    assert await store.votes.cast(answer, ANA, good=True) == Tally(1, 0)
    assert await store.votes.cast(answer, BEN, good=False) == Tally(1, 1)
    assert await store.votes.cast(answer, ANA, good=False) == Tally(0, 2)
    assert await store.votes.of(answer, ANA) is False
    assert await store.votes.withdraw(answer, BEN) == Tally(0, 1)
    assert await store.votes.on(answer) == await store.votes.in_server(SERVER) == Tally(0, 1)
    assert await store.votes.in_server(SERVER + 1) == Tally(0, 0)


async def test_an_answer_that_is_gone_takes_no_vote(store: Store) -> None:
    with pytest.raises(StoreError):
        await store.votes.cast(answered(), ANA, good=True)


async def test_what_is_judged_bears_places_and_no_member(store: Store, answer: KeptAnswer) -> None:
    await store.votes.cast(answer, BEN, good=True)
    await store.votes.note_opened(answer, 1)
    await store.votes.note_opened(answer, 1)
    first, second = await store.votes.judged()
    assert (first.command, first.query, first.source, first.sha256) == (
        "about",
        "harbour",
        "harbour.txt",
        "aa",
    )
    assert (first.start, first.end, first.rank, first.opened, first.good, first.bad) == (
        0,
        40,
        3,
        False,
        1,
        0,
    )
    assert (second.source, second.rank, second.opened, second.good) == ("town.txt", 4, True, 1)


async def test_an_answer_turned_after_a_vote_is_judged_where_it_was(store: Store, answer: KeptAnswer) -> None:
    await store.votes.cast(answer, BEN, good=True)
    store.answers.keep(
        KeptAnswer(
            answer_id=answer.answer_id,
            command="about",
            query="harbour",
            asker=ANA,
            server=SERVER,
            channel=1,
            first=6,
            places=(KeptPlace("far.txt", 1, 2, "cc"),),
        )
    )
    await store.flush()
    assert [judged.source for judged in await store.votes.judged()] == ["harbour.txt", "town.txt"]
