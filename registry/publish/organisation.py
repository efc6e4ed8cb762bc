"""Writing an organisation that a published decision or an import names."""

from datetime import datetime

from registry.facts import PartyFacts
from registry.models import Organisation, OrganisationName
from registry.publish.change import announce
from rulebook.window import swedish_day


def written_organisation(party: PartyFacts, *, now: datetime, actor: str) -> Organisation:
    """Return the public organisation of a party, made or brought up to date; an old name is kept.

    Organisations without a number (foreign or unknown) are one and the same if country and name are.
    """
    known = Organisation.objects.select_for_update()
    if party.number:
        row = known.filter(number=party.number).first()
    else:
        row = known.filter(number="", country=party.country, name=party.name).first()
    if row is not None and not _tells_more(row, party):
        return row
    if row is None:
        row = Organisation(number=party.number, country=party.country, version=0)
    elif row.name and row.name != party.name:
        OrganisationName.objects.create(organisation=row, name=row.name, until=swedish_day(now))
    row.name = party.name or row.name
    row.sector = (party.sector or row.sector) or ""
    row.county_code = party.county_code or row.county_code
    row.municipality_code = party.municipality_code or row.municipality_code
    row.version += 1
    row.updated_at = now
    row.save()
    announce("organisation", row, action="publish", actor=actor, now=now, content=row.number or row.name)
    return row


def _tells_more(row: Organisation, party: PartyFacts) -> bool:
    return bool(
        (party.name and party.name.casefold() != row.name.casefold())
        or (party.sector and party.sector != row.sector)
        or (party.county_code and party.county_code != row.county_code)
        or (party.municipality_code and party.municipality_code != row.municipality_code)
    )
