"""The call's own questions on their page: tables and groups, with and without rows, right and wrong."""

import re

import pytest
from django.test import Client
from django.utils import translation

from applications.models import Application
from rulebook.rows import rows_as_text, rows_of
from tests import factories as make
from tests.applications.test_pages_all import browser
from tests.applications.test_pages_form import at, text_of
from tests.factories.forms import OWN_ANSWERS, OWN_FORM, PACKAGE_ROWS

pytestmark = pytest.mark.django_db
Posted = dict[str, str | list[str]]


@pytest.fixture
def alma() -> Client:
    """The browser of the coordinator."""
    return browser(make.applicant())


@pytest.fixture
def application() -> Application:
    """A draft whose call asks questions of its own."""
    return make.draft_application(round_=make.open_round(form=OWN_FORM))


def kept(application: Application) -> dict[str, str]:
    """What stands in the call's own section."""
    answers: dict[str, str] = application.sections.get(key="own").answers
    return answers


def sent_by(page: str) -> Posted:
    """What a browser sends when a page's form is submitted as it was read."""
    form = page[page.index('id="writing"') : page.rindex("</form>")]
    sent: Posted = {}
    for tag in re.findall(r"<input [^>]+>", form):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        if (
            name
            and "file" not in tag
            and ("checked" in tag or not re.search(r'type="(radio|checkbox)"', tag))
        ):
            sent.setdefault(name[1], [])
            sent[name[1]].append(value[1] if value else "")  # type: ignore[union-attr]
    for name, value in re.findall(r'<textarea name="([^"]*)"[^>]*>\n?([^<]*)</textarea>', form):
        sent[name] = [value]
    for name, body in re.findall(r'<select name="([^"]*)"[^>]*>(.*?)</select>', form, re.DOTALL):
        sent[name] = re.findall(r'value="([^"]*)" selected', body) or [""]
    return sent


def test_an_empty_page_shows_rows_to_write_in_and_buttons(alma: Client, application: Application) -> None:
    page = text_of(alma.get(at(application, "section", "own")))
    for words in (
        "Om er lösning",
        "Frågor som bara den här utlysningen ställer.",
        "Paket 3",
        "Nyckelperson 1",
    ):
        assert words in page
    assert "Paket 4" not in page
    assert "Nyckelperson 2" not in page
    assert 'name="add" value="packages"' in page
    assert "maxlength" not in page


def test_everything_that_is_written_is_kept_and_read_back_unchanged(
    alma: Client, application: Application
) -> None:
    make.give_answers(application, "own", OWN_ANSWERS)
    url = at(application, "section", "own")
    page = text_of(alma.get(url))
    assert "error-summary" not in page
    assert alma.post(url, sent_by(page)).status_code == 302
    assert kept(application) == OWN_ANSWERS
    assert application.sections.get(key="own").version == 1  # nothing was changed, so nothing was written


def test_what_is_wrong_in_a_cell_is_kept_and_said_at_the_cell(alma: Client, application: Application) -> None:
    url = at(application, "section", "own")
    typed = {
        "version": "0",
        "users": "många",
        "packages": "",
        "packages.0.name": "Bygga",
        "packages.0.months": "abc",
        "packages.2.name": "Å" * 21,
        "packages.2.cost": "12,50",
        "people.0.part": "100,5",
    }
    assert alma.post(url, typed)["Location"] == url
    assert rows_of(kept(application)["packages"]) == (
        {"name": "Bygga", "months": "abc"},
        {"name": "Å" * 21, "cost": "12,50"},
    )
    page = text_of(alma.get(url))
    summary = page[page.index('id="error-summary"') : page.index("<h1>")]
    for name in ("users", "packages.0.months", "packages.1.name", "packages.1.cost", "people.0.part"):
        assert f'href="#id_{name}"' in summary
        assert f'id="id_{name}"' in page
        assert f'id="id_{name}_error"' in page
    assert "Arbetspaket, Paket 1, Månader" in summary
    assert 'value="abc"' in page
    assert 'value="många"' in page


def test_a_button_saves_and_adds_a_row(alma: Client, application: Application) -> None:
    url = at(application, "section", "own")
    page = text_of(alma.get(url))
    answer = alma.post(url, {**sent_by(page), "packages.0.name": "Lyssna", "add": "packages"})
    assert answer["Location"] == f"{url}?more=packages.4#row_packages.3"
    assert rows_of(kept(application)["packages"]) == ({"name": "Lyssna"},)
    page = text_of(alma.get(f"{url}?more=packages.4"))
    assert 'id="row_packages.3"' in page
    assert 'id="row_packages.4"' not in page


def test_no_more_rows_than_the_question_allows(alma: Client, application: Application) -> None:
    page = text_of(alma.get(at(application, "section", "own") + "?more=packages.99"))
    assert 'id="row_packages.4"' in page
    assert 'id="row_packages.5"' not in page
    assert 'name="add" value="packages"' not in page


def test_a_row_goes_after_a_question(alma: Client, application: Application) -> None:
    make.give_answers(application, "own", OWN_ANSWERS)
    url = at(application, "section", "own")
    sent = sent_by(text_of(alma.get(url)))
    asking = alma.post(url, {**sent, "remove": "packages.0"})["Location"]
    assert asking == f"{url}?remove=packages.0#row_packages.0"
    assert kept(application) == OWN_ANSWERS
    page = text_of(alma.get(asking))
    assert 'name="remove_now" value="packages.0"' in page
    alma.post(url, {**sent_by(page), "remove_now": "packages.0"})
    assert kept(application) == {**OWN_ANSWERS, "packages": rows_as_text(PACKAGE_ROWS[1:])}


def test_the_last_row_can_go(alma: Client, application: Application) -> None:
    make.give_answers(application, "own", OWN_ANSWERS)
    url = at(application, "section", "own")
    alma.post(url, {**sent_by(text_of(alma.get(url))), "remove_now": "people.0"})
    assert kept(application)["people"] == ""


def test_rows_over_the_most_are_kept_and_told(alma: Client, application: Application) -> None:
    url = at(application, "section", "own")
    typed = {f"packages.{place}.name": f"Paket {place}" for place in range(7)}
    alma.post(url, {**typed, "version": "0"})
    assert len(rows_of(kept(application)["packages"]) or ()) == 7
    page = text_of(alma.get(url))
    assert 'href="#id_packages"' in page
    assert 'id="row_packages.6"' in page


HOSTILE = [
    {"packages": '[{"name":"x"}]'},
    {"packages": "[" * 100_000},
    {"packages.x.name": "x", "packages..name": "x", "packages.0": "x", "packages.0.name.more": "x"},
    {"packages.99999999999.name": "x", "packages.-1.name": "x", "packages.١.name": "x"},
    {"packages.0.secret": "x", "packages.0.": "x", ".0.name": "x", "people.0.__class__": "x"},
    {"add": "packages.1"},
    {"add": "users"},
    {"remove": "packages"},
    {"remove": "packages.99"},
    {"remove_now": "packages.99"},
    {"remove_now": "packages.0.name"},
]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_names_and_values_change_nothing(
    alma: Client, application: Application, hostile: dict[str, str]
) -> None:
    url = at(application, "section", "own")
    assert alma.post(url, {"version": "0", **hostile}).status_code == 302
    assert not any(kept(application).values())


@pytest.mark.parametrize(
    "query", ["more=packages", "more=x.9", "more=packages.99999", "remove=x", "remove=%00"]
)
def test_hostile_questions_of_the_address_show_the_page(
    alma: Client, application: Application, query: str
) -> None:
    assert alma.get(at(application, "section", "own") + f"?{query}").status_code == 200


def test_strange_signs_in_a_cell_are_kept_harmless(alma: Client, application: Application) -> None:
    url = at(application, "section", "own")
    strange = "\u202eevil\u202c \x00<script>alert(1)</script> {{ 7 }} é 👩‍👩‍👧"
    alma.post(url, {"version": "0", "people.0.role": strange, "people.0.name": "a\r\nb"})
    assert rows_of(kept(application)["people"]) == ({"role": strange.replace("\x00", ""), "name": "a\nb"},)
    page = text_of(alma.get(url))
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_ten_thousand_rows_are_refused_before_they_are_read(alma: Client, application: Application) -> None:
    url = at(application, "section", "own")
    typed = {f"packages.{place}.name": "x" for place in range(10_000)}
    assert alma.post(url, {**typed, "version": "0"}).status_code == 400
    assert kept(application) == {}


def test_two_who_change_the_same_table_choose_between_both(alma: Client, application: Application) -> None:
    make.with_partner(application)
    url = at(application, "section", "own")
    sent = sent_by(text_of(alma.get(url)))
    browser(make.partner()).post(url, {**sent, "packages.0.name": "Petras paket"})
    answer = alma.post(url, {**sent, "packages.0.name": "Almas paket", "users": "7"})
    page = text_of(answer)
    assert answer.status_code == 409
    assert "Petras paket" in page
    assert 'value="Almas paket"' in page
    assert rows_of(kept(application)["packages"]) == ({"name": "Petras paket"},)


def test_a_section_that_an_amendment_adds_opens_in_drafts_that_stood(alma: Client) -> None:
    application = make.draft_application(round_=make.open_round(form=OWN_FORM))
    application.sections.filter(key="own").delete()
    url = at(application, "section", "own")
    page = text_of(alma.get(url))
    assert alma.post(url, {**sent_by(page), "why": "Nu."}).status_code == 302
    assert kept(application)["why"] == "Nu."


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_answers_are_read_before_submission(
    alma: Client, application: Application, language: str
) -> None:
    make.give_answers(application, "own", OWN_ANSWERS)
    with translation.override(language):
        page = text_of(alma.get(at(application, "submit")))
    for words in (
        "Lyssna",
        "Bygga",
        "Maj Ek",
        "Svarar för data.",
        "Unga; Alla" if language == "sv" else "Young; All",
    ):
        assert words in page
    assert '{"' not in page
