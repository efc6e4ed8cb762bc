"""The facts of a party as they would be with what stands on its page, saved or not."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from applications.access import may_change
from applications.facts import facts_of
from applications.forms.party_aid import YES_OR_NO
from applications.models import Party
from applications.views.own import OwnCase
from rulebook.access import Piece
from rulebook.facts import AidGround, CompanySize, PartyFacts, Sector

_NEW = PartyFacts(key="new", name="")


def may_write_party(case: OwnCase, party: Party | None) -> bool:
    """Whether the person may change a party, or add one; others' particulars may be kept from them."""
    if party is None:
        return bool(may_change(case.application, case.user, Piece.CONSORTIUM, None))
    return bool(may_change(case.application, case.user, Piece.PARTY, party.pk))


def facts_shown(case: OwnCase, party: Party | None, shown: Mapping[str, Any]) -> PartyFacts:
    """The facts of a party as they would be with what stands on its page."""
    key = str(party.pk) if party else ""
    known = facts_of(case.document, received=case.now).parties
    facts = next((one for one in known if one.key == key), _NEW)
    share = str(shown.get("owner_share") or "")
    return replace(
        facts,
        economic_activity=YES_OR_NO.get(str(shown.get("economic_activity") or "")),
        aid_ground=_member(AidGround, shown.get("aid_ground")),
        size=_member(CompanySize, shown.get("size")),
        aid_bonus=shown.get("aid_bonus") in (True, "on", "true"),
        owner_sector=_member(Sector, shown.get("owner_sector")),
        owner_share=int(share) if share.isascii() and share.isdigit() and len(share) <= 3 else None,
    )


def _member(kind: Any, value: object) -> Any:
    return kind(value) if value in set(kind) else None
