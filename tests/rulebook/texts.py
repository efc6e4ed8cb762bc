"""Every English text of the rulebook's rules, for the test that each has its Swedish."""

import ast
from pathlib import Path

from rulebook.judge import ALWAYS
from rulebook.vocabulary import KINDS

ROOM = Path(__file__).parents[2] / "rulebook"
# These speak about forms and cases, not about rules; the check of all translations covers them.
OTHER_SUBJECTS = {"answers.py", "decimals.py", "workflow.py", "access.py"}


def said_in_source() -> set[str]:
    """The first argument of every `say(…)` and `Term(…)` in the room."""
    found: set[str] = set()
    for path in (path for path in ROOM.rglob("*.py") if path.name not in OTHER_SUBJECTS):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("say", "Term") and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    found.add(first.value)
    return found


def told_by_the_vocabulary() -> set[str]:
    """Titles, questions, labels and choices of every rule."""
    found = {text for kind in KINDS.values() for text in (kind.title, kind.asks)}
    found |= {text for rule in ALWAYS for text in (rule.title, rule.asks)}
    for kind in KINDS.values():
        for parameter in kind.parameters:
            found |= {parameter.label, *(label for _value, label in parameter.choices)}
    return found
