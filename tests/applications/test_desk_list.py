"""The work list: whose cases, which columns, filters, counts, search and the exported file."""

import csv
import io
import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from applications.actions.assign import assign
from applications.actions.declare import declare
from applications.models import Application
from applications.views.desk import safe_cell
from rulebook.access import StaffRole
from tests import factories as f
from tests.applications.desk import SECRET_WORD, at_desk, filed_assessment, many_submitted, planted_draft

pytestmark = pytest.mark.django_db


def text_of(client: Client, query: str = "", name: str = "start") -> str:
    answer = client.get(reverse(f"desk:{name}") + query)
    assert answer.status_code == 200
    return answer.content.decode()


def numbers_in(text: str) -> list[str]:
    return re.findall(r"data-case-link[^>]*>\s*(\d{4}-\d{5})", text) or re.findall(
        r'href="/admin/cases/[0-9a-f-]{36}/"[^>]*>\s*(\d{4}-\d{5})', text
    )


def rows_of(client: Client, query: str = "") -> list[list[str]]:
    answer = client.get(reverse("desk:export") + query)
    assert answer["Content-Disposition"].startswith("attachment; filename=")
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


def test_the_list_shows_a_case_with_what_is_counted() -> None:
    application, assignment = f.cleared_application()
    filed_assessment(application, assignment)
    text = text_of(at_desk(f.officer()))
    assert numbers_in(text) == [application.case_number]
    for part in (
        "Öppna medborgarbudgeten",
        "Sjöbro kommun – Kommunledningskontoret",
        "1\u202f200\u202f000\u00a0kr",
        "Under bedömning",
        "Civic tech som stärker demokratin",
        f"/admin/cases/{application.pk}/#assessments",
        "?state=in_review",
        "?waits=to_prepare",
    ):
        assert part in text


@pytest.mark.parametrize("who", [f.stranger, f.applicant, f.editor])
def test_nobody_else_finds_anything_here(who: Callable[[], User]) -> None:
    application, _assignment = f.cleared_application()
    client = at_desk(who())
    for address in (
        reverse("desk:start"),
        reverse("desk:export"),
        reverse("desk:assignments"),
        reverse("desk:case", args=[application.pk]),
    ):
        answer = client.get(address, follow=True)
        assert answer.status_code == 404
        assert "Öppna medborgarbudgeten" not in answer.content.decode()


def test_an_editor_gets_the_same_answer_for_what_is_and_what_is_not() -> None:
    application, _assignment = f.cleared_application()
    client = at_desk(f.editor())
    assert client.get(reverse("desk:start")).status_code == 404
    assert client.get(reverse("desk:case", args=[application.pk])).status_code == 404


def test_drafts_never_appear() -> None:
    round_ = f.closed_round()
    f.submitted_application(round_=round_)
    draft = planted_draft(round_)
    officer = f.officer()
    f.draft_application(round_=round_, user=officer)
    client = at_desk(officer)
    for address in (
        reverse("desk:start"),
        reverse("desk:results"),
        reverse("desk:start") + f"?q={SECRET_WORD}",
        reverse("desk:start") + "?state=draft",
        reverse("desk:export"),
        reverse("wagtailadmin_home"),
    ):
        text = client.get(address).content.decode()
        assert SECRET_WORD not in text.replace(f'value="{SECRET_WORD}"', "").replace(f"q={SECRET_WORD}", "")
        assert str(draft.pk) not in text
    assert len(rows_of(client)) == 2
    assert numbers_in(text_of(client, f"?q={SECRET_WORD}")) == []
    assert client.get(reverse("desk:case", args=[draft.pk])).status_code == 404
    assert re.findall(r"(\w+) <b>(\d+)</b>", text_of(client, name="results")) == [
        ("bedömare", "1"),
        ("Alla", "1"),
        ("Inlämnad", "1"),
    ]


def test_somebody_who_takes_part_finds_the_own_case_nowhere_at_the_desk() -> None:
    officer = f.officer()
    application = f.submitted_application(round_=f.closed_round(), user=officer)
    client = at_desk(officer)
    assert numbers_in(text_of(client)) == []
    assert client.get(reverse("desk:case", args=[application.pk])).status_code == 404


def test_filters_search_and_order() -> None:
    round_, other = f.closed_round(), f.closed_round(title="Kultur i hela landet")
    first, second = many_submitted(2, round_)
    third = f.submitted_application(round_=other)
    assign(application_id=second.pk, assessor=f.assessor(), actor=f.officer(), now=f.REVIEWED)
    client = at_desk(f.officer())
    everything = [third.case_number, second.case_number, first.case_number]
    for query, expected in {
        "": everything,
        "?ordering=case_number": everything[::-1],
        "?state=in_review": [second.case_number],
        "?waits=to_assign": [third.case_number, first.case_number],
        "?waits=to_sign": [],
        "?waits=nonsense": everything,
        f"?call={other.call_id}": [third.case_number],
        f"?round={round_.pk}": [second.case_number, first.case_number],
        f"?q={first.case_number}": [first.case_number],
        "?q=ÖPPNA+medborgarbudget": everything,
        "?q=öppna+kartan": everything,
        f"?q={f.MUNICIPALITY.organisation_number}": everything,
        "?q=finns+inte": [],
        "?q=%25": [],
    }.items():
        assert numbers_in(text_of(client, query)) == expected, query
    assert [row[0] for row in rows_of(client, "?state=in_review")[1:]] == [second.case_number]


def test_a_conflict_leaves_number_names_and_state_only() -> None:
    application, _assignment = f.assigned_application()
    declare(
        application_id=application.pk,
        has_conflict=True,
        explanation="Svåger.",
        actor=f.officer(),
        now=f.REVIEWED,
    )
    client = at_desk(f.officer())
    text = text_of(client)
    assert numbers_in(text) == [application.case_number]
    assert "Sjöbro kommun" in text
    for hidden in ("Öppna medborgarbudgeten", "1\u202f200\u202f000", "#assessments", "#conflicts"):
        assert hidden not in text
    assert numbers_in(text_of(client, "?q=medborgarbudgeten")) == []
    assert numbers_in(text_of(client, "?q=sjöbro")) == [application.case_number]
    assert rows_of(client)[1][:5] == [
        str(application.case_number),
        "",
        "Sjöbro kommun – Kommunledningskontoret",
        "",
        "Under bedömning",
    ]
    assert "waits=" not in text_of(client, name="results")
    assert "Öppna medborgarbudgeten" in text_of(at_desk(f.decider()))


def test_what_waits_is_counted_for_each_role() -> None:
    application, _decision = f.prepared_application()
    home = at_desk(f.decider()).get(reverse("wagtailadmin_home")).content.decode()
    assert '/admin/cases/?waits=to_sign">Skriv under beslut <b>1</b>' in home
    assert "waits=to_sign" not in at_desk(f.officer()).get(reverse("wagtailadmin_home")).content.decode()
    assert numbers_in(text_of(at_desk(f.decider()), "?waits=to_sign")) == [application.case_number]


def test_menus_follow_roles_and_the_desk_speaks_swedish() -> None:
    menus = {}
    for who in (f.officer, f.decider, f.registrar, f.assessor, f.editor):
        text = at_desk(who()).get(reverse("wagtailadmin_home")).content.decode()
        assert 'lang="sv"' in text
        menus[who.__name__] = ('"/admin/cases/"' in text, '"/admin/cases/mine/"' in text)
    assert menus == {
        "officer": (True, False),
        "decider": (True, False),
        "registrar": (True, False),
        "assessor": (False, True),
        "editor": (False, False),
    }


def test_assessors_are_sent_to_their_own_list() -> None:
    _application, assignment = f.cleared_application()
    client = at_desk(assignment.assessor)
    for name in ("start", "results", "export"):
        assert client.get(reverse(f"desk:{name}")).headers["Location"] == reverse("desk:assignments")


def test_registrars_read_the_list_and_the_case_and_can_do_nothing() -> None:
    application, _decision = f.prepared_application()
    client = at_desk(f.registrar())
    assert numbers_in(text_of(client)) == [application.case_number]
    text = client.get(reverse("desk:case", args=[application.pk])).content.decode()
    assert "Du får läsa ärendet, inget mer." in text
    for name in ("assign", "prepare", "assess"):
        assert client.get(reverse(f"desk:{name}", args=[application.pk])).status_code == 404


def test_no_cell_is_a_formula() -> None:
    for text in ("=1+1", "+46", "-2", "@SUM(A1)", "\t=1", "\r=1", "  =1", "|cmd", "＝1"):
        assert safe_cell(text) == f"'{text}"
    assert [safe_cell(value) for value in (None, "", 0, "Åsa", "1-2")] == ["", "", "0", "Åsa", "1-2"]


def test_the_list_asks_as_many_questions_for_twenty_cases_as_for_one() -> None:
    round_ = f.closed_round()
    many_submitted(1, round_)
    client = at_desk(f.officer())
    address = reverse("desk:start")
    client.get(address)
    counted = []
    for _turn in range(2):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(address)
        counted.append(len(asked))
        if len(counted) == 1:
            many_submitted_more(19, round_)
    assert counted[0] == counted[1] <= 30
    assert Application.objects.received().count() == 20


def many_submitted_more(count: int, round_: object) -> None:
    for n in range(count):
        user = f.person(f"flera{n}@plats{n}.example", f"Flera {n}")
        f.submitted_application(round_=round_, user=user)  # type: ignore[arg-type]


def test_both_officer_and_assessor_sees_all_cases_and_the_own_assignments() -> None:
    both = f.staff("bo@bedomare.example", "Bo", StaffRole.ASSESSOR, StaffRole.OFFICER)
    application, _assignment = f.assigned_application(user=both)
    client = at_desk(both)
    assert numbers_in(text_of(client)) == [application.case_number]
    assert str(application.case_number) in text_of(client, name="assignments")
