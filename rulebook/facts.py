"""What the rules read: frozen facts about an application, free of any database.

Money is whole kronor. Moments are aware UTC datetimes, dates are calendar days in Sweden.
`None` always means "not known yet".
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class Sector(StrEnum):
    """What kind of body a party is (base sector); calls map these to their own classes."""

    STATE = "state"
    MUNICIPALITY = "municipality"
    REGION = "region"
    MUNICIPAL_FEDERATION = "municipal_federation"
    HEALTH_CARE = "health_care"
    PARISH = "parish"
    UNIVERSITY = "university"
    INSTITUTE = "institute"
    COMPANY = "company"
    SOLE_TRADER = "sole_trader"
    ASSOCIATION = "association"
    FOUNDATION = "foundation"
    OTHER = "other"


class SectorClass(StrEnum):
    """The classes that calls count and that plots and badges show."""

    PUBLIC = "public"
    ACADEMIA = "academia"
    BUSINESS = "business"
    CIVIL_SOCIETY = "civil_society"
    INSTITUTE = "institute"
    HEALTH_CARE = "health_care"
    OTHER = "other"


class SectorOrigin(StrEnum):
    """Where a party's sector comes from: the number's first digit, a register, the applicant, an officer."""

    DEFAULT = "default"
    REGISTER = "register"
    DECLARED = "declared"
    CONFIRMED = "confirmed"


class PartyRole(StrEnum):
    """What a party does in the consortium."""

    COORDINATOR = "coordinator"
    PARTNER = "partner"
    NEED_OWNER = "need_owner"
    FUND_HOLDER = "fund_holder"


class CostCategory(StrEnum):
    """Cost categories of Vinnova's general terms, § 6.1."""

    PERSONNEL = "personnel"
    EQUIPMENT = "equipment"
    CONSULTANTS = "consultants"
    OTHER_DIRECT = "other_direct"
    INDIRECT = "indirect"


class FundingKind(StrEnum):
    """How a party's costs are paid."""

    GRANT = "grant"
    OWN_CASH = "own_cash"
    OWN_IN_KIND = "own_in_kind"


class AidGround(StrEnum):
    """On which legal ground a party receives support."""

    NOT_AID = "not_aid"
    GBER_25 = "gber_25"
    GBER_28 = "gber_28"
    DE_MINIMIS = "de_minimis"


class CompanySize(StrEnum):
    """Size class by EU rules, owners included (Commission recommendation 2003/361/EC)."""

    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


@dataclass(frozen=True, kw_only=True)
class Cost:
    """Costs of one party in one category and year, whole kronor.

    `hours` are those that a personnel cost pays for; None where it was given as a sum only.
    """

    year: int
    category: CostCategory
    amount: int
    hours: int | None = None


@dataclass(frozen=True, kw_only=True)
class Funding:
    """How one party's costs are paid in one year, whole kronor."""

    year: int
    kind: FundingKind
    amount: int


@dataclass(frozen=True, kw_only=True)
class Subcontractor:
    """Somebody a party buys from: not a party and not an actor."""

    number: str | None
    name: str
    amount: int


@dataclass(frozen=True, kw_only=True)
class OtherFunder:
    """Somebody else who pays part of a party's costs, whole kronor."""

    number: str | None
    name: str
    amount: int


@dataclass(frozen=True, kw_only=True)
class PartyFacts:
    """One party of a consortium.

    `owner` is the number of the body that holds `owner_share` percent of it (None: no such owner),
    `de_minimis_received` what the party itself got in three years (whole kronor),
    `applications_as_coordinator` how many other applications the organisation has handed in to the same
    round as coordinator, `applications_from_workplace` how many of them from this workplace, `aid_bonus`
    whether the conditions for a higher aid intensity (collaboration, spread results) are fulfilled.
    `managed_by` and `member_of` hold numbers of organisations. `in_difficulty` and `unpaid_recovery` are
    what the party declares of its undertaking, `work_starts` the first day of its own work.
    `approved` is whether those who sign for the party have approved its part (False: they had, before it
    was changed).
    """

    key: str
    name: str
    number: str | None = None
    country: str = "SE"
    swedish_branch: bool | None = None
    workplace: str = ""
    sector: Sector | None = None
    sector_origin: SectorOrigin = SectorOrigin.DECLARED
    roles: frozenset[PartyRole] = frozenset({PartyRole.PARTNER})
    owner: str | None = None
    owner_name: str = ""
    owner_sector: Sector | None = None
    owner_share: int | None = None
    managed_by: str | None = None
    member_of: frozenset[str] = frozenset()
    economic_activity: bool | None = None
    aid_ground: AidGround | None = None
    size: CompanySize | None = None
    de_minimis_received: int | None = None
    costs: tuple[Cost, ...] = ()
    funding: tuple[Funding, ...] = ()
    subcontractors: tuple[Subcontractor, ...] = ()
    other_funding: tuple[OtherFunder, ...] = ()
    seeks_grant: bool = True
    in_difficulty: bool | None = None
    unpaid_recovery: bool | None = None
    work_starts: date | None = None
    responsible_person: str | None = None
    applications_as_coordinator: int = 0
    applications_from_workplace: int = 0
    aid_bonus: bool = False
    approved: bool | None = None
    approvals_given: int = 0
    approvals_needed: int = 1

    @property
    def total_cost(self) -> int:
        """All costs of the party, whole kronor."""
        return sum(cost.amount for cost in self.costs)

    @property
    def grant(self) -> int:
        """What is sought for the party, whole kronor."""
        return self.paid_by(FundingKind.GRANT)

    def paid_by(self, kind: FundingKind) -> int:
        """The sum of one kind of funding over all years, whole kronor."""
        return sum(part.amount for part in self.funding if part.kind is kind)

    @property
    def paid_by_others(self) -> int:
        """What other funders pay, whole kronor."""
        return sum(funder.amount for funder in self.other_funding)

    @property
    def is_coordinator(self) -> bool:
        """Whether the party coordinates the consortium."""
        return PartyRole.COORDINATOR in self.roles


@dataclass(frozen=True, kw_only=True)
class ApplicationFacts:
    """Everything the rules know about one application, or about one decision on it.

    `amount_sought` is the sum in the application's head; `amount_decided` is set only when a decision
    is checked. `received` is the day the application reached the funder.
    """

    parties: tuple[PartyFacts, ...] = ()
    amount_sought: int | None = None
    amount_decided: int | None = None
    starts: date | None = None
    ends: date | None = None
    received: date | None = None
    answers: tuple[tuple[str, str], ...] = ()
    attachments: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RoundFacts:
    """A round's own moments (aware UTC)."""

    opens_at: datetime
    closes_at: datetime


@dataclass(frozen=True, kw_only=True)
class Clause:
    """One rule as a call sets it: which rule, with what, from which clause, with which effect.

    `parameters` are JSON values (whole kronor, percent, months, ISO dates, lists of sector classes).
    """

    rule: str
    effect: str
    parameters: dict[str, object] = field(default_factory=dict)
    clause_sv: str = ""
    clause_en: str = ""
