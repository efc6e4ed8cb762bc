"""Organisation numbers and case numbers as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulebook.facts import Sector
from rulebook.identifiers import (
    CaseNumber,
    default_sector,
    format_organisation_number,
    is_personal,
    read_case_number,
    read_document_number,
    read_organisation_number,
    same_organisation,
    without_personal_numbers,
)
from tests.rulebook.numbers import number, number_for

GOOD = number("5599", 1234)


@pytest.mark.parametrize(
    "written",
    [
        GOOD,
        f"{GOOD[:6]}-{GOOD[6:]}",
        f" {GOOD[:6]} {GOOD[6:]} ",
        f"16{GOOD}",
        f"16{GOOD[:6]}-{GOOD[6:]}",
        f"SE{GOOD}01",
        f"se {GOOD} 01",
        f"{GOOD[:6]}–{GOOD[6:]}",
        f"{GOOD[:6]}\u00a0{GOOD[6:]}",
    ],
)
def test_every_way_to_write_a_number(written: str) -> None:
    read = read_organisation_number(written)
    assert (read.number, read.problem, read.personal) == (GOOD, None, False)
    assert GOOD not in repr(read)


@pytest.mark.parametrize("written", ["", "5599", "55990012345", "NO123456789", "5599-00-abcd", "٥٥٩٩٠٠١٢٣٤"])
def test_what_is_no_number(written: str) -> None:
    read = read_organisation_number(written)
    assert (read.number, read.personal) == (None, False)
    assert "ten digits" in str(read.problem)


def test_a_wrong_check_digit() -> None:
    wrong = GOOD[:9] + str((int(GOOD[9]) + 1) % 10)
    read = read_organisation_number(wrong)
    assert read.number is None
    assert "check digit" in str(read.problem)
    assert wrong not in repr(read)


@pytest.mark.parametrize("beginning", ["{}", "19{}", "20{}", "16{}", "SE{}01"])
@pytest.mark.parametrize("digits", [number("9001", 12), number("9001", 12)[:9] + "x"])
def test_personal_identity_numbers_are_refused_without_echo(beginning: str, digits: str) -> None:
    typed = digits.replace("x", str((int(number("9001", 12)[9]) + 1) % 10))
    read = read_organisation_number(beginning.format(f"{typed[:6]}-{typed[6:]}"))
    assert (read.number, read.personal) == (None, True)
    assert typed[:6] not in repr(read)
    assert typed[6:] not in repr(read)


def test_personal_identity_numbers_where_a_call_allows_them() -> None:
    read = read_organisation_number(number("9001", 12), allow_personal=True)
    assert (read.number, read.personal, read.problem) == (number("9001", 12), True, None)
    assert number("9001", 12) not in repr(read)
    assert read_organisation_number("900101-0001", allow_personal=True).number is None


@given(st.text(max_size=20))
def test_any_text_is_read_or_refused_and_never_echoed(typed: str) -> None:
    read = read_organisation_number(typed)
    assert (read.number is None) == (read.problem is not None)
    assert read.problem is None or read.problem.parameters == ()


@pytest.mark.parametrize(
    ("beginning", "sector"),
    [
        ("2120", Sector.MUNICIPALITY),
        ("2220", Sector.MUNICIPAL_FEDERATION),
        ("2321", Sector.REGION),
        ("2520", Sector.PARISH),
        ("2021", Sector.STATE),
        ("2022", Sector.STATE),
        ("5566", Sector.COMPANY),
        ("7696", Sector.ASSOCIATION),
        ("8024", Sector.ASSOCIATION),
        ("9696", Sector.COMPANY),
        ("9001", Sector.SOLE_TRADER),
        ("2620", None),
        ("3020", None),
    ],
)
def test_the_first_digits_suggest_a_sector(beginning: str, sector: Sector | None) -> None:
    assert default_sector(number(beginning, 7)) == sector


def test_numbers_are_the_same_however_written() -> None:
    assert same_organisation(GOOD, f"SE{GOOD}01")
    assert same_organisation("DK 12 34", "dk1234")
    assert not same_organisation(None, None)
    assert not same_organisation("", "")
    assert not same_organisation(GOOD, number("5599", 1235))


def test_numbers_are_shown_with_a_hyphen_and_foreign_ones_as_they_are() -> None:
    assert format_organisation_number(GOOD) == f"{GOOD[:6]}-{GOOD[6:]}"
    assert format_organisation_number("DK12345678") == "DK12345678"


def test_personal_numbers_in_text_are_masked() -> None:
    trader = number_for(Sector.SOLE_TRADER, 3)
    assert is_personal(trader)
    assert not is_personal(GOOD)
    for written in ("6408233234", "640823-3234", "196408233234", "640823+3234", "640823 3234", "640883-3234"):
        assert without_personal_numbers(f"Kajsa {written} i Vik") == "Kajsa ******-**** i Vik"
    assert without_personal_numbers(f"Vik {GOOD}, 2027-00001") == f"Vik {GOOD}, 2027-00001"
    assert without_personal_numbers("Ring 0701234567") == "Ring 0701234567"


@given(st.integers(1900, 2999), st.integers(0, 99_999), st.integers(1, 999))
def test_case_and_document_numbers_go_back_and_forth(year: int, serial: int, position: int) -> None:
    case = CaseNumber(year, serial)
    assert read_case_number(f" {case} ") == case
    assert read_document_number(case.document(position)) == (case, position)


@pytest.mark.parametrize("text", ["", "2027-1", "2027-000001", "27-00001", "2027-00001_2", "2027-0000١"])
def test_what_is_no_case_number(text: str) -> None:
    assert read_case_number(text) is None


def test_documents_are_numbered_from_one() -> None:
    with pytest.raises(ValueError, match="from 1"):
        CaseNumber(2027, 1).document(0)
    assert read_document_number("2027-00001_0") is None
