"""What is suggested while somebody types: organisations, programmes, calls, projects and pages by name.

Every word that was typed must begin a word of the name, with å ä ö or without; of a kind, the names that
begin as typed come first, then the most used. Where nothing fits, one typing error a word is forgiven.
Names come from the database and only of what is public now; without an index nothing is suggested.
"""

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext_lazy

from search.analysis import number_tokens
from search.beginnings import beginning
from search.compiling import AllOf, AnyOf, Match, Node, Wanted
from search.engines.base import Engine, EngineDown, Request
from search.entries import Entry
from search.grammar import understand
from search.index import engine
from search.sources import source_of
from search.spelling import edits
from search.words import clean, fold, words_of

log = logging.getLogger(__name__)
MOST = 10
MOST_WORDS = 8
LONGEST_TEXT = 200
# Looked at of each kind, to bring those forward that begin as typed.
CANDIDATES = 12
SHORTEST_MENDED = 5
MOST_MENDED = 2
MOST_MATCHES = 3


@dataclass(frozen=True)
class Kind:
    """How a kind is suggested: what it is called, how many stand beside others, and which come first."""

    label: Promise
    share: int
    sort: str


KINDS: Mapping[str, Kind] = {
    "organisation": Kind(gettext_lazy("Organisations"), 3, "largest"),
    "programme": Kind(gettext_lazy("Programmes"), 2, "newest"),
    "call": Kind(gettext_lazy("Calls"), 2, "newest"),
    "project": Kind(gettext_lazy("Projects"), 3, "newest"),
    "page": Kind(gettext_lazy("Pages"), 1, "newest"),
}


@dataclass(frozen=True)
class Suggestion:
    """One name: escaped HTML with what was typed in `<mark>`, its language, where it leads."""

    kind: str
    title: str
    html: SafeString
    language: str
    address: str
    note: str = ""


@dataclass(frozen=True)
class Group:
    """The suggestions of one kind, the best first."""

    kind: str
    label: Promise
    suggestions: tuple[Suggestion, ...]


def suggest(
    text: str, *, kinds: Sequence[str] = tuple(KINDS), most: int = MOST, mend: bool = True
) -> tuple[Group, ...]:
    """Return at most so many suggestions for a text, by kind; none for a single letter."""
    words = _typed(text)
    if not words:
        return ()
    try:
        found = _found(engine(), text, words, kinds, mend)
    except EngineDown as problem:
        log.warning("Nothing is suggested, the search index did not answer: %s", problem)
        return ()
    many = _shares({kind: len(entries) for kind, entries in found.items()}, most)
    return tuple(
        Group(kind, KINDS[kind].label, tuple(_shown(kind, each, words) for each in entries[: many[kind]]))
        for kind, entries in found.items()
        if many[kind]
    )


def _typed(text: str) -> tuple[str, ...]:
    """Return the words that were typed, in lower case and without marks."""
    words = (fold(word.text) for word in words_of(clean(text[:LONGEST_TEXT])))
    return tuple(dict.fromkeys(word for word in words if beginning(word)))[:MOST_WORDS]


def _found(
    engine: Engine, text: str, words: Sequence[str], kinds: Sequence[str], mend: bool
) -> Mapping[str, list[Entry]]:
    """Return the names of each kind in order."""
    with engine.in_time():
        ids = _ids(engine, _wanted(text, words), kinds)
        if mend and not any(ids.values()) and (mended := _mended(engine, words)):
            ids = _ids(engine, mended, kinds)
    found, typed = {}, fold(clean(text).strip().lower())
    for kind, numbers in ids.items():
        source = source_of(kind)
        if numbers and source is not None and source.entries is not None:
            entries = source.entries(numbers)
            known = [entries[number] for number in numbers if number in entries]
            found[kind] = sorted(known, key=lambda entry: not _begins_as(entry, typed))
    return found


def _ids(engine: Engine, wanted: Wanted, kinds: Sequence[str]) -> Mapping[str, tuple[int, ...]]:
    requests = [Request(kind=kind, wanted=wanted, sort=KINDS[kind].sort, limit=CANDIDATES) for kind in kinds]
    found = engine.find_each(requests)
    return {kind: each.record_ids for kind, each in zip(kinds, found, strict=True)}


def _wanted(text: str, words: Sequence[str]) -> Wanted:
    """What is looked up: the beginning of every word; or what was typed as the beginning of a number."""
    begun: Node = AllOf(tuple(Match("begins", beginning(word), 1.0) for word in words))
    if any(letter.isdigit() for letter in text):
        numbers = (Match("number", token, 1.0) for token in number_tokens(text.strip()[:LONGEST_TEXT]))
        begun = AnyOf((begun, *numbers))
    return Wanted((begun,), (), 1)


def _mended(engine: Engine, words: Sequence[str]) -> Wanted | None:
    """The same with one typing error in each word that begins no name; None when there is nothing to mend."""
    unknown = _unknown(engine, words)
    if not unknown or len(unknown) > MOST_MENDED or min(map(len, unknown)) < SHORTEST_MENDED:
        return None
    nodes: list[Node] = []
    for word in words:
        near = sorted({beginning(each) for each in edits(beginning(word)) if each[0] == word[0]})
        tokens = near if word in unknown else [beginning(word)]
        nodes.append(AnyOf(tuple(Match("begins", token, 1.0) for token in tokens if token)))
    return Wanted(tuple(nodes), (), len(nodes))


def _unknown(engine: Engine, words: Sequence[str]) -> list[str]:
    """Return the words that begin no name."""
    each = [Wanted((Match("begins", beginning(word), 1.0),), (), 1) for word in words]
    found = engine.find_each([Request(kind="", wanted=wanted, sort="newest", limit=1) for wanted in each])
    return [word for word, answer in zip(words, found, strict=True) if not answer.count]


def _shares(counts: Mapping[str, int], most: int) -> dict[str, int]:
    """Share the places: each kind its own first, then what is left to those that have more."""
    shares = dict.fromkeys(counts, 0)
    for own_only in (True, False):
        while sum(shares.values()) < most:
            open_kinds = [
                kind
                for kind, count in counts.items()
                if shares[kind] < (min(count, KINDS[kind].share) if own_only else count)
            ]
            if not open_kinds:
                break
            for kind in open_kinds[: most - sum(shares.values())]:
                shares[kind] += 1
    return shares


def _begins_as(entry: Entry, typed: str) -> bool:
    return any(fold(title.lower()).startswith(typed) for title in entry.titles.values())


def _shown(kind: str, entry: Entry, words: Sequence[str]) -> Suggestion:
    """Show the title in the reader's language, or the one that holds what was typed, or an earlier name."""
    readers = "en" if (get_language() or "sv").startswith("en") else "sv"
    titles = sorted(entry.titles.items(), key=lambda pair: pair[0] != readers)
    language, title = next((pair for pair in titles if _holds(pair[1], words)), titles[0])
    note = entry.note
    if not _holds(title, words):
        note = next((other for other in entry.others() if _holds(other, words)), note)
    return Suggestion(kind, title, _marked(title, words), language, entry.address(), note)


def _holds(title: str, words: Sequence[str]) -> bool:
    begun = [fold(word.text) for word in words_of(clean(title))]
    return all(any(each.startswith(word) for each in begun) for word in words)


def _marked(title: str, words: Sequence[str]) -> SafeString:
    """Escape a title and mark the beginnings that were typed."""
    text = clean(title)
    pieces, done = [], 0
    for start, end in _places(text, words):
        pieces += [escape(text[done:start]), "<mark>", escape(text[start:end]), "</mark>"]
        done = end
    return mark_safe("".join((*pieces, escape(text[done:]))))  # noqa: S308 - every piece is escaped


def _places(text: str, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    for word in words_of(text):
        begun = [len(typed) for typed in words if fold(word.text).startswith(typed)]
        if begun:
            yield word.start, min(word.start + max(begun), word.end)


def matches(text: str) -> tuple[Suggestion, ...]:
    """Return the organisations and programmes whose names hold a question's words, three at most.

    For readers without scripts. Questions with more than words (quotes, minus, OR, fields) have none.
    """
    if not _is_plain(text):
        return ()
    groups = suggest(text, kinds=("organisation", "programme"), most=MOST_MATCHES, mend=False)
    return tuple(each for group in groups for each in group.suggestions)


def _is_plain(text: str) -> bool:
    asked = understand(text)
    return not asked.unwanted and all(
        len(group) == 1 and not group[0].is_phrase and not group[0].field for group in asked.wanted
    )
