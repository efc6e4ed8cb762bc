"""Documents that are printed from the code, so that they cannot say anything else.

`docs/rules.md` lists the rulebook's vocabulary; ARCHITECTURE.md carries the states between two markers.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from rulebook.printing import rules_page
from rulebook.states import STATE_AFTER_DECISION
from rulebook.workflow import TABLE, Transition

START = "<!-- states:begin (printed by manage.py print_docs) -->"
END = "<!-- states:end -->"


class MarkersMissing(Exception):
    """A document has no place for what is printed into it."""


def documents(root: Path) -> dict[Path, str]:
    """Return every printed document with what it should hold. Raises MarkersMissing."""
    architecture = root / "ARCHITECTURE.md"
    return {
        root / "docs" / "rules.md": rules_page(),
        architecture: between_markers(architecture.read_text() if architecture.exists() else "", states()),
    }


def between_markers(text: str, printed: str) -> str:
    """Return a document with the printed part put between its markers. Raises MarkersMissing."""
    before, start, rest = text.partition(START)
    _old, end, after = rest.partition(END)
    if not start or not end:
        raise MarkersMissing(f"ARCHITECTURE.md needs these two lines around the states:\n{START}\n{END}")
    return f"{before}{START}\n{printed}{END}{after}"


def states() -> str:
    """Return the state table as a diagram, and as a list of who may do what where."""
    arrows = sorted({arrow for line in TABLE for arrow in _arrows(line)})
    rows = [
        f"| {line.action} | {_names(line.roles)} | {_names(line.sources)} | {_afterwards(line)} |"
        for line in TABLE
    ]
    return "\n".join(
        [
            *("```mermaid", "stateDiagram-v2", "    [*] --> draft"),
            *(f"    {arrow}" for arrow in arrows),
            *("```", "", "| action | who | where | then |", "|---|---|---|---|"),
            *(*rows, ""),
        ]
    )


def _arrows(line: Transition) -> Iterator[str]:
    for source in line.sources:
        if line.to_by_decision:
            for target in set(STATE_AFTER_DECISION.values()):
                yield f"{source} --> {target}: {line.action}"
        elif line.to is not None:
            yield f"{source} --> {line.to}: {line.action}"


def _names(values: Iterable[str]) -> str:
    return ", ".join(sorted(values))


def _afterwards(line: Transition) -> str:
    if line.to_by_decision:
        return "as decided"
    return line.to or "the same"
