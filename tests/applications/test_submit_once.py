"""A submission is made once, whatever becomes of its answer; which keys count is told in so many words.

1,000 submissions (`make drills`; a tenth otherwise) whose connection is cut at one of six points, again and
again, until an answer gets through: docs/decisions/2026-11-22-submission-keys.md is the rule.
"""

import re
from collections.abc import Callable
from enum import StrEnum
from html import unescape
from io import BytesIO
from random import Random
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client

from applications.actions import submit as submitting
from applications.models import Application, Participant, Snapshot
from applications.views import submit as submit_view
from mail.models import Letter
from registry.models import IssuedNumber
from tests import factories as make
from tests.applications.test_pages_all import browser
from tests.applications.test_pages_form import at, text_of
from tests.applications.test_pages_sent import key_in
from tests.drills import runs

pytestmark = pytest.mark.django_db
FORM = "application/x-www-form-urlencoded"


class Lost(OSError):
    """The connection is gone, or the process is."""


class Cut(StrEnum):
    """Where a submission is cut off, from the first byte of its body to the last of its receipt."""

    BEFORE_BODY = "before the body"
    IN_BODY = "in the body"
    BEFORE_ACTION = "before the action"
    IN_TRANSACTION = "before the commit"
    AFTER_COMMIT = "after the commit"
    IN_ANSWER = "in the answer"


class CutBody(BytesIO):
    """A body of which half arrives."""

    def read(self, size: int | None = -1, /) -> bytes:
        raise Lost("the rest of the body never came")


def fails(*_given: object, **_more: object) -> None:
    """End like a process that is killed here."""
    raise Lost("killed")


def done_but_unheard(act: Callable[..., object]) -> Callable[..., object]:
    """Do it, and be killed before anybody is told."""

    def wrapped(*given: object, **more: object) -> object:
        act(*given, **more)
        raise Lost("killed")

    return wrapped


def post(client: Client, url: str, key: str, cut: Cut | None) -> Any:
    """Submit; return the answer, or None when it was lost."""
    body = urlencode({"submission_key": key}).encode()
    if cut is Cut.BEFORE_BODY:
        return None
    with pytest.MonkeyPatch.context() as faults:
        environment: dict[str, object] = {}
        if cut is Cut.IN_BODY:
            environment = {"wsgi.input": CutBody(body), "CONTENT_LENGTH": str(len(body))}
        elif cut is Cut.BEFORE_ACTION:
            faults.setattr(submit_view, "submit", fails)
        elif cut is Cut.IN_TRANSACTION:
            faults.setattr(submitting, "send_receipts", fails)
        elif cut is Cut.AFTER_COMMIT:
            faults.setattr(submit_view, "submit", done_but_unheard(submitting.submit))
        answer = client.post(url, body, content_type=FORM, **environment)  # type: ignore[arg-type]
    return None if cut else answer


def left_by(application: Application) -> tuple[int, int, int]:
    """Count what one submission leaves: versions, mails with the receipt, numbers."""
    return (
        application.snapshots.count(),
        Letter.objects.filter(template="receipt").count(),
        IssuedNumber.objects.filter(purpose="case").count(),
    )


@pytest.mark.drill
def test_a_lost_answer_is_asked_for_again_and_the_receipt_is_the_same() -> None:
    dice, application = Random(20261122), make.filled_application()
    alma, url = browser(make.applicant()), at(application, "submit")
    alma.raise_request_exception = False
    seen: set[Cut] = set()
    for _turn in range(runs(1000)):
        with transaction.atomic():
            key, cuts = str(uuid4()), dice.choices(list(Cut), k=dice.choice((1, 1, 1, 2, 3)))
            for cut in cuts:
                assert post(alma, url, key, cut) is None
            expected = (1, 2, 1) if {Cut.AFTER_COMMIT, Cut.IN_ANSWER} & set(cuts) else (0, 0, 0)
            assert left_by(application) == expected, cuts
            answers = [post(alma, url, key, None) for _again in range(2)]
            assert [one and one.headers["Location"] for one in answers] == [at(application, "receipt", 1)] * 2
            assert left_by(application) == (1, 2, 1), cuts
            seen |= set(cuts)
            transaction.set_rollback(True)
    assert seen == set(Cut)
    assert left_by(application) == (0, 0, 0)


def test_a_retry_with_another_key_is_not_taken_for_the_same() -> None:
    """The negative control: were the key not looked at, the test above would not get its receipt."""
    application = make.filled_application()
    alma, url = browser(make.applicant()), at(application, "submit")
    post(alma, url, str(uuid4()), Cut.IN_ANSWER)
    answer = post(alma, url, str(uuid4()), None)
    assert answer is not None
    assert answer.status_code == 422


TOO_OLD = "Sidan var för gammal. Titta igenom den och lämna in igen."
USED = "Den här sidan har redan använts för att lämna in. Läs igenom den och lämna in igen."


def refusal(answer: Any) -> str:
    """Return the error summary of a refused page, which has a key that has not been used."""
    assert answer.status_code == 422
    page = unescape(text_of(answer))
    assert 'id="error-summary" role="alert"' in page
    return page


@pytest.mark.parametrize(
    "key",
    [None, "", " ", "x", "0", "null", "-1", "../1", "٣" * 36, "g" * 36, "0" * 33, "x" * 100_000, "\x00"],
    ids=lambda key: repr(key)[:20],
)
def test_without_a_key_or_with_nonsense_nothing_is_sent_and_the_page_says_so(key: str | None) -> None:
    application = make.filled_application()
    alma = browser(make.applicant())
    answer = alma.post(at(application, "submit"), {} if key is None else {"submission_key": key})
    page = refusal(answer)
    assert TOO_OLD in page
    assert left_by(application) == (0, 0, 0)
    again = alma.post(at(application, "submit"), {"submission_key": key_in(page)})
    assert again.headers["Location"] == at(application, "receipt", 1)


def test_a_used_key_with_something_changed_is_refused_and_a_new_one_given() -> None:
    application = make.filled_application()
    alma, url = browser(make.applicant()), at(application, "submit")
    key = key_in(text_of(alma.get(url)))
    assert alma.post(url, {"submission_key": key}).status_code == 302
    assert alma.post(at(application, "unlock")).status_code == 302
    make.give_answers(application, "plan", {"plan_sv": "En annan plan."})
    page = refusal(alma.post(url, {"submission_key": key}))
    assert USED in page
    assert key_in(page) != key
    assert left_by(application) == (1, 2, 1)
    assert alma.post(url, {"submission_key": key_in(page)})["Location"] == at(application, "receipt", 2)


def test_a_used_key_is_not_replayed_to_others() -> None:
    application = make.filled_application()
    alma, url, key = browser(make.applicant()), at(application, "submit"), str(uuid4())
    assert alma.post(url, {"submission_key": key}).status_code == 302
    nils = make.person("nils@sjobro.example", "Nils Ek")
    Participant.objects.create(application=application, user=nils, role="coordinator", joined_at=make.APPLIED)
    make.with_partner(application)
    for somebody in (nils, make.partner()):
        assert USED in refusal(browser(somebody).post(url, {"submission_key": key}))
    stranger, missing = browser(make.stranger()), url.replace(str(application.pk), str(uuid4()))
    theirs, nobodys = (stranger.post(address, {"submission_key": key}) for address in (url, missing))
    assert (theirs.status_code, nobodys.status_code) == (404, 404)
    assert without_marks(theirs) == without_marks(nobodys)
    assert Client().post(url, {"submission_key": key}).status_code == 302
    assert left_by(application) == (1, 2, 1)
    assert Snapshot.objects.get().submitted_by == make.applicant()


def without_marks(answer: Any) -> str:
    """Return a page without what is drawn anew for each answer and without its own address."""
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|nonce=\"[^\"]*\"|value=\"[^\"]{64}\"", "", text_of(answer))
