"""How people write a question: words, "phrases", -minus, field:value, OR. Never an error.

User text never reaches an engine's own query language: what comes out of here are words and nothing else.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from search.words import STOP, clean, is_begun_number, words_of

MOST_CLAUSES = 64
# What may stand before a colon, in Swedish and English → the group of the index that is searched.
FIELD_NAMES = {
    "titel": "title",
    "title": "title",
    "rubrik": "title",
    "part": "names",
    "party": "names",
    "organisation": "names",
    "koordinator": "names",
    "coordinator": "names",
    "utlysning": "context",
    "call": "context",
    "program": "context",
    "programme": "context",
    "diarienummer": "number",
    "dnr": "number",
    "number": "number",
    "nummer": "number",
}
_PIECE = re.compile(
    r'(?P<minus>(?<!\S)-)?(?:(?P<field>[^\W\d_]+):(?=\S))?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+)|")'
)
# "hotmodellering och -simulering" leaves out the first part of a compound; it refuses nothing.
_ELLIPSIS = frozenset({"och", "samt", "eller", "and", "or"})
_OR = frozenset({"OR", "ELLER"})
# Numbers as people write them: with other dashes, a space for the hyphen, and a word before that says so.
_DASH = re.compile(r"(?<=\d)\s?[\u2010-\u2015\u2212]\s?(?=\d)")
_SPACED_NUMBER = re.compile(r"(?<![\w-])(\d{4}) (\d{5})(?![\w-])|(?<![\w-])(\d{6}) (\d{4})(?![\w-])")
_NUMBER_WORD = re.compile(
    r"(?<!\S)(?:dnr|diarienr|diarienummer|org\.? ?nr|organisationsnummer)[.:]?\s+(?=\d)", re.I
)


@dataclass(frozen=True)
class Clause:
    """Words that belong together: one word, several of a hyphenated one, or a phrase in quotes."""

    words: tuple[str, ...]
    is_phrase: bool = False
    field: str = ""
    is_negative: bool = False


@dataclass(frozen=True)
class Asked:
    """A text as understood: alternatives inside, all of them wanted; and what must not be there."""

    wanted: tuple[tuple[Clause, ...], ...]
    unwanted: tuple[Clause, ...]
    is_cut: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked, so that everything is an answer."""
        return not self.wanted and not self.unwanted


def understand(text: str) -> Asked:
    """Read a text. Words without meaning are left out unless there are no others."""
    clauses = list(_clauses(_with_plain_numbers(clean(text))))
    cut = len(clauses) > MOST_CLAUSES
    wanted: list[tuple[Clause, ...]] = []
    unwanted: list[Clause] = []
    joins_next = False
    for clause in clauses[:MOST_CLAUSES]:
        if clause is None:
            joins_next = bool(wanted)
        elif clause.is_negative:
            unwanted.append(clause)
        elif joins_next:
            wanted[-1] = (*wanted[-1], clause)
            joins_next = False
        else:
            wanted.append((clause,))
    return Asked(tuple(_meaningful(wanted)), tuple(unwanted), cut)


def _with_plain_numbers(text: str) -> str:
    """Write case and organisation numbers as records do."""
    text = _NUMBER_WORD.sub("", _DASH.sub("-", text))
    return _SPACED_NUMBER.sub(lambda found: "-".join(filter(None, found.groups())), text)


def _clauses(text: str) -> Iterator[Clause | None]:
    """Yield the clauses of a text; None stands for OR."""
    before = ""
    for piece in _PIECE.finditer(text):
        is_negative = bool(piece["minus"]) and before not in _ELLIPSIS
        before = piece["word"] or ""
        if piece["word"] in _OR and not piece["minus"] and not piece["field"]:
            yield None
            continue
        name = (piece["field"] or "").lower()
        field = FIELD_NAMES.get(name, "")
        content = piece["phrase"] if piece["word"] is None else piece["word"]
        if name and not field:
            content = f"{name} {content or ''}"
        words = tuple(_words(content or ""))
        is_phrase = piece["phrase"] is not None and len(words) > 1
        if not words:
            continue
        if is_phrase or field == "number":
            yield Clause(words, is_phrase, field, is_negative)
        else:
            yield from (Clause((word,), False, field, is_negative) for word in words)


def _words(content: str) -> Iterator[str]:
    """Cut a content into words; the beginning of a case number stays one."""
    begun = content.strip(".,;:!?()")
    if is_begun_number(begun):
        yield begun
    else:
        yield from (word.text for word in words_of(content))


def _meaningful(wanted: list[tuple[Clause, ...]]) -> Iterator[tuple[Clause, ...]]:
    """Leave out words without meaning, and words that stand twice."""
    kept = [
        group
        for group in wanted
        if not (len(group) == 1 and not group[0].is_phrase and group[0].words[0] in STOP)
    ]
    yield from dict.fromkeys(kept or wanted)
