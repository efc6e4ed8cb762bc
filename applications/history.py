"""What the journal tells of one case, in words: who did what, when. Never what happened in a draft."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from applications.models import Application
from applications.proposals import KIND_NAMES
from journal.models import Entry
from wording.speak import kronor

# What is not named here happened in the applicants' own space and is shown to nobody else.
WORDS = {
    "submit": gettext_lazy("Submitted"),
    "unlock": gettext_lazy("Unlocked for changes"),
    "relock": gettext_lazy("Locked again, the submitted version stands"),
    "withdraw": gettext_lazy("Withdrawn"),
    "write_letter": gettext_lazy("Letter sent"),
    "request_completion": gettext_lazy("Completion asked for"),
    "answer_letter": gettext_lazy("Answer received"),
    "assign": gettext_lazy("Assessor assigned"),
    "unassign": gettext_lazy("Assessor taken off"),
    "declare": gettext_lazy("Conflicts of interest declared"),
    "rule_on_conflict": gettext_lazy("Ruled on a conflict of interest"),
    "save_assessment": gettext_lazy("Assessment saved"),
    "file_assessment": gettext_lazy("Assessment handed in"),
    "prepare": gettext_lazy("Decision prepared"),
    "return": gettext_lazy("Decision sent back"),
    "sign": gettext_lazy("Decision signed"),
    "decline": gettext_lazy("Grant declined by the applicant"),
    "publish": gettext_lazy("Decision public"),
    "submit_report": gettext_lazy("Final report submitted"),
    "return_report": gettext_lazy("Final report sent back"),
    "approve_report": gettext_lazy("Final report approved"),
}


@dataclass(frozen=True)
class Event:
    """One thing that was done to a case. `digest` begins the SHA-256 of what was written."""

    at: datetime
    who: str
    what: str
    about: str
    digest: str


def history_of(application: Application) -> list[Event]:
    """The journal of a received case, newest first."""
    entries = list(
        Entry.objects.filter(
            object_kind="application", object_id=str(application.pk), action__in=WORDS
        ).order_by("-sequence")
    )
    names = _names(entries)
    return [
        Event(
            at=entry.at,
            who=names.get(entry.actor, _("The portal")),
            what=str(WORDS[entry.action]),
            about=_about(entry.details, names),
            digest=entry.digest[:12],
        )
        for entry in entries
    ]


def _names(entries: list[Entry]) -> Mapping[str, str]:
    mentioned = {
        name
        for entry in entries
        for name in (entry.actor, entry.details.get("assessor", ""), entry.details.get("person", ""))
    }
    numbers = [int(name.removeprefix("user:")) for name in mentioned if name.startswith("user:")]
    return {user.journal_name: str(user) for user in User.objects.filter(pk__in=numbers)}


def _about(details: Mapping[str, Any], names: Mapping[str, str]) -> str:
    parts = [names.get(str(details.get(key)), "") for key in ("assessor", "person")]
    if "snapshot" in details:
        parts.append(_("version %(number)s") % {"number": details["snapshot"]})
    if "document" in details:
        parts.append(_("document %(number)s") % {"number": details["document"]})
    if "kind" in details:
        parts.append(str(KIND_NAMES.get(details["kind"], "")))
    if details.get("sum"):
        parts.append(kronor(details["sum"]))
    if "conflict" in details:
        parts.append(_("conflict of interest") if details["conflict"] else _("no conflict of interest"))
    return ", ".join(part for part in parts if part)
