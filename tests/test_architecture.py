"""The two halves, the one-way arrow and the single front door stay."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import retrieval

ROOT = Path(__file__).parent.parent
FORBIDDEN_IN_RETRIEVAL = {"bot", "discord", "asyncio", "aiosqlite", "sqlite3", "dotenv", "os.environ", "rich"}


def imports_of(path: Path) -> Iterator[tuple[str, str | None]]:
    """Yield (module, name) of each import; name is None for `import module`."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, None) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.module or "", alias.name) for alias in node.names)


@pytest.mark.parametrize(
    "path", sorted((ROOT / "retrieval").rglob("*.py")), ids=lambda p: str(p.relative_to(ROOT))
)
def test_retrieval_knows_nothing_of_people(path: Path) -> None:
    roots = {module.split(".")[0] for module, _ in imports_of(path)}
    assert not roots & FORBIDDEN_IN_RETRIEVAL
    names = {
        node.attr for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Attribute)
    }
    assert not names & {"environ", "getenv"}


@pytest.mark.parametrize("path", sorted((ROOT / "bot").rglob("*.py")), ids=lambda p: str(p.relative_to(ROOT)))
def test_the_bot_imports_only_what_the_front_door_exports(path: Path) -> None:
    for module, name in imports_of(path):
        if module.split(".")[0] == "retrieval":
            assert module == "retrieval"
            assert name in retrieval.__all__
