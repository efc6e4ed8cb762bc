"""Text → tokens: what each index field holds of a document.

One field per kind of token, tokens joined by spaces, never empty: two engines with a whitespace analyser
then count the same lengths and give the same scores.
"""

from search.documents import FIELD_BY_NAME, Document
from search.swedish import Analyser
from search.words import STOP, clean, is_number, language_of, words_of

# What stands in every field, so that none is empty, and between two texts, so that no phrase crosses.
PLACEHOLDER = "¤"
KINDS_OF_TOKEN = ("words", "base", "stems", "parts", "folded")
GROUPS = ("title", "names", "context")
TOKEN_FIELDS = (*KINDS_OF_TOKEN, *GROUPS, "number")
# Characters of a case number that are enough to find those that begin so.
SHORTEST_BEGINNING = 6
# Only these keep the places of their tokens; phrases are sought there.
FIELDS_WITH_PLACES = ("words", "base")


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
    return {name: " ".join(found) for name, found in tokens.items()}


def _add_text(tokens: dict[str, list[str]], text: str, declared: str, group: str, analyser: Analyser) -> None:
    language = language_of(text, declared)
    plain, base = tokens["words"], tokens["base"]
    stems, parts, folded = tokens["stems"], tokens["parts"], tokens["folded"]
    grouped = tokens[group] if group else None
    before_end, before = -1, ""
    for word in words_of(text):
        forms = analyser.forms(word.text, language)
        plain.append(word.text)
        base.append(forms.base)
        if word.text not in STOP:
            stems += forms.stems
            parts += forms.parts
            folded += forms.folded
            if grouped is not None:
                grouped += forms.folded
        elif grouped is not None:
            grouped.append(word.text)
        if word.start == before_end + 1 and text[before_end] == "-" and before:
            # "e-hälsa" is found as "ehälsa" too.
            joined = analyser.forms(before + word.text, language)
            stems += joined.stems
            folded += joined.folded
        before_end, before = word.end, word.text
    plain.append(PLACEHOLDER)
    base.append(PLACEHOLDER)


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
