"""Marking what was found, by us and not by an engine: the words of a record that share a token asked for."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search.compiling import AllOf, AnyOf, Match, Node, Phrase, Wanted
from search.documents import FIELD_BY_NAME
from search.hits import Passage
from search.swedish import Analyser
from search.words import STOP, clean, distinct_words, fold, language_of, words_of

PASSAGE_LENGTH = 240
_BEFORE = 70
_VOWELS = frozenset("aeiouy")
_VOWEL = "[aåäáàâãæeéèêëiíìîïoöóòôõøuúùûüyý]"
_MARKED = {"a": "[aåäáàâãæ]", "o": "[oöóòôõø]", "e": "[eéèêë]", "u": "[uüúùû]", "i": "[iíìîï]"}


@dataclass(frozen=True)
class Tokens:
    """The tokens asked for, by kind; `inside` are sought as parts of compounds."""

    words: frozenset[str]
    base: frozenset[str]
    stems: frozenset[str]
    folded: frozenset[str]
    inside: frozenset[str]


class Passages(NamedTuple):
    """What is shown of a record: title, a piece of its texts, and the title of what it is part of."""

    title: Passage
    passage: Passage | None
    around: Passage | None


@dataclass(frozen=True)
class _Mark:
    start: int
    end: int
    token: str
    worth: float


def tokens_wanted(wanted: Wanted) -> Tokens:
    """Gather the tokens of a compiled question."""
    found: dict[str, set[str]] = {}
    waiting: list[Node] = list(wanted.clauses)
    while waiting:
        match waiting.pop():
            case Match(field, token, _):
                found.setdefault(field, set()).add(token)
            case Phrase(field, tokens, _):
                found.setdefault(field, set()).update(tokens)
            case AnyOf(children) | AllOf(children):
                waiting += children
    folded = found.get("folded", set()) | found.get("title", set()) | found.get("names", set())
    return Tokens(
        frozenset(found.get("words", ())),
        frozenset(found.get("base", ())),
        frozenset(found.get("stems", ())),
        frozenset(folded | found.get("context", set())),
        frozenset(found.get("parts", set()) | found.get("stems", set())),
    )


class Highlighter:
    """Marks the texts of records for one question."""

    def __init__(self, wanted: Wanted, analyser: Analyser, reader_language: str) -> None:
        self._tokens = tokens_wanted(wanted)
        self._analyser = analyser
        self._language = reader_language
        self._asks = bool(wanted.clauses)
        self._enough = float(len(wanted.clauses))
        # Words met so far: what those share with the question that share anything, and the others.
        self._known: dict[str, tuple[str, float]] = {}
        self._strangers: set[str] = set()
        self._near = _near(self._tokens)

    def passages(self, texts: Sequence[tuple[str, str]]) -> Passages:
        """Return the title, whole, and the passage of the other texts that fits best.

        Of texts that fit alike, those in the reader's language come first, then the order of the fields. One
        with every word that is asked for, as it is written, is good enough. What a record is part of is
        shown only where nothing of its own says why it was found.
        """
        titles = [pair for pair in texts if pair[0].startswith("title_")]
        others = [pair for pair in texts if not pair[0].startswith(("title_", "context_", "number"))]
        name, title = min(titles, key=self._is_foreign, default=("title_sv", ""))
        shown = self._whole(name, clean(title))
        worth, passage = self._best_passage(others)
        around = None
        if self._asks and not worth and "<mark>" not in shown.html:
            context = [pair for pair in texts if pair[0].startswith("context_")]
            worth, around = self._best_passage(context)
        return Passages(shown, passage, around if worth else None)

    def _best_passage(self, texts: Iterable[tuple[str, str]]) -> tuple[float, Passage | None]:
        best_worth, passage = -1.0, None
        for field, raw in sorted(texts, key=self._is_foreign):
            text = clean(raw)
            worth, start, end, marks = self._best_stretch(text)
            if worth > best_worth:
                best_worth, passage = worth, (field, text, start, end, marks)
            if worth >= self._enough:
                break
        shown = passage and Passage(passage[0], _language(*passage[:2]), _marked(*passage[1:]))
        return max(0.0, best_worth), shown

    def _is_foreign(self, pair: tuple[str, str]) -> bool:
        return FIELD_BY_NAME[pair[0]].language not in (self._language, "any")

    def _whole(self, field: str, text: str) -> Passage:
        marks = self._marks(text)
        return Passage(field, _language(field, text), _marked(text, 0, len(text), marks))

    def _marks(self, text: str) -> list[_Mark]:
        """Return the words to mark in the order of the text."""
        if not self._asks:
            return []
        words = distinct_words(text) - self._strangers
        found = {word: match for word in words if (match := self._match(word))}
        if not found:
            return []
        lower = text.lower()
        if len(lower) == len(text):
            marks = [_Mark(*place, *found[word]) for word in found for place in _places(word, lower)]
            return sorted(marks, key=lambda mark: mark.start)
        # A letter that grows when it is made small moves everything behind it.
        places = ((word, found.get(word.text)) for word in words_of(text))
        return [_Mark(word.start, word.end, *match) for word, match in places if match]

    def _match(self, word: str) -> tuple[str, float] | None:
        """Return what a word shares with the question and its worth; each word is weighed once.

        Morphology is for the few words that look like one that is sought.
        """
        known = self._known.get(word)
        if known is None and word not in self._strangers:
            known = self._weigh(word) if self._near.search(word) else None
            if known is None:
                self._strangers.add(word)
            else:
                self._known[word] = known
        return known

    def _weigh(self, word: str) -> tuple[str, float] | None:
        tokens = self._tokens
        if word in tokens.words:
            return word, 1.0
        if word in STOP:
            return None
        both = (self._analyser.forms(word, "sv"), self._analyser.forms(word, "en"))
        for forms in both:
            if forms.base in tokens.base or not tokens.stems.isdisjoint(forms.stems):
                return forms.base, 0.9
        if any(not tokens.folded.isdisjoint(forms.folded) for forms in both):
            return both[0].base, 0.7
        shared = tokens.inside.intersection(both[0].parts)
        return (min(shared), 0.4) if shared else None

    def _best_stretch(self, text: str) -> tuple[float, int, int, list[_Mark]]:
        """Return how good the best stretch of a text is, where it is, and what to mark.

        It is the one with the most different words asked for.
        """
        marks = self._marks(text)
        best_worth, best_start = 0.0, 0
        for number, first in enumerate(marks):
            inside = [mark for mark in marks[number:] if mark.end <= first.start + PASSAGE_LENGTH - _BEFORE]
            distinct: dict[str, float] = {}
            for mark in inside:
                distinct[mark.token] = max(mark.worth, distinct.get(mark.token, 0.0))
            worth = sum(distinct.values()) + 0.01 * len(inside)
            if worth > best_worth:
                best_worth, best_start = worth, first.start
        start = _word_start(text, max(0, best_start - _BEFORE))
        end = _word_end(text, start + PASSAGE_LENGTH)
        return best_worth, start, end, marks


def _near(tokens: Tokens) -> re.Pattern[str]:
    """Return what a word must look like to share a token: it begins as a token does, or has the beginning of
    one that may be part of a compound. Letters count with and without their marks, and for a vowel after
    the first letter any other: "mus" is in "möss".
    """
    every = (*tokens.words, *tokens.base, *tokens.stems, *tokens.folded)
    # Short words change more when they are bent ("bok", "böcker"): two letters of them, else three.
    whole = {token[:3] if len(token) > 3 else token[:2] for token in every}
    inside = {token[:4] for token in tokens.inside}
    either = [f"^{_beginning(token)}" for token in sorted(whole)] + [*map(_any_marks, sorted(inside))]
    return re.compile("|".join(dict.fromkeys(either)) or "(?!)")


def _beginning(letters: str) -> str:
    return _any_marks(letters[:1]) + "".join(
        _VOWEL if fold(letter) in _VOWELS else _any_marks(letter) for letter in letters[1:]
    )


def _any_marks(letters: str) -> str:
    return "".join(_MARKED.get(fold(letter), re.escape(letter)) for letter in letters)


def _places(word: str, lower: str) -> Iterator[tuple[int, int]]:
    """Yield where a word stands by itself in a text of small letters: start and end."""
    start = lower.find(word)
    while start != -1:
        end = start + len(word)
        if not (lower[start - 1 : start].isalnum() or lower[end : end + 1].isalnum()):
            yield start, end
        start = lower.find(word, end)


def _language(field: str, text: str) -> str:
    declared = FIELD_BY_NAME[field].language
    return language_of(text, "sv" if declared == "any" else declared)


def _word_start(text: str, place: int) -> int:
    if place == 0:
        return 0
    space = text.find(" ", place, place + 40)
    return place if space == -1 else space + 1


def _word_end(text: str, place: int) -> int:
    if place >= len(text):
        return len(text)
    space = text.rfind(" ", max(0, place - 40), place)
    return place if space == -1 else space


def _marked(text: str, start: int, end: int, marks: Iterable[_Mark]) -> SafeString:
    """Escape a stretch of text piece by piece and put the marks between."""
    pieces = ["… " if start > 0 else ""]
    at = start
    for mark in marks:
        if mark.start >= at and mark.end <= end:
            pieces += [
                escape(text[at : mark.start]),
                "<mark>",
                escape(text[mark.start : mark.end]),
                "</mark>",
            ]
            at = mark.end
    pieces += [escape(text[at:end]), " …" if end < len(text) else ""]
    # Every piece of the record's text above has been escaped; the marks are ours.
    return mark_safe("".join(pieces))  # noqa: S308 - see the line above
