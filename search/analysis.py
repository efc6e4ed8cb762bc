"""Text → tokens: what each index field holds of a document.

One field per kind of token, tokens joined by spaces, never empty: two engines with a whitespace analyser
then count the same lengths and give the same scores.
"""

from functools import lru_cache
from operator import itemgetter
from sys import intern

from search.beginnings import OTHER_TITLES, beginnings_of
from search.documents import FIELD_BY_NAME, Document
from search.swedish import Analyser, Forms
from search.words import STOP, clean, hyphenated, is_number, language_of, lowered, written_words

# What stands in every field, so that none is empty, and between two texts, so that no phrase crosses.
PLACEHOLDER = "¤"
KINDS_OF_TOKEN = ("words", "base", "stems", "parts", "folded")
GROUPS = ("title", "names", "context")
TOKEN_FIELDS = (*KINDS_OF_TOKEN, *GROUPS, "number", "begins")
# Characters of a case number that are enough to find those that begin so.
SHORTEST_BEGINNING = 6
# Only these keep the places of their tokens; phrases are sought there.
FIELDS_WITH_PLACES = ("words", "base")
# In these a token only stands or doesn't; nothing is ranked by them.
FIELDS_WITHOUT_COUNTS = ("begins",)
MOST_LINES = 300_000
# Groups whose texts are those of many documents: names of parties, titles of programmes.
OFTEN_THE_SAME = frozenset({"names", "context"})
TEXTS_REMEMBERED = 10_000
# A word's tokens of each kind (words, base, stems, parts, folded), then what a group holds of it; each token
# with a space before it, so that lines are joined as they are.
Line = tuple[str, str, str, str, str, str]
_OF_GROUP = itemgetter(5)


def tokens_of(document: Document, analyser: Analyser) -> dict[str, str]:
    """Return what each token field of the index holds for a document."""
    tokens: dict[str, list[str]] = {name: [PLACEHOLDER] for name in TOKEN_FIELDS}
    words_by_language: dict[str, list[str]] = {}
    for name, text in document.texts:
        field = FIELD_BY_NAME[name]
        if field.type == "number":
            tokens["number"] += (f" {token}" for token in (*number_tokens(text), *number_beginnings(text)))
            continue
        declared = "sv" if field.language == "any" else field.language
        text, words, language = (_cut_often if field.group in OFTEN_THE_SAME else _cut)(text, declared)
        every = words_by_language.setdefault(language, [])
        every += words
        every.append(PLACEHOLDER)
        if field.group:
            _add_to_group(tokens[field.group], words, _lines(language, analyser), field.group)
        if "-" in text:
            _add_hyphenated(tokens, text, language, analyser)
        if field.group == "title" or field.name in OTHER_TITLES:
            tokens["begins"] += map(beginnings_of, words)
    for language, words in words_by_language.items():
        # Rows of words become columns of tokens without a step of Python for each word.
        columns = zip(*map(_lines(language, analyser).__getitem__, words), strict=True)
        for name, column in zip(KINDS_OF_TOKEN, columns, strict=False):
            tokens[name] += column
    return {name: "".join(found) for name, found in tokens.items()}


def _cut(text: str, declared: str) -> tuple[str, list[str], str]:
    """Return a text cleaned, its words as written, and its language."""
    text = clean(text)
    return text, written_words(text), language_of(text, declared)


_cut_often = lru_cache(TEXTS_REMEMBERED)(_cut)


def _add_to_group(found: list[str], words: list[str], lines: dict[str, Line], group: str) -> None:
    rows = [*map(lines.__getitem__, words)]
    found += map(_OF_GROUP, rows)
    if group == "title":
        found += (f" {as_written(row[0][1:])}" for row in rows)


def _add_hyphenated(tokens: dict[str, list[str]], text: str, language: str, analyser: Analyser) -> None:
    """Let "e-hälsa" be found as "ehälsa" too."""
    for joined in hyphenated(text):
        forms = _met(joined, language, analyser)
        tokens["stems"].append(_joinable(forms.stems))
        tokens["folded"].append(_joinable(forms.folded))


def _lines(language: str, analyser: Analyser) -> dict[str, Line]:
    found = analyser.lines.get(language)
    return analyser.lines.setdefault(language, _Lines(analyser, language)) if found is None else found


class _Lines(dict[str, Line]):
    """A word as it is written → its tokens of each kind, made when it is first met.

    Words that the corpus has once only are not kept, nor any beyond `MOST_LINES`: a corpus's frequent words
    come early, and memory stays within bounds.
    """

    def __init__(self, analyser: Analyser, language: str) -> None:
        super().__init__({PLACEHOLDER: (f" {PLACEHOLDER}", f" {PLACEHOLDER}", "", "", "", "")})
        self._analyser, self._language = analyser, language

    def __missing__(self, written: str) -> Line:
        word = lowered(written)
        frequency = self._analyser.vocabulary.frequency(word)
        line = (self.get(word) if written != word else None) or self._line(word, tell=frequency > 0)
        if frequency > 1 and len(self) < MOST_LINES:
            self[written] = line
        return line

    def _line(self, word: str, *, tell: bool) -> Line:
        forms = _met(word, self._language, self._analyser, tell=tell)
        alone, base = intern(f" {word}"), intern(f" {forms.base}")
        if word in STOP:
            return (alone, base, "", "", "", alone)
        stems, parts, folded = map(_joinable, (forms.stems, forms.parts, forms.folded))
        return (alone, base, stems, parts, folded, folded)


def _joinable(tokens: tuple[str, ...]) -> str:
    # Many a word's tokens are another's: one string for all is found sooner, and takes less room.
    return intern(f" {' '.join(tokens)}") if tokens else ""


def as_written(word: str) -> str:
    """Return the token of a title's word in the very form that stands there."""
    return f"={word}"


def _met(word: str, language: str, analyser: Analyser, *, tell: bool = True) -> Forms:
    """Return a word's forms, and let the vocabulary know the Swedish ones."""
    forms = analyser.forms(word, language)
    if tell and language == "sv":
        analyser.vocabulary.add_forms((forms.base, *forms.stems))
    return forms


def number_tokens(text: str) -> list[str]:
    """Return a case or organisation number with and without its hyphen; texts of several give all."""
    return [form for word in text.lower().split() for form in dict.fromkeys((word, word.replace("-", "")))]


def number_beginnings(text: str) -> list[str]:
    """Return the beginnings by which a case number is found as well: "2016-0", "2016-00" and so on."""
    begun = [
        word[:end]
        for word in text.lower().split()
        if is_number(word) and word[4] == "-"
        for end in range(SHORTEST_BEGINNING, len(word))
    ]
    return number_tokens(" ".join(begun))
