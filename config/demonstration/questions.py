"""The questions of the demonstration's own: as blocks of a call's page, and as the cases answer them."""

from collections.abc import Mapping
from typing import Any

from config.demonstration.reading import read
from rulebook.rows import rows_as_text

_SECTION = {"title_en": "", "help_sv": "", "help_en": "", "after": "plan", "seen_by": "all"}
_QUESTION = {"label_en": "", "help_sv": "", "help_en": "", "required": True}
_MORE: dict[str, dict[str, Any]] = {
    "short_text": {"language": ""},
    "long_text": {"language": ""},
    "number": {"decimals": 0, "lowest": None, "highest": None, "unit_sv": "", "unit_en": ""},
    "kronor": {"lowest": None, "highest": None},
    "choices": {"least": None, "most": None},
    "slot": {"media_types": ["application/pdf"], "megabytes": 10, "pages": 2, "seen_by": "all"},
}


def sections_of(call: str) -> list[dict[str, Any]]:
    """The blocks of a call's own sections; each block's id is its mark in the texts."""
    return [_block("section", row) for row in read("questions").get(call, [])]


def own_answers(answers: Mapping[str, Any]) -> dict[str, str]:
    """A section's answers as they are kept: a list of rows becomes one text."""
    return {
        key: rows_as_text([{name: str(cell) for name, cell in row.items()} for row in answer])
        if isinstance(answer, list)
        else str(answer)
        for key, answer in answers.items()
    }


def _block(kind: str, row: Mapping[str, Any]) -> dict[str, Any]:
    usual = _SECTION if kind == "section" else {**_QUESTION, **_MORE.get(kind, {})}
    value = {**usual, **{name: given for name, given in row.items() if name not in ("mark", "kind")}}
    for inner in ("questions", "parts"):
        if inner in value:
            value[inner] = [_block(one["kind"], one) for one in value[inner]]
    if "choices" in value:
        value["choices"] = [
            {"type": "item", "id": one["mark"], "value": {"sv": one["sv"], "en": one["en"]}}
            for one in value["choices"]
        ]
    return {"type": kind, "id": row["mark"], "value": value}
