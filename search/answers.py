"""From a question to record ids: understand, compile, ask the engine, and bend where nothing fits."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from search.compiling import Wanted, compile_question, loosened
from search.engines.base import DEEPEST_HIT, Engine, Found, Request
from search.grammar import Asked, understand
from search.mending import mended
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
    is_loosened: bool = False
    is_translated: bool = False
    is_cut: bool = False
    page_is_past: bool = False


# So few hits are worth looking for more in the other language.
FEW = 10


@dataclass(frozen=True)
class _Way:
    """A way to ask, and how much it finds by words alone, whatever facets are chosen."""

    wanted: Wanted
    count: int
    meant: str | None = None
    is_loosened: bool = False
    is_translated: bool = False


def find_ids(engine: Engine, question: Question, facet_names: tuple[str, ...] = FACETS) -> Answer:
    """Answer a question with record ids. Raises EngineDown.

    All words are wanted. Where few records have them, those that have them in the other language are answers
    too. If there is none, typing errors are corrected from the corpus's own words; if there still is none,
    some of the words are enough. Chosen facets bend nothing.
    """
    asked = understand(question.text)
    wanted = compile_question(asked, engine.analyser())
    found = _find(engine, question, wanted, facet_names)
    way = _Way(wanted, found.count)
    if found.count < FEW and not asked.is_empty:
        way = _bent(engine, question, asked, wanted, found)
        if way.wanted is not wanted:
            found = _find(engine, question, way.wanted, facet_names)
    return _on_a_page(
        Answer(
            found=found,
            wanted=way.wanted,
            page=question.page,
            pages=1,
            did_you_mean=way.meant,
            is_loosened=way.is_loosened,
            is_translated=way.is_translated,
            is_cut=asked.is_cut,
        ),
        question,
        lambda on_page: _find(engine, on_page, way.wanted, facet_names),
    )


def _bent(engine: Engine, question: Question, asked: Asked, wanted: Wanted, found: Found) -> _Way:
    """Return the first way of asking that finds something; the question as it stands if none does."""
    analyser = engine.analyser()

    def count(wanted: Wanted) -> int:
        return engine.find(Request(kind=question.kind, wanted=wanted, limit=1)).count

    def widened(asked: Asked, plain: _Way) -> _Way:
        wide = compile_question(asked, analyser, translated=True)
        if plain.count >= FEW or wide == plain.wanted:
            return plain
        more = count(wide)
        return replace(plain, wanted=wide, count=more, is_translated=True) if more > plain.count else plain

    first = _Way(wanted, count(wanted) if question.facets else found.count)
    way = widened(asked, first)
    if not way.count:
        better = mended(
            engine, asked, question.text, lambda other: count(compile_question(other, analyser)) > 0
        )
        if better is not None:
            asked = better.asked
            wanted = compile_question(asked, analyser)
            way = widened(asked, _Way(wanted, count(wanted), meant=better.text))
    if not way.count and (loose := loosened(compile_question(asked, analyser, translated=True))):
        way = replace(way, wanted=loose, count=count(loose), is_loosened=True)
    return way if way.count else first


def _on_a_page(answer: Answer, question: Question, find: Callable[[Question], Found]) -> Answer:
    """Bring a page past the last one back to it."""
    reachable = min(answer.found.count, DEEPEST_HIT)
    pages = max(1, -(-reachable // question.page_size))
    if question.page <= pages:
        return replace(answer, pages=pages)
    return replace(answer, found=find(question.on_page(pages)), page=pages, pages=pages, page_is_past=True)


def count_kinds(engine: Engine, question: Question) -> Mapping[str, int]:
    """Count what a question's words find of every kind, as they were written. Raises EngineDown."""
    return engine.kinds(compile_question(understand(question.text), engine.analyser()))


def _find(engine: Engine, question: Question, wanted: Wanted, facet_names: tuple[str, ...]) -> Found:
    offset = (question.page - 1) * question.page_size
    return engine.find(
        Request(
            kind=question.kind,
            wanted=wanted,
            facets=question.facets,
            facet_names=facet_names,
            summed=SUMMED.intersection(facet_names),
            # Without words everything fits alike; the newest first is then the better order.
            sort="newest" if question.sort == "relevance" and not question.text else question.sort,
            offset=min(offset, DEEPEST_HIT),
            limit=question.page_size,
        )
    )
