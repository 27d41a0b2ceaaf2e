import os
from pathlib import Path

from retrieval.articles import Article, ArticleFile, Skipped, article_files, stream_articles


def test_files_are_found_without_being_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One paragraph of an article.")
    (tmp_path / "b.txt").write_text("")
    found = [file for file in article_files(tmp_path) if isinstance(file, ArticleFile)]
    assert [file.source for file in found] == ["a.txt", "b.txt"]
    assert found[0].signature()[0] == len("One paragraph of an article.")
    read = [file.read() for file in found]
    assert isinstance(read[0], Article)
    assert isinstance(read[1], Skipped)
    assert read == list(stream_articles(tmp_path))


def test_a_file_that_went_away_has_no_signature_and_is_skipped(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One paragraph of an article.")
    (file,) = article_files(tmp_path)
    assert isinstance(file, ArticleFile)
    (tmp_path / "a.txt").unlink()
    assert file.signature() == (-1, -1)
    assert file.read() == Skipped("a.txt", "it went away while it was read")


def test_a_file_can_be_announced_whatever_it_is(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").touch()
    (tmp_path / "one.txt").write_text("Ships sail.")
    os.mkfifo(tmp_path / "pipe.txt")
    files = [file for file in article_files(tmp_path) if isinstance(file, ArticleFile)]
    (tmp_path / "gone.txt").unlink()
    for file in files:
        file.expect()
    assert [type(file.read()) for file in files] == [Skipped, Article, Skipped]
