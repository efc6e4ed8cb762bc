"""What somebody typed, before anything is read: harmless, of a known size, and without personal numbers."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext

from registry.self_check.asked import MOST_PARTIES
from rulebook.identifiers import read_organisation_number, without_personal_numbers

NUMBERS = ("number", "owner_number")
PROJECT = "project"


@dataclass(frozen=True)
class Typed:
    """Fields by name (`p2-sector`), how many parties there are, which fields held a person's number."""

    fields: Mapping[str, str]
    parties: int
    refused: frozenset[str] = frozenset()


def party_key(position: int) -> str:
    """Name the party at a place, from 1: what fields begin with and findings point at."""
    return f"p{position}"


def party_name(key: str) -> str:
    """Say which party this is, before it has a name of its own."""
    return gettext("Party %(number)s") % {"number": key.removeprefix("p")}


def typed_in(data: QueryDict) -> Typed:
    """Read a posted form. Fields of no party are left out, and nothing is kept of a person's number."""
    count = _count(data.get("parties", ""))
    prefixes = {PROJECT, *(party_key(at) for at in range(1, count + 1))}
    fields, refused = {}, set()
    for name in data:
        if name.partition("-")[0] not in prefixes:
            continue
        value = harmless(data.get(name, ""))
        if _is_personal(name, value, data):
            refused.add(name)
            value = ""
        fields[name] = value
    return Typed(fields, count, frozenset(refused))


def harmless(text: str) -> str:
    """Return a text on one line, every kind of space a space, without signs that no page can show."""
    return "".join(sign for sign in (" " if s.isspace() else s for s in text) if sign.isprintable())


def with_one_more(typed: Typed) -> Typed:
    """Add an empty party at the end, if there is room."""
    return Typed(typed.fields, min(typed.parties + 1, MOST_PARTIES), typed.refused)


def without_party(typed: Typed, position: int) -> Typed:
    """Take a party away and let those after it move up. The first, which coordinates, stays."""
    if not 1 < position <= typed.parties:
        return typed
    moved = {
        new: value for name, value in typed.fields.items() if (new := _moved(name, position)) is not None
    }
    return Typed(moved, typed.parties - 1)


def _moved(name: str, position: int) -> str | None:
    prefix, _, field = name.partition("-")
    if prefix == PROJECT:
        return name
    at = int(prefix.removeprefix("p"))
    if at == position:
        return None
    return f"{party_key(at - 1 if at > position else at)}-{field}"


def _count(text: str) -> int:
    readable = text.isascii() and text.isdigit() and len(text) <= 3
    return min(max(int(text), 1), MOST_PARTIES) if readable else 1


def _is_personal(name: str, value: str, data: QueryDict) -> bool:
    prefix, _, field = name.partition("-")
    in_sweden = field == "owner_number" or data.get(f"{prefix}-country", "SE") == "SE"
    if field in NUMBERS and in_sweden and read_organisation_number(value).personal:
        return True
    is_sum = value.replace(" ", "").isdigit() and field not in (*NUMBERS, "name", "workplace", "owner_name")
    return not is_sum and without_personal_numbers(value) != value
