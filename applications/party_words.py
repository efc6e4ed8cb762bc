"""What a party says of itself, as labels and words for those who read an application.

A version from before something was asked lacks its key, and what is kept from a reader is empty: neither
is told.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from applications.models.party import SectorOfParty, SizeOfCompany
from registry.models.choices import AidGroundChoice
from registry.places import counties, countries, municipalities
from rulebook.facts import SectorOrigin
from rulebook.identifiers import format_organisation_number
from wording.speak import day, kronor, listed, speaks_swedish

Told = tuple[str, str]


def about(party: dict[str, Any], others: Sequence[dict[str, Any]] = ()) -> tuple[Told, ...]:
    """Tell what a party of a document has said, in the order that it is asked; nothing for what it has not.

    `others` are all the parties of the document: those that this one names are told by name.
    """
    names = {one["organisation_number"]: one["name"] for one in others if one["organisation_number"]}
    found = (*_who(party), *_part(party), *_owners(party, names), *_aid(party), *_money(party))
    return tuple((label, text) for label, text in found if text)


def origin_in_words(origin: str) -> str:
    """Say where a party's kind of organisation comes from."""
    return {
        SectorOrigin.DEFAULT.value: _("suggested from the number"),
        SectorOrigin.REGISTER.value: _("from the public register"),
        SectorOrigin.DECLARED.value: _("stated by the applicant"),
        SectorOrigin.CONFIRMED.value: _("confirmed by an officer"),
    }.get(origin, "")


def _who(party: dict[str, Any]) -> Iterator[Told]:
    if party["country"] != "SE":
        yield _("Country"), countries("sv" if speaks_swedish() else "en").get(party["country"], "")
        yield _("Branch in Sweden"), _yes_no(party.get("swedish_branch"))
    if party["sector"]:
        yield (
            _("Kind of organisation"),
            f"{_sector(party['sector'])} ({origin_in_words(party['sector_origin'])})",
        )
    place = municipalities().get(party["municipality_code"] or "") or counties().get(
        party["county_code"] or ""
    )
    yield _("Where the work is done"), place.name if place else ""


def _part(party: dict[str, Any]) -> Iterator[Told]:
    if party.get("is_fund_holder"):
        yield _("Fund holder"), _("Yes")
    if party.get("seeks_grant") is False:
        yield _("Grant"), _("Takes part without a grant")


def _owners(party: dict[str, Any], names: dict[str, str]) -> Iterator[Told]:
    owner = [party["owner_name"] or "", _number(party["owner_number"])]
    share = party["owner_share"]
    owner += [_sector(party["owner_sector"])] + ([f"{share} %"] if share is not None else [])
    yield _("Owner"), ", ".join(word for word in owner if word)
    yield _("Managed by"), _named([party.get("managed_by") or ""], names)
    yield _("Member of"), _named(party.get("member_of") or (), names)


def _aid(party: dict[str, Any]) -> Iterator[Told]:
    yield _("Economic activity in the project"), _yes_no(party["economic_activity"])
    yield _("Ground for the support"), _label(AidGroundChoice, party["aid_ground"])
    yield _("Size of the company"), _label(SizeOfCompany, party["size"])
    if party.get("aid_bonus"):
        yield _("Conditions for a higher support level"), _("Met, says the party")
    received = party.get("de_minimis_received")
    yield _("De minimis aid in three years"), "" if received is None else kronor(received)
    yield _("Undertaking in difficulty"), _yes_no(party.get("in_difficulty"))
    yield _("Unpaid demand to pay back aid"), _yes_no(party.get("unpaid_recovery"))
    starts = party.get("work_starts")
    yield _("The party's work begins"), day(date.fromisoformat(starts)) if starts else ""


def _money(party: dict[str, Any]) -> Iterator[Told]:
    yield _("Other funders"), _payments(party.get("other_funders") or ())
    yield _("Subcontractors"), _payments(party.get("subcontractors") or ())


def _payments(rows: Iterable[dict[str, Any]]) -> str:
    told = [
        " ".join(
            word for word in (row["name"], _number(row["organisation_number"]), kronor(row["amount"])) if word
        )
        for row in rows
    ]
    return "; ".join(told)


def _named(numbers: Iterable[str], names: dict[str, str]) -> str:
    return listed([names.get(number) or _number(number) for number in numbers if number])


def _number(number: str | None) -> str:
    return format_organisation_number(number) if number else ""


def _yes_no(value: bool | None) -> str:
    return "" if value is None else _("Yes") if value else _("No")


def _sector(value: str | None) -> str:
    return _label(SectorOfParty, value)


def _label(choices: Any, value: str | None) -> str:
    return str(choices(value).label) if value in choices.values else ""
