"""Where a search runs, and what is answered from memory."""

import asyncio
import shutil
import threading
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from bot.current_archive import CurrentArchive
from bot.finding import Finder
from retrieval import Answer, Archive

STORY = "A headline of a story\n\nThe mayor spoke about the harbour for an hour on Monday morning.\n"
MANY = 20


class Searches:
    """Searches that take what they are told to, on a clock that only they move."""

    def __init__(self) -> None:
        self.now = 0.0
        self.seconds = 0.0
        self.threads: list[int] = []

    def clock(self) -> float:
        return self.now

    def find(self, archive: Archive, words: str, limit: int) -> Answer:
        self.threads.append(threading.get_ident())
        self.now += self.seconds
        return archive.about(words, limit)

    def on_the_loop(self) -> bool:
        return self.threads[-1] == threading.get_ident()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "story.txt").write_text(STORY, "utf-8")
    return folder


@pytest.fixture
async def current(folder: Path) -> CurrentArchive:
    current = await CurrentArchive.load(folder)
    read(current.archive)
    return current


def read(archive: Archive) -> None:
    for _ in archive.read_quotations():
        pass


@pytest.fixture
def searches() -> Searches:
    return Searches()


@pytest.fixture
def finder(current: CurrentArchive, searches: Searches) -> Finder:
    return Finder(current, searches.clock, searches.clock)


@pytest.fixture
def words() -> Iterator[str]:
    return (f"harbour {n}" for n in count())


async def ask(finder: Finder, searches: Searches, words: str) -> Answer:
    await asyncio.sleep(0)  # another round of the loop
    return await finder.find(searches.find, words, 3, server=1)


async def ask_many(finder: Finder, searches: Searches, words: Iterator[str]) -> None:
    for _ in range(MANY):
        await ask(finder, searches, next(words))


async def test_quick_searches_earn_the_loop(finder: Finder, searches: Searches, words: Iterator[str]) -> None:
    await ask(finder, searches, next(words))
    assert not searches.on_the_loop()
    await ask_many(finder, searches, words)
    assert searches.on_the_loop()


async def test_one_late_search_keeps_the_loop_and_two_lose_it(
    finder: Finder, searches: Searches, words: Iterator[str]
) -> None:
    await ask_many(finder, searches, words)
    searches.seconds = 0.05
    await ask(finder, searches, next(words))
    await ask(finder, searches, next(words))
    assert searches.on_the_loop()
    await ask(finder, searches, next(words))
    assert not searches.on_the_loop()
    searches.seconds = 0.0
    await ask_many(finder, searches, words)
    assert searches.on_the_loop()


async def test_searches_of_a_few_milliseconds_have_the_loop_while_nobody_else_is_answered(
    finder: Finder, searches: Searches, words: Iterator[str]
) -> None:
    searches.seconds = 0.006
    await ask_many(finder, searches, words)
    assert searches.on_the_loop()
    ends = threading.Event()
    another = asyncio.create_task(finder.in_turn(ends.wait, server=2))
    await ask(finder, searches, next(words))
    assert not searches.on_the_loop()
    ends.set()
    await another
    await ask(finder, searches, next(words))
    assert searches.on_the_loop()


async def test_longer_searches_stay_in_threads(
    finder: Finder, searches: Searches, words: Iterator[str]
) -> None:
    searches.seconds = 0.022
    for _ in range(MANY):
        await ask(finder, searches, next(words))
        assert not searches.on_the_loop()


async def test_of_many_questions_at_once_one_has_the_loop(
    finder: Finder, searches: Searches, words: Iterator[str]
) -> None:
    await ask_many(finder, searches, words)
    searches.threads.clear()
    await asyncio.gather(*(finder.find(searches.find, next(words), 3, server=1) for _ in range(5)))
    assert searches.threads.count(threading.get_ident()) == 1


async def test_what_was_asked_a_moment_ago_is_remembered(
    finder: Finder, searches: Searches, words: Iterator[str]
) -> None:
    first = await ask(finder, searches, "harbour")
    assert await ask(finder, searches, "harbour") is first
    assert len(searches.threads) == 1
    for _ in range(100):
        await ask(finder, searches, next(words))
    before = len(searches.threads)
    await ask(finder, searches, "harbour")
    assert len(searches.threads) == before + 1


async def test_changed_articles_are_asked_anew(
    finder: Finder, searches: Searches, current: CurrentArchive, folder: Path
) -> None:
    assert len((await ask(finder, searches, "harbour")).results) == 1
    shutil.copy(folder / "story.txt", folder / "copy.txt")
    (folder / "copy.txt").write_text("Another headline\n\nNo harbour is as deep as that of this town.\n")
    await current.reload()
    assert len((await ask(finder, searches, "harbour")).results) == 2


async def test_what_was_said_is_not_remembered_while_quotations_are_still_being_read(
    folder: Path, searches: Searches
) -> None:
    (folder / "other.txt").write_text("A headline without her\n\nThe pilot flew on Monday.\n", "utf-8")
    current = await CurrentArchive.load(folder)
    finder = Finder(current, searches.clock, searches.clock)
    for _ in range(2):
        await ask(finder, searches, "speaker:mayor harbour")
    assert len(searches.threads) == 2


async def test_topics_are_remembered_while_quotations_are_still_being_read(
    folder: Path, searches: Searches
) -> None:
    current = await CurrentArchive.load(folder)
    finder = Finder(current, searches.clock, searches.clock)
    for _ in range(2):
        await ask(finder, searches, "harbour")
    assert len(searches.threads) == 1


async def test_answers_that_hold_books_are_not_remembered(
    finder: Finder, searches: Searches, current: CurrentArchive, folder: Path
) -> None:
    (folder / "book.txt").write_text("A book\n\n" + "The harbour was quiet again that night.\n\n" * 6000)
    await current.reload()
    read(current.archive)
    await ask(finder, searches, "harbour")
    await ask(finder, searches, "harbour")
    assert len(searches.threads) == 2
