"""Pages that several people write in at once: saved by themselves, told of each other, talked about."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from applications.actions.comment import write_comment
from applications.actions.hand_over import hand_over
from applications.actions.submit import submit
from applications.models import Application, Comment, Handover
from applications.presence import be_here
from tests import factories as make
from tests.applications.desk import at_desk
from tests.applications.test_pages_all import browser
from tests.applications.test_pages_form import at, text_of

pytestmark = pytest.mark.django_db
JSON = {"Accept": "application/json"}
SECRET = "Vågar vi skriva så här?"


@pytest.fixture
def together() -> Application:
    """A draft that Alma and Petra write."""
    application = make.draft_application()
    petra = make.with_partner(application)
    petra.party = application.parties.get()
    petra.save()
    return application


@pytest.fixture
def alma(together: Application) -> Client:
    """The browser of the coordinator."""
    return browser(make.applicant())


@pytest.fixture
def petra(together: Application) -> Client:
    """The browser of the partner."""
    return browser(make.partner())


def hidden(page: str, name: str) -> str:
    """Read a hidden field of a page."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found is not None, name
    return found[1]


def opened(client: Client, url: str) -> dict[str, str]:
    """Open a page and return what its form says of itself."""
    page = text_of(client.get(url))
    return {name: hidden(page, name) for name in ("version", "bases", "writer")}


def sent(page: dict[str, str], *fields: str, **values: Any) -> dict[str, Any]:
    """Return what a script sends of some fields."""
    bases = " ".join(pair for pair in page["bases"].split() if pair.rpartition(":")[0] in fields)
    return {**page, "bases": bases, "sent": list(fields), **values}


def test_a_script_saves_one_field_and_is_told_when(alma: Client, together: Application) -> None:
    url = at(together, "section", "project")
    answer = alma.post(url, sent(opened(alma, url), "title_sv", title_sv="Ett"), headers=JSON)
    told = answer.json()
    assert answer.status_code == 200
    assert re.fullmatch(r"Sparat \d\d\.\d\d|Saved \d\d\.\d\d", told["message"])
    assert (told["version"], told["errors"], list(told["marks"])) == (1, {}, ["title_sv"])
    assert together.sections.get(key="project").answers == {"title_sv": "Ett"}


def test_two_people_save_different_fields_of_one_section(
    alma: Client, petra: Client, together: Application
) -> None:
    url = at(together, "section", "project")
    hers, theirs = opened(alma, url), opened(petra, url)
    assert petra.post(url, sent(theirs, "title_sv", title_sv="P"), headers=JSON).status_code == 200
    assert alma.post(url, {**hers, "title_sv": "", "title_en": "A", "starts": ""}).status_code == 302
    answers = together.sections.get(key="project").answers
    assert (answers["title_sv"], answers["title_en"]) == ("P", "A")


def test_the_same_field_is_answered_409_with_both_texts(
    alma: Client, petra: Client, together: Application
) -> None:
    url = at(together, "section", "plan")
    hers, theirs = opened(alma, url), opened(petra, url)
    petra.post(url, {**theirs, "plan_sv": "Petras plan"})
    answer = alma.post(url, sent(hers, "plan_sv", plan_sv="Almas plan"), headers=JSON)
    (clash,) = answer.json()["clashes"]
    assert answer.status_code == 409
    assert (clash["field"], clash["who"], clash["theirs"], clash["may_join"]) == (
        "plan_sv",
        "Petra Nyström",
        "Petras plan",
        True,
    )
    again = alma.post(
        url,
        {**sent(hers, "plan_sv", plan_sv="Almas plan"), "bases": f"plan_sv:{clash['mark']}"},
        headers=JSON,
    )
    assert again.status_code == 200
    assert together.sections.get(key="plan").answers["plan_sv"] == "Almas plan"


@pytest.mark.parametrize(
    ("choice", "kept"), [("mine", "Almas"), ("theirs", "Petras"), ("both", "Petras\n\nAlmas")]
)
def test_without_scripts_the_later_one_chooses_among_both_texts(
    alma: Client, petra: Client, together: Application, choice: str, kept: str
) -> None:
    url = at(together, "section", "plan")
    hers = opened(alma, url)
    petra.post(url, {**opened(petra, url), "plan_sv": "Petras", "purpose_sv": "Petras syfte"})
    answer = alma.post(url, {**hers, "plan_sv": "Almas", "purpose_sv": "", "effects_sv": "Almas effekt"})
    page = text_of(answer)
    assert answer.status_code == 409
    assert page.count('class="compare"') == 1
    assert ">\nAlmas</textarea>" in page
    assert ">\nPetras syfte</textarea>" in page
    again = {name: hidden(page, name) for name in ("version", "bases", "writer")}
    typed = {"plan_sv": "Almas", "purpose_sv": "Petras syfte", "effects_sv": "Almas effekt"}
    assert alma.post(url, {**again, **typed, "choice.plan_sv": choice}).status_code == 302
    assert together.sections.get(key="plan").answers == {**typed, "plan_sv": kept}


def test_a_partys_page_saves_what_can_be_read_and_says_what_cannot(
    alma: Client, together: Application
) -> None:
    party = together.parties.get()
    url = at(together, "party", party.pk)
    fields = {"name": "Sjöbro kommun", "organisation_number": "12", "is_need_owner": "on"}
    answer = alma.post(url, sent(opened(alma, url), *fields, **fields), headers=JSON)
    told = answer.json()
    assert answer.status_code == 422
    assert list(told["errors"]) == ["organisation_number"]
    party.refresh_from_db()
    assert (party.name, party.organisation_number, party.is_need_owner) == ("Sjöbro kommun", "", True)
    off = alma.post(url, sent(opened(alma, url), "is_need_owner"), headers=JSON)
    party.refresh_from_db()
    assert (off.status_code, party.is_need_owner, party.name) == (200, False, "Sjöbro kommun")


def test_a_partys_page_is_merged_field_by_field(alma: Client, petra: Client, together: Application) -> None:
    party = together.parties.get()
    url = at(together, "party", party.pk)
    hers, theirs = opened(alma, url), opened(petra, url)
    petra.post(url, sent(theirs, "workplace", "name", workplace="Hamnen", name="Petras"), headers=JSON)
    one = alma.post(url, sent(hers, "contact_name", contact_name="Alma"), headers=JSON)
    two = alma.post(url, sent(hers, "name", name="Almas"), headers=JSON)
    assert (one.status_code, two.status_code) == (200, 409)
    assert two.json()["clashes"][0]["theirs"] == "Petras"
    party.refresh_from_db()
    assert (party.name, party.workplace, party.contact_name) == ("Petras", "Hamnen", "Alma")


def test_a_budget_is_merged_sum_by_sum(alma: Client, petra: Client, together: Application) -> None:
    party = together.parties.get()
    url = at(together, "party_budget", party.pk)
    hers, theirs = opened(alma, url), opened(petra, url)
    year = re.findall(r"grant-(\d{4}):", hers["bases"])[0]
    grant, own, cost = f"grant-{year}", f"own_cash-{year}", f"consultants-{year}"
    petra.post(url, sent(theirs, grant, own, **{grant: "5 000", own: "70"}), headers=JSON)
    one = alma.post(url, sent(hers, cost, **{cost: "9 000 kr"}), headers=JSON)
    two = alma.post(url, sent(hers, grant, own, **{grant: "6 000", own: "?"}), headers=JSON)
    assert (one.status_code, two.status_code) == (200, 409)
    assert [clash["field"] for clash in two.json()["clashes"]] == [grant]
    whole = alma.post(url, {**hers, grant: "6 000", own: "", cost: "9 000"})
    assert whole.status_code == 409
    assert dict(party.budget_lines.values_list("kind", "amount")) == {
        "grant": 5000,
        "own_cash": 70,
        "consultants": 9000,
    }


def test_a_script_of_somebody_signed_out_is_told_so(together: Application) -> None:
    url = at(together, "section", "plan")
    answer = Client().post(url, {"plan_sv": "Text"}, headers=JSON)
    assert answer.status_code == 401
    assert answer.json() == {"problem": "signed_out", "sign_in": f"{reverse('account_login')}?next={url}"}


def test_what_is_refused_is_answered_with_the_reason(petra: Client) -> None:
    application = make.submitted_application()
    make.with_partner(application)
    answer = petra.post(at(application, "section", "plan"), {"plan_sv": "x", "sent": "plan_sv"}, headers=JSON)
    assert (answer.status_code, answer.json()["problem"]) == (422, "refused")
    assert answer.json()["message"]


def test_who_else_is_in_the_section_is_shown_for_a_minute(
    alma: Client, petra: Client, together: Application
) -> None:
    url, here = at(together, "section", "plan"), at(together, "here", "plan")
    assert petra.post(here).json()["here"] == ""
    assert alma.post(here).json()["here"] == "Petra Nyström är också i det här avsnittet."
    assert "Petra Nyström är också i det här avsnittet." in text_of(alma.get(url))
    assert "är också" not in text_of(alma.get(at(together, "section", "project")))
    petra.post(here, {"gone": "yes"})
    assert "är också" not in text_of(alma.get(url))


def test_only_those_who_take_part_are_there(together: Application) -> None:
    be_here(together.pk, "plan", make.stranger().pk)
    assert browser(make.applicant()).post(at(together, "here", "plan")).json()["here"] == ""
    for nobody in (make.stranger(), make.officer()):
        assert browser(nobody).post(at(together, "here", "plan")).status_code == 404
    assert browser(make.applicant()).post(at(together, "here", "nowhere")).status_code == 404
    assert Client().post(at(together, "here", "plan"), headers=JSON).status_code == 401


def comment(application: Application, **more: Any) -> Comment:
    """Comment on the plan as Petra."""
    given = {"section": "plan", "question": "plan_sv", "text": SECRET, "actor": make.partner(), **more}
    return write_comment(application_id=application.pk, now=make.APPLIED, **given)


def test_comments_are_written_settled_and_opened_again(alma: Client, together: Application) -> None:
    url = at(together, "talk", "plan")
    written = alma.post(url, {"step": "comment", "question": "plan_sv", "text": SECRET})
    assert written["Location"] == url
    assert SECRET in text_of(alma.get(url))
    assert SECRET in text_of(alma.get(at(together, "section", "plan")))
    number = str(Comment.objects.get().pk)
    alma.post(url, {"step": "settle", "id": number})
    assert SECRET not in text_of(alma.get(at(together, "section", "plan")))
    alma.post(url, {"step": "reopen", "id": number})
    assert SECRET in text_of(alma.get(at(together, "section", "plan")))


def test_a_comment_that_is_refused_stands_in_the_form(alma: Client, together: Application) -> None:
    url = at(together, "talk", "plan")
    answer = alma.post(url, {"step": "comment", "question": "plan_sv", "text": "x" * 2001})
    assert answer.status_code == 422
    assert "x" * 2001 in text_of(answer)
    assert 'id="comment_text_error"' in text_of(answer)
    assert alma.post(url, {"step": "hand_over", "to": "", "words": "Hej"}).status_code == 422


@pytest.mark.parametrize("data", [{}, {"step": "x"}, {"step": "settle"}, {"step": "settle", "id": "9" * 30}])
def test_a_step_that_is_none_is_missing(alma: Client, together: Application, data: dict[str, str]) -> None:
    assert alma.post(at(together, "talk", "plan"), data).status_code == 404


def test_a_question_is_handed_over_shown_everywhere_and_done(
    alma: Client, petra: Client, together: Application
) -> None:
    url = at(together, "talk", "plan")
    to = str(make.partner().pk)
    alma.post(url, {"step": "hand_over", "question": "plan_sv", "to": to, "words": "Skriv du"})
    handover = Handover.objects.get()
    section = at(together, "section", "plan")
    assert "Överlämnad till Petra Nyström" in text_of(alma.get(section))
    assert "överlämnad till Petra Nyström" in text_of(alma.get(at(together, "case")))
    mine = text_of(petra.get(reverse("applications:mine")))
    assert "Du har 1 fråga att besvara" in mine
    assert f'href="{section}#id_plan_sv"' in mine
    assert "fråga att besvara" not in text_of(alma.get(reverse("applications:mine")))
    petra.post(url, {"step": "finish", "id": str(handover.pk)})
    assert "Överlämnad till" not in text_of(alma.get(section))
    assert "fråga att besvara" not in text_of(petra.get(reverse("applications:mine")))


def test_the_task_list_counts_comments_that_nobody_has_settled(alma: Client, together: Application) -> None:
    party = together.parties.get().pk.hex
    comment(together)
    comment(together, section=f"budget:{party}", question="")
    comment(together, section=f"party:{party}", question="")
    assert text_of(alma.get(at(together, "case"))).count("1 kommentar") == 3


def test_the_funder_never_sees_what_the_applicants_say_to_each_other() -> None:
    round_ = make.closed_round()
    application = make.filled_application(round_=round_)
    make.with_partner(application)
    comment(application)
    case: dict[str, Any] = {"application_id": application.pk, "actor": make.applicant(), "now": make.APPLIED}
    hand_over(section="plan", question="plan_sv", to=make.partner().pk, words=SECRET, **case)
    submit(submission_key=uuid4(), submit_anyway=False, arrived_at=make.APPLIED, **case)
    desk = at_desk(make.officer())
    page = reverse("desk:case", args=[application.pk])
    assert desk.get(page).status_code == 200
    assert SECRET not in text_of(desk.get(page))
    assert desk.get(at(application, "talk", "plan")).status_code == 404
    assert SECRET not in text_of(Client().get("/api/v1/projects/"))
