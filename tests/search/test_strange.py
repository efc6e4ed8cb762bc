"""Whatever is written, a page comes back."""

import time

import pytest
from django.test import Client
from django.urls import reverse

from registry.models import Project

STRANGE = {
    "operators": 'AND OR NOT ELLER && || ! ( ) { } [ ] ^ " ~ * ? : \\ /',
    "unbalanced quotes": '"odlings" system" "',
    "wildcards": "odl* ?dling *:* _all:*",
    "regex": "/(a|b)*c{1,1000}/",
    "null bytes": "odling\0system",
    "long word": "a" * 100_000,
    "long text": "odling " * 15_000,
    "many clauses": " OR ".join(f"ord{number}" for number in range(5_000)),
    "nested": "(" * 2_000 + "a" + ")" * 2_000,
    "emoji": "🚲🚌👩‍👩‍👧 odling",
    "right to left": "مشروع \u202eodling",
    "combining": "o\u0308" * 300,
    "only minus": "- -- --- -",
    "fields": "titel: :titel titel::: kind:application withdrawn_at:* record_id:1",
    "markup": "<script>alert(1)</script> '; DROP TABLE registry_project; --",
    "placeholder": "¤ ¤¤",
    "ranges": "[* TO *] year:[2000 TO 2030] >5 <5",
    "lone minus phrase": '-"',
    "turkish": "İSTANBUL ıI ﬁ ß",
}


@pytest.mark.parametrize("text", STRANGE.values(), ids=STRANGE.keys())
def test_a_strange_text_gives_a_page(client: Client, library: dict[str, Project], text: str) -> None:
    client.get(reverse("search:projects"))  # the first question of a process reads the dictionaries
    began = time.process_time()
    answer = client.get(reverse("search:projects"), {"q": text})
    assert answer.status_code == 200
    assert b"<script>alert" not in answer.content
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    "query",
    [
        "page=1000000000",
        "page=-1",
        "page_size=-1",
        "page_size=x",
        "sort=password",
        "sector=%00",
        "year=" + "9" * 500,
    ],
)
def test_strange_parameters_give_a_page(client: Client, library: dict[str, Project], query: str) -> None:
    assert client.get(f"{reverse('search:projects')}?{query}").status_code == 200
