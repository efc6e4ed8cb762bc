"""Carry what stands in one application over into a new draft: answers, parties, budgets."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from applications.actions.sections import guard
from applications.document import Document
from applications.facts import form_of
from applications.models import Application, BudgetLine, Party, PersonnelRow, SectionAnswer

_OF_THE_ROW = frozenset({"id", "application", "order"})


def carry_answers(document: Document, target: Application, *, now: datetime) -> None:
    """Write the sections of a new draft, with the answers to questions that have the same keys.

    An answer moves along when the new form has put its question into another section.
    """
    given: Mapping[str, Mapping[str, Any]] = document["sections"]
    anywhere = {key: text for answers in given.values() for key, text in answers.items()}
    for section in form_of(target.round):
        same = given.get(section.key, {})
        keys = [question.key for question in section.questions]
        answers = {key: same.get(key, anywhere.get(key)) for key in keys if key in same or key in anywhere}
        SectionAnswer.objects.create(application=target, key=section.key, answers=answers, changed_at=now)


def carry_parties(document: Document, target: Application, *, now: datetime) -> dict[UUID, Party]:
    """Write the parties of a new draft with their budgets; return them by their ids in the document.

    Nothing is approved by being carried over.
    """
    names = {field.name for field in Party._meta.concrete_fields} - _OF_THE_ROW
    made = {}
    for order, row in enumerate(document["parties"]):
        values = {name: value for name, value in row.items() if name in names}
        party = Party.objects.create(application=target, order=order, **values)
        guard(party, now=now)
        BudgetLine.objects.bulk_create(BudgetLine(party=party, **line) for line in row["budget"])
        PersonnelRow.objects.bulk_create(_person(party, place, one) for place, one in _people(row))
        made[UUID(row["id"])] = party
    return made


def _people(row: Mapping[str, Any]) -> list[tuple[int, Mapping[str, Any]]]:
    return list(enumerate(row.get("personnel") or ()))


def _person(party: Party, place: int, row: Mapping[str, Any]) -> PersonnelRow:
    names = ("year", "description", "hours", "hourly_rate")
    return PersonnelRow(party=party, order=place, **{name: row[name] for name in names})
