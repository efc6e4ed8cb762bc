"""Typing errors in a question that finds little: which words were meant, by what the corpus holds."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from search.engines.base import Engine
from search.grammar import Asked, Clause
from search.lexicon import base_form
from search.swedish import Analyser
from search.words import STOP, fold

# Looking for what was meant takes time: nobody errs in more words than these, and of a question longer than
# that, some of the words are enough.
MOST_WORDS = 5
LONGEST = 12
SHORTEST_MISREAD = 5
SHORTEST_HEAD = 5
MOST_NEAR = 5
# A word in so few records may be a slip for one in so many times more.
RARE = 2
COMMON = 20
Finds = Callable[[Asked], bool]


@dataclass(frozen=True)
class Mended:
    """A question with other words, and its text as it would have been typed."""

    asked: Asked
    text: str


def mended(engine: Engine, asked: Asked, text: str, finds: Finds) -> Mended | None:
    """Replace words that no record has by those they were likely meant as; None when there are none such.

    Of several words that are near, it is the first that lets the question find something.
    """
    analyser = engine.analyser()
    unknown = [word for word in _words(asked) if not _is_known(word, engine, analyser)]
    choices = {word: near for word in unknown[:MOST_WORDS] if (near := _near(word, analyser))}
    return _changed(asked, text, _chosen(asked, choices, finds))


def misread(engine: Engine, asked: Asked, text: str, finds: Finds) -> Mended | None:
    """Replace a word that hardly any record has, and none with the others, by a near one that fits."""
    analyser = engine.analyser()
    words = _words(asked)
    if not 1 < len(words) <= MOST_WORDS:
        return None
    for word in words:
        if analyser.vocabulary.frequency(word) > RARE:
            continue
        for other in _misread_as(word, analyser):
            if finds(_with(asked, {word: (other,)})):
                return _changed(asked, text, {word: other})
    return None


def suggested(engine: Engine, asked: Asked, text: str) -> Mended | None:
    """Replace words that hardly any record has, or none, by near ones that many have; None without such."""
    analyser = engine.analyser()
    chosen = {}
    for word in _words(asked)[:MOST_WORDS]:
        used = analyser.vocabulary.frequency(word)
        near = _misread_as(word, analyser) if used <= RARE else ()
        often = [other for other in near if analyser.vocabulary.frequency(other) >= COMMON * max(1, used)]
        if often and (used or not _is_known(word, engine, analyser)):
            chosen[word] = often[0]
    return _changed(asked, text, chosen)


def _changed(asked: Asked, text: str, chosen: Mapping[str, str]) -> Mended | None:
    if all(word == other for word, other in chosen.items()):
        return None
    return Mended(_with(asked, {word: (other,) for word, other in chosen.items()}), _typed(text, chosen))


def _words(asked: Asked) -> list[str]:
    """The words that may be mistyped: single ones of letters, not the smallest. Long questions have none."""
    words = [
        clause.words[0]
        for group in asked.wanted
        for clause in group
        if len(clause.words) == 1 and not clause.is_phrase
    ]
    found = [word for word in dict.fromkeys(words) if word not in STOP and word.isalpha()]
    return found if len(found) <= LONGEST else []


def _is_known(word: str, engine: Engine, analyser: Analyser) -> bool:
    """Whether a record has the word in any form: as was learnt at the last rebuild, or has come since."""
    if analyser.vocabulary.has_form(word):
        return True
    forms = (analyser.forms(word, "sv"), analyser.forms(word, "en"))
    tokens = {word, fold(word)} | {token for form in forms for token in (*form.stems, *form.folded)}
    return engine.knows(tokens)


def _near(word: str, analyser: Analyser) -> tuple[str, ...]:
    """What an unknown word may be meant as; a compound that no record has may be meant as it stands."""
    speller = analyser.vocabulary.speller
    if analyser.forms(word, "sv").parts:
        return (*speller.near(word, slips=1), word)
    return speller.near(word) or tuple(_near_compounds(word, analyser))[:MOST_NEAR]


def _near_compounds(word: str, analyser: Analyser) -> Iterator[str]:
    """A compound that no record has, one part of which is mistyped, with the part that was meant."""
    vocabulary = analyser.vocabulary
    for cut in range(SHORTEST_HEAD, len(word) - SHORTEST_HEAD + 1):
        head, tail = word[:cut], word[cut:]
        if vocabulary.frequency(head) or vocabulary.frequency(head.removesuffix("s")):
            yield from (head + other for other in vocabulary.speller.near(tail, most=1, slips=1))
        if vocabulary.frequency(tail):
            yield from (other + tail for other in vocabulary.speller.near(head, most=1, slips=1))


def _chosen(asked: Asked, choices: Mapping[str, tuple[str, ...]], finds: Finds) -> dict[str, str]:
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


def _misread_as(word: str, analyser: Analyser) -> Iterable[str]:
    """Words one slip away that are no forms of the same, unless a dictionary has the word itself."""
    if len(word) < SHORTEST_MISREAD or base_form(word, "sv") or base_form(word, "en"):
        return ()
    own = analyser.forms(word, "sv").stems
    near = analyser.vocabulary.speller.near(word, most=3, slips=1)
    return [other for other in near if set(own).isdisjoint(analyser.forms(other, "sv").stems)]


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
