"""What comes back from a question: hits in order, facets with true counts, and what a reader should know."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.safestring import SafeString

OPEN_VALUES = 7


@dataclass(frozen=True)
class Passage:
    """A piece of a record's text: escaped HTML with the matching words in `<mark>`.

    `field` is a name in `search.documents.FIELDS`, `language` the one the text is written in.
    """

    field: str
    language: str
    html: SafeString


NO_TITLE = Passage("title_sv", "sv", SafeString(""))


@dataclass(frozen=True, kw_only=True)
class Hit:
    """One record that was found. `record` is read from the database, never from the index; who asks for ids
    only has the empty ones below.

    `title` is always there; `passage` is the piece that fits best outside it, or the beginning. `around` is
    the title of the call or programme that matched, where nothing of the record's own did.
    `figures` are numbers that a page adds (`organisation_figures.Figures`).
    """

    kind: str
    record_id: int
    diarienummer: str = ""
    record: Any = None
    title: Passage = NO_TITLE
    passage: Passage | None = None
    around: Passage | None = None
    figures: Any = None

    @property
    def highlights(self) -> Mapping[str, SafeString]:
        """Field name → HTML of what is shown."""
        return {shown.field: shown.html for shown in (self.title, self.passage, self.around) if shown}


@dataclass(frozen=True)
class FacetValue:
    """One value of a facet and how many of the found records have it."""

    value: str
    label: str
    count: int
    selected: bool


@dataclass(frozen=True)
class Facet:
    """A facet: its counts are over everything found by the text and the *other* facets' choices.

    `more` values are not among `values`, which holds the most common; at least so many, where `has_many`.
    """

    name: str
    label: str
    values: tuple[FacetValue, ...]
    more: int = 0
    has_many: bool = False

    @cached_property
    def first(self) -> tuple[FacetValue, ...]:
        """The values that stand open on a page: the first few and every chosen one."""
        return tuple(value for place, value in enumerate(self.values) if self._stands_open(place, value))

    @cached_property
    def rest(self) -> tuple[FacetValue, ...]:
        """The values that unfold."""
        return tuple(value for place, value in enumerate(self.values) if not self._stands_open(place, value))

    def _stands_open(self, place: int, value: FacetValue) -> bool:
        return place < OPEN_VALUES or value.selected

    @property
    def hidden(self) -> int:
        """How many values do not stand open."""
        return len(self.rest) + self.more

    @cached_property
    def selected(self) -> tuple[FacetValue, ...]:
        """The values that are chosen."""
        return tuple(value for value in self.values if value.selected)


@dataclass(frozen=True, kw_only=True)
class Hits:
    """The answer. `count` is over everything found; `page` may be lower than asked where there are fewer.

    `did_you_mean` is a corrected text; when `corrected` is true, the hits are already those of it.
    Where `loosened` is true, they have only some of the words.
    `notice` is a sentence for the reader: what was loosened, cut or is not working. `counts` is every value
    of every facet with its count, `sums` the same with kronor for the years; `kinds` says how many of each
    kind the words find, without choices. `index_answers` is false for the plain search of the database.
    """

    count: int
    hits: tuple[Hit, ...] = ()
    facets: tuple[Facet, ...] = ()
    page: int = 1
    pages: int = 1
    page_size: int = 20
    did_you_mean: str | None = None
    corrected: bool = False
    loosened: bool = False
    notice: str = ""
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    sums: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    kinds: Mapping[str, int] = field(default_factory=dict)
    index_answers: bool = True

    @property
    def first(self) -> int:
        """The place of the first hit on the page among all, from 1; 0 when nothing was found."""
        return (self.page - 1) * self.page_size + 1 if self.hits else 0

    @property
    def last(self) -> int:
        """The place of the last hit on the page among all."""
        return self.first + len(self.hits) - 1 if self.hits else 0
