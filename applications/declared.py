"""What a party declares besides who it is: state aid, ties, other funders, what it buys.

Versions that were submitted before these were asked for lack the keys, and what is kept from a reader is
empty: both read as "not said".
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from applications.models import Party
from rulebook.facts import OtherFunder, Subcontractor


def declared(party: Party) -> dict[str, Any]:
    """Return what a party declares as JSON values for the document. Sums are whole kronor."""
    return {
        "seeks_grant": party.seeks_grant,
        "is_fund_holder": party.is_fund_holder,
        "swedish_branch": party.swedish_branch,
        "aid_bonus": party.aid_bonus,
        "de_minimis_received": party.de_minimis_received,
        "in_difficulty": party.in_difficulty,
        "unpaid_recovery": party.unpaid_recovery,
        "work_starts": party.work_starts.isoformat() if party.work_starts else None,
        "managed_by": party.managed_by,
        "member_of": list(party.member_of),
        "other_funders": [dict(row) for row in party.other_funders],
        "subcontractors": [dict(row) for row in party.subcontractors],
    }


def facts_declared(party: dict[str, Any]) -> dict[str, Any]:
    """Return what a party of a document declares as the fields of `PartyFacts` of the same names."""
    starts = party.get("work_starts")
    return {
        "seeks_grant": party.get("seeks_grant") is not False,
        "swedish_branch": party.get("swedish_branch"),
        "aid_bonus": bool(party.get("aid_bonus")),
        "de_minimis_received": party.get("de_minimis_received"),
        "in_difficulty": party.get("in_difficulty"),
        "unpaid_recovery": party.get("unpaid_recovery"),
        "work_starts": date.fromisoformat(starts) if starts else None,
        "managed_by": party.get("managed_by") or None,
        "member_of": frozenset(party.get("member_of") or ()),
        "other_funding": tuple(
            OtherFunder(number=row["organisation_number"] or None, name=row["name"], amount=row["amount"])
            for row in _rows(party, "other_funders")
        ),
        "subcontractors": tuple(
            Subcontractor(number=row["organisation_number"] or None, name=row["name"], amount=row["amount"])
            for row in _rows(party, "subcontractors")
        ),
    }


def _rows(party: dict[str, Any], name: str) -> Iterable[dict[str, Any]]:
    return party.get(name) or ()


def paid_by_others(party: dict[str, Any]) -> int:
    """What other funders pay of a party's costs, whole kronor."""
    return sum(int(row["amount"]) for row in _rows(party, "other_funders"))
