"""Quotations are found again after a restart, with either index; nothing that is damaged is trusted."""

import logging
from pathlib import Path
from typing import NoReturn

import pytest

from retrieval import Archive

KINDS = ("memory", "disk")
NAMES = ("Ann Lee", "Bea Marsh", "Carl Olsen", "Dora Quint")


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    if request.param == "disk":
        pytest.importorskip("tantivy", reason="the index on disk needs tantivy: pip install 'whosaid[large]'")
    return str(request.param)


@pytest.fixture(autouse=True)
def few_are_kept_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("retrieval.attributions.readings.FEWEST_KEPT", 1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder, data = tmp_path / "articles", tmp_path / "data"
    folder.mkdir()
    data.mkdir()
    for number, name in enumerate(NAMES):
        write(folder, f"{number}.txt", name)
    return folder


def write(folder: Path, file: str, name: str) -> None:
    text = f"Harbour {file[0]} opens\n\n“The harbour is open,” said the mayor, {name}. It rained all day.\n"
    (folder / file).write_text(text, "utf-8")


def opened(folder: Path, kind: str) -> Archive:
    return Archive.open(folder, index=kind, data=folder.parent / "data")


def read_some(archive: Archive, steps: int) -> None:
    reading = archive.read_quotations()
    for _ in range(steps):
        next(reading)
    reading.close()


def names_of(archive: Archive) -> list[str]:
    return sorted(each.speaker.name for each in archive.speakers())


def test_who_is_not_named_is_found_and_counted_for_nobody(folder: Path, kind: str) -> None:
    for file, speaker in (("4.txt", "a fisherman"), ("5.txt", "a fisherman"), ("6.txt", "they")):
        (folder / file).write_text(f"“We mend nets by {file[0]} every day,” {speaker} said.\n", "utf-8")
    archive = opened(folder, kind)
    list(archive.read_quotations())
    assert names_of(archive) == sorted(NAMES)
    assert len(archive.quotations_of("fisherman").results) == 2


def test_a_name_within_a_description_is_not_whose_it_is(folder: Path, kind: str) -> None:
    (folder / "4.txt").write_text("“The nets are old,” said a critic of Dora Quint.\n", "utf-8")
    (folder / "5.txt").write_text("“The boats are old,” said a critic of the harbour.\n", "utf-8")
    archive = opened(folder, kind)
    list(archive.read_quotations())
    assert [r.passage.article.source for r in archive.quotations_of("Quint").results] == ["3.txt"]
    assert {r.passage.article.source for r in archive.quotations_of("critic").results} == {"4.txt", "5.txt"}


def kept_files(folder: Path) -> list[Path]:
    return sorted((folder.parent / "data").glob("quotations-*/*"))


@pytest.fixture
def nothing_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> NoReturn:
        pytest.fail("an article was read for quotations again")

    monkeypatch.setattr("retrieval.attributions.reading.extract_quotations", refuse)


def test_reading_goes_on_where_it_stopped(folder: Path, kind: str) -> None:
    read_some(opened(folder, kind), 2)
    again = opened(folder, kind)
    assert again.percent_read == 50
    assert len(again.speakers()) == 2
    assert list(again.read_quotations())[-1] == 100
    assert names_of(opened(folder, kind)) == sorted(NAMES)


def test_everything_is_answered_from_what_is_kept(
    folder: Path, kind: str, request: pytest.FixtureRequest
) -> None:
    before = opened(folder, kind)
    list(before.read_quotations())
    request.getfixturevalue("nothing_is_read")
    after = opened(folder, kind)
    assert after.percent_read == 100
    assert list(after.speakers()) == list(before.speakers())
    assert after.who_said("harbour is open").results == before.who_said("harbour is open").results
    assert after.quotations_of("Olsen").results == before.quotations_of("Olsen").results
    assert [r.passage.article.source for r in after.quotations_of("Olsen").results] == ["2.txt"]
    assert after.speakers_like("ols") == ["Carl Olsen"]
    assert after.quotations_like("harbour is op")


def test_a_question_needs_only_its_own_articles(folder: Path, kind: str) -> None:
    archive = opened(folder, kind)
    assert archive.who_said("harbour is open").found
    assert archive.quotations_like("harbour is op")
    assert archive.percent_read == 100
    assert names_of(archive) == sorted(NAMES)


def test_corrections_are_read_at_reload_and_no_article_is(
    folder: Path, kind: str, request: pytest.FixtureRequest
) -> None:
    list(opened(folder, kind).read_quotations())
    request.getfixturevalue("nothing_is_read")
    archive = opened(folder, kind)
    (folder / "speakers.toml").write_text(
        '[aliases]\n"Ann Li" = ["Ann Lee"]\n[roles]\n"Bea Marsh" = "Lord Mayor"\n'
        '[[attribution]]\nsource = "2.txt"\nwords = "harbour is open"\nspeaker = "Dora Quint"\n',
        "utf-8",
    )
    corrected = archive.reload()
    assert names_of(corrected) == ["Ann Li", "Bea Marsh", "Dora Quint"]
    assert {each.speaker.role for each in corrected.speakers() if each.speaker.name == "Bea Marsh"} == {
        "Lord Mayor"
    }
    assert quoted(corrected, "Quint") == ["2.txt", "3.txt"]
    assert not quoted(corrected, "Olsen")
    assert names_of(archive) == sorted(NAMES)
    (folder / "speakers.toml").unlink()
    assert names_of(corrected.reload()) == sorted(NAMES)


def quoted(archive: Archive, name: str) -> list[str]:
    results = archive.quotations_of(name).results
    return sorted(
        {result.passage.article.source for result in results}
        | {place.source for result in results for place in result.also_in}
    )


def test_a_changed_article_is_read_again_and_one_that_is_gone_quotes_nobody(folder: Path, kind: str) -> None:
    archive = opened(folder, kind)
    list(archive.read_quotations())
    write(folder, "0.txt", "Eve Stone")
    (folder / "1.txt").unlink()
    for fresh in (archive.reload(), opened(folder, kind)):
        assert names_of(fresh) == ["Carl Olsen", "Dora Quint"]
        assert fresh.percent_read == 66
    list(fresh.read_quotations())
    assert names_of(opened(folder, kind)) == ["Carl Olsen", "Dora Quint", "Eve Stone"]


def test_both_indexes_share_what_is_kept(folder: Path, request: pytest.FixtureRequest) -> None:
    pytest.importorskip("tantivy")
    list(opened(folder, "memory").read_quotations())
    request.getfixturevalue("nothing_is_read")
    disk = opened(folder, "disk")
    assert names_of(disk) == sorted(NAMES)
    assert list(disk.speakers()) == list(opened(folder, "memory").speakers())


def test_damaged_quotations_are_told_and_found_again(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    list(opened(folder, "memory").read_quotations())
    (file,) = kept_files(folder)
    file.write_bytes(file.read_bytes()[:-9] + b"?" + file.read_bytes()[-8:])
    archive = opened(folder, "memory")
    assert archive.percent_read == 100
    archive.check()
    assert archive.percent_read == 75
    assert "damaged" in caplog.text
    list(archive.read_quotations())
    assert names_of(archive) == sorted(NAMES)
    caplog.clear()
    again = opened(folder, "memory")
    again.check()
    assert again.percent_read == 100
    assert not caplog.records


def test_what_was_cut_off_is_told_and_found_again(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    list(opened(folder, "memory").read_quotations())
    (file,) = kept_files(folder)
    for size, told in ((len(file.read_bytes()) - 10, "it was cut off"), (150, "it was cut off")):
        file.write_bytes(file.read_bytes()[:size])
        caplog.clear()
        archive = opened(folder, "memory")
        assert archive.percent_read == 0
        assert told in caplog.text


def test_a_damaged_list_of_what_is_kept_is_not_used(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    list(opened(folder, "memory").read_quotations())
    (file,) = kept_files(folder)
    content = file.read_bytes()
    at = content.index(b"Ann Lee")
    file.write_bytes(content[:at] + b"Tom" + content[at + 3 :])
    archive = opened(folder, "memory")
    assert archive.percent_read == 0
    assert "it is damaged" in caplog.text
    list(archive.read_quotations())
    assert names_of(archive) == sorted(NAMES)


def test_quotations_of_another_version_are_found_again(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    list(opened(folder, "memory").read_quotations())
    (file,) = kept_files(folder)
    header, _, rest = file.read_bytes().partition(b"\n")
    file.write_bytes(header[:-8] + b"01234567\n" + rest)
    caplog.set_level(logging.INFO)
    assert opened(folder, "memory").percent_read == 0
    assert "another version" in caplog.text
    assert not kept_files(folder)


def test_many_files_become_one(folder: Path) -> None:
    for number in range(12):
        write(folder, f"{number}.txt", f"{NAMES[number % 4]}sen")
        list(opened(folder, "memory").read_quotations())
    assert len(kept_files(folder)) == 12
    archive = opened(folder, "memory")
    before = list(archive.speakers())
    archive.check()
    assert len(kept_files(folder)) == 1
    assert archive.percent_read == 100
    assert list(archive.speakers()) == list(opened(folder, "memory").speakers()) == before


def test_nothing_is_kept_where_there_is_no_folder_for_data(folder: Path) -> None:
    (folder.parent / "data").rmdir()
    archive = opened(folder, "memory")
    list(archive.read_quotations())
    assert names_of(archive) == sorted(NAMES)
    assert not (folder.parent / "data").exists()
    without = Archive.open(folder, index="memory")
    list(without.read_quotations())
    assert names_of(without) == sorted(NAMES)


def test_few_articles_are_not_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("retrieval.attributions.readings.FEWEST_KEPT", 5)
    list(opened(folder, "memory").read_quotations())
    assert not kept_files(folder)


def test_a_folder_that_cannot_be_written_is_told_once(
    folder: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("retrieval.attributions.readings.TOGETHER", 1)
    archive = opened(folder, "memory")
    read_some(archive, 1)
    (file,) = kept_files(folder)
    file.unlink()
    file.mkdir()
    list(archive.read_quotations())
    assert names_of(archive)[1:] == sorted(NAMES)[1:]
    assert caplog.text.count("cannot be kept") == 1


def test_two_processes_read_the_same_as_one(folder: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("retrieval.attributions.attributions.FEWEST_FOR_PROCESSES", 2)
    monkeypatch.setattr("retrieval.attributions.attributions.IN_A_CHUNK", 1)
    archive = opened(folder, kind)
    assert list(archive.read_quotations(processes=True))[-1] == 100
    alone = Archive.open(folder, index="memory")
    list(alone.read_quotations())
    assert list(archive.speakers()) == list(alone.speakers())
    assert archive.who_said("harbour is open").results == alone.who_said("harbour is open").results


def test_what_processes_leave_is_read_without_them(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("retrieval.attributions.attributions.FEWEST_FOR_PROCESSES", 2)
    monkeypatch.setattr("retrieval.processes._LOOP", "raise SystemExit({path!r} and 0)")
    archive = opened(folder, "memory")
    assert list(archive.read_quotations(processes=True))[-1] == 100
    assert names_of(archive) == sorted(NAMES)
    assert "ended before its time" in caplog.text
