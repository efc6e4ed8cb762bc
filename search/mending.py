"""Typing errors in a question that finds nothing: which words were meant, by what the corpus holds."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from search.engines.base import Engine
from search.grammar import Asked, Clause
from search.swedish import Analyser
from search.words import STOP, fold

# Looking for what was meant takes time; nobody errs in more words than these.
MOST_WORDS = 5
SHORTEST_MISREAD = 5


@dataclass(frozen=True)
class Mended:
    """A question with other words, and its text as it would have been typed."""

    asked: Asked
    text: str


def mended(engine: Engine, asked: Asked, text: str, finds: Callable[[Asked], bool]) -> Mended | None:
    """Replace words by those they were likely meant as; None when there is nothing to mend.

    Words that no record has are replaced; of several that are near, the first that lets the question find
    something. Where records have every word, but none has all, one of them may be a slip that happens to be
    a word too. `finds` tells whether a question finds anything.
    """
    analyser = engine.analyser()
    words = _words(asked)
    unknown = [word for word in words if not _is_known(word, engine, analyser)]
    choices = {word: near for word in unknown[:MOST_WORDS] if (near := _near(word, analyser))}
    chosen = _chosen(asked, choices, finds)
    if any(word != other for word, other in chosen.items()):
        return Mended(_with(asked, {word: (other,) for word, other in chosen.items()}), _typed(text, chosen))
    if not unknown and 1 < len(words) <= MOST_WORDS:
        for word, other in _misread(words, analyser):
            changed = _with(asked, {word: (other,)})
            if finds(changed):
                return Mended(changed, _typed(text, {word: other}))
    return None


def _words(asked: Asked) -> list[str]:
    """The words that may be mistyped: single ones of letters, and not the smallest."""
    words = [
        clause.words[0]
        for group in asked.wanted
        for clause in group
        if len(clause.words) == 1 and not clause.is_phrase
    ]
    return [word for word in dict.fromkeys(words) if word not in STOP and word.isalpha()]


def _is_known(word: str, engine: Engine, analyser: Analyser) -> bool:
    forms = (analyser.forms(word, "sv"), analyser.forms(word, "en"))
    tokens = {word, fold(word)} | {token for form in forms for token in (*form.stems, *form.folded)}
    return engine.knows(tokens)


def _near(word: str, analyser: Analyser) -> tuple[str, ...]:
    """What an unknown word may be meant as; a compound that no record has may be meant as it stands."""
    speller = analyser.vocabulary.speller
    if analyser.forms(word, "sv").parts:
        return (*speller.near(word, slips=1), word)
    return speller.near(word)


def _chosen(
    asked: Asked, choices: Mapping[str, tuple[str, ...]], finds: Callable[[Asked], bool]
) -> dict[str, str]:
    """Choose for one word after the other what finds something, the later ones open.

    Where nothing does, it is the word itself if that may be meant, else the nearest.
    """
    chosen: dict[str, str] = {}
    for word, near in choices.items():
        others = {**choices, **{each: (other,) for each, other in chosen.items()}}
        fitting = (other for other in near if finds(_with(asked, {**others, word: (other,)})))
        otherwise = near[-1] if near[-1] == word else near[0]
        chosen[word] = near[0] if len(near) == 1 else next(fitting, otherwise)
    return chosen


def _misread(words: list[str], analyser: Analyser) -> Iterator[tuple[str, str]]:
    """Yield words with others one slip away that are no forms of the same."""
    for word in words:
        if len(word) >= SHORTEST_MISREAD:
            own = analyser.forms(word, "sv").stems
            for other in analyser.vocabulary.speller.near(word, most=3, slips=1):
                if set(own).isdisjoint(analyser.forms(other, "sv").stems):
                    yield word, other


def _with(asked: Asked, choices: Mapping[str, tuple[str, ...]]) -> Asked:
    """Put the chosen words in the place of others; several are alternatives."""
    groups = tuple(
        tuple(changed for clause in group for changed in _alternatives(clause, choices))
        for group in asked.wanted
    )
    return replace(asked, wanted=groups)


def _alternatives(clause: Clause, choices: Mapping[str, tuple[str, ...]]) -> Iterator[Clause]:
    if len(clause.words) == 1 and clause.words[0] in choices and not clause.is_phrase:
        yield from (replace(clause, words=(other,)) for other in choices[clause.words[0]])
    else:
        yield clause


def _typed(text: str, changes: Mapping[str, str]) -> str:
    """Write the text as typed, with the changed words in their places."""
    out = []
    for piece in text.split():
        core = piece.strip('"()[].,;:!?').lower()
        core = core if core in changes else core.partition(":")[2]
        out.append(piece.lower().replace(core, changes[core]) if core in changes else piece)
    return " ".join(out)
