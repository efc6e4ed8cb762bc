"""From a question to record ids: understand, compile, ask the engine, and bend where nothing fits."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from search.compiling import Wanted, compile_question, loosened
from search.engines.base import DEEPEST_HIT, Engine, Found, Request
from search.grammar import Asked, Clause, understand
from search.question import FACETS, SUMMED, Question
from search.words import STOP, fold, is_number


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the engine found, and how the question was bent: corrected spelling, some words enough."""

    found: Found
    wanted: Wanted
    page: int
    pages: int
    did_you_mean: str | None = None
    is_loosened: bool = False
    is_cut: bool = False
    page_is_past: bool = False


def find_ids(engine: Engine, question: Question, facet_names: tuple[str, ...] = FACETS) -> Answer:
    """Answer a question with record ids. Raises EngineDown.

    All words are wanted. If no record has them all, typing errors are corrected from the corpus's own
    words; if there still is none, some of the words are enough.
    """
    analyser = engine.analyser()
    asked = understand(question.text)
    wanted = compile_question(asked, analyser)
    meant: str | None = None
    found = _find(engine, question, wanted, facet_names)
    is_loosened = False
    if not found.count and not asked.is_empty:
        corrected, meant = _corrected(engine, asked, question.text)
        if meant is not None:
            wanted = compile_question(corrected, analyser)
            found = _find(engine, question, wanted, facet_names)
    if not found.count and (loose := loosened(wanted)):
        wanted, is_loosened = loose, True
        found = _find(engine, question, wanted, facet_names)
    return _on_a_page(
        Answer(
            found=found,
            wanted=wanted,
            page=question.page,
            pages=1,
            did_you_mean=meant if found.count else None,
            is_loosened=is_loosened and found.count > 0,
            is_cut=asked.is_cut,
        ),
        question,
        lambda on_page: _find(engine, on_page, wanted, facet_names),
    )


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


def _corrected(engine: Engine, asked: Asked, text: str) -> tuple[Asked, str | None]:
    """Replace words that no record has by the nearest that one has; None when there is nothing to mend."""
    changes: dict[str, str] = {}
    for group in asked.wanted:
        for clause in group:
            if len(clause.words) == 1 and not clause.is_phrase:
                nearest = _nearest(engine, clause)
                if nearest is not None:
                    changes[clause.words[0]] = nearest
    if not changes:
        return asked, None
    mended = tuple(tuple(_changed(clause, changes) for clause in group) for group in asked.wanted)
    return replace(asked, wanted=mended), _rewritten(text, changes)


def _nearest(engine: Engine, clause: Clause) -> str | None:
    word = clause.words[0]
    if word in STOP or is_number(word) or not word.isalpha():
        return None
    analyser = engine.analyser()
    forms = (analyser.forms(word, "sv"), analyser.forms(word, "en"))
    tokens = {word, fold(word)} | {token for form in forms for token in (*form.stems, *form.folded)}
    if engine.knows(tokens) or any(forms[0].parts):
        return None
    return analyser.vocabulary.nearest(word)


def _changed(clause: Clause, changes: dict[str, str]) -> Clause:
    return replace(clause, words=tuple(changes.get(word, word) for word in clause.words))


def _rewritten(text: str, changes: dict[str, str]) -> str:
    """Write the text as typed, with the changed words in their places."""
    out = []
    for piece in text.split():
        core = piece.strip('"()[].,;:!?').lower()
        out.append(piece.lower().replace(core, changes[core]) if core in changes else piece)
    return " ".join(out)
