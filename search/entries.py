"""A record by its names alone: what a suggestion shows of it, and where it leads."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from rulebook.identifiers import format_organisation_number


@dataclass(frozen=True)
class Entry:
    """`titles`: language → title, those that there are. `others`: earlier names. `note` tells it apart."""

    titles: Mapping[str, str]
    address: str
    note: str = ""
    others: tuple[str, ...] = ()


Entries = Mapping[int, Entry]


def titles_of(swedish: str, english: str) -> dict[str, str]:
    """Return the titles that there are, by language."""
    return {language: title for language, title in (("sv", swedish), ("en", english)) if title}


def _projects(rows: QuerySet[Any]) -> Entries:
    names = ("title_sv", "title_en", "diarienummer", "funder__slug")
    bare = rows.select_related(None).prefetch_related(None).select_related("funder")
    return _titled(bare.only(*names))


def _titled(rows: QuerySet[Any]) -> Entries:
    return {
        row.pk: Entry(titles_of(row.title_sv, row.title_en), row.get_absolute_url(), row.diarienummer)
        for row in rows
    }


def _organisations(rows: QuerySet[Any]) -> Entries:
    return {
        row.pk: Entry(
            titles_of(row.name, row.name_en),
            row.get_absolute_url(),
            format_organisation_number(row.number) if row.number else "",
            tuple(other.name for other in (*row.earlier_names.all(), *row.merged_from.all())),
        )
        for row in rows
    }


# The registry's kinds that are suggested: rows → their entries.
REGISTRY: Mapping[str, Callable[[QuerySet[Any]], Entries]] = {
    "project": _projects,
    "call": _titled,
    "programme": _titled,
    "organisation": _organisations,
}
