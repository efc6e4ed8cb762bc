"""When the index can't be asked: a plain search in the database, slower and simpler, but right."""

import operator
from collections.abc import Iterable, Sequence
from functools import reduce
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from search.grammar import understand
from search.hits import Hit, Hits, Passage
from search.question import Question
from search.selecting import select_projects
from search.sources import Source
from wording.speak import speaks_swedish

MOST_WORDS = 8


def plain_search(question: Question, source: Source) -> Hits:
    """Find the records whose texts hold every word as written, without counts and choices to make."""
    rows = plainly_found(question, source)
    count = rows.count()
    pages = max(1, -(-count // question.page_size))
    page = min(question.page, pages)
    start = (page - 1) * question.page_size
    ids = list(rows.values_list("pk", flat=True)[start : start + question.page_size])
    records = source.records(ids)
    return Hits(
        count=count,
        hits=tuple(_hit(source, each, records[each]) for each in ids if each in records),
        page=page,
        pages=pages,
        page_size=question.page_size,
        notice=gettext(
            "The search index is not answering. This is a simpler search, without counts and choices."
        ),
        index_answers=False,
    )


def plainly_found(question: Question, source: Source) -> QuerySet[Any]:
    """Return everything found, in order. Facets are followed where there are any in the database."""
    rows = source.rows()
    every = rows.model._default_manager.all()
    asked = understand(question.text)
    for group in asked.wanted[:MOST_WORDS]:
        rows = rows.filter(_any_text((" ".join(clause.words) for clause in group), source.columns))
    for clause in asked.unwanted[:MOST_WORDS]:
        unwanted = every.filter(_any_text([" ".join(clause.words)], source.columns))
        rows = rows.exclude(pk__in=unwanted.values("pk"))
    if source.kind == "project":
        rows = select_projects(rows, question.facets)
    # Texts of parties join tables: each record stands once.
    found: QuerySet[Any] = every.filter(pk__in=rows.select_related(None).prefetch_related(None).values("pk"))
    return found.order_by(*source.order.get(question.sort, source.order["newest"]))


def _any_text(words: Iterable[str], columns: Sequence[str]) -> Q:
    return reduce(operator.or_, (Q(**{f"{name}__icontains": word}) for word in words for name in columns))


def _hit(source: Source, record_id: int, record: Any) -> Hit:
    texts = source.texts(record)
    wanted = "sv" if speaks_swedish() else "en"
    titles = [(name, text) for name, text in texts if name.startswith("title_")]
    name, text = next(
        (pair for pair in titles if pair[0].endswith(wanted)), titles[0] if titles else ("", "")
    )
    return Hit(
        kind=source.kind,
        record_id=record_id,
        diarienummer=source.number(record),
        record=record,
        title=Passage(name or "title_sv", name[-2:] or "sv", SafeString(conditional_escape(text))),
    )
