from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

import pytest

from bot.records.watches import Watch
from bot.store import Store
from bot.watching import MOST_SHOWN, Look, News, passage_hash
from retrieval import Archive
from tests.bot.news import FERRY, HARBOUR, SQUARE


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "whosaid.db"


async def watch(store: Store, topic: str, member: int = 1) -> Watch:
    return await store.watches.add(topic, member=member, server=7, channel=5, direct=False)


async def at_once(work: Callable[[], Any], /) -> Any:
    return work()


async def look(store: Store, folder: Path, *, refused: Collection[Watch] = ()) -> list[News]:
    """Look at the folder, and tell everything but what Discord does not take."""
    one = Look(store.watches, Archive.open(folder), at_once)
    told = []
    async for news in one.news():
        if news.watch in refused:
            await one.untold(news)
        else:
            await one.told(news)
            told.append(news)
    await one.end()
    return told


def texts_of(news: list[News]) -> list[str]:
    return [result.passage.text for each in news for result in each.results]


async def test_what_was_there_before_is_no_news(folder: Path, database: Path) -> None:
    store = await Store.open(database)
    await watch(store, "harbour")
    assert await look(store, folder) == []
    assert await look(store, folder) == []
    await store.close()


async def test_an_added_article_is_told_once_also_after_a_restart(folder: Path, database: Path) -> None:
    store = await Store.open(database)
    harbour = await watch(store, "harbour")
    await watch(store, "square", member=2)
    await look(store, folder)
    await store.close()

    (folder / "b.txt").write_text(FERRY, "utf-8")
    store = await Store.open(database)
    (news,) = await look(store, folder)
    assert news.watch == harbour
    assert texts_of([news]) == ["A second ferry left the harbour in the evening with many people."]
    assert await look(store, folder) == []
    await store.close()

    store = await Store.open(database)
    assert await look(store, folder) == []
    await store.close()


async def test_of_a_changed_article_only_what_is_new_in_it(folder: Path, database: Path) -> None:
    store = await Store.open(database)
    await watch(store, "harbour")
    await look(store, folder)
    (folder / "a.txt").write_text(f"{FERRY}\n{HARBOUR.replace('The', 'THE').replace(' ', '  ')}", "utf-8")
    assert texts_of(await look(store, folder)) == [
        "A second ferry left the harbour in the evening with many people."
    ]
    await store.close()


async def test_a_moved_article_and_one_that_came_back_are_no_news(folder: Path, database: Path) -> None:
    store = await Store.open(database)
    await watch(store, "harbour")
    (folder / "square.txt").write_text(SQUARE, "utf-8")
    await look(store, folder)
    (folder / "b.txt").write_text(FERRY, "utf-8")
    assert len(await look(store, folder)) == 1
    (folder / "b.txt").rename(folder / "c.txt")
    assert await look(store, folder) == []
    (folder / "c.txt").unlink()
    assert await look(store, folder) == []
    (folder / "d.txt").write_text(FERRY, "utf-8")
    assert await look(store, folder) == [], "it was told before it went away"
    await store.close()


async def test_where_the_bot_stopped_in_between_the_rest_is_told_at_the_next_look(
    folder: Path, database: Path
) -> None:
    store = await Store.open(database)
    first, second = await watch(store, "harbour"), await watch(store, "ferry")
    await look(store, folder)
    (folder / "b.txt").write_text(FERRY, "utf-8")
    interrupted = Look(store.watches, Archive.open(folder), at_once)
    news = [each async for each in interrupted.news()]
    assert [each.watch for each in news] == [first, second]
    await interrupted.told(news[0])
    await store.close()

    store = await Store.open(database)
    assert [each.watch for each in await look(store, folder)] == [second]
    await store.close()


async def test_what_could_not_be_told_waits_for_its_watch_alone(folder: Path, database: Path) -> None:
    store = await Store.open(database)
    first, second = await watch(store, "harbour"), await watch(store, "ferry")
    await look(store, folder)
    (folder / "b.txt").write_text(FERRY, "utf-8")
    assert [each.watch for each in await look(store, folder, refused=[first])] == [second]
    later = await watch(store, "evening")
    assert await look(store, folder, refused=[first]) == [], "what was there before a watch is no news to it"
    await store.close()

    store = await Store.open(database)
    (folder / "c.txt").write_text(SQUARE.replace("square", "harbour"), "utf-8")
    (news,) = await look(store, folder)
    assert news.watch == first
    assert {result.passage.article.source for result in news.results} == {"b.txt", "c.txt"}
    assert await look(store, folder) == []
    assert later in await store.watches.everything()
    await store.close()


async def test_what_could_not_be_told_and_is_gone_is_not_told(folder: Path, database: Path) -> None:
    store = await Store.open(database)
    harbour = await watch(store, "harbour")
    await look(store, folder)
    (folder / "b.txt").write_text(FERRY, "utf-8")
    await look(store, folder, refused=[harbour])
    (folder / "b.txt").unlink()
    assert await look(store, folder) == []
    assert await store.watches.untold() == {}
    await store.close()


async def test_a_watch_that_ends_meanwhile_tells_nothing(folder: Path, database: Path) -> None:
    store = await Store.open(database)
    await watch(store, "harbour")
    ended = await watch(store, "ferry")
    await look(store, folder)
    (folder / "b.txt").write_text(FERRY, "utf-8")
    told = []
    async for news in Look(store.watches, Archive.open(folder), at_once).news():
        told.append(news.watch.topic)
        await store.watches.remove(ended.id)
    assert told == ["harbour"]
    await store.close()


async def test_a_moved_article_is_no_news_to_a_later_watch_either(folder: Path, database: Path) -> None:
    store = await Store.open(database)
    await look(store, folder)
    (folder / "a.txt").rename(folder / "b.txt")
    await look(store, folder)
    await watch(store, "harbour")
    assert await look(store, folder) == []
    await store.close()


async def test_a_word_that_no_article_holds_is_not_read_as_another(folder: Path, database: Path) -> None:
    store = await Store.open(database)
    await watch(store, "harbors in Zanzibar")
    await watch(store, "harbuor")
    await watch(store, "!!!")
    await look(store, folder)
    (folder / "b.txt").write_text(FERRY, "utf-8")
    assert await look(store, folder) == []
    await store.close()


async def test_much_at_once_is_told_in_short(folder: Path, database: Path) -> None:
    store = await Store.open(database)
    await watch(store, "harbour")
    await look(store, folder)
    numbers = "one two three four five six seven".split()
    stories = [
        f"The boat number {n} came into the harbour on a {n} day, said the captain.\n" for n in numbers
    ]
    (folder / "b.txt").write_text("The boats come home\n\n" + "\n".join(stories), "utf-8")
    (news,) = await look(store, folder)
    assert len(news.results) == MOST_SHOWN
    assert len(news.passages) == MOST_SHOWN + news.more
    assert await look(store, folder) == []
    await store.close()


async def test_a_topic_may_have_filters(folder: Path, database: Path) -> None:
    store = await Store.open(database)
    await watch(store, '"left the harbour" -square')
    await watch(store, '"left the square"')
    await look(store, folder)
    (folder / "b.txt").write_text(FERRY, "utf-8")
    (news,) = await look(store, folder)
    assert news.watch.topic == '"left the harbour" -square'
    await store.close()


def test_a_passage_is_known_by_its_words(folder: Path) -> None:
    one, two = (Archive.open(folder).passages[0] for _ in range(2))
    assert passage_hash(one) == passage_hash(two)
    (folder / "a.txt").write_text(SQUARE, "utf-8")
    assert passage_hash(Archive.open(folder).passages[0]) != passage_hash(one)
