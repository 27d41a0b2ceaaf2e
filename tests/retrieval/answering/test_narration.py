from pathlib import Path

import pytest

from retrieval import Archive, NoteCode

NEWS = """Harbour walls

The council resented being held to standards that had never applied to the old harbour walls.
"""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    folder = tmp_path_factory.mktemp("articles")
    (Path(folder) / "a.txt").write_text(NEWS, "utf-8")
    return Archive.open(folder)


def test_words_that_may_be_somebodys_are_told_as_theirs(archive: Archive) -> None:
    first = archive.who_said("standards that had never applied to the old harbour walls").results[0]
    assert first.quoted is not None
    assert first.quoted.quotation.mention == "The council"


def test_words_around_those_are_the_narrators(archive: Archive) -> None:
    found = archive.who_said("the council resented being")
    assert found.results[0].quoted is None
    assert [note.code for note in found.notes] == [NoteCode.NOT_ATTRIBUTED]
