"""All that a question finds, as ids: the same set that its page counts, however large."""

import logging
from array import array
from dataclasses import dataclass, replace

from search.answers import find_ids
from search.engines.base import EngineDown, Request
from search.fallback import plainly_found
from search.index import engine
from search.question import Question
from search.sources import source_of

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Everything:
    """Ids in the order of the download; `is_plain` when the database alone searched, without the index.

    An id of eight bytes each: a million take eight megabytes.
    """

    ids: "array[int]"
    is_plain: bool = False


def everything(question: Question) -> Everything:
    """Find all ids of a question, bent as its page bends it: newest first, or largest first if it says so.

    All of them before the first row is written, so that an engine that stops in the middle can be answered
    for: the database then searches plainly. Nothing for a kind that has no source.
    """
    source = source_of(question.kind)
    if source is None:
        return Everything(array("q"))
    try:
        return Everything(_indexed(question))
    except EngineDown as problem:
        log.warning("The search index did not answer for a download: %s", problem)
        found = plainly_found(question, source).values_list("pk", flat=True)
        return Everything(array("q", found.iterator(2_000)), is_plain=True)


def _indexed(question: Question) -> "array[int]":
    chosen = engine()
    answer = find_ids(chosen, replace(question, page=1, page_size=1), ())
    wanted = Request(kind=question.kind, wanted=answer.wanted, facets=question.facets, sort=question.sort)
    return array("q", chosen.every(wanted))
