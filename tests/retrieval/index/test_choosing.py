import logging
from pathlib import Path

import pytest

from retrieval.index import IndexKind, IndexUnavailableError, choosing, keeper_of
from retrieval.index.in_memory import IndexInMemory


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text("Storm over ports\n\nThe storm closed two ports.")
    return folder


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choosing, "LARGE", 10)


@pytest.fixture
def without_tantivy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choosing, "find_spec", lambda _name: None)


def test_a_small_folder_is_kept_in_memory(folder: Path, tmp_path: Path) -> None:
    assert isinstance(keeper_of(folder, IndexKind.AUTO, tmp_path / "data"), IndexInMemory)
    assert not (tmp_path / "data").exists()


@pytest.mark.usefixtures("large")
def test_a_large_folder_is_kept_on_disk(folder: Path, tmp_path: Path) -> None:
    pytest.importorskip("tantivy", reason="the index on disk needs tantivy: pip install 'whosaid[large]'")
    assert not isinstance(keeper_of(folder, IndexKind.AUTO, tmp_path / "data"), IndexInMemory)
    assert isinstance(keeper_of(folder, IndexKind.MEMORY, tmp_path / "data"), IndexInMemory)


@pytest.mark.usefixtures("large", "without_tantivy")
def test_without_tantivy_a_large_folder_is_kept_in_memory_and_the_extra_named(
    folder: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        assert isinstance(keeper_of(folder, IndexKind.AUTO, tmp_path / "data"), IndexInMemory)
    assert len(caplog.records) == 1
    assert "pip install 'whosaid[large]'" in caplog.text


@pytest.mark.usefixtures("without_tantivy")
def test_an_index_on_disk_that_was_asked_for_is_not_silently_another(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(IndexUnavailableError, match="whosaid"):
        keeper_of(folder, IndexKind.DISK, tmp_path / "data")


def test_it_needs_a_place_that_can_be_written(folder: Path, tmp_path: Path) -> None:
    pytest.importorskip("tantivy", reason="the index on disk needs tantivy: pip install 'whosaid[large]'")
    (tmp_path / "data").write_text("a file where the folder would be")
    with pytest.raises(IndexUnavailableError, match="cannot be written"):
        keeper_of(folder, IndexKind.DISK, tmp_path / "data")
    with pytest.raises(IndexUnavailableError, match="no folder is given"):
        keeper_of(folder, IndexKind.DISK, None)
