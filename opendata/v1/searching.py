"""Lists that answer a search text: the index says which and in what order, the database says what."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from opendata.paging import LARGEST_PAGE_SIZE, rows_in_order
from opendata.problems import BadParameters
from opendata.v1.parameters import Wanted
from search.ask import ask
from search.hits import Hits
from search.question import Question


@dataclass
class Searched:
    """Records of a kind found by words; facets are the index's own (projects)."""

    kind: str
    wanted: Wanted
    rows: QuerySet[Any]
    language: str
    answer: Hits | None = field(default=None, init=False)

    def page(self, number: int, size: int) -> tuple[int, list[Any]]:
        """Return the count of all and the rows of one page, best first."""
        self.answer = ask(
            self._question(number, size, dict(self.wanted.facets)), facets=False, passages=False
        )
        if self.answer.page != number:
            if number <= -(
                -self.answer.count // size
            ):  # there is such a page, but the engine stops before it
                raise BadParameters(
                    {"page": _("A search can't be read that deep. Choose facets, or leave q out.")}
                )
            return self.answer.count, []
        numbers = [hit.record_id for hit in self.answer.hits]
        return self.answer.count, rows_in_order(list(self.rows.filter(pk__in=numbers)), numbers)

    def remarks(self) -> dict[str, Any]:
        """Tell which spelling was searched for, and what the reader should know."""
        if self.answer is None:
            return {}
        meant = self.answer.did_you_mean if self.answer.corrected else None
        return {"did_you_mean": meant, "notice": str(self.answer.notice)}

    def _question(self, number: int, size: int, facets: dict[str, frozenset[str]]) -> Question:
        return Question(
            text=self.wanted.text,
            kind=self.kind,
            facets=facets,
            page=number,
            page_size=size,
            language=self.language,
        )


@dataclass
class SearchedThenSelected(Searched):
    """The thousand best records of a kind, with facets asked of the database (what the clock decides)."""

    select: Callable[[QuerySet[Any]], QuerySet[Any]]
    titles: tuple[str, ...] = ("title_sv", "title_en", "diarienummer")

    def page(self, number: int, size: int) -> tuple[int, list[Any]]:
        """Return the count of all and the rows of one page, best first."""
        self.answer = ask(self._question(1, LARGEST_PAGE_SIZE, {}), facets=False, passages=False)
        numbers = [hit.record_id for hit in self.answer.hits]
        if not numbers and self.answer.notice:  # the index does not answer: the titles then
            numbers = list(self._plainly().values_list("pk", flat=True)[:LARGEST_PAGE_SIZE])
        chosen = set(self.select(self.rows.filter(pk__in=numbers)).values_list("pk", flat=True))
        kept = [one for one in numbers if one in chosen]
        here = kept[(number - 1) * size : number * size]
        return len(kept), rows_in_order(list(self.rows.filter(pk__in=here)), here)

    def _plainly(self) -> QuerySet[Any]:
        held = Q()
        for name in self.titles:
            held |= Q(**{f"{name}__icontains": self.wanted.text})
        return self.rows.filter(held).order_by("pk")
