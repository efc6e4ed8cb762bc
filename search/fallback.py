"""When the index can't be asked: a plain search in the database, slower and simpler, but right."""

import operator
from collections.abc import Iterable
from functools import reduce

from django.db.models import F, Q, QuerySet
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from registry.models import Project
from search.grammar import understand
from search.hits import Hit, Hits, Passage
from search.question import UNKNOWN, Question
from search.registry_sources import public_projects
from search.sources import Source
from wording.speak import in_language, speaks_swedish

_TEXTS = ("diarienummer", "title_sv", "title_en", "summary_sv", "summary_en", "purpose_sv", "parties__name")
_COLUMNS = {
    "year": "decided_on__year",
    "sector": "parties__sector",
    "status": "status",
    "funder": "funder__slug",
    "programme": "programme__diarienummer",
    "call": "call__diarienummer",
    "county": "parties__county_code",
    "organisation": "parties__organisation__number",
}


def plain_search(question: Question, source: Source) -> Hits:
    """Find projects whose texts hold every word as written; other kinds wait for the index."""
    notice = gettext(
        "The search index is not answering. This is a simpler search, without counts and choices."
    )
    if source.kind != "project":
        return Hits(count=0, page_size=question.page_size, notice=notice)
    rows = _found(question)
    count = rows.count()
    pages = max(1, -(-count // question.page_size))
    page = min(question.page, pages)
    start = (page - 1) * question.page_size
    ids = [row.pk for row in rows[start : start + question.page_size]]
    records = source.records(ids)
    return Hits(
        count=count,
        hits=tuple(_hit(records[each]) for each in ids if each in records),
        page=page,
        pages=pages,
        page_size=question.page_size,
        notice=notice,
    )


def _found(question: Question) -> QuerySet[Project]:
    rows = public_projects()
    asked = understand(question.text)
    for group in asked.wanted[:8]:
        rows = rows.filter(_any_text(" ".join(clause.words) for clause in group))
    for clause in asked.unwanted[:8]:
        rows = rows.exclude(_any_text([" ".join(clause.words)]))
    for name, values in question.facets.items():
        rows = rows.filter(_chosen(name, values))
    by_id = Project.objects.filter(pk__in=rows.values("pk"))
    if question.sort == "largest":
        return by_id.order_by(F("amount_awarded").desc(nulls_last=True), "pk")
    return by_id.order_by(F("decided_on").desc(nulls_last=True), F("starts").desc(nulls_last=True), "pk")


def _any_text(words: Iterable[str]) -> Q:
    return reduce(operator.or_, (Q(**{f"{name}__icontains": word}) for word in words for name in _TEXTS))


def _chosen(name: str, values: frozenset[str]) -> Q:
    if name == "has_outcome":
        with_outcome = Q(outcome__isnull=False, outcome__withdrawn_at__isnull=True)
        return {"yes": with_outcome, "no": ~with_outcome}.get(min(values), Q()) if len(values) == 1 else Q()
    column = _COLUMNS[name]
    known = [value for value in values if value != UNKNOWN]
    if name == "year":
        known = [value for value in known if value.isascii() and value.isdigit()]
    chosen = Q(**{f"{column}__in": known})
    if UNKNOWN in values:
        chosen |= Q(**{f"{column.removesuffix('__year')}__isnull": True})
        if name != "year":
            chosen |= Q(**{column: ""})
    return chosen


def _hit(project: Project) -> Hit:
    title = in_language(project.title_sv, project.title_en)
    language = "sv" if speaks_swedish() or not project.title_en else "en"
    return Hit(
        kind="project",
        record_id=project.pk,
        diarienummer=project.diarienummer,
        record=project,
        title=Passage(f"title_{language}", language, SafeString(conditional_escape(title))),
    )
