"""Who meets what: person × page × object. A stranger's answer is the one for what does not exist."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from applications.actions.attach import attach
from applications.actions.support import let_in
from applications.models import Application, Attachment
from tests import factories as make
from tests.factories.files import pdf

pytestmark = pytest.mark.django_db
PDF = pdf()
WHOLE_CASE = ("case", "submit", "people", "approvals", "own_visits", "withdraw", "discard", "report")
ALSO_OF_A_CASE = ("copy", "missing", "print_budget", "budget_file", "read_budget")
OF_A_PARTY = ("party", "remove_party", "invite", "party_budget", "approval")
NEEDS_POST = ("unlock", "relock")


def ended() -> User:
    """Return somebody whose access has ended."""
    return make.person("ove@slutat.example", "Ove Avslutad")


def other_party() -> User:
    """Return somebody who takes part for a third party."""
    return make.person("tove@tredje.example", "Tove Tredje")


OUTSIDE: list[Callable[[], User]] = [
    make.stranger,
    ended,
    make.officer,
    make.decider,
    make.registrar,
    make.assessor,
    make.editor,
    make.support,
]


def browser(user: User) -> Client:
    """Return a signed-in browser."""
    client = Client()
    client.force_login(user)
    return client


def consortium() -> tuple[Application, Attachment]:
    """Return a draft of two parties and one whose person has left, open to support, with a file."""
    application = make.filled_application()
    make.with_partner(application)
    gone = make.with_partner(application, ended())
    gone.ended_at = make.APPLIED
    gone.save()
    file = attach(
        application_id=application.pk,
        slot_key="other",
        file_name="plan.pdf",
        content=PDF,
        actor=make.applicant(),
        now=make.APPLIED,
    )
    let_in(application_id=application.pk, actor=make.applicant(), now=make.APPLIED)
    return application, file


def addresses(case: object, party: object, file: object, person: object, invitation: object) -> list[str]:
    """Return every address of a case, with these ids in it."""
    found = [
        reverse(f"applications:{name}", args=[case]) for name in (*WHOLE_CASE, *ALSO_OF_A_CASE, *NEEDS_POST)
    ]
    found += [reverse(f"applications:{name}", args=[case, party]) for name in OF_A_PARTY]
    found += [reverse(f"applications:{name}", args=[case, "plan"]) for name in ("talk", "here", "done")]
    found += [reverse("applications:section", args=[case, key]) for key in ("project", "parties", "budget")]
    found += [reverse(f"applications:{name}", args=[case, file]) for name in ("file", "detach")]
    found.append(reverse("applications:attach", args=[case, "other"]))
    found.append(reverse("applications:add_party", args=[case]))
    found.append(reverse("applications:person", args=[case, person]))
    found.append(reverse("applications:change_invitation", args=[case, invitation]))
    found.append(reverse("applications:take_back", args=[case, party, uuid4()]))
    found += [reverse(f"applications:{name}", args=[case, 1]) for name in ("receipt", "version")]
    return found


def unused(number: int) -> int:
    """Return a number of the same length that nothing has: pages repeat their address."""
    return int("9" * len(str(number)))


def told(answer: Any) -> tuple[int, int, list[tuple[str, str]]]:
    """Return what could be told apart: status, length, headers that do not differ by themselves."""
    headers = [(k, v) for k, v in answer.items() if k not in ("Content-Security-Policy", "Set-Cookie")]
    return answer.status_code, len(answer.content), sorted(headers)


@pytest.mark.parametrize("person", OUTSIDE)
def test_from_outside_everything_is_as_missing_as_what_never_was(person: Callable[[], User]) -> None:
    application, file = consortium()
    invitation, _secret = make.waiting_invitation(application)
    party, taking_part = application.parties.first(), application.participants.first()
    assert party is not None
    assert taking_part is not None
    real = addresses(application.pk, party.pk, file.pk, taking_part.pk, invitation.pk)
    absent = addresses(uuid4(), uuid4(), uuid4(), unused(taking_part.pk), uuid4())
    client = browser(person())
    for there, nowhere in zip(real, absent, strict=True):
        for method in (client.get, client.post):
            answer, missing = method(there), method(nowhere)
            assert answer.status_code in (404, 405), there
            assert told(answer) == told(missing), there


@pytest.mark.parametrize("name", OF_A_PARTY)
def test_a_party_of_another_case_is_as_missing_as_none(name: str) -> None:
    round_ = make.open_round()
    mine, other = make.filled_application(round_=round_), make.filled_application(round_=round_)
    foreign = other.parties.get(role="partner")
    client = browser(make.applicant())
    for method in (client.get, client.post):
        answer = method(reverse(f"applications:{name}", args=[mine.pk, foreign.pk]))
        missing = method(reverse(f"applications:{name}", args=[mine.pk, uuid4()]))
        assert answer.status_code == 404
        assert told(answer) == told(missing)


def test_a_file_person_and_invitation_of_another_case_are_as_missing_as_none() -> None:
    round_ = make.open_round()
    mine, other = make.filled_application(round_=round_), make.filled_application(round_=round_)
    file = attach(
        application_id=other.pk,
        slot_key="other",
        file_name="plan.pdf",
        content=PDF,
        actor=make.applicant(),
        now=make.APPLIED,
    )
    invitation, _secret = make.waiting_invitation(other)
    foreign = make.with_partner(other)
    client = browser(make.applicant())
    for name, there, nowhere in (
        ("file", file.pk, uuid4()),
        ("detach", file.pk, uuid4()),
        ("person", foreign.pk, unused(foreign.pk)),
        ("change_invitation", invitation.pk, uuid4()),
    ):
        for method in (client.get, client.post):
            answer = method(reverse(f"applications:{name}", args=[mine.pk, there]))
            missing = method(reverse(f"applications:{name}", args=[mine.pk, nowhere]))
            assert answer.status_code in (404, 405), name
            assert told(answer) == told(missing), name


def test_a_partner_writes_the_own_party_and_the_common_sections_and_nothing_else() -> None:
    application, _file = consortium()
    lead, own = application.parties.get(role="coordinator"), application.parties.get(role="partner")
    client = browser(make.partner())

    def address(name: str, *more: object) -> str:
        return reverse(f"applications:{name}", args=[application.pk, *more])

    for name in ("party", "party_budget", "invite", "approval"):
        assert client.get(address(name, own.pk)).status_code == 200, name
    assert client.get(address("section", "project")).status_code == 200
    before = [list(party.budget_lines.values_list("amount", flat=True)) for party in (lead, own)]
    refused = [
        client.post(address("party", lead.pk), {"name": "Kapat", "version": "1", "country": "SE"}),
        client.post(address("party_budget", lead.pk), {"grant-2027": "1", "version": "1"}),
        client.post(address("remove_party", own.pk)),
        client.post(address("add_party"), {"name": "Egen", "country": "SE"}),
        client.post(address("discard")),
        client.post(address("invite", lead.pk), {"email": "a@b.example"}),
        client.post(address("submit"), {"submission_key": str(uuid4())}),
    ]
    assert all(answer.status_code in (302, 403, 404, 422) for answer in refused)
    lead.refresh_from_db()
    application.refresh_from_db()
    assert lead.name == "Sjöbro kommun"
    assert [list(party.budget_lines.values_list("amount", flat=True)) for party in (lead, own)] == before
    assert (application.state, application.parties.count()) == ("draft", 2)
    assert application.invitations.count() == 0
