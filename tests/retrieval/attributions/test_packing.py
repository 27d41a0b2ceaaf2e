import ast
from pathlib import Path

import pytest

import retrieval
from retrieval import extract_quotations
from retrieval.attributions.packing import pack, unpack
from retrieval.attributions.reading import RULES

SEEDS = sorted((Path(__file__).parents[3] / "seeds").iterdir())
PACKAGE = Path(retrieval.__file__).parent
SPLIT = "“We will not,” Ann Lee said on Monday, “go back.”\n\nIt rained.\n\nNobody came, she said.\n"


@pytest.mark.parametrize(
    "text", [*(path.read_text("utf-8") for path in SEEDS), SPLIT, "Nothing here."], ids=lambda text: text[:12]
)
def test_quotations_come_back_as_they_were(text: str) -> None:
    found = extract_quotations(text)
    back = [quotation for utterance in unpack(pack(found), text) for quotation in utterance.pieces]
    assert sorted(back, key=lambda q: (q.start, q.end)) == found
    assert all(
        len({piece.group for piece in utterance.pieces}) == 1 for utterance in unpack(pack(found), text)
    )


def test_a_part_has_the_quotations_that_reach_into_it_whole() -> None:
    packed = pack(extract_quotations(SPLIT))
    (utterance,) = unpack(packed, SPLIT, 0, 5)
    assert [piece.content for piece in utterance.pieces] == ["We will not,", "go back."]
    rain = SPLIT.index("It rained")
    assert unpack(packed, SPLIT, rain, rain + 5) == []


def test_every_module_that_quotations_depend_on_is_among_the_rules() -> None:
    """What is kept of quotations is found anew after a change of any of these."""
    waiting = ["quotations/extraction.py", "attributions/packing.py", "articles.py"]
    modules: set[str] = set()
    while waiting:
        module = waiting.pop()
        if module not in modules:
            modules.add(module)
            waiting += imported(PACKAGE / module)
    assert {module for module in modules if not module.startswith(RULES)} == {"errors.py"}


def imported(path: Path) -> list[str]:
    """Return the files of the package that one imports."""
    names = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("retrieval."):
            names += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    places = [name.removeprefix("retrieval.").replace(".", "/") for name in names]
    files = [f"{place}{end}" for place in places for end in (".py", "/__init__.py")]
    return [file for file in files if (PACKAGE / file).is_file()]
