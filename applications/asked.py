"""What a person has been asked to answer, in all of their applications: the head of "My applications"."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from applications.facts import form_of
from applications.models import Application, Handover, Party
from rulebook.questions import Question
from rulebook.states import State
from wording.speak import in_language

_PAGES = {"party": "applications:party", "budget": "applications:party_budget"}
WRITTEN_IN = (State.DRAFT, State.UNLOCKED)


@dataclass(frozen=True)
class Asked:
    """One question: what it is called, where it is answered, and where it is said to be done."""

    handover: Handover
    application: Application
    title: str
    url: str
    talk_url: str


def asked_of(user: User, cases: Iterable[Application]) -> list[Asked]:
    """Return what the person has been asked to answer and has not said is done, the oldest first.

    `cases` are the person's own, with rounds and forms. Two queries at most.
    """
    open_ones = {case.pk: case for case in cases if case.stands in WRITTEN_IN}
    if not open_ones:
        return []
    found = Handover.objects.filter(to=user, done_at__isnull=True, application__in=open_ones)
    handovers = list(found.select_related("handed_by"))
    names = _parties(handovers)
    return [_asked(one, open_ones[one.application_id], names) for one in handovers]


def _parties(handovers: Iterable[Handover]) -> Mapping[UUID, str]:
    keys = {UUID(one.section.partition(":")[2]) for one in handovers if ":" in one.section}
    return dict(Party.objects.filter(pk__in=keys).values_list("pk", "name")) if keys else {}


def _asked(handover: Handover, case: Application, names: Mapping[UUID, str]) -> Asked:
    talk = reverse("applications:talk", args=[case.pk, handover.section])
    kind, _colon, party = handover.section.partition(":")
    if party:
        key = UUID(party)
        name = names.get(key) or _("Party without a name")
        title = f"{_('Budget')}: {name}" if kind == "budget" else name
        return Asked(handover, case, title, reverse(_PAGES[kind], args=[case.pk, key]), talk)
    section = next((one for one in form_of(case.round) if one.key == kind), None)
    url = reverse("applications:section", args=[case.pk, kind])
    if section is None:
        return Asked(handover, case, kind, url, talk)
    asked = next((one for one in section.questions if one.key == handover.question), None)
    title = _label(asked) if asked else in_language(section.title_sv, section.title_en)
    return Asked(handover, case, title, f"{url}#id_{asked.key}" if asked else url, talk)


def _label(question: Question) -> str:
    return in_language(question.label_sv, question.label_en)
