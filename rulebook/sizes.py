"""The size of a company by EU rules: Commission recommendation 2003/361/EC, articles 2 and 3.

Staff are annual work units; money is whole euro. The figures are the whole group's: those of companies
tied by more than half count in full, those tied by a quarter to a half by their share.
"""

from rulebook.facts import CompanySize, PartyFacts, Sector

STAFF = {CompanySize.SMALL: 50, CompanySize.MEDIUM: 250}
TURNOVER = {CompanySize.SMALL: 10_000_000, CompanySize.MEDIUM: 50_000_000}
BALANCE_SHEET = {CompanySize.SMALL: 10_000_000, CompanySize.MEDIUM: 43_000_000}
PUBLIC_SHARE = 25
_PUBLIC = frozenset(
    {Sector.STATE, Sector.MUNICIPALITY, Sector.REGION, Sector.MUNICIPAL_FEDERATION, Sector.HEALTH_CARE}
)


def size_by_figures(
    *, staff: int | None, turnover: int | None = None, balance_sheet: int | None = None
) -> CompanySize | None:
    """Return the size class: fewer staff than the limit, and turnover or balance sheet within theirs.

    None when the figures are too few to tell.
    """
    if staff is None:
        return None
    if staff >= STAFF[CompanySize.MEDIUM]:
        return CompanySize.LARGE
    for size in (CompanySize.SMALL, CompanySize.MEDIUM):
        if staff < STAFF[size] and _within(turnover, balance_sheet, size):
            return size
        if staff < STAFF[size] and (turnover is None or balance_sheet is None):
            return None
    return CompanySize.LARGE


def _within(turnover: int | None, balance_sheet: int | None, size: CompanySize) -> bool:
    by_turnover = turnover is not None and turnover <= TURNOVER[size]
    return by_turnover or (balance_sheet is not None and balance_sheet <= BALANCE_SHEET[size])


def public_owner_ends_smallness(party: PartyFacts) -> bool:
    """Whether a public body holds a quarter or more, so that the company is large (article 3.4)."""
    return party.owner_sector in _PUBLIC and (party.owner_share or 0) >= PUBLIC_SHARE
