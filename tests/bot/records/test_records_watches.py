from pathlib import Path

import pytest

from bot.records.watches import (
    LONGEST_TOPIC,
    MOST_OF_MEMBER,
    MOST_OF_SERVER,
    SeenArticle,
    TooManyWatchesError,
    Watch,
)
from bot.store import DIRECT_MESSAGES, Store

ANA, BEN = 1001, 1002
SERVER = 77


async def watch(
    store: Store, topic: str, member: int = ANA, server: int = SERVER, channel: int = 5, direct: bool = False
) -> Watch:
    return await store.watches.add(topic, member=member, server=server, channel=channel, direct=direct)


async def test_a_watch_outlives_the_bot(tmp_path: Path) -> None:
    store = await Store.open(tmp_path / "whosaid.db")
    added = await watch(store, "  sanctions   on Russia ")
    await store.close()
    store = await Store.open(tmp_path / "whosaid.db")
    assert await store.watches.everything() == [added]
    assert added.topic == "sanctions on Russia"
    await store.close()


async def test_the_same_topic_in_the_same_place_is_one_watch(store: Store) -> None:
    first = await watch(store, "Sanctions")
    assert await watch(store, "sanctions") == first
    others = [
        await watch(store, "sanctions", channel=6),
        await watch(store, "sanctions", direct=True),
        await watch(store, "sanctions", member=BEN),
        await watch(store, "sanctions", server=DIRECT_MESSAGES, direct=True),
    ]
    assert len({first.id, *(other.id for other in others)}) == 5
    assert await watch(store, "sanctions", channel=9, direct=True) == others[1]


async def test_a_long_topic_is_cut(store: Store) -> None:
    assert len((await watch(store, "x" * 4000)).topic) == LONGEST_TOPIC


async def test_a_member_may_have_so_many_in_a_server(store: Store) -> None:
    for number in range(MOST_OF_MEMBER):
        await watch(store, f"topic {number}")
    with pytest.raises(TooManyWatchesError, match=f"You watch {MOST_OF_MEMBER} topics") as caught:
        await watch(store, "one more")
    assert caught.value.of_member
    assert await watch(store, "Topic 0"), "what is watched already is no further one"
    await watch(store, "one more", server=SERVER + 1)
    await watch(store, "one more", member=BEN)
    await store.watches.remove((await store.watches.of_member(ANA, SERVER))[0].id)
    await watch(store, "one more")


async def test_a_server_may_have_so_many(store: Store) -> None:
    for number in range(MOST_OF_SERVER):
        await watch(store, f"topic {number}", member=number // 5)
    with pytest.raises(TooManyWatchesError, match=f"This server watches {MOST_OF_SERVER}") as caught:
        await watch(store, "one more")
    assert not caught.value.of_member
    await watch(store, "one more", server=SERVER + 1)


async def test_direct_messages_have_no_limit_together(store: Store) -> None:
    for number in range(MOST_OF_SERVER + 1):
        await watch(store, "topic", member=number, server=DIRECT_MESSAGES, direct=True)


async def test_what_was_told_is_kept_with_the_watch(store: Store) -> None:
    added, other = await watch(store, "sanctions"), await watch(store, "harbour")
    await store.watches.note_told(added.id, [b"passage1", b"passage2"])
    await store.watches.note_told(added.id, [b"passage2"])
    assert await store.watches.told(added.id) == {b"passage1", b"passage2"}
    assert await store.watches.told(other.id) == frozenset()
    await store.watches.remove(added.id)
    assert await store.watches.told(added.id) == frozenset()
    await store.watches.note_told(added.id, [b"passage3"])
    assert await store.watches.told(added.id) == frozenset()


async def test_articles_that_were_seen(store: Store) -> None:
    first = SeenArticle("aa", frozenset({b"passage1", b"passage2"}))
    await store.watches.note_seen({"a.txt": first, "b.txt": SeenArticle("bb", frozenset())})
    assert await store.watches.seen() == {"a.txt": "aa", "b.txt": "bb"}
    assert await store.watches.seen_passages(["a.txt", "c.txt"]) == {"a.txt": first.passages}
    await store.watches.note_seen({"a.txt": SeenArticle("cc", frozenset({b"passage3"}))}, gone=["b.txt"])
    assert await store.watches.seen() == {"a.txt": "cc"}


async def test_what_could_not_be_told(store: Store) -> None:
    added, other = await watch(store, "sanctions"), await watch(store, "harbour")
    await store.watches.note_untold(added.id, {b"passage1": "a.txt", b"passage2": "b.txt"})
    await store.watches.note_untold(other.id, {b"passage1": "a.txt"})
    await store.watches.note_untold(added.id, {b"passage2": "b.txt"})
    assert await store.watches.untold() == {
        added.id: {b"passage2": "b.txt"},
        other.id: {b"passage1": "a.txt"},
    }
    await store.watches.note_told(added.id, [b"passage2"])
    await store.watches.remove(other.id)
    assert await store.watches.untold() == {}
    await store.watches.note_untold(other.id, {b"passage1": "a.txt"})
    assert await store.watches.untold() == {}


async def test_a_server_that_the_bot_was_taken_from(store: Store) -> None:
    await watch(store, "sanctions")
    await watch(store, "harbour", direct=True)
    elsewhere = await watch(store, "sanctions", server=SERVER + 1)
    assert await store.watches.remove_of_server(SERVER) == 2
    assert await store.watches.everything() == [elsewhere]
