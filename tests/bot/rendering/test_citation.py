import hashlib
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from made_up_answers import ARTICLE, FIRST, about, quoted, said

from bot.rendering.citation import check_commands, citation, place_of, words_digest
from bot.translations import texts_in
from retrieval import Archive, Result


def test_a_quotation() -> None:
    (result,) = said(quoted()).results
    assert citation(result) == (
        "“The dues are far too high for small boats.” (Ada Byron, Captain) – “Harbour dues rise”, "
        "29 March 2014, town/harbour.txt, line 3, https://news.example/harbour"
    )
    assert "29. März 2014, town/harbour.txt, Zeile 3" in citation(result, texts_in("de"))


def test_a_passage_of_an_article_that_little_is_known_of() -> None:
    (result,) = about().results
    bare = replace(ARTICLE, title=None, published=None, url=None)
    bare_result = replace(result, passage=replace(result.passage, article=bare))
    assert citation(bare_result) == (
        '“And the quay is crumbling," she added on Monday.” – town/harbour.txt, line 5'
    )


def test_long_words_are_cut() -> None:
    article = replace(ARTICLE, text="word " * 4000)
    passage = replace(FIRST, article=article, text=article.text, start=0, end=len(article.text))
    assert len(citation(Result(passage, 1.0, (), None))) < 800


def test_places() -> None:
    assert place_of((15, 15)) == "line 15"
    assert place_of((1500, 1502)) == "lines 1500–1502"


def test_the_digest_is_of_the_cited_words() -> None:
    (result,) = said(quoted()).results
    words = "The dues are far too high for small boats."
    assert words_digest(result) == hashlib.sha256(words.encode()).hexdigest()


@pytest.mark.parametrize("name", ["harbour.txt", "it's $HOME; rm -rf.txt", "-e.txt"])
def test_anybody_can_run_what_checks_it(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    text = (
        "The harbour opens again today\n\nThe mayor spoke about the harbour for an hour.\n\nThe end of it.\n"
    )
    (folder / name).write_text(text, "utf-8")
    (result, *_) = Archive.open(folder).about("mayor").results
    digest, lines = (
        subprocess.run(command, shell=True, cwd=folder, capture_output=True, text=True, check=True).stdout
        for command in check_commands(result)
    )
    assert digest.lstrip("\\").startswith(result.passage.article.sha256)
    assert lines == f"{result.passage.text}\n"
