"""A text as understood → a tree of weighted terms that every engine can run as it stands."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from search.analysis import as_written, number_tokens
from search.grammar import Asked, Clause
from search.swedish import Analyser, Forms
from search.words import STOP, fold, is_begun_number, is_number


@dataclass(frozen=True)
class Match:
    """A token in a field of the index; its score counts `weight` times."""

    field: str
    token: str
    weight: float


@dataclass(frozen=True)
class Phrase:
    """Tokens that follow one another in a field."""

    field: str
    tokens: tuple[str, ...]
    weight: float


@dataclass(frozen=True)
class AnyOf:
    """At least so many of the children; the scores of all that match add up."""

    children: tuple["Node", ...]
    at_least: int = 1


@dataclass(frozen=True)
class AllOf:
    """Every one of the children; their scores add up and count `weight` times."""

    children: tuple["Node", ...]
    weight: float = 1.0


Node = Match | Phrase | AnyOf | AllOf


@dataclass(frozen=True)
class Wanted:
    """What to find: everything in `clauses` (or at least `at_least` of them), nothing of `unwanted`."""

    clauses: tuple[Node, ...] = ()
    unwanted: tuple[Node, ...] = ()
    at_least: int = 0


@dataclass(frozen=True)
class Weights:
    """How much a match of each kind counts. Found by measuring (`bench/RESULTS.md`)."""

    words: float = 1.0
    base: float = 0.3
    stems: float = 0.5
    # Small: a part is rarer in its field than the word in its own, and would score higher for that.
    parts: float = 0.02
    folded: float = 0.25
    split: float = 0.35
    joined: float = 2.0
    title: float = 2.5
    as_written: float = 2.0
    names: float = 0.4
    context: float = 0.1
    number: float = 8.0
    translated: float = 0.003


WEIGHTS = Weights()


def compile_question(
    asked: Asked, analyser: Analyser, weights: Weights = WEIGHTS, *, translated: bool = False
) -> Wanted:
    """Return what to find, with every clause wanted; a word may stand in the other language instead."""
    single = [group[0] for group in asked.wanted if len(group) == 1 and _is_plain(group[0])]
    joined = _joined(single, analyser)
    clauses = []
    for group in asked.wanted:
        nodes = [_clause(clause, analyser, weights) for clause in group]
        if len(group) == 1 and group[0] in joined:
            nodes += [_word(text, analyser, _scaled(weights, weights.joined)) for text in joined[group[0]]]
        if translated:
            words = [clause.words[0] for clause in group if _is_plain(clause)]
            nodes += [node for word in words for node in _in_other_language(word, analyser, weights)]
        clauses.append(nodes[0] if len(nodes) == 1 else AnyOf(tuple(nodes)))
    unwanted = tuple(_unwanted(clause, analyser) for clause in asked.unwanted)
    return Wanted(tuple(clauses), unwanted, len(clauses))


def loosened(wanted: Wanted) -> Iterator[Wanted]:
    """Yield the same with some clauses enough: one of two, two of three, else six of ten; then half."""
    many = len(wanted.clauses)
    enough = many - 1 if many < 4 else -(-many * 6 // 10)
    for least in dict.fromkeys((enough, (many + 1) // 2)):
        if 0 < least < many:
            yield replace(wanted, at_least=least)


def _is_plain(clause: Clause) -> bool:
    return not clause.is_phrase and not clause.field and len(clause.words) == 1


def _joined(clauses: list[Clause], analyser: Analyser) -> dict[Clause, list[str]]:
    """Neighbours that the corpus also has as one word: "kollektiv trafik" → kollektivtrafik."""
    found: dict[Clause, list[str]] = {}
    for one, other in pairwise(clauses):
        left, right = one.words[0], other.words[0]
        for text in dict.fromkeys((left + right, f"{left}s{right}")):
            if text.isalpha() and _is_in_corpus(text, analyser):
                found.setdefault(one, []).append(text)
                found.setdefault(other, []).append(text)
                break
    return found


def _is_in_corpus(text: str, analyser: Analyser) -> bool:
    forms = analyser.forms(text, "sv")
    return analyser.vocabulary.has_form(text) or any(
        analyser.vocabulary.has_form(form) for form in (forms.base, *forms.stems)
    )


def _clause(clause: Clause, analyser: Analyser, weights: Weights) -> Node:
    if clause.field == "number":
        return _number(" ".join(clause.words), 1.0)
    if clause.field:
        each = tuple(_grouped(word, clause.field, analyser) for word in clause.words)
        return each[0] if len(each) == 1 else AllOf(each)
    if clause.is_phrase:
        return Phrase("words", clause.words, 2.0)
    return _word(clause.words[0], analyser, weights)


def _number(text: str, weight: float) -> AnyOf:
    """A case or organisation number as it stands; one that is short is a beginning, or lacks its zeros."""
    whole = number_tokens(text)
    if is_begun_number(text):
        year, _, running = text.partition("-")
        whole = [*number_tokens(f"{year}-{running:0>5}"), *whole]
    return AnyOf(tuple(Match("number", token, weight) for token in whole))


def _grouped(word: str, group: str, analyser: Analyser) -> Node:
    tokens = {token for forms in _both_languages(word, analyser) for token in forms.folded} | {fold(word)}
    return AnyOf(tuple(Match(group, token, 1.0) for token in sorted(tokens)))


def _word(word: str, analyser: Analyser, weights: Weights) -> Node:
    if word in STOP:
        return Match("words", word, weights.words)
    if is_number(word):
        return AnyOf((*_number(word, weights.number).children, Match("words", word, weights.words)))
    if is_begun_number(word):
        # "2018-2019" may as well be two years of a text.
        years = AllOf(tuple(Match("words", each, weights.words) for each in word.split("-")))
        return AnyOf((*_number(word, weights.number).children, years))
    both = _both_languages(word, analyser)
    found: dict[tuple[str, str], float] = {("words", word): weights.words}
    for forms in both:
        for kind, weight, tokens in (
            ("base", weights.base, (forms.base,)),
            ("stems", weights.stems, forms.stems),
            ("parts", weights.parts, (*forms.stems, *forms.folded)),
            ("folded", weights.folded, forms.folded),
            ("title", weights.title, forms.folded),
            ("names", weights.names, forms.folded),
            ("context", weights.context, forms.folded),
        ):
            for token in tokens:
                found.setdefault((kind, token), weight)
    found["title", as_written(word)] = weights.as_written
    if not word.isalpha():
        found["number", word] = weights.number
    terms: list[Node] = [Match(field, token, weight) for (field, token), weight in found.items()]
    if split := _split(word, analyser, weights):
        terms.append(split)
    return AnyOf(tuple(terms))


def _split(word: str, analyser: Analyser, weights: Weights) -> Node | None:
    """The parts of a compound, each as a word or as a part of another compound."""
    parts = analyser.splitter.split(word)
    if not parts:
        return None
    each = []
    for part in parts:
        forms = analyser.forms(part.word, "sv")
        tokens = dict.fromkeys((*forms.stems, *analyser.forms(part.base, "sv").stems))
        each.append(
            AnyOf(tuple(Match(field, token, 1.0) for token in tokens for field in ("stems", "parts")))
        )
    return AllOf(tuple(each), weights.split)


def _in_other_language(word: str, analyser: Analyser, weights: Weights) -> list[Node]:
    """What titles in both languages call the word in the other one; an unknown compound by its parts."""
    known = analyser.vocabulary.translations
    swedish, english = _both_languages(word, analyser)
    nodes = [
        _translated(other, "en", analyser, weights) for other in known.from_swedish.get(swedish.base, ())
    ]
    nodes += [
        _translated(other, "sv", analyser, weights) for other in known.from_english.get(english.base, ())
    ]
    parts = [known.from_swedish.get(part.base, ()) for part in analyser.splitter.split(word)]
    if all(parts) and len(parts) > 1:
        each = [AnyOf(tuple(_translated(other, "en", analyser, weights) for other in part)) for part in parts]
        nodes.append(AllOf(tuple(each)))
    return nodes


def _translated(word: str, language: str, analyser: Analyser, weights: Weights) -> Node:
    forms = analyser.forms(word, language)
    stems = [Match(field, stem, weights.translated) for stem in forms.stems for field in ("stems", "parts")]
    return AnyOf((*stems, *(Match("title", each, weights.translated) for each in forms.folded)))


def _unwanted(clause: Clause, analyser: Analyser) -> Node:
    """What must not be there: the word in all its inflections, but not as a part of other words."""
    if clause.field or clause.is_phrase or is_number(clause.words[0]):
        return _clause(clause, analyser, WEIGHTS)
    word = clause.words[0]
    tokens = {("stems", stem) for forms in _both_languages(word, analyser) for stem in forms.stems}
    tokens.add(("words", word))
    if word == fold(word):
        tokens |= {("folded", token) for forms in _both_languages(word, analyser) for token in forms.folded}
    return AnyOf(tuple(Match(field, token, 1.0) for field, token in sorted(tokens)))


def _both_languages(word: str, analyser: Analyser) -> tuple[Forms, Forms]:
    return analyser.forms(word, "sv"), analyser.forms(word, "en")


def _scaled(weights: Weights, factor: float) -> Weights:
    return Weights(**{name: value * factor for name, value in vars(weights).items()})
