"""What every page of an applicant's case begins with: who asks, whether it is theirs, how it stands."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

from django.http import Http404, HttpRequest

from accounts.models import User
from applications.access import own_cases, participant_in, parties_with_people
from applications.approvals import asks_for_approval
from applications.arrival import arrived_at
from applications.checklist import Checklist, checklist_of
from applications.document import Document, coordinator, document_of
from applications.facts import form_of, verdict_on
from applications.models import Application, Attachment, Participant, SectionAnswer
from applications.veil import verdict_seen_by
from applications.visibility import (
    NOBODY,
    Viewer,
    document_seen_by,
    is_kept_apart,
    keeps_something,
    sections_seen,
    sees_file,
    sees_piece,
)
from registry.openings import OpeningState, state_of
from rulebook.access import Piece, Role, may_edit
from rulebook.questions import Form, Section
from rulebook.verdict import Verdict
from rulebook.workflow import Action, actions_for


def signed_in(request: HttpRequest) -> User:
    """Return who is asking; the view has let nobody in who is not signed in."""
    assert isinstance(request.user, User)  # noqa: S101 -- login_required lets nobody else in
    return request.user


def own_case(request: HttpRequest, pk: UUID) -> "OwnCase":
    """Return the person's own case. Raises Http404 for one that is not theirs as for one that is not."""
    application = own_cases(signed_in(request)).filter(pk=pk).first()
    if application is None:
        raise Http404
    return OwnCase(application, signed_in(request), arrived_at(request))


@dataclass(frozen=True)
class OwnCase:
    """A case as one of its applicants sees it when their request arrives (UTC). Reads each thing once."""

    application: Application
    user: User
    now: datetime

    @cached_property
    def form(self) -> Form:
        """The form that the round froze."""
        return form_of(self.application.round)

    @cached_property
    def participant(self) -> Participant | None:
        """The person's part in the application."""
        return participant_in(self.application, self.user)

    @cached_property
    def viewer(self) -> Viewer:
        """The person, as far as it decides what they see of what the call keeps apart."""
        return Viewer.of(self.participant) if self.participant else NOBODY

    @cached_property
    def roles(self) -> frozenset[Role]:
        """What the person is to the case."""
        return self.viewer.roles

    @cached_property
    def actions(self) -> tuple[Action, ...]:
        """What the person may do now, the round's window aside."""
        return actions_for(self.roles, self.application.stands)

    @cached_property
    def whole(self) -> Document:
        """All that stands in the application now: to be judged and hashed, never to be shown."""
        return document_of(self.application)

    @cached_property
    def document(self) -> Document:
        """What the person sees of what stands in the application now."""
        return document_seen_by(self.viewer, self.whole, self.form)

    @cached_property
    def judged(self) -> Verdict:
        """All that form and rules say now: to be counted and passed, never to be shown."""
        return verdict_on(self.whole, self.application.round, at=self.now)

    @cached_property
    def verdict(self) -> Verdict:
        """What the person is told of what form and rules say now. The one place where pages ask."""
        return verdict_seen_by(self.viewer, self.judged, self.whole, self.form)

    @cached_property
    def checklist(self) -> Checklist:
        """The verdict arranged for the panel."""
        return checklist_of(self.application, self.verdict, self.form)

    @cached_property
    def marks(self) -> dict[str, SectionAnswer]:
        """The sections by key, with their versions and their marks "done"."""
        return {row.key: row for row in self.application.sections.exclude(key__contains=":")}

    @property
    def done(self) -> frozenset[str]:
        """The sections that are marked as done."""
        return frozenset(key for key, row in self.marks.items() if row.done)

    @property
    def is_coordinator(self) -> bool:
        """Whether the person coordinates the application."""
        return Role.COORDINATOR in self.roles

    @property
    def is_open(self) -> bool:
        """Whether the round takes applications now."""
        return state_of(self.application.round, self.now) is OpeningState.OPEN

    @property
    def may_write(self) -> bool:
        """Whether the person may change what stands in the application now."""
        return Action.SAVE in self.actions and self.is_open

    @cached_property
    def _with_people(self) -> frozenset[UUID]:
        return parties_with_people(self.application)

    def may(self, piece: Piece, party: UUID | None = None) -> bool:
        """Whether the person's part lets them change a piece of the work, `may_write` aside."""
        is_own = party is not None and str(party) == self.viewer.party
        if not may_edit(piece, self.roles, is_own=is_own):
            return False
        return sees_piece(self.viewer, piece, str(party or ""), self.form) or party not in self._with_people

    def sees_file(self, file: Attachment) -> bool:
        """Whether the person sees a file of the application."""
        leads = str((coordinator(self.whole) or {}).get("id", "")) if keeps_something(self.form) else ""
        return sees_file(self.viewer, file.slot, str(file.party_id or ""), self.form, leads)

    @property
    def asks_for_approval(self) -> bool:
        """Whether the call demands the parties' approval."""
        return asks_for_approval(self.application.round) is not None

    @property
    def seen_form(self) -> Form:
        """The sections of the form that the person sees."""
        return sections_seen(self.document, self.form)

    def section(self, key: str) -> Section:
        """Return a section of the form. Raises Http404 for one that the person does not see, as for none."""
        for section in self.form:
            if section.key == key:
                if is_kept_apart(section) and section not in self.seen_form:
                    break
                return section
        raise Http404

    def next_section(self, section: Section) -> Section | None:
        """Return the section that follows, if any."""
        place = self.form.index(section)
        return next((one for one in self.form[place + 1 :] if one in self.seen_form), None)
