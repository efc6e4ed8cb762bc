"""The files of the tree, as the tests of this folder read them."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = (
    *("accounts", "applications", "cms", "config", "journal", "mail", "opendata", "partnering"),
    *("registry", "rulebook", "search", "wording"),
)
NOT_OURS = {".git", ".venv", "var", "__pycache__", "node_modules", "staticfiles"}
CACHE = re.compile(r"^\.(mypy|ruff|pytest|import_linter|hypothesis)")


def files(*endings: str, under: Path = ROOT) -> Iterator[Path]:
    """Yield every file of the tree with one of these endings (all files for none), caches left out."""
    for path in sorted(under.iterdir()):
        if path.is_dir():
            if path.name not in NOT_OURS and not CACHE.match(path.name):
                yield from files(*endings, under=path)
        elif not endings or path.suffix in endings:
            yield path


def modules() -> Iterator[Path]:
    """Yield every Python module that people wrote (Django writes migrations)."""
    return (path for path in files(".py") if "migrations" not in path.parts)


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Yield every function of a module, however deep."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def named(path: Path) -> str:
    """Return a path as people say it."""
    return path.relative_to(ROOT).as_posix()
