"""Filling in the self-check as a visitor does, and a round whose rules a test chooses."""

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from registry.models import Round
from registry.self_check.answer import verdict_on
from registry.self_check.asked import asked_by
from registry.self_check.facts import facts_of
from registry.self_check.sheet import Sheet, sheet_of
from registry.self_check.typed import typed_in
from rulebook.facts import Clause
from rulebook.verdict import Answer, Verdict
from rulebook.vocabulary import clause_as_json
from tests.factories import open_round


def round_with(*clauses: Clause, **more: Any) -> Round:
    """Publish an open round with these rules."""
    return open_round(rules=[clause_as_json(clause) for clause in clauses], **more)


def address(round_: Round) -> str:
    """Return where the questions of a round are."""
    call = round_.call
    return reverse("registry:self_check", args=[call.funder.slug, call.diarienummer, round_.diarienummer])


def filled(*parties: Mapping[str, Any], **project: Any) -> dict[str, str]:
    """Return what a browser posts: the parties in order, the first of which coordinates."""
    posted = {"parties": str(len(parties))}
    for at, party in enumerate(parties, start=1):
        posted |= {f"p{at}-{name}": str(value) for name, value in party.items()}
    return posted | {f"project-{name}": str(value) for name, value in project.items()}


def page_of(client: Client, round_: Round, posted: Mapping[str, str]) -> str:
    """Post the questions and return the page."""
    answer = client.post(address(round_), posted)
    assert answer.status_code == 200
    return answer.content.decode()


def sheet_for(clauses: tuple[Clause, ...], posted: Mapping[str, str]) -> Sheet:
    """Fill in the questions that these rules ask."""
    data = QueryDict(mutable=True)
    data.update(posted)
    return sheet_of(asked_by(clauses), typed_in(data), judged=True)


def self_checked(clauses: tuple[Clause, ...], posted: Mapping[str, str]) -> Verdict:
    """Return the verdict that the page shows."""
    asked, sheet = asked_by(clauses), sheet_for(clauses, posted)
    assert sheet.is_valid, sheet.problems()
    now = timezone.now()
    facts = facts_of(sheet.project, sheet.parties, asked, round_=Round(opens_at=now), now=now)
    return verdict_on(facts, clauses, asked)


def worst_answers(verdict: Verdict) -> dict[str, Answer]:
    """Return the worst answer of each rule."""
    worst: dict[str, Answer] = {}
    for finding in verdict.findings:
        worst.setdefault(finding.rule, finding.answer)
    return worst
