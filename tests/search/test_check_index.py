"""Drift: every kind of difference between index and database is seen, and nothing else is."""

from collections.abc import Callable

import pytest
from django.db.models import F

from registry.models import Call, Organisation, Outcome, Programme, Project
from search.documents import document_key
from search.drift import drift
from search.index import engine, rebuild
from search.record_versions import PARTS
from search.sources import kinds, source_of, versions_in_database
from search.worker import reindex
from tests.search.records import NOW

Library = dict[str, Project]


def grown(**given: object) -> dict[str, object]:
    """Values of a record whose version grows with the change, as the publish functions see to."""
    return {**given, "version": F("version") + 1}


@pytest.fixture
def linked(library: Library) -> Library:
    """The library, the farming project under a call and a programme, all indexed."""
    funder = library["farming"].funder
    programme = Programme.objects.create(
        funder=funder, diarienummer="2025-00801", title_sv="Gröna tak", updated_at=NOW
    )
    call = Call.objects.create(
        funder=funder,
        programme=programme,
        diarienummer="2025-00802",
        title_sv="Odla ihop",
        published_at=NOW,
        updated_at=NOW,
    )
    Project.objects.filter(pk=library["farming"].pk).update(call=call, programme=programme)
    rebuild(now=NOW)
    assert drift().number == 0
    return library


def test_documents_and_the_database_count_the_same_versions(linked: Library) -> None:
    for kind in kinds():
        source = source_of(kind)
        assert source is not None
        made = {document.record_id: document.version for document in source.documents(list(source.ids()))}
        assert dict(versions_in_database(source)) == made == dict(engine().versions(kind))
    assert dict(engine().versions("project"))[linked["farming"].pk] > PARTS


@pytest.mark.parametrize(
    ("change", "stale"),
    [
        (lambda: Project.objects.update(**grown(title_sv="Nytt")), {"project": 6, "outcome": 1}),
        (
            lambda: Organisation.objects.filter(number="8020009994").update(**grown(name="Nytt")),
            {"project": 2, "organisation": 1},
        ),
        (lambda: Call.objects.update(**grown(title_sv="Nytt")), {"call": 1, "project": 1}),
        (
            lambda: Programme.objects.update(**grown(title_sv="Nytt")),
            {"programme": 1, "call": 1, "project": 1},
        ),
        (lambda: Outcome.objects.update(**grown(summary_sv="Nytt")), {"outcome": 1, "project": 1}),
        (
            lambda: Organisation.objects.filter(number="8020009994").update(
                **grown(merged_into=Organisation.objects.get(number="2120009997"))
            ),
            {"organisation": 2, "project": 2},
        ),
    ],
    ids=["project", "organisation", "call", "programme", "outcome", "merged"],
)
def test_whatever_a_document_shows_makes_it_stale(
    linked: Library, change: Callable[[], int], stale: dict[str, int]
) -> None:
    assert change()
    found = drift()
    counted = {kind: sum(key.startswith(f"{kind}-") for key in found.keys) for kind in kinds()}
    assert {kind: many for kind, many in counted.items() if many} == stale
    reindex(found.keys)
    assert drift().number == 0


def test_missing_and_superfluous_documents_are_told_apart(linked: Library) -> None:
    gone, lacking = linked["farming"].pk, linked["bare"].pk
    Project.objects.filter(pk=gone).update(withdrawn_at=NOW)
    with engine().writing():
        engine().apply([], [document_key("project", lacking)])
    found = drift()
    assert (found.missing, found.superfluous, found.stale) == (
        (document_key("project", lacking),),
        (document_key("project", gone),),
        (),
    )
    reindex(found.keys)
    assert drift().number == 0
