import pytest

from retrieval import Archive
from retrieval.answering.said import MOST_PASSAGES


@pytest.fixture(scope="module", params=["memory", "disk"])
def archive(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """More passages about going against something than are looked through, and one where it was asked how."""
    if request.param == "disk":
        pytest.importorskip("tantivy")
    folder = tmp_path_factory.mktemp("articles")
    going = "\n\n".join(
        f"The crews go again on day {n}; they go, go and go." for n in range(MOST_PASSAGES + 20)
    )
    (folder / "a.txt").write_text(going, "utf-8")
    said = "“If nobody had asked you, then how can you go against what was never agreed?” Anna Smith said."
    (folder / "b.txt").write_text(said, "utf-8")
    return Archive.open(folder, index=request.param, data=tmp_path_factory.mktemp("data"))


@pytest.mark.parametrize("words", ["then how can you go against", "so how can you go against"])
def test_words_are_found_by_their_small_ones(archive: Archive, words: str) -> None:
    first = archive.who_said(words).results[0]
    assert first.quoted is not None
    assert [speaker.name for speaker in first.quoted.quotation.speakers] == ["Anna Smith"]
