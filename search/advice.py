"""What to try when nothing fits: which choice to take away."""

from dataclasses import dataclass

from search.answers import find_ids
from search.engines.base import EngineDown
from search.facets import worded_facets
from search.hits import Hits
from search.index import engine
from search.question import Question

MOST_TRIES = 5


@dataclass(frozen=True)
class Without:
    """The question without one choice: what the choice is called, what is then asked, how many there are."""

    label: str
    question: Question
    count: int


@dataclass(frozen=True)
class Advice:
    """Choices whose removal finds something, and how many the words find without any choice."""

    without: tuple[Without, ...] = ()
    without_all: int = 0


def advice_for(question: Question, hits: Hits) -> Advice:
    """Try the question without each of its choices; nothing to say when the index does not answer."""
    if not question.facets or not hits.index_answers:
        return Advice()
    try:
        tries = tuple(each for each in _tries(question) if each.count)
        return Advice(tries, _count(question.without_facets()))
    except EngineDown:
        return Advice()


def _tries(question: Question) -> list[Without]:
    facets = worded_facets(question, {}, None)
    chosen = [(facet, value) for facet in facets for value in facet.selected][:MOST_TRIES]
    return [
        Without(f"{facet.label}: {value.label}", less, _count(less))
        for facet, value in chosen
        for less in (question.without_value(facet.name, value.value),)
    ]


def _count(question: Question) -> int:
    return find_ids(engine(), question, ()).found.count
