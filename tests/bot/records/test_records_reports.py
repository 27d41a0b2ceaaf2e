from pathlib import Path

import pytest

from bot.records.folder_changes import FolderAction
from bot.records.reports import LONGEST_COMMENT, LONGEST_NAME, MOST_OPEN_OF_MEMBER, TooManyReportsError
from bot.store import Store
from retrieval import Archive, Article, Quotation, extract_quotations

ANA, BEN = 1001, 1002
STORY = "\n\n".join(
    f"“The harbour number {n} will open on Monday,” Mayor Ana Novak said in the town." for n in range(25)
)


@pytest.fixture
def article(tmp_path: Path) -> Article:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "harbour.txt").write_text(f"The harbour opens again\n\n{STORY}\n", "utf-8")
    return Archive.open(folder).articles[0]


@pytest.fixture
def quotations(article: Article) -> list[Quotation]:
    return extract_quotations(article.text)


async def report(store: Store, article: Article, quotation: Quotation, **more: object) -> object:
    values = {"server": 7, "member": ANA, "right_speaker": "Ben Horvat", "comment": ""} | more
    return await store.reports.add(article, quotation, **values)


async def test_a_report_tells_all_that_the_operator_needs(
    store: Store, article: Article, quotations: list[Quotation]
) -> None:
    first = quotations[0]
    await report(store, article, first, right_speaker=" Ben\nHorvat ", comment=" He spoke first. ")
    (kept,) = await store.reports.open()
    assert kept.quotation == article.text[kept.start : kept.end] == first.content
    assert kept.shown_speaker == " and ".join(speaker.name for speaker in first.speakers)
    assert (kept.right_speaker, kept.comment, kept.source) == ("Ben Horvat", "He spoke first.", "harbour.txt")
    assert await store.reports.settle(kept.id)
    assert not await store.reports.settle(kept.id)
    assert await store.reports.open() == []
    assert len(await store.reports.of_member(ANA)) == 1


async def test_a_second_report_takes_the_first_ones_place(
    store: Store, article: Article, quotations: list[Quotation]
) -> None:
    await report(store, article, quotations[0])
    await report(store, article, quotations[0], right_speaker=None, comment="Nobody said it.")
    await report(store, article, quotations[0], member=BEN)
    mine, other = await store.reports.open()
    assert (mine.comment, mine.right_speaker, other.reported_by) == ("Nobody said it.", None, BEN)


async def test_long_words_are_cut(store: Store, article: Article, quotations: list[Quotation]) -> None:
    await report(store, article, quotations[0], right_speaker="n" * 4000, comment="c" * 4000)
    (kept,) = await store.reports.open()
    assert (len(kept.right_speaker or ""), len(kept.comment)) == (LONGEST_NAME, LONGEST_COMMENT)


async def test_a_member_may_have_so_many_open(
    store: Store, article: Article, quotations: list[Quotation]
) -> None:
    for quotation in quotations[:MOST_OPEN_OF_MEMBER]:
        await report(store, article, quotation)
    with pytest.raises(TooManyReportsError):
        await report(store, article, quotations[MOST_OPEN_OF_MEMBER])
    await report(store, article, quotations[0], comment="changed")
    await report(store, article, quotations[MOST_OPEN_OF_MEMBER], member=BEN)
    await store.reports.settle((await store.reports.open())[0].id)
    await report(store, article, quotations[MOST_OPEN_OF_MEMBER])


async def test_changes_of_the_folder_are_kept(store: Store) -> None:
    await store.folder_changes.note(ANA, FolderAction.ADDED, "a.txt", "aa", 10)
    await store.folder_changes.note(BEN, FolderAction.REMOVED, "a.txt", "aa", 10)
    latest = await store.folder_changes.latest()
    assert [(c.member, c.action, c.source, c.bytes) for c in latest] == [
        (BEN, FolderAction.REMOVED, "a.txt", 10),
        (ANA, FolderAction.ADDED, "a.txt", 10),
    ]
    assert await store.folder_changes.latest(1) == latest[:1]
    assert await store.folder_changes.of_member(ANA) == latest[1:]
