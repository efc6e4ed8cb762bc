"""`ask(question) -> Hits`: what every page and the API call. Never raises for anything a person can write."""

import logging
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext

from search.answers import Answer, find_ids
from search.engines.base import DEEPEST_HIT, EngineDown
from search.facets import LONGEST_LIST, asked_facets, shortened, worded_facets
from search.fallback import plain_search
from search.highlight import Highlighter
from search.hits import Hit, Hits
from search.index import engine
from search.question import Question
from search.sources import Source, public_among, source_of
from wording.speak import number

log = logging.getLogger(__name__)


def ask(
    question: Question,
    *,
    facets: bool = True,
    most_values: int | None = LONGEST_LIST,
    passages: bool = True,
    tabs: bool = False,
) -> Hits:
    """Answer a question from the index, or plainly from the database when there is none to ask.

    Records come from the database, and only those that are public now: a stale index cannot show what
    was withdrawn. `facets=False` skips counting; `most_values` limits each facet's list (None: all);
    `passages=False` gives bare ids, for machines that read a thousand hits at once and show them in their
    own way; `tabs` counts what the words find of every kind.
    """
    source = source_of(question.kind)
    if source is None:
        return Hits(count=0, page_size=question.page_size)
    names = asked_facets(question) if facets else ()
    try:
        chosen = engine()
        with chosen.in_time():
            answer = find_ids(chosen, question, names, shortened(most_values))
            analyser = chosen.analyser()
            kinds = chosen.kinds(answer.wanted) if tabs else {}
    except EngineDown as problem:
        log.warning("The search index did not answer: %s", problem)
        return plain_search(question, source)
    highlighter = Highlighter(answer.wanted, analyser, question.language) if passages else None
    return replace(
        _found(question, source, answer, highlighter),
        facets=worded_facets(question, answer.found.facets, most_values) if facets else (),
        kinds=kinds,
    )


def _found(question: Question, source: Source, answer: Answer, highlighter: Highlighter | None) -> Hits:
    ids = answer.found.record_ids
    if highlighter is None:
        hits = tuple(Hit(kind=source.kind, record_id=each) for each in public_among(source.kind, ids))
    else:
        records = source.records(ids)
        hits = tuple(_hit(source, each, records[each], highlighter) for each in ids if each in records)
    return Hits(
        count=answer.found.count - (len(ids) - len(hits)),
        hits=hits,
        page=answer.page,
        pages=answer.pages,
        page_size=question.page_size,
        did_you_mean=answer.did_you_mean,
        corrected=answer.is_corrected,
        loosened=answer.is_loosened,
        notice=" ".join(_notices(question, answer)),
        counts=answer.found.facets,
        sums=answer.found.sums,
    )


def _hit(source: Source, record_id: int, record: Any, highlighter: Highlighter) -> Hit:
    title, passage, around = highlighter.passages(source.texts(record))
    return Hit(
        kind=source.kind,
        record_id=record_id,
        diarienummer=source.number(record),
        record=record,
        title=title,
        passage=passage,
        around=around,
    )


def _notices(question: Question, answer: Answer) -> list[str]:
    notices = []
    if answer.is_loosened:
        notices.append(gettext("Nothing has all of your words. This has some of them."))
    elif answer.is_translated:
        notices.append(gettext("Last come those that say it in the other language."))
    if answer.is_cut:
        notices.append(gettext("Your search was very long; only its first words were used."))
    if answer.page_is_past and answer.found.count > DEEPEST_HIT:
        notices.append(
            gettext("Only the first %(most)s hits can be paged through. Narrow your search to see others.")
            % {"most": number(DEEPEST_HIT)}
        )
    elif answer.page_is_past:
        notices.append(
            gettext("There is no page %(asked)s. This is the last one, page %(last)s.")
            % {"asked": number(question.page), "last": number(answer.pages)}
        )
    return notices
