"""Record → document, and the one list of fields with their type, weight and language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from search.question import UNKNOWN

FieldType = Literal["text", "names", "number"]
LanguageOfField = Literal["sv", "en", "any"]


@dataclass(frozen=True)
class Field:
    """A field of a document. `weight` counts against 1.0 for running text.

    `group` names the index field that holds the field's tokens once more, for weight and for questions
    such as `titel:belysning`; fields without one are found by their text only.
    """

    name: str
    type: FieldType
    language: LanguageOfField
    weight: float = 1.0
    group: str = ""


def _both(name: str, weight: float = 1.0, group: str = "") -> tuple[Field, Field]:
    return (
        Field(f"{name}_sv", "text", "sv", weight, group),
        Field(f"{name}_en", "text", "en", weight, group),
    )


FIELDS: tuple[Field, ...] = (
    Field("number", "number", "any", 8.0, "number"),
    *_both("title", 2.0, "title"),
    *_both("summary"),
    *_both("purpose"),
    *_both("effects"),
    *_both("plan"),
    *_both("body"),
    *_both("outcome_summary"),
    *_both("outcome_results"),
    *_both("outcome_effects"),
    Field("outputs", "text", "any"),
    Field("parties", "names", "any", 1.5, "names"),
    Field("earlier_names", "names", "any", 1.0, "names"),
    *_both("context", 0.5, "context"),
)
FIELD_BY_NAME = {each.name: each for each in FIELDS}


@dataclass(frozen=True, kw_only=True)
class Document:
    """A record as an engine gets it. `texts` are (field name, text); `facets` name → values, never empty.

    `day` and `amount` (whole kronor) sort by newest and largest; None comes last.
    """

    kind: str
    record_id: int
    texts: tuple[tuple[str, str], ...]
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    day: date | None = None
    amount: int | None = None
    version: int = 1

    @property
    def key(self) -> str:
        """The document's name in the index."""
        return document_key(self.kind, self.record_id)

    def text(self, name: str) -> str:
        """Return the first text of a field, or nothing."""
        return next((text for field_name, text in self.texts if field_name == name), "")


def document_key(kind: str, record_id: int) -> str:
    """Return the name of a record's document in the index."""
    return f"{kind}-{record_id}"


def texts_of(pairs: Iterable[tuple[str, str | None]]) -> tuple[tuple[str, str], ...]:
    """Keep the texts that hold something. Raises KeyError for a field that isn't in the list."""
    return tuple((FIELD_BY_NAME[name].name, text) for name, text in pairs if text)


def values_of(values: Iterable[str | None]) -> tuple[str, ...]:
    """Return the distinct known values of a facet, or "unknown" alone."""
    known = set(filter(None, values))
    return tuple(sorted(known)) if known else (UNKNOWN,)
