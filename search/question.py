"""A question: what a person or a machine asks the registry, the same for every engine and every page."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.http import QueryDict

from search.amounts import read_range, written_range

KINDS = ("project", "call", "programme", "organisation", "outcome", "page")
SORTS = ("relevance", "newest", "largest")
FACETS = (
    "year",
    "amount",
    "sector",
    "status",
    "has_outcome",
    "goal",
    "county",
    "municipality",
    "programme",
    "call",
    "organisation",
    "funder",
)
# The values of these are ranges, "FROM-TO": any range is an answer, not only those that are offered.
RANGES = ("amount",)
# Money is added up for each value of these.
SUMMED = frozenset(("year",))
UNKNOWN = "unknown"
LONGEST_TEXT = 1_000
MOST_VALUES = 50
LARGEST_PAGE_SIZE = 1_000
PAGE_SIZE = 20


@dataclass(frozen=True, kw_only=True)
class Question:
    """What is asked. `facets`: name → chosen values; values of one facet are alternatives, facets add up.

    `page` counts from 1. `language` ("sv", "en") is the reader's: it chooses texts, not what is found.
    """

    text: str = ""
    kind: str = "project"
    facets: Mapping[str, frozenset[str]] = field(default_factory=dict)
    sort: str = "relevance"
    page: int = 1
    page_size: int = PAGE_SIZE
    language: str = "sv"

    def with_value(self, facet: str, value: str) -> "Question":
        """Return the question on its first page with one more facet value chosen."""
        chosen = self.facets.get(facet, frozenset()) | {value}
        return replace(self, facets={**self.facets, facet: chosen}, page=1)

    def without_value(self, facet: str, value: str) -> "Question":
        """Return the question on its first page with one facet value less."""
        chosen = self.facets.get(facet, frozenset()) - {value}
        others = {name: values for name, values in self.facets.items() if name != facet}
        return replace(self, facets={**others, facet: chosen} if chosen else others, page=1)

    def toggled(self, facet: str, value: str) -> "Question":
        """Return the question on its first page with a value chosen, or taken back where it was."""
        is_chosen = value in self.facets.get(facet, ())
        return self.without_value(facet, value) if is_chosen else self.with_value(facet, value)

    def only(self, facet: str, value: str) -> "Question":
        """Return the question on its first page with this one value of a facet, or none where it was."""
        facets = {name: values for name, values in self.facets.items() if name != facet}
        if self.facets.get(facet) != frozenset({value}):
            facets[facet] = frozenset({value})
        return replace(self, facets=facets, page=1)

    def of_kind(self, kind: str) -> "Question":
        """Return the same words asked of another kind, without choices."""
        return Question(text=self.text, kind=kind, language=self.language)

    def without_facet(self, facet: str) -> "Question":
        """Return the question on its first page with nothing chosen in a facet."""
        facets = {name: values for name, values in self.facets.items() if name != facet}
        return replace(self, facets=facets, page=1)

    def without_facets(self) -> "Question":
        """Return the question on its first page with only its text."""
        return replace(self, facets={}, page=1)

    def on_page(self, page: int) -> "Question":
        """Return the question on another page."""
        return replace(self, page=page)

    def query_string(self) -> str:
        """Write the question as a short query string, always the same for the same question."""
        kind = [("kind", self.kind)] if self.kind != "project" else []
        return urlencode(kind + self.pairs())

    def pairs(self) -> list[tuple[str, str]]:
        """Return name and value of everything that is asked but the kind, in a settled order."""
        pairs: list[tuple[str, str]] = []
        if self.text:
            pairs.append(("q", self.text))
        for name in FACETS:
            pairs += [(name, value) for value in sorted(self.facets.get(name, ()))]
        if self.sort != "relevance":
            pairs.append(("sort", self.sort))
        if self.page > 1:
            pairs.append(("page", str(self.page)))
        if self.page_size != PAGE_SIZE:
            pairs.append(("page_size", str(self.page_size)))
        return pairs


def read_question(
    parameters: QueryDict, *, language: str = "sv", kind: str = "", page_size: int = PAGE_SIZE
) -> Question:
    """Read a question from a query string. Never fails: what can't be meant is left out or brought in range.

    Unknown parameters are ignored; pages and sizes outside the range become the nearest possible.
    """
    facets = {}
    for name in FACETS:
        values = [_text(value)[:100] for value in parameters.getlist(name)[:MOST_VALUES]]
        if chosen := frozenset(value for value in values if value and _can_be(name, value)):
            facets[name] = chosen
    if typed := written_range(parameters.get("amount_from") or "", parameters.get("amount_to") or ""):
        facets["amount"] = frozenset({typed})
    asked_kind = kind or parameters.get("kind") or ""
    sort = parameters.get("sort") or ""
    return Question(
        text=_text(parameters.get("q") or ""),
        kind=asked_kind if asked_kind in KINDS else "project",
        facets=facets,
        sort=sort if sort in SORTS else "relevance",
        page=_number(parameters.get("page"), 1, 1, 1_000_000_000),
        page_size=_number(parameters.get("page_size"), page_size, 1, LARGEST_PAGE_SIZE),
        language="en" if language.startswith("en") else "sv",
    )


def _can_be(name: str, value: str) -> bool:
    return name not in RANGES or value == UNKNOWN or read_range(value) is not None


def _text(value: str) -> str:
    """Bring a text to one line without control characters, at most `LONGEST_TEXT` long."""
    cut = value[: LONGEST_TEXT * 2].encode("utf-8", "ignore").decode("utf-8")
    printable = "".join(letter if letter.isprintable() else " " for letter in cut)
    return " ".join(printable.split())[:LONGEST_TEXT].strip()


def _number(value: str | None, default: int, least: int, most: int) -> int:
    text = (value or "").strip()[:20]
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdigit()):
        return default
    return max(least, min(int(text), most))
