"""From a question to record ids: understand, compile, ask the engine, and bend where nothing fits."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from search.bending import FEW, Bender, Way
from search.compiling import Wanted, compile_question
from search.engines.base import DEEPEST_HIT, Engine, Found, Request
from search.grammar import understand
from search.question import FACETS, SUMMED, Question


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the engine found, and how the question was bent: corrected spelling, some words enough, the
    other language."""

    found: Found
    wanted: Wanted
    page: int
    pages: int
    did_you_mean: str | None = None
    is_corrected: bool = False
    is_loosened: bool = False
    is_translated: bool = False
    is_cut: bool = False
    page_is_past: bool = False


@dataclass(frozen=True)
class _Counted:
    """The facets to count, and those of which the most common values are enough."""

    names: tuple[str, ...]
    shortened: frozenset[str]


def find_ids(
    engine: Engine,
    question: Question,
    facet_names: tuple[str, ...] = FACETS,
    shortened: frozenset[str] = frozenset(),
) -> Answer:
    """Answer a question with record ids. Raises EngineDown.

    All words are wanted. Where few records have them, those that have them in the other language are answers
    too. If there is none, typing errors are corrected from the corpus's own words; if there still is none,
    some of the words are enough. Of the facets in `shortened` the most common values are enough.
    """
    asked = understand(question.text)
    wanted = compile_question(asked, engine.analyser())
    counted = _Counted(facet_names, shortened)
    found = _find(engine, question, wanted, counted)
    way = Way(wanted, found.count)
    if found.count < FEW and not asked.is_empty:
        bender = Bender(engine, question.kind, question.text, asked)
        way = bender.best(replace(way, count=bender.count(wanted)) if question.facets else way)
        if way.wanted is not wanted:
            found = _find(engine, question, way.wanted, counted)
    return _on_a_page(
        Answer(
            found=found,
            wanted=way.wanted,
            page=question.page,
            pages=1,
            did_you_mean=way.meant,
            is_corrected=way.is_corrected,
            is_loosened=way.is_loosened,
            is_translated=way.is_translated,
            is_cut=asked.is_cut,
        ),
        question,
        lambda on_page: _find(engine, on_page, way.wanted, counted),
    )


def _on_a_page(answer: Answer, question: Question, find: Callable[[Question], Found]) -> Answer:
    """Bring a page past the last one back to it."""
    reachable = min(answer.found.count, DEEPEST_HIT)
    pages = max(1, -(-reachable // question.page_size))
    if question.page <= pages:
        return replace(answer, pages=pages)
    return replace(answer, found=find(question.on_page(pages)), page=pages, pages=pages, page_is_past=True)


def _find(engine: Engine, question: Question, wanted: Wanted, counted: _Counted) -> Found:
    offset = (question.page - 1) * question.page_size
    return engine.find(
        Request(
            kind=question.kind,
            wanted=wanted,
            facets=question.facets,
            facet_names=counted.names,
            summed=SUMMED.intersection(counted.names),
            shortened=counted.shortened,
            # Without words everything fits alike; the newest first is then the better order.
            sort="newest" if question.sort == "relevance" and not question.text else question.sort,
            offset=min(offset, DEEPEST_HIT),
            limit=question.page_size,
        )
    )
