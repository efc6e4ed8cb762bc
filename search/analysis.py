"""Text → tokens: what each index field holds of a document.

One field per kind of token, tokens joined by spaces, never empty: two engines with a whitespace analyser
then count the same lengths and give the same scores.
"""

from search.beginnings import OTHER_TITLES, beginnings
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
# The tokens of a word: itself, base form, stems, parts, folded forms, and what a group holds of it.
Line = tuple[str, str, str, str, str, str]


def tokens_of(document: Document, analyser: Analyser) -> dict[str, str]:
    """Return what each token field of the index holds for a document."""
    tokens: dict[str, list[str]] = {name: [PLACEHOLDER] for name in TOKEN_FIELDS}
    for name, text in document.texts:
        field = FIELD_BY_NAME[name]
        if field.type == "number":
            tokens["number"] += (*number_tokens(text), *number_beginnings(text))
        else:
            declared = "sv" if field.language == "any" else field.language
            _add_text(tokens, clean(text), declared, field.group, analyser)
        if field.group == "title" or field.name in OTHER_TITLES:
            tokens["begins"] += beginnings(text)
    return {name: " ".join(found) for name, found in tokens.items()}


def _add_text(tokens: dict[str, list[str]], text: str, declared: str, group: str, analyser: Analyser) -> None:
    words = written_words(text)
    if words:
        language = language_of(text, declared)
        lines = analyser.lines.get(language) or analyser.lines.setdefault(
            language, _Lines(analyser, language)
        )
        # Rows of words become columns of tokens without a step of Python for each word.
        plain, base, stems, parts, folded, grouped = zip(*map(lines.__getitem__, words), strict=True)
        tokens["words"] += plain
        tokens["base"] += base
        tokens["stems"] += filter(None, stems)
        tokens["parts"] += filter(None, parts)
        tokens["folded"] += filter(None, folded)
        if group:
            tokens[group] += filter(None, grouped)
        if group == "title":
            tokens["title"] += map(as_written, plain)
        if "-" in text:
            # "e-hälsa" is found as "ehälsa" too.
            for joined in hyphenated(text):
                forms = _met(joined, language, analyser)
                tokens["stems"] += forms.stems
                tokens["folded"] += forms.folded
    tokens["words"].append(PLACEHOLDER)
    tokens["base"].append(PLACEHOLDER)


class _Lines(dict[str, Line]):
    """A word as it is written → its tokens of each kind, made when it is first met.

    Words that the corpus has once only are not kept, nor any beyond `MOST_LINES`: a corpus's frequent words
    come early, and memory stays within bounds.
    """

    def __init__(self, analyser: Analyser, language: str) -> None:
        super().__init__()
        self._analyser, self._language = analyser, language

    def __missing__(self, written: str) -> Line:
        word = lowered(written)
        frequency = self._analyser.vocabulary.frequency(word)
        forms = _met(word, self._language, self._analyser, tell=frequency > 0)
        if word in STOP:
            line: Line = (word, forms.base, "", "", "", word)
        else:
            folded = " ".join(forms.folded)
            line = (word, forms.base, " ".join(forms.stems), " ".join(forms.parts), folded, folded)
        if frequency > 1 and len(self) < MOST_LINES:
            self[written] = line
        return line


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
