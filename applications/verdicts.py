"""Verdicts kept with a case: written as JSON when a rule was asked, read again to show what it said then."""

import hashlib
from collections.abc import Container
from datetime import date
from typing import Any

from rulebook.verdict import (
    Answer,
    Bilingual,
    Effect,
    Finding,
    Kronor,
    Sentence,
    Source,
    Term,
    Verdict,
    type_of_parameter,
)


def warned_rules(verdict: Verdict) -> dict[str, str]:
    """Return rule → the key by which its warnings are passed: as they were read, not as they became since."""
    said: dict[str, list[str]] = {}
    for finding in verdict.warnings:
        said.setdefault(finding.rule, []).append(f"{finding.field}\n{finding.sentence}")
    digests = {rule: hashlib.sha256("\n".join(words).encode()).hexdigest() for rule, words in said.items()}
    return {rule: f"{rule}-{digest[:16]}" for rule, digest in digests.items()}


def verdict_as_json(
    verdict: Verdict, *, passed: Container[Finding] = (), passed_by: str = ""
) -> list[dict[str, Any]]:
    """Write a verdict as JSON values; warnings in `passed` say who passed them (a journal name)."""
    return [
        {
            "rule": finding.rule,
            "field": finding.field,
            "answer": finding.answer.value,
            "effect": finding.effect.value,
            "msgid": finding.sentence.msgid,
            "parameters": {name: _write(value) for name, value in finding.sentence.parameters},
            "clause_sv": finding.source.clause_sv,
            "clause_en": finding.source.clause_en,
            "missing": list(finding.missing),
            **({"passed_by": passed_by} if finding in passed else {}),
        }
        for finding in verdict.findings
    ]


def verdict_from_json(kept: list[dict[str, Any]]) -> Verdict:
    """Read a verdict that `verdict_as_json` wrote."""
    return Verdict.of(
        Finding(
            rule=row["rule"],
            field=row["field"],
            answer=Answer(row["answer"]),
            effect=Effect(row["effect"]),
            sentence=Sentence(
                row["msgid"], tuple(sorted((name, _read(value)) for name, value in row["parameters"].items()))
            ),
            source=Source(row["clause_sv"], row["clause_en"]),
            missing=tuple(row["missing"]),
        )
        for row in kept
    )


def _write(value: type_of_parameter) -> Any:
    match value:
        case Kronor(amount):
            return {"kronor": amount}
        case Term(msgid):
            return {"term": msgid}
        case Bilingual(sv, en):
            return {"sv": sv, "en": en}
        case date():
            return {"date": value.isoformat()}
        case tuple():
            return [_write(item) for item in value]
        case _:
            return value


def _read(value: Any) -> Any:
    match value:
        case {"kronor": amount}:
            return Kronor(amount)
        case {"term": msgid}:
            return Term(msgid)
        case {"sv": sv, "en": en}:
            return Bilingual(sv, en)
        case {"date": day}:
            return date.fromisoformat(day)
        case list():
            return tuple(_read(item) for item in value)
        case _:
            return value
