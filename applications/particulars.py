"""What people typed about a party, read and checked before it is kept."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from applications.lookup import suggested_sector
from applications.models import Party
from applications.models.party import RoleOfParty, SectorOfParty, SizeOfCompany
from registry.models.choices import AidGroundChoice
from registry.places import counties, municipalities
from rulebook.facts import PartyRole, SectorOrigin
from rulebook.identifiers import read_foreign_number, read_organisation_number
from rulebook.money import HIGHEST
from rulebook.verdict import Refused, Sentence, say

MOST_ROWS = 30
_GUESSED = frozenset({SectorOrigin.DEFAULT.value, SectorOrigin.REGISTER.value})
_OF_THIS_NUMBER = frozenset({SectorOrigin.REGISTER.value, SectorOrigin.CONFIRMED.value})


@dataclass(frozen=True, kw_only=True)
class Payment:
    """Somebody outside the consortium who pays, or is paid, under a party: whole kronor."""

    name: str
    organisation_number: str = ""
    amount: int = 0


@dataclass(frozen=True, kw_only=True)
class PartyInput:
    """What a person typed about a party. An empty text, and None, mean that it is not known yet."""

    name: str = ""
    country: str = "SE"
    organisation_number: str = ""
    workplace: str = ""
    county_code: str = ""
    municipality_code: str = ""
    sector: str = ""
    role: str = PartyRole.PARTNER.value
    is_need_owner: bool = False
    is_fund_holder: bool = False
    seeks_grant: bool = True
    swedish_branch: bool | None = None
    owner_number: str = ""
    owner_name: str = ""
    owner_sector: str = ""
    owner_share: int | None = None
    managed_by: str = ""
    member_of: tuple[str, ...] = ()
    economic_activity: bool | None = None
    aid_ground: str = ""
    size: str = ""
    aid_bonus: bool = False
    de_minimis_received: int | None = None
    in_difficulty: bool | None = None
    unpaid_recovery: bool | None = None
    work_starts: date | None = None
    other_funders: tuple[Payment, ...] = ()
    subcontractors: tuple[Payment, ...] = ()
    contact_name: str = ""
    contact_email: str = ""


def fill(party: Party, given: PartyInput) -> None:
    """Put what was typed into a party that is not saved yet. Raises Refused with the field concerned."""
    _check_choices(given)
    _check_amounts(given)
    values = asdict(given)
    values["organisation_number"] = _number(given.organisation_number, given.country, "organisation_number")
    values["owner_number"] = _number(given.owner_number, "SE", "owner_number")
    values["managed_by"] = _number(given.managed_by, "SE", "managed_by")
    values["member_of"] = sorted({_number(text, "SE", "member_of") for text in given.member_of} - {""})
    for field in ("other_funders", "subcontractors"):
        values[field] = [_payment(row, field) for row in values[field]]
    values["sector"], party.sector_origin = _sector(party, given, values["organisation_number"])
    for name, value in values.items():
        setattr(party, name, value)


def _check_choices(given: PartyInput) -> None:
    """Refuse what no form offers: the facts are read back as these values."""
    known: tuple[tuple[str, str, Iterable[str]], ...] = (
        ("role", given.role, RoleOfParty.values),
        ("sector", given.sector, ["", *SectorOfParty.values]),
        ("owner_sector", given.owner_sector, ["", *SectorOfParty.values]),
        ("aid_ground", given.aid_ground, ["", *AidGroundChoice.values]),
        ("size", given.size, ["", *SizeOfCompany.values]),
        ("county_code", given.county_code, {"", *counties()}),
        ("municipality_code", given.municipality_code, {"", *municipalities()}),
    )
    for field, value, values in known:
        if value not in values:
            raise _refusal(field, say("Choose one of the alternatives."))


def _check_amounts(given: PartyInput) -> None:
    if given.owner_share is not None and not 0 <= given.owner_share <= 100:
        raise _refusal("owner_share", say("Write a whole number from 0 to 100."))
    if given.de_minimis_received is not None and not 0 <= given.de_minimis_received <= HIGHEST:
        raise _refusal("de_minimis_received", say("A sum in the budget is out of range."))
    if given.work_starts is not None and not 2000 <= given.work_starts.year <= 2100:
        raise _refusal("work_starts", say("The year must be between 2000 and 2100."))
    for field in ("other_funders", "subcontractors"):
        if len(getattr(given, field)) > MOST_ROWS:
            raise _refusal(field, say("There is room for thirty rows."))
    if len(given.member_of) > MOST_ROWS:
        raise _refusal("member_of", say("There is room for thirty rows."))


def _payment(row: dict[str, Any], field: str) -> dict[str, Any]:
    if not row["name"].strip() or len(row["name"]) > 255:
        raise _refusal(field, say("Write the name of the organisation, at most 255 characters."))
    if not 0 <= row["amount"] <= HIGHEST:
        raise _refusal(field, say("A sum in the budget is out of range."))
    number = row["organisation_number"].strip()
    swedish = read_organisation_number(number)
    if number and swedish.personal:
        raise _refusal(field, say("This is a personal identity number. Leave the number out."))
    return {
        "name": row["name"].strip(),
        "organisation_number": swedish.number or _number(number, "", field),
        "amount": row["amount"],
    }


def _sector(party: Party, given: PartyInput, number: str) -> tuple[str, str]:
    """Return sector and origin: what was chosen, or what register or number say and people may correct."""
    guess, origin = suggested_sector(number) if given.country == "SE" and number else ("", "")
    is_new_number = number != party.organisation_number
    guessed_before = party.sector_origin in _GUESSED and given.sector == party.sector
    if guess and (not given.sector or (guessed_before and is_new_number)):
        return guess, origin
    if given.sector and given.sector == party.sector and party.sector_origin == SectorOrigin.CONFIRMED.value:
        return given.sector, SectorOrigin.DECLARED.value if is_new_number else party.sector_origin
    if given.sector and given.sector == guess and origin == SectorOrigin.REGISTER.value:
        return guess, origin
    is_old_news = is_new_number and party.sector_origin in _OF_THIS_NUMBER
    if given.sector and given.sector == party.sector and not is_old_news:
        return party.sector, party.sector_origin
    return given.sector, SectorOrigin.DECLARED.value


def _number(text: str, country: str, field: str) -> str:
    if not text.strip():
        return ""
    in_sweden = country == "SE"
    read = read_organisation_number(text) if in_sweden else read_foreign_number(text.strip()[:30])
    if read.number is None:
        problem = read.problem or say("This is not an organisation number.")
        raise Refused.because("organisation_number", problem, field)
    return read.number


def _refusal(field: str, sentence: Sentence) -> Refused:
    return Refused.because("party", sentence, field)
