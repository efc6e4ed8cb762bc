"""The pages of saved searches: the same answer for every address, one click, and nobody else's searches."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from accounts.models import User
from mail.models import Letter
from registry.models import Project
from search.models import SavedSearch
from search.saved.links import confirm_link, end_link, list_link
from search.saved.pages import BY_ADDRESS, BY_CLIENT
from tests.factories.searches import saved_search
from tests.search.records import MUNICIPALITY

pytestmark = pytest.mark.django_db
Library = dict[str, Project]
ADDRESS = "siv@sparar.example"
SAVE, OWN = "/en/search/save/", "/en/search/saved/"
GIVEN = {"email": ADDRESS, "pace": "daily"}


def path_in(link: str) -> str:
    """The path of an absolute address."""
    return link.removeprefix("http://testserver")


def main_of(page: bytes) -> str:
    """What stands in a page's main part, without what differs each time."""
    return re.sub(
        r'value="[A-Za-z0-9]{64}"', "", page.decode().partition("<main ")[2].partition("</main>")[0]
    )


def test_from_the_result_page_to_the_mailbox_and_back(client: Client, library: Library) -> None:
    page = client.get("/en/projects/?q=system&sector=public").content.decode()
    [address] = re.findall(r'href="(/en/search/save/[^"]*)"', page)
    address = address.replace("&amp;", "&")
    assert address == f"{SAVE}?q=system&sector=public"
    form = client.get(address).content.decode()
    assert "Projects: “system”; Sector: Public sector" in form
    assert "2 hits today" in form
    answer = client.post(address, GIVEN, follow=True)
    assert answer.redirect_chain == [("/en/search/saved/asked/", 302)]
    link = re.search(r"http://testserver\S+confirm\S+", Letter.objects.get().body)
    assert link
    assert client.get(path_in(link[0])).status_code == 200
    assert SavedSearch.objects.get().confirmed_at is None
    begun = client.post(path_in(link[0]))
    assert "The search is saved" in begun.content.decode()
    assert SavedSearch.objects.get().confirmed_at is not None


def test_hits_with_some_of_the_words_are_not_promised(client: Client, library: Library) -> None:
    asked = "?q=odlingssystem+grönsaker+xylofon"
    assert "Nothing has all of your words" in client.get(f"/en/projects/{asked}").content.decode()
    assert "Nothing fits all of it today" in client.get(f"{SAVE}{asked}").content.decode()


def test_a_corrected_spelling_is_what_is_saved(client: Client, library: Library) -> None:
    assert "“medborgarbudget”" in client.get(f"{SAVE}?q=medborgarbuget").content.decode()
    client.post(f"{SAVE}?q=medborgarbuget", GIVEN)
    assert SavedSearch.objects.get().query == "q=medborgarbudget"


def test_the_answer_is_the_same_whether_or_not_the_address_has_saved_it(client: Client) -> None:
    saved_search("q=odling", "annan@sparar.example", now=timezone.now())
    answers = [
        client.post(f"{SAVE}?q=odling", {"email": address, "pace": "daily"}, follow=True)
        for address in (ADDRESS, "annan@sparar.example")
    ]
    assert len({main_of(answer.content) for answer in answers}) == 1
    assert len({tuple(answer.redirect_chain) for answer in answers}) == 1


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"email": "", "pace": "daily"}, "id_email"),
        ({"email": "siv@sparar,example", "pace": "daily"}, "id_email"),
        ({"email": "x" * 100_000, "pace": "daily"}, "id_email"),
        ({"email": "a@b.se\r\nBcc: c@d.se", "pace": "daily"}, "id_email"),
        ({"email": "\x00", "pace": "daily"}, "id_email"),
        ({"email": ADDRESS}, "id_pace"),
        ({"email": ADDRESS, "pace": "hourly"}, "id_pace"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_sent(
    client: Client, given: dict[str, str], field: str
) -> None:
    page = client.post(f"{SAVE}?q=odling", given).content.decode()
    assert f'href="#{field}' in page
    assert not Letter.objects.exists()


def test_a_persons_number_is_said_to_be_why(client: Client) -> None:
    page = client.post(f"{SAVE}?q=811218-9876", GIVEN).content.decode()
    assert "personal identity number" in page
    assert not SavedSearch.objects.exists()


def test_an_address_is_mailed_so_often_and_no_more_and_nobody_learns(client: Client) -> None:
    answers = [client.post(f"{SAVE}?q=ord{at}", GIVEN) for at in range(BY_ADDRESS.most + 2)]
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {
        (302, "/en/search/saved/asked/")
    }
    assert Letter.objects.count() == BY_ADDRESS.most


def test_a_client_may_save_so_much(client: Client) -> None:
    for at in range(BY_CLIENT.most):
        assert client.post(f"{SAVE}?q=odling", {**GIVEN, "email": f"a{at}@sparar.example"}).status_code == 302
    assert client.post(f"{SAVE}?q=odling", GIVEN).status_code == 429
    assert client.post(f"{SAVE}?q=odling", GIVEN, REMOTE_ADDR="192.0.2.7").status_code == 302


def test_one_click_ends_without_a_cookie_and_reading_ends_nothing(client: Client) -> None:
    search = saved_search("q=odling", now=timezone.now())
    assert client.get(path_in(end_link(search))).status_code == 200
    assert SavedSearch.objects.exists()
    strict = Client(enforce_csrf_checks=True)
    for _ in range(2):
        answer = strict.post(path_in(end_link(search)), {"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
    assert not SavedSearch.objects.exists()


def test_links_are_for_one_thing_and_forged_ones_for_nothing(client: Client) -> None:
    search = saved_search("q=odling", now=timezone.now())
    tokens = {
        name: path_in(link(search)).split("/")[-2] for name, link in (("end", end_link), ("list", list_link))
    }
    for address in (
        *(
            reverse("search:saved_confirm", args=[token])
            for token in (*tokens.values(), "x", f"{search.pk.hex}:x")
        ),
        *(reverse("search:saved_list", args=[token]) for token in (tokens["end"], "x", "9" * 31)),
    ):
        assert client.post(address, {"search": search.pk, "end": "1"}).status_code == 404, address
    assert client.post(reverse("search:saved_end", args=[tokens["list"]])).status_code == 200
    assert SavedSearch.objects.exists()
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(path_in(confirm_link(search))).status_code == 403
    assert strict.post(path_in(list_link(search)), {"search": search.pk, "end": "1"}).status_code == 403


def test_the_link_shows_all_of_the_address_and_nothing_of_others(client: Client) -> None:
    mine = [saved_search(f"q={word}", now=timezone.now()) for word in ("odling", "trafik")]
    other = saved_search("q=hemligt", "annan@sparar.example", now=timezone.now())
    page = client.get(path_in(list_link(mine[0]))).content.decode()
    assert ("“odling”" in page, "“trafik”" in page, "hemligt" in page) == (True, True, False)
    assert ADDRESS not in page
    client.post(path_in(list_link(mine[0])), {"search": other.pk, "end": "1"})
    assert SavedSearch.objects.filter(pk=other.pk).exists()
    answer = client.post(path_in(list_link(mine[0])), {"search": mine[1].pk, "pace": "weekly"})
    mine[1].refresh_from_db()
    assert (answer.status_code, mine[1].pace) == (302, "weekly")
    answer = client.post(path_in(list_link(mine[0])), {"search": mine[0].pk, "end": "1"}, follow=True)
    assert "“trafik”" in answer.content.decode()
    assert set(SavedSearch.objects.all()) == {mine[1], other}
    answer = client.post(path_in(list_link(mine[1])), {"search": mine[1].pk, "end": "1"}, follow=True)
    assert answer.status_code == 200
    assert client.get(path_in(list_link(mine[1]))).status_code == 404


def test_a_signed_in_person_sees_what_their_confirmed_addresses_saved(client: Client) -> None:
    search = saved_search("q=odling", now=timezone.now())
    stranger = client.get(OWN).content.decode()
    assert ("“odling”" in stranger, "/en/account/login/" in stranger) == (False, True)
    user = User.objects.create_user(ADDRESS, "x", name="Siv")
    claimed = EmailAddress.objects.create(user=user, email=ADDRESS, verified=False, primary=True)
    client.force_login(user)
    assert "“odling”" not in client.get(OWN).content.decode()
    client.post(OWN, {"search": search.pk, "end": "1"})
    assert SavedSearch.objects.exists()
    EmailAddress.objects.filter(pk=claimed.pk).update(verified=True)
    assert "“odling”" in client.get(OWN).content.decode()
    assert f'value="{ADDRESS}"' in client.get(f"{SAVE}?q=odling").content.decode()
    client.post(OWN, {"search": search.pk, "end": "1"})
    assert not SavedSearch.objects.exists()


def test_no_page_feed_or_search_knows_who_saved_what(client: Client, library: Library) -> None:
    saved_search("q=hemligtintresse", now=timezone.now() - timedelta(days=1))
    with translation.override("en"):
        for address in (
            *(
                "/en/",
                "/en/projects/?q=siv",
                OWN,
                SAVE,
                reverse("search:feed"),
                reverse("search:download_csv"),
            ),
            *("/api/v1/projects/", "/api/v1/organisations/"),
        ):
            answer = client.get(address)
            data = b"".join(answer) if answer.streaming else answer.content
            assert answer.status_code == 200, address
            assert b"sparar.example" not in data, address
            assert b"hemligtintresse" not in data, address
    assert MUNICIPALITY.name.encode() in b"".join(client.get(reverse("search:download_csv")))


def test_pages_of_the_site_cannot_be_saved(client: Client) -> None:
    assert client.get(f"{SAVE}?kind=page&q=om").status_code == 404
    assert client.get("/en/search/atom/?kind=page&q=om").status_code == 404
