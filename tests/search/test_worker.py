"""Changes reach the index, rebuilds swap beside, withdrawn records go, and drift is a number."""

from collections.abc import Sequence
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F

from registry.models import Change, Organisation, Project
from registry.publish import withdraw_project
from search.ask import ask
from search.documents import Document
from search.drift import drift
from search.index import engine
from search.question import Question
from search.sources import register, source_of
from search.worker import apply_changes, tend
from tests.search.records import NOW, add_outcome, make_project

Library = dict[str, Project]


def numbers(text: str, kind: str = "project") -> list[str]:
    """Case numbers found."""
    return [hit.diarienummer for hit in ask(Question(text=text, kind=kind)).hits]


def test_a_registered_project_is_found_once_the_worker_has_been(library: Library) -> None:
    apply_changes(now=NOW)
    make_project("2026-00200", "Skogsbad för alla")
    assert numbers("skogsbad") == []
    assert apply_changes(now=NOW) > 0
    assert numbers("skogsbaden") == ["2026-00200"]
    assert not Change.objects.filter(indexed_at__isnull=True).exists()
    assert apply_changes(now=NOW) == 0


def test_a_record_whose_document_cannot_be_made_holds_nothing_back(library: Library) -> None:
    apply_changes(now=NOW)
    bad = make_project("2026-00201", "Trasig")
    make_project("2026-00202", "Skogsbad för alla")
    working = source_of("project")
    assert working is not None

    def documents(ids: Sequence[int]) -> list[Document]:
        if bad.pk in ids:
            raise ValueError("planted: this record breaks")
        return list(working.documents(ids))

    register(replace(working, documents=documents))
    try:
        assert apply_changes(now=NOW) > 0
    finally:
        register(working)
    assert numbers("skogsbad") == ["2026-00202"]
    assert numbers("trasig") == []
    assert drift().number == 1


def test_changes_are_taken_a_few_at_a_time_and_may_be_taken_again(library: Library) -> None:
    apply_changes(now=NOW)
    make_project("2026-00200", "Skogsbad")
    make_project("2026-00200", "Sjöbad")
    assert apply_changes(now=NOW, most=1) == 1
    Change.objects.update(indexed_at=None)
    while apply_changes(now=NOW, most=3):
        pass
    assert (numbers("sjöbad"), numbers("skogsbad")) == (["2026-00200"], [])
    assert drift().number == 0


def test_an_outcome_and_an_organisations_new_name_reach_the_project(library: Library) -> None:
    apply_changes(now=NOW)
    add_outcome(library["farming"], "Skörden blev fyra ton tomater.")
    Organisation.objects.filter(number="8020009994").update(name="Grannarnas riksförbund")
    organisation = Organisation.objects.get(number="8020009994")
    Change.objects.create(kind="organisation", record_id=organisation.pk, version=2, at=NOW)
    apply_changes(now=NOW)
    assert numbers("tomatskörd tomat") == ["2025-00101"]
    assert numbers("tomater", kind="outcome") == ["2025-00101"]
    assert set(numbers("grannarnas riksförbund")) == {"2025-00101", "2025-00104"}
    assert ask(Question(text="riksförbundet", kind="organisation")).count == 1


def test_a_withdrawn_project_leaves_the_index(library: Library) -> None:
    apply_changes(now=NOW)
    withdraw_project(library["farming"], now=NOW, actor="machine:tests")
    apply_changes(now=NOW)
    assert numbers("odlingssystem") == []
    assert library["farming"].pk not in dict(engine().versions("project"))
    assert drift().number == 0


def test_the_commands_build_check_and_mend(library: Library, index_directory: Path) -> None:
    apply_changes(now=NOW)
    out = StringIO()
    call_command("check_index", stdout=out)
    assert out.getvalue().startswith("Drift: 0 ")
    Change.objects.all().delete()
    make_project("2026-00200", "Skogsbad")
    Change.objects.all().delete()
    Project.objects.filter(pk=library["farming"].pk).update(withdrawn_at=NOW)
    with pytest.raises(CommandError, match="differs"):
        call_command("check_index", stdout=StringIO())
    call_command("check_index", "--mend", stdout=StringIO())
    assert (numbers("skogsbad"), drift().number) == (["2026-00200"], 0)
    version = engine().version()
    call_command("rebuild_index", "--if-missing", stdout=StringIO())
    assert engine().version() == version
    call_command("rebuild_index", stdout=StringIO())
    assert engine().version() != version


def test_without_an_index_the_worker_waits_and_the_check_says_so(db: None) -> None:
    make_project("2026-00200", "Skogsbad")
    assert apply_changes(now=NOW) == 0
    with pytest.raises(CommandError, match="rebuild_index"):
        call_command("check_index", stdout=StringIO())


def test_without_an_index_the_database_answers_with_a_notice(db: None) -> None:
    project = make_project("2026-00200", "Skogsbad", summary="Att gå långsamt.")
    withdraw_project(make_project("2026-00201", "Skogsbad"), now=NOW, actor="machine:tests")
    hits = ask(
        Question(text="skogsbad", facets={"sector": frozenset({"public"}), "year": frozenset({"2025"})})
    )
    assert ([hit.record_id for hit in hits.hits], hits.count) == ([project.pk], 1)
    assert hits.notice
    assert ask(Question(text="skogsbad", facets={"year": frozenset({"unknown"})})).count == 0


def test_a_corpus_that_has_outgrown_its_words_is_learnt_anew(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert tend(now=NOW) == 0
    monkeypatch.setattr("search.worker.SMALLEST_GROWTH", 2)
    before = engine().version()
    for number in range(20):
        make_project(f"2026-0020{number % 10}{number // 10}"[:10], f"Laxtrappa {number}")
    while apply_changes(now=NOW):
        pass
    assert engine().version() == before
    assert tend(now=NOW) == engine().size() > 15
    assert engine().version() != before
    assert tend(now=NOW) == 0


def test_an_index_that_an_earlier_version_of_the_portal_made_is_built_anew(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = engine().version()
    monkeypatch.setattr("search.engines.embedded.shape", lambda: "another")
    assert tend(now=NOW) > 0
    assert (engine().version() == before, tend(now=NOW)) == (False, 0)


def test_what_a_programme_touches_is_indexed_some_at_a_time(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    organisation = Organisation.objects.get(number="2120009997")
    monkeypatch.setattr("search.worker.AT_A_TIME", 2)
    Organisation.objects.update(name="Storköpings kommun", version=F("version") + 1)
    assert drift().number > 3
    Change.objects.create(kind="organisation", record_id=organisation.pk, version=2, at=NOW)
    apply_changes(now=NOW)
    assert len(numbers("storköpings")) == 4
