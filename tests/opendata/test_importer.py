"""The importer of the older `projekt` form: what is taken, mended, kept and refused."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from registry.models import Change, Funder, IssuedNumber, Organisation, Project
from registry.publish import withdraw_project
from tests.opendata.dirt import COMPANY, DIRTY, MUNICIPALITY, PERSONAL, record
from tests.opendata.register import NOW
from tests.opendata.register import project as own_project

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english() -> None:
    translation.activate("en")


def write(path: Path, records: Any) -> Path:
    path.write_text(json.dumps(records), encoding="utf-8")
    return path


def run(path: Path, **options: Any) -> str:
    out = StringIO()
    call_command("import_vinnova", str(path), stdout=out, **options)
    return out.getvalue()


def imported(number: str) -> Project:
    return Project.objects.get(funder__slug="vinnova", diarienummer=number)


@pytest.fixture
def dirty(tmp_path: Path) -> dict[str, Any]:
    """Import every kind of dirt; return the report."""
    output = run(write(tmp_path / "dirty.json", DIRTY), report=tmp_path / "report.json", examples=50)
    report: dict[str, Any] = json.loads((tmp_path / "report.json").read_text())
    assert PERSONAL not in output
    assert PERSONAL not in json.dumps(report)
    return report


def test_the_report_tells_what_was_taken_mended_kept_and_refused(dirty: dict[str, Any]) -> None:
    told = {
        kind: {one["code"]: one["examples"] for one in dirty[kind]}
        for kind in ("mended", "noticed", "refused_value", "refused_record")
    }
    assert (dirty["read"], dirty["taken"], dirty["refused"]) == (
        35,
        {"new": 29, "changed": 0, "unchanged": 0},
        6,
    )
    assert told == {
        "mended": {
            "html": ["#2 2015-00002, MalSvenska", "#4 2015-00004, MalSvenska"],
            "apostrophe": ["#4 2015-00004, MalEngelska"],
            "characters": ["#20 2015-00020, MalSvenska"],
            "placeholder": ["#16 2015-00016, ÄrenderubrikEngelska", "#16 2015-00016, ImplementationEngelska"],
            "too_long": ["#19 2015-00019, Ärenderubrik"],
            "amount_form": ["#8 2015-00008, BeviljatBidrag"],
            "number_suffix": ["#28 2015-00028, Diarienummer"],
            "title_from_english": ["#17 2015-00017, Ärenderubrik"],
        },
        "noticed": {
            "english_in_swedish": ["#5 2015-00005, MalSvenska"],
            "machine_translated": ["#34 2015-00029, MalEngelska"],
            "upper_case": [
                "#6 2015-00006, Ärenderubrik",
                "#6 2015-00006, KoordinatorOrg",
                "#19 2015-00019, Ärenderubrik",
            ],
            "amount_missing": ["#7 2015-00007, BeviljatBidrag"],
            "date_missing": ["#12 2015-00012, ProjektStart"],
            "coordinator_missing": ["#25 2015-00025, KoordinatorOrg"],
            "sector_unknown": ["#26 2015-00026, _koordinatorTyp"],
            "status_unknown": ["#24 2015-00024, Status"],
            "call_unknown": ["#27 2015-00027, DiarienummerUtlysning"],
        },
        "refused_value": {
            "dates_reversed": ["#11 2015-00011, ProjektSlut"],
            "date_unreadable": ["#12 2015-00012, ProjektSlut"],
            "amount_unusable": ["#9 2015-00009, BeviljatBidrag", "#10 2015-00010, BeviljatBidrag"],
            "number_personal": ["#13 2015-00013, _koordinatorOrgnr"],
            "number_wrong": ["#14 2015-00014, _koordinatorOrgnr"],
            "personal_in_text": ["#15 2015-00015, MalSvenska"],
            "link_unusable": ["#22 2015-00022, LankLista"],
            "text_unusable": ["#21 2015-00021, MalSvenska"],
        },
        "refused_record": {
            "record_number": ["#31, Diarienummer", "#32, Diarienummer", "#33, Diarienummer"],
            "record_title": ["#18 2015-00018, Ärenderubrik"],
            "record_double": ["#30 2015-00001, Diarienummer"],
            "record_other_funder": ["#29 2015-00001, Diarienummer"],
        },
    }


def test_a_clean_record_becomes_a_project(dirty: dict[str, Any]) -> None:
    row = imported("2015-00001")
    party = row.parties.get()
    assert (row.title_sv, row.title_en, row.amount_awarded) == (
        "Bryggan som minns",
        "The jetty that remembers",
        500_000,
    )
    assert (str(row.starts), str(row.ends), row.status, row.decided_on) == (
        "2015-03-01",
        "2016-02-28",
        "ended",
        None,
    )
    assert (row.purpose_sv, row.effects_sv, row.plan_sv) == (
        "Vi ville veta vad som hände vid vattnet.",
        "Det gick att fråga bryggan.",
        "",
    )
    assert (party.name, party.organisation.number, party.sector, party.is_coordinator) == (
        "Almköpings kommun",
        MUNICIPALITY,
        "public",
        True,
    )
    assert IssuedNumber.objects.filter(
        funder__slug="vinnova", year=2015, serial=1, purpose="imported"
    ).exists()


@pytest.mark.parametrize(
    ("number", "field", "value"),
    [
        ("2015-00002", "purpose_sv", "Första.\n\nAndra & sista."),
        ("2015-00003", "purpose_sv", "Vi mätte <CUBE> och p < 0.05 vid 5<7."),
        ("2015-00004", "purpose_en", "The group's goal"),
        ("2015-00004", "purpose_sv", "Dubbelt"),
        ("2015-00006", "title_sv", "BRYGGAN SOM INTE VILL TYSTNA"),
        ("2015-00007", "amount_awarded", None),
        ("2015-00008", "amount_awarded", 1_250_000),
        ("2015-00009", "amount_awarded", None),
        ("2015-00010", "amount_awarded", None),
        ("2015-00011", "starts", None),
        ("2015-00011", "ends", None),
        ("2015-00011", "status", ""),
        ("2015-00012", "starts", None),
        ("2015-00015", "purpose_sv", "Ring Anna, ******-****, eller 070-123 45 67 om 2015-00001."),
        ("2015-00016", "plan_en", ""),
        ("2015-00016", "title_en", ""),
        ("2015-00017", "title_sv", "The jetty that remembers"),
        ("2015-00020", "purpose_sv", "Noll och ensam ."),
        ("2015-00021", "purpose_sv", ""),
        ("2015-00023", "status", "cancelled"),
        ("2015-00024", "status", "ended"),
        ("2015-00028", "title_sv", "Bryggan som minns"),
        ("2015-00030", "purpose_sv", "Rad ett\n\nRad två\nrad tre"),
    ],
)
def test_dirt_is_mended_kept_or_left_out(dirty: dict[str, Any], number: str, field: str, value: Any) -> None:
    assert getattr(imported(number), field) == value


def test_a_personal_number_is_refused_and_kept_nowhere(dirty: dict[str, Any]) -> None:
    party = imported("2015-00013").parties.get()
    assert (party.name, party.organisation.number) == ("Anna på hörnet", "")
    digits = PERSONAL.replace("-", "")
    assert not Organisation.objects.filter(number__in=[digits, PERSONAL]).exists()
    assert not any("800101" in str(row) for row in Project.objects.values_list())


def test_parties_links_and_unknown_sectors(dirty: dict[str, Any]) -> None:
    assert imported("2015-00006").parties.get().organisation.number == COMPANY
    assert imported("2015-00006").parties.get().sector == "business"
    assert list(imported("2015-00022").links.values_list("title", "url")) == [
        ("Webb", "https://bryggan.example/")
    ]
    assert imported("2015-00025").parties.count() == 0
    assert str(imported("2015-00026").parties.get()) == "Almköpings kommun – Hamnkontoret"
    assert imported("2015-00026").parties.get().sector == ""


def test_a_second_run_changes_nothing(dirty: dict[str, Any], tmp_path: Path) -> None:
    before = (Project.objects.count(), Change.objects.count(), Organisation.objects.count())
    run(tmp_path / "dirty.json", report=tmp_path / "again.json")
    again = json.loads((tmp_path / "again.json").read_text())
    assert again["taken"] == {"new": 0, "changed": 0, "unchanged": 29}
    assert (Project.objects.count(), Change.objects.count(), Organisation.objects.count()) == before


def test_what_has_changed_is_changed_and_announced(tmp_path: Path) -> None:
    run(write(tmp_path / "a.json", [record(), record("2015-00002")]))
    output = run(write(tmp_path / "a.json", [record(title="Bryggan som talar"), record("2015-00002")]))
    assert "Read 2: 0 new, 1 changed, 1 unchanged, 0 refused." in output
    row = imported("2015-00001")
    assert (row.title_sv, row.version) == ("Bryggan som talar", 2)
    assert Change.objects.filter(kind="project", record_id=row.pk, indexed_at=None).count() == 2


def test_what_was_withdrawn_here_stays_withdrawn(tmp_path: Path) -> None:
    path = write(tmp_path / "a.json", [record()])
    run(path)
    withdraw_project(imported("2015-00001"), now=NOW, actor="machine:test")
    assert "The project has been withdrawn from the record here" in run(path)
    assert imported("2015-00001").withdrawn_at is not None


def test_what_was_decided_here_is_not_overwritten(tmp_path: Path) -> None:
    own_project("2015-00001", "Vårt eget beslut")
    output = run(write(tmp_path / "a.json", [record()]), funder="bruksfonden")
    assert "Read 1: 0 new, 0 changed, 0 unchanged, 1 refused." in output
    assert Project.objects.get().title_sv == "Vårt eget beslut"


def test_the_same_number_of_another_funder_is_another_project(tmp_path: Path) -> None:
    own_project("2015-00001")
    run(write(tmp_path / "a.json", [record()]))
    assert Project.objects.filter(diarienummer="2015-00001").count() == 2


def test_progress_and_a_summary_are_told(tmp_path: Path) -> None:
    lines = run(write(tmp_path / "a.json", [record()])).splitlines()
    assert lines[0] == "0 of 1 projects"
    assert lines[1] == "1 of 1 projects"
    assert "Read 1: 1 new, 0 changed, 0 unchanged, 0 refused." in lines


WHOLE = json.dumps([record()]).encode()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (WHOLE[:-20], "The file is not whole JSON: line 1, column"),
        (b"", "The file is not whole JSON: line 1, column 1"),
        (b"[\n1,\n\xe5]", "The file is not UTF-8: line 3, byte 5."),
        (
            json.dumps(record()).encode(),
            "The file must hold one JSON list of projects, but it holds one object.",
        ),
        (b"[1]", "Record 1 must be a JSON object, but it is a number."),
        (
            json.dumps([record(), {"Diarienummer": "2015-00002"}]).encode(),
            "Record 2 lacks the keys Ärenderubrik,",
        ),
        (WHOLE.replace(b"500000", b"NaN"), "it holds a number or a nesting beyond all bounds."),
        (b"[" * 100_000, "it holds a number or a nesting beyond all bounds."),
        (WHOLE.replace(b"500000", b"9" * 5000), "it holds a number or a nesting beyond all bounds."),
        (
            json.dumps([record()], ensure_ascii=False).encode().decode("latin-1").encode(),
            "Record 1 lacks the keys Ärenderubrik.",
        ),
    ],
)
def test_a_broken_file_is_refused_by_place_and_changes_nothing(
    tmp_path: Path, content: bytes, sentence: str
) -> None:
    path = tmp_path / "broken.json"
    path.write_bytes(content)
    with pytest.raises(CommandError) as refused:
        run(path)
    assert sentence in str(refused.value)
    assert str(refused.value).endswith("Nothing has been changed.")
    assert (Project.objects.count(), Change.objects.count(), Funder.objects.count()) == (0, 0, 0)


def test_a_missing_file_an_unknown_funder_and_a_missing_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="can't be read"):
        run(tmp_path / "nowhere.json")
    path = write(tmp_path / "a.json", [record()])
    with pytest.raises(CommandError, match="There is no funder nobody"):
        run(path, funder="nobody")
    with pytest.raises(CommandError, match="The folder for the report does not exist"):
        run(path, report=tmp_path / "nowhere" / "report.json")
    assert Project.objects.count() == 0


def test_a_byte_order_mark_and_decomposed_letters_are_read(tmp_path: Path) -> None:
    import_me = json.dumps([record()], ensure_ascii=False).replace("Ä", "A\u0308")
    path = tmp_path / "a.json"
    path.write_bytes(b"\xef\xbb\xbf" + import_me.encode())
    assert "1 new" in run(path)
