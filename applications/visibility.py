"""What one of the applicants sees of the application's document: some of it a call keeps to some of them.

Every reader on the applicants' side asks `document_seen_by`; the funder's readers take the document as it
is. A form says of each section and slot who sees it (`seen_by`); of the sections that hold tables it means:
parties – a party's particulars of owners and aid; budget – a party's lines, but not what it seeks in all,
which becomes public; attachments – a file, in the party that it belongs to.
"""

from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from accounts.models import User
from applications.document import Document, coordinator, sought_by
from applications.models import Application, Participant
from rulebook.access import Piece, Role, SeenBy, may_read
from rulebook.questions import Form, Section, SectionKind, Slot

# Of a party these are seen by all who take part; what is not named here is kept with owners and aid.
OPEN_ABOUT_PARTY = frozenset(
    {
        "id",
        "name",
        "country",
        "organisation_number",
        "workplace",
        "county_code",
        "municipality_code",
        "sector",
        "sector_origin",
        "role",
        "is_need_owner",
        "is_fund_holder",
        "seeks_grant",
        "contact_name",
        "contact_email",
        "signatories_needed",
        "approvals",
        "approval",
        "ties",
    }
)
# The slot of signed papers, beside those of the form: the party's own people and the coordinator see them.
PAPER_SLOT = "party_approval"
BUDGET_OF_PARTY = frozenset({"budget", "personnel"})


@dataclass(frozen=True)
class Viewer:
    """One of the applicants, as far as it decides what they see. `party` is the party's id or empty."""

    roles: frozenset[Role]
    party: str = ""

    @classmethod
    def of(cls, participant: Participant) -> "Viewer":
        """The eyes of somebody who takes part; somebody whose access has ended sees nothing kept apart."""
        roles = frozenset({Role(participant.role)}) if participant.ended_at is None else frozenset[Role]()
        return cls(roles, str(participant.party_id or ""))

    def reads(self, seen_by: SeenBy, party: str) -> bool:
        """Whether the person reads what is kept to `seen_by` and belongs to a party (its id)."""
        return may_read(seen_by, self.roles, is_own=bool(party) and party == self.party)


NOBODY = Viewer(frozenset())


def viewer_of(application: Application, user: User) -> Viewer:
    """Return the eyes of a person toward an application; `NOBODY` for whoever takes no part in it now."""
    found = application.participants.filter(user=user, ended_at__isnull=True).first()
    return Viewer.of(found) if found else NOBODY


def document_seen_by(who: Viewer | Participant | User, document: Document, form: Form) -> Document:
    """Return the document without what the person does not see; the document itself is left alone.

    Answers of a hidden section are gone, and files of a hidden slot. A party with something hidden carries
    `hidden` (`particulars`, `budget`), and `grant_total` (whole kronor) in place of its budget. `hidden` of
    the document names the `sections` and `slots` in which something is kept from the person.
    """
    viewer = _viewer(who, document)
    seen = deepcopy(document)
    leads = str((coordinator(document) or {}).get("id", ""))
    hidden = [section.key for section in form if not sees_section(viewer, section, leads)]
    for key in hidden:
        if key in seen["sections"]:
            seen["sections"][key] = {}
    for party in seen["parties"]:
        _hide_in_party(viewer, party, form)
    kept_apart = frozenset(_hidden_files(viewer, document["attachments"], form, leads))
    seen["attachments"] = [row for row in seen["attachments"] if row["id"] not in kept_apart]
    slots = sorted({row["slot"] for row in document["attachments"] if row["id"] in kept_apart})
    seen["hidden"] = {"sections": hidden, "slots": slots}
    return seen


def sections_seen(seen: Document, form: Form) -> Form:
    """Return the sections of the form that stand in a document as somebody sees it."""
    return tuple(section for section in form if section.key not in seen["hidden"]["sections"])


def sees_section(viewer: Viewer, section: Section, leads: str) -> bool:
    """Whether the person sees the answers of a section; `leads` is the coordinating party's id.

    Sections that hold tables are always seen: there each party's own things are kept apart.
    """
    return section.kind is not SectionKind.QUESTIONS or viewer.reads(section.seen_by, leads)


def sees_particulars(viewer: Viewer, party: str, form: Form) -> bool:
    """Whether the person sees what a party says of owners and aid."""
    return viewer.reads(_kept_to(SectionKind.PARTIES, form), party)


def sees_budget(viewer: Viewer, party: str, form: Form) -> bool:
    """Whether the person sees a party's budget by line."""
    return viewer.reads(_kept_to(SectionKind.BUDGET, form), party)


def sees_piece(viewer: Viewer, piece: Piece, party: str, form: Form) -> bool:
    """Whether the person sees what a change would write over."""
    if piece is Piece.PARTY:
        return sees_particulars(viewer, party, form)
    return piece is not Piece.BUDGET or sees_budget(viewer, party, form)


def sees_file(viewer: Viewer, slot: str, party: str, form: Form, leads: str) -> bool:
    """Whether the person sees a file in a slot; `party` is the id of the party it belongs to, or empty."""
    if slot == PAPER_SLOT:
        return may_read(SeenBy.COORDINATOR, viewer.roles, is_own=bool(party) and party == viewer.party)
    section, place = _place(slot, form)
    owner = party or leads
    return all(viewer.reads(one.seen_by, owner) for one in (section, place) if one is not None)


def is_kept_apart(place: Section | Slot) -> bool:
    """Whether the call keeps a section or a slot to some of the applicants."""
    return place.seen_by is not SeenBy.ALL


def keeps_something(form: Form) -> bool:
    """Whether the call keeps anything to some of the applicants."""
    return any(is_kept_apart(section) or any(map(is_kept_apart, section.slots)) for section in form)


def _viewer(who: Viewer | Participant | User, document: Document) -> Viewer:
    if isinstance(who, Viewer):
        return who
    if isinstance(who, Participant):
        return Viewer.of(who)
    found = Participant.objects.filter(
        application=document["application"], user=who, ended_at__isnull=True
    ).first()
    return Viewer.of(found) if found else NOBODY


def _kept_to(kind: SectionKind, form: Form) -> SeenBy:
    return next((section.seen_by for section in form if section.kind is kind), SeenBy.ALL)


def _place(slot: str, form: Form) -> tuple[Section | None, Slot | None]:
    for section in form:
        for place in section.slots:
            if place.key == slot:
                return section, place
    return None, None


def _hide_in_party(viewer: Viewer, party: dict[str, Any], form: Form) -> None:
    hidden = []
    if not sees_particulars(viewer, party["id"], form):
        hidden.append("particulars")
        for name in set(party) - OPEN_ABOUT_PARTY - BUDGET_OF_PARTY:
            party[name] = _nothing_like(party[name])
    if not sees_budget(viewer, party["id"], form):
        hidden.append("budget")
        party["grant_total"] = sought_by(party)
        for name in BUDGET_OF_PARTY & set(party):
            party[name] = []
    if hidden:
        party["hidden"] = hidden
        # The hash of something short can be guessed back to what it is of.
        party["approvals"] = [{**row, "sha256": ""} for row in party.get("approvals", ())]


def _nothing_like(value: Any) -> Any:
    """Return what a field holds when nothing has been said."""
    if isinstance(value, bool) or value is None or isinstance(value, int):
        return None
    return type(value)()


def _hidden_files(viewer: Viewer, files: Iterable[dict[str, Any]], form: Form, leads: str) -> Iterator[str]:
    for row in files:
        if not sees_file(viewer, row["slot"], str(row.get("party") or ""), form, leads):
            yield row["id"]
