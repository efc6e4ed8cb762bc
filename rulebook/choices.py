"""The alternatives that rules can be set to, where these are not values of the facts themselves."""

from enum import StrEnum


class ActorIdentity(StrEnum):
    """What makes two parties one actor."""

    NUMBER = "number"
    WORKPLACE = "workplace"
    OWNER_GROUP = "owner_group"


class PublicCompany(StrEnum):
    """How a company that a public body or a university owns is counted."""

    BY_FORM = "by_form"
    BY_OWNER = "by_owner"


class ShareOf(StrEnum):
    """What a party's share is taken of."""

    GRANT = "grant_sum"
    COST = "cost_sum"


class CashOf(StrEnum):
    """What a share in cash is taken of."""

    OWN_FUNDING = "own_funding"
    PROJECT_COST = "project_cost"


class Approvers(StrEnum):
    """Whose authorised signatories approve."""

    ALL = "all_parties"
    FUNDED = "funded_parties"


class Receivers(StrEnum):
    """From where a party may come that receives a grant."""

    SWEDISH = "swedish"
    SWEDISH_OR_BRANCH = "swedish_or_branch"
    ANYWHERE = "anywhere"
