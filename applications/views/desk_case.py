"""The page of a case at the desk, its submitted versions and its files."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from django.views.generic.base import View

from applications.assessing import is_still_assessing, summary_for
from applications.correspondence import threads_of
from applications.downloads import as_download, is_handed_out, trouble_with
from applications.facts import form_of
from applications.history import history_of
from applications.models import Application, Snapshot
from applications.next_steps import steps_for
from applications.proposals import proposals_of
from applications.protocol import protocol_of
from applications.reading import budget_of, chapters_of, parties_of
from applications.sketches import received_continuation, sketch_of
from applications.snapshots import content_of, document_number
from applications.views.desk_door import CaseMixin
from rulebook.access import Part
from rulebook.conflict import SENTENCES, Ground
from rulebook.window import swedish_day
from rulebook.workflow import Action, may
from wording.speak import in_language, sentence


def reading_of(application: Application, snapshot: Snapshot) -> dict[str, Any]:
    """What a page needs to show one submitted version."""
    document = content_of(snapshot)
    contacts = document["sections"].get("contacts", {})
    return {
        "snapshot": snapshot,
        "document_number": document_number(snapshot),
        "chapters": chapters_of(document, form_of(application.round)),
        "parties": parties_of(document),
        "budget": budget_of(document),
        "leader": contacts.get("leader_name", ""),
        "protocol": protocol_of(snapshot.verdict),
    }


def names_of(application: Application) -> dict[str, Any]:
    """What somebody may see before anything else opens: the names of parties and project leader."""
    document = content_of(application.snapshots.latest("number"))
    contacts = document["sections"].get("contacts", {})
    return {
        "party_names": [party.name for party in parties_of(document)],
        "leader": contacts.get("leader_name", ""),
    }


class CasePage(CaseMixin, TemplateView):
    """Everything about a case that the person may see, on one page with links to its parts."""

    template_name = "applications/desk/case.html"
    needs = Part.NAMES

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Send those who may see no more than names to where they declare; assessors to their scoring."""
        if not self.sees(Part.CONTENT):
            return HttpResponseRedirect(self.case_url("desk:declare"))
        if not self.desk.works_with_all:
            return HttpResponseRedirect(self.case_url("desk:assess"))
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Gather the case file."""
        case = self.case
        snapshots = list(case.snapshots.select_related("submitted_by"))
        for snapshot in snapshots:
            snapshot.application = case
        chosen = snapshots[-1]
        head = case.head
        return (
            super().get_context_data(**kwargs)
            | reading_of(case, chosen)
            | self._review()
            | {
                "title": in_language(head.title_sv, head.title_en),
                "snapshots": snapshots,
                "steps": steps_for(case, self.user, self.roles, now=self.now),
                "history": history_of(case),
                "decisions": proposals_of(case, content_of(chosen)),
                **letters_for(case, self.now),
                "sketch": sketch_of(case),
                "continuation": received_continuation(case),
                "reports": case.reports.all() if self.sees(Part.REPORT) else (),
            }
        )

    def _review(self) -> dict[str, Any]:
        case = self.case
        assignments = list(case.assignments.select_related("assessor", "assessment"))
        declarations = list(case.declarations.select_related("person", "ruled_by"))
        said = {declaration.person_id: declaration for declaration in declarations}
        may_rule = bool(may(Action.RULE_ON_CONFLICT, self.roles, case.stands))
        return {
            "assignments": [{"row": row, "said": said.get(row.assessor_id)} for row in assignments],
            "assessments": summary_for(case, self.user),
            "assessments_wait": is_still_assessing(case, self.user),
            "may_assign": bool(may(Action.ASSIGN, self.roles, case.stands)),
            "declarations": [
                {
                    "row": row,
                    "suspected": suspicion_in_words(row.suspected),
                    "is_last": said[row.person_id] is row,
                    "may_rule": may_rule and row.person_id != self.user.pk and said[row.person_id] is row,
                }
                for row in declarations
            ],
        }


class VersionPage(CaseMixin, TemplateView):
    """One submitted version as it stood."""

    template_name = "applications/desk/version.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Read the version. Raises Http404 for a number that the case does not have."""
        snapshot = get_object_or_404(
            self.case.snapshots.select_related("submitted_by"), number=self.kwargs["number"]
        )
        self.page_title = _("Version %(number)s") % {"number": snapshot.number}
        return super().get_context_data(**kwargs) | reading_of(self.case, snapshot)


class FilePage(CaseMixin, View):
    """Hands out a file of a submitted version, always as an attachment."""

    def get(self, request: HttpRequest, pk: UUID, file: UUID) -> HttpResponseBase:
        """Only files that were submitted or came with a letter; never what lies in a working copy."""
        attachment = get_object_or_404(self.case.attachments, pk=file)
        if attachment.letter_id is not None:
            if not self.sees(Part.COMPLETIONS):
                raise Http404
        elif str(attachment.pk) not in self._submitted():
            raise Http404
        if not is_handed_out(attachment):
            messages.warning(request, trouble_with(attachment.scan))
            return HttpResponseRedirect(self.case_url("desk:case"))
        return as_download(attachment.file, attachment.name, attachment.media_type)

    def _submitted(self) -> set[str]:
        return {
            row["id"] for snapshot in self.case.snapshots.all() for row in content_of(snapshot)["attachments"]
        }


def letters_for(application: Application, now: datetime) -> dict[str, Any]:
    """What a page of the desk needs to show letters and their answers."""
    threads = threads_of(application, today=swedish_day(now))
    return {"threads": threads, "threads_waiting": sum(thread.waits for thread in threads)}


def suspicion_in_words(ground: str) -> str:
    """What the portal saw, as a sentence; nothing for nothing."""
    return sentence(SENTENCES[Ground(ground)]) if ground in set(Ground) else ""
