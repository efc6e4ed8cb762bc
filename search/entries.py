"""A record by its names alone: what a suggestion shows of it, and where it leads.

Read as bare columns: many are looked at for each letter that somebody types, and few are shown.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from registry.models import Organisation, OrganisationName
from registry.models.organisation import organisation_key
from rulebook.identifiers import shown_number


@dataclass(frozen=True)
class Entry:
    """`titles`: language → title, those that there are. `note` tells it apart.

    `address` gives where it leads in the active language, `others` its earlier names: neither is made before
    it is needed.
    """

    titles: Mapping[str, str]
    address: Callable[[], str]
    note: str = ""
    others: Callable[[], Sequence[str]] = tuple


Entries = Mapping[int, Entry]


def titles_of(swedish: str, english: str) -> dict[str, str]:
    """Return the titles that there are, by language."""
    return {language: title for language, title in (("sv", swedish), ("en", english)) if title}


def _numbered(page: str) -> Callable[[QuerySet[Any]], Entries]:
    """Return the reader of a kind that has a case number, and its page at it."""

    def read(rows: QuerySet[Any]) -> Entries:
        bare = rows.select_related(None).prefetch_related(None).order_by()
        names = ("pk", "title_sv", "title_en", "funder__slug", "diarienummer")
        return {
            pk: Entry(titles_of(swedish, english), partial(reverse, page, args=[slug, number]), number)
            for pk, swedish, english, slug, number in bare.values_list(*names)
        }

    return read


def _organisations(rows: QuerySet[Organisation]) -> Entries:
    bare = rows.prefetch_related(None).order_by()
    read = {pk: names for pk, *names in bare.values_list("pk", "name", "name_en", "number")}

    @cache
    def earlier() -> Mapping[int, list[str]]:
        return _earlier_names(list(read))

    def others(pk: int) -> list[str]:
        return earlier()[pk]

    return {
        pk: Entry(
            titles_of(name, name_en),
            partial(reverse, "registry:organisation", args=[organisation_key(number, pk)]),
            shown_number(number),
            partial(others, pk),
        )
        for pk, (name, name_en, number) in read.items()
    }


def _earlier_names(ids: Sequence[int]) -> Mapping[int, list[str]]:
    found: dict[int, list[str]] = {pk: [] for pk in ids}
    earlier = OrganisationName.objects.filter(organisation__in=ids).order_by("-until", "pk")
    merged = Organisation.objects.filter(merged_into__in=ids).order_by("pk")
    for pk, name in (
        *earlier.values_list("organisation_id", "name"),
        *merged.values_list("merged_into_id", "name"),
    ):
        found[pk].append(name)
    return found


# The registry's kinds that are suggested: rows → their entries.
REGISTRY: Mapping[str, Callable[[QuerySet[Any]], Entries]] = {
    "project": _numbered("registry:project"),
    "call": _numbered("registry:call"),
    "programme": _numbered("registry:programme"),
    "organisation": _organisations,
}
