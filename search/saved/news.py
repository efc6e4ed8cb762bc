"""What is new in the registry since somebody looked, by its change rows: nothing is lost, or told twice.

Numbers of change rows may be committed out of order, and the index may be behind. So a look goes up to the
last row before the first one that the index has not had, and begins some way before where the last look
ended; what was told in between is remembered.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Max, Min

from registry.models import Change, Outcome
from search.answers import find_ids
from search.compiling import compile_question
from search.engines.base import Request
from search.grammar import understand
from search.index import engine
from search.outbox import LATE, waiting
from search.question import Question


@dataclass(frozen=True)
class Look:
    """From which change row (not included) to which (included) somebody looks."""

    after: int
    to: int


def look_from(since: int, looked_to: int) -> Look:
    """Return the next look of somebody who is told what came after `since` and has looked to `looked_to`."""
    return Look(max(since, looked_to - LATE), max(looked_to, last_indexed()))


def last_change() -> int:
    """Return the number of the last change there is."""
    return int(Change.objects.aggregate(last=Max("id"))["last"] or 0)


def last_indexed() -> int:
    """Return the number of the last change before the first one that the index has not had."""
    first = waiting().order_by().aggregate(first=Min("id"))["first"]
    return last_change() if first is None else int(first) - 1


def new_records(question: Question, look: Look) -> dict[int, int]:
    """Return the records of a question's kind that are new in a look: id → its change row's number.

    A record is new when it is first published; for a question about projects with results, also when its
    result is.
    """
    rows = Change.objects.filter(id__gt=look.after, version=1, withdrawn=False, indexed_at__isnull=False)
    found = dict(rows.filter(kind=question.kind).values_list("record_id", "id"))
    if question.kind == "project" and question.facets.get("has_outcome") == frozenset({"yes"}):
        outcomes = dict(rows.filter(kind="outcome").values_list("record_id", "id"))
        of_projects = Outcome.objects.filter(pk__in=list(outcomes)).values_list("project_id", "pk")
        found |= {project: outcomes[outcome] for project, outcome in of_projects}
    return found


def request_of(question: Question) -> Request:
    """Compile a question as its page does, but without bending its words: news must be what was asked for.

    Raises EngineDown.
    """
    chosen = engine()
    answer = find_ids(chosen, question, ())
    wanted = answer.wanted
    if answer.is_loosened or answer.is_corrected:
        wanted = compile_question(understand(question.text), chosen.analyser())
    return Request(kind=question.kind, wanted=wanted, facets=question.facets, sort="newest")


def matching(question: Question, ids: Sequence[int]) -> set[int]:
    """Return those of the ids that a question finds. Raises EngineDown."""
    return set(engine().every(request_of(question), ids)) if ids else set()
