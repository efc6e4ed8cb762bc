"""Addresses that nobody links to: what no record can be called is not found, whatever the database."""

import pytest
from django.test import Client

from tests import factories as f

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address",
    [
        "/projekt/nyttverket/2026-%00/",
        "/utlysningar/nyttverket/%00/",
        "/program/nyttverket/%00/",
        "/organisationer/%00/",
        "/en/projects/nyttverket/%00/",
        "/api/v1/projects/nyttverket/%00/",
        "/api/v1/organisations/%00/",
        "/%00/",
        "/dokument%00/",
    ],
)
def test_an_address_with_a_null_byte_is_not_found(address: str, client: Client) -> None:
    f.own_funder()
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", ["/projekt/", "/api/v1/projects/", "/api/v1/calls/"])
def test_words_with_a_null_byte_are_searched_for_without_it(address: str, client: Client) -> None:
    assert client.get(address, {"q": "a\x00b"}).status_code == 200
