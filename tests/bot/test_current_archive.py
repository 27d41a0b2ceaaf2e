import asyncio
import shutil
import threading
from pathlib import Path

import pytest

from bot.current_archive import CurrentArchive
from retrieval import Archive, ArticlesError

STORY = "A headline of a story\n\nThe {} spoke about the harbour for an hour on Monday morning.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name in ("mayor", "minister", "captain"):
        (folder / f"{name}.txt").write_text(STORY.format(name), "utf-8")
    return folder


async def test_a_reload_tells_what_changed(folder: Path) -> None:
    current = await CurrentArchive.load(folder)
    before = current.archive
    (folder / "mayor.txt").write_text(STORY.format("lord mayor"), "utf-8")
    (folder / "captain.txt").unlink()
    (folder / "pilot.txt").write_text(STORY.format("pilot"), "utf-8")
    (folder / "empty.txt").write_bytes(b"")
    reload = await current.reload()
    assert (reload.new, reload.changed, reload.gone) == (("pilot.txt",), ("mayor.txt",), ("captain.txt",))
    assert [skipped.source for skipped in reload.skipped] == ["empty.txt"]
    assert str(reload).startswith("+1 new, 1 changed, 1 gone, 1 skipped (empty.txt: ")
    assert current.archive is not before
    assert current.archive.about("pilot").found
    assert before.about("captain").found


async def test_nothing_changed(folder: Path) -> None:
    current = await CurrentArchive.load(folder)
    assert str(await current.reload()) == "nothing changed"


async def test_a_folder_that_is_gone_leaves_the_old_archive(folder: Path) -> None:
    current = await CurrentArchive.load(folder)
    shutil.rmtree(folder)
    with pytest.raises(ArticlesError):
        await current.reload()
    assert current.archive.about("harbour").found


async def test_questions_go_on_while_it_reloads(folder: Path) -> None:
    current = await CurrentArchive.load(folder)
    reloads = asyncio.gather(*(current.reload() for _ in range(3)))
    answers = 0
    while not reloads.done():
        assert current.archive.about("harbour").found
        answers += 1
        await asyncio.sleep(0)
    assert answers > 0
    assert [str(reload) for reload in await reloads] == ["nothing changed"] * 3


async def test_loading_a_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(ArticlesError, match="no folder"):
        await CurrentArchive.load(tmp_path / "missing")


async def test_quotations_are_read_beside_the_questions_also_after_a_reload(folder: Path) -> None:
    current = await CurrentArchive.load(folder)
    assert current.archive.percent_read == 0
    current.read_on()
    current.read_on()
    await read_wholly(current)
    (folder / "pilot.txt").write_text(STORY.format("pilot"), "utf-8")
    await current.reload()
    await read_wholly(current)
    assert current.archive.about("pilot").found


async def test_a_damaged_index_is_built_anew_once_after_the_start(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(Archive, "check", lambda _: "its file “texts” is damaged")
    current = await CurrentArchive.load(folder)
    before = current.archive
    current.read_on()
    await read_wholly(current)
    assert current.archive is not before
    (folder / "pilot.txt").write_text(STORY.format("pilot"), "utf-8")
    await current.reload()
    await read_wholly(current)
    assert caplog.text.count("its file “texts” is damaged") == 1


async def read_wholly(current: CurrentArchive) -> None:
    for _ in range(2000):
        if current.archive.percent_read == 100:
            return
        await asyncio.sleep(0.01)
    pytest.fail("the articles were not read for quotations")


async def test_reading_in_the_background_ends_when_it_is_told_to(folder: Path) -> None:
    current = await CurrentArchive.load(folder)
    await current.stop_reading()
    current.read_on()
    await current.stop_reading()
    assert "reading quotations" not in {thread.name for thread in threading.enumerate()}
    assert current.archive.percent_read == 0
    assert current.archive.about("harbour").found
