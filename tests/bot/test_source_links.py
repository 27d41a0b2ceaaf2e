import pytest

from bot.source_links import linked
from retrieval import Archive, Article
from tests.bot.rendering.made_up_answers import ARTICLE, about


def test_an_article_without_an_address_has_the_base_and_its_path() -> None:
    answer = Archive.open("seeds").about("sanctions", 2)
    for before, after in zip(answer.results, linked(answer, "https://news.example/").results, strict=True):
        assert after.passage.article.url == f"https://news.example/{before.passage.article.source}"
        assert (after.passage.text, after.highlights) == (before.passage.text, before.highlights)


def test_an_address_of_its_own_stays() -> None:
    (result,) = linked(about(), "https://other.example/").results
    assert result.passage.article.url == ARTICLE.url


def test_without_a_base_nothing_changes() -> None:
    assert linked(about(), None) == about()


@pytest.mark.parametrize(
    ("source", "path"),
    [
        ("town/a b.txt", "town/a%20b.txt"),
        ("(1)?#&.md", "%281%29%3F%23%26.md"),
        ("море.txt", "%D0%BC%D0%BE%D1%80%D0%B5.txt"),
    ],
)
def test_a_path_is_written_as_addresses_are(
    tmp_path_factory: pytest.TempPathFactory, source: str, path: str
) -> None:
    folder = tmp_path_factory.mktemp("articles")
    (folder / source).parent.mkdir(exist_ok=True)
    (folder / source).write_text("The harbour opens again today, the mayor said on Monday.\n", "utf-8")
    (result,) = linked(Archive.open(folder).about("harbour"), "https://news.example/?file=").results
    article: Article = result.passage.article
    assert article.url == f"https://news.example/?file={path}"
