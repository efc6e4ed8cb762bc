"""Add, change and remove the parties of a consortium."""

from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from accounts.models import User
from applications.actions.beats import locked, note, require, require_open, touch
from applications.actions.sections import guard, next_version, section_key
from applications.models import Application, Party
from applications.models.party import RoleOfParty, SectorOfParty, SizeOfCompany
from registry.models.choices import AidGroundChoice
from registry.places import counties, municipalities
from rulebook.facts import PartyRole, SectorOrigin
from rulebook.identifiers import default_sector, read_foreign_number, read_organisation_number
from rulebook.verdict import Refused, say
from rulebook.workflow import Action

MOST_PARTIES = 100


@dataclass(frozen=True, kw_only=True)
class PartyInput:
    """What a person typed about a party. An empty text means that it is not known yet."""

    name: str = ""
    country: str = "SE"
    organisation_number: str = ""
    workplace: str = ""
    county_code: str = ""
    municipality_code: str = ""
    sector: str = ""
    role: str = PartyRole.PARTNER.value
    is_need_owner: bool = False
    owner_number: str = ""
    owner_name: str = ""
    owner_sector: str = ""
    owner_share: int | None = None
    economic_activity: bool | None = None
    aid_ground: str = ""
    size: str = ""
    contact_name: str = ""
    contact_email: str = ""


def add_party(*, application_id: UUID, given: PartyInput, actor: User, now: datetime) -> Party:
    """Add a party at the end. Raises Refused, among others for a number that is no organisation number."""
    with locked(application_id) as application:
        require(application, actor, Action.SAVE, now=now)
        require_open(application, arrived_at=now)
        count = application.parties.count()
        if count >= MOST_PARTIES:
            raise Refused.because("parties", say("There is room for a hundred parties."), "parties")
        last = application.parties.order_by("-order").first()
        party = Party(application=application, order=last.order + 1 if last else 0)
        _fill(party, given)
        party.save()
        _one_coordinator(application, party)
        guard(party, now=now)
        _written(application, party, "add_party", actor=actor, now=now)
    return party


def save_party(
    *, application_id: UUID, party_id: UUID, given: PartyInput, version: int, actor: User, now: datetime
) -> Party:
    """Change a party. Raises Party.DoesNotExist, Refused, and SectionChanged on an old version."""
    with locked(application_id) as application:
        require(application, actor, Action.SAVE, now=now)
        require_open(application, arrived_at=now)
        party = Party.objects.get(application=application, pk=party_id)
        section = next_version(application, section_key("party", party), version, actor=actor, now=now)
        _fill(party, given)
        party.save()
        section.save()
        _one_coordinator(application, party)
        _written(application, party, "save_party", actor=actor, now=now)
    return party


def remove_party(*, application_id: UUID, party_id: UUID, actor: User, now: datetime) -> None:
    """Remove a party with its budget. Raises Party.DoesNotExist, and Refused for the coordinator."""
    with locked(application_id) as application:
        require(application, actor, Action.SAVE, now=now)
        require_open(application, arrived_at=now)
        party = Party.objects.get(application=application, pk=party_id)
        if party.role == PartyRole.COORDINATOR.value:
            raise Refused.because(
                "coordinator",
                say("The coordinator cannot be removed. Make another party coordinator first."),
                "parties",
            )
        _written(application, party, "remove_party", actor=actor, now=now)
        keys = [section_key(kind, party) for kind in ("party", "budget")]
        application.sections.filter(key__in=keys).delete()
        party.delete()


def _fill(party: Party, given: PartyInput) -> None:
    _check(given)
    values = asdict(given)
    values["organisation_number"] = _number(given.organisation_number, given.country, "organisation_number")
    values["owner_number"] = _number(given.owner_number, "SE", "owner_number")
    values["sector"], party.sector_origin = _sector(party, given, values["organisation_number"])
    for name, value in values.items():
        setattr(party, name, value)


def _check(given: PartyInput) -> None:
    """Refuse what no form offers: the facts are read back as these values."""
    known = (
        ("role", given.role, frozenset(RoleOfParty.values)),
        ("sector", given.sector, frozenset({"", *SectorOfParty.values})),
        ("owner_sector", given.owner_sector, frozenset({"", *SectorOfParty.values})),
        ("aid_ground", given.aid_ground, frozenset({"", *AidGroundChoice.values})),
        ("size", given.size, frozenset({"", *SizeOfCompany.values})),
        ("county_code", given.county_code, frozenset({"", *counties()})),
        ("municipality_code", given.municipality_code, frozenset({"", *municipalities()})),
    )
    for field, value, values in known:
        if value not in values:
            raise Refused.because("party", say("Choose one of the alternatives."), field)


def _sector(party: Party, given: PartyInput, number: str) -> tuple[str, str]:
    """Return sector and origin: what was chosen, or a guess from the number that people may correct."""
    guessed_before = party.sector_origin == SectorOrigin.DEFAULT.value and given.sector == party.sector
    guess = default_sector(number) if given.country == "SE" and number else None
    if guess and (not given.sector or (guessed_before and number != party.organisation_number)):
        return guess.value, SectorOrigin.DEFAULT.value
    if given.sector and given.sector == party.sector:
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


def _one_coordinator(application: Application, party: Party) -> None:
    if party.role == PartyRole.COORDINATOR.value:
        others = application.parties.filter(role=PartyRole.COORDINATOR.value).exclude(pk=party.pk)
        others.update(role=PartyRole.PARTNER.value)


def _written(application: Application, party: Party, what: str, *, actor: User, now: datetime) -> None:
    touch(application, now=now)
    note(application, what, actor=actor.journal_name, now=now, content=party.name, party=str(party.pk))
