"""The word for every value of the facts, as an English msgid that the rooms with pages translate."""

from collections.abc import Iterable
from enum import StrEnum

from rulebook.choices import ActorIdentity, Approvers, CashOf, PublicCompany, Receivers, ShareOf
from rulebook.facts import (
    AidGround,
    CompanySize,
    CostCategory,
    FundingKind,
    PartyRole,
    Sector,
    SectorClass,
    SectorOrigin,
)
from rulebook.verdict import Answer, Effect, Term

WORDS: dict[StrEnum, Term] = {
    Sector.STATE: Term("state agency"),
    Sector.MUNICIPALITY: Term("municipality"),
    Sector.REGION: Term("region"),
    Sector.MUNICIPAL_FEDERATION: Term("federation of municipalities"),
    Sector.HEALTH_CARE: Term("health care provider"),
    Sector.PARISH: Term("parish or religious community"),
    Sector.UNIVERSITY: Term("university"),
    Sector.INSTITUTE: Term("research institute"),
    Sector.COMPANY: Term("company"),
    Sector.SOLE_TRADER: Term("sole trader"),
    Sector.ASSOCIATION: Term("association"),
    Sector.FOUNDATION: Term("foundation"),
    Sector.OTHER: Term("other kind of organisation"),
    SectorClass.PUBLIC: Term("public sector"),
    SectorClass.ACADEMIA: Term("academia"),
    SectorClass.BUSINESS: Term("business"),
    SectorClass.CIVIL_SOCIETY: Term("civil society"),
    SectorClass.INSTITUTE: Term("research institutes"),
    SectorClass.HEALTH_CARE: Term("health care"),
    SectorClass.OTHER: Term("other sectors"),
    SectorOrigin.DEFAULT: Term("guessed from the organisation number"),
    SectorOrigin.REGISTER: Term("from a register"),
    SectorOrigin.DECLARED: Term("stated by the applicant"),
    SectorOrigin.CONFIRMED: Term("confirmed by an officer"),
    PartyRole.COORDINATOR: Term("coordinator"),
    PartyRole.PARTNER: Term("partner"),
    PartyRole.NEED_OWNER: Term("need owner"),
    PartyRole.FUND_HOLDER: Term("fund holder"),
    CostCategory.PERSONNEL: Term("personnel costs"),
    CostCategory.EQUIPMENT: Term("equipment, land and buildings"),
    CostCategory.CONSULTANTS: Term("consultants, licences and the like"),
    CostCategory.OTHER_DIRECT: Term("other direct costs, travel included"),
    CostCategory.INDIRECT: Term("indirect costs"),
    FundingKind.GRANT: Term("grant"),
    FundingKind.OWN_CASH: Term("own funding in cash"),
    FundingKind.OWN_IN_KIND: Term("own funding in kind"),
    AidGround.NOT_AID: Term("not state aid"),
    AidGround.GBER_25: Term("block exemption, article 25"),
    AidGround.GBER_28: Term("block exemption, article 28"),
    AidGround.DE_MINIMIS: Term("de minimis aid"),
    CompanySize.SMALL: Term("small company"),
    CompanySize.MEDIUM: Term("medium-sized company"),
    CompanySize.LARGE: Term("large company"),
    Answer.MET: Term("met"),
    Answer.NOT_MET: Term("not met"),
    Answer.UNKNOWN: Term("not known yet"),
    Answer.JUDGE: Term("for people to judge"),
    Effect.BLOCKS: Term("stops the submission"),
    Effect.WARNS: Term("warns, and may be passed"),
    Effect.OFFICER: Term("goes to an officer"),
    ActorIdentity.NUMBER: Term("the organisation number"),
    ActorIdentity.WORKPLACE: Term("the organisation number and the workplace"),
    ActorIdentity.OWNER_GROUP: Term("the group of owners"),
    PublicCompany.BY_FORM: Term("by its legal form, as business"),
    PublicCompany.BY_OWNER: Term("in the sector of its owner"),
    ShareOf.GRANT: Term("of the whole grant"),
    ShareOf.COST: Term("of the whole cost"),
    CashOf.OWN_FUNDING: Term("of the own funding"),
    CashOf.PROJECT_COST: Term("of the whole cost of the project"),
    Approvers.ALL: Term("every party"),
    Approvers.FUNDED: Term("every party that seeks a grant"),
    Receivers.SWEDISH: Term("Swedish organisations only"),
    Receivers.SWEDISH_OR_BRANCH: Term("Swedish organisations, and foreign ones with a Swedish branch"),
    Receivers.ANYWHERE: Term("organisations of any country"),
}


def term(value: StrEnum) -> Term:
    """Return the word for a value of the facts. Raises KeyError for values that have none."""
    return WORDS[value]


def terms(values: Iterable[StrEnum]) -> tuple[Term, ...]:
    """Return the words for several values, in the order of their enumeration values."""
    return tuple(WORDS[value] for value in sorted(values))
