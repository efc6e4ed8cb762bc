"""Numbers that name organisations and cases: read as people type them, checked, shown.

Organisation numbers are kept as ten digits without a hyphen and shown as `NNNNNN-NNNN`. Case numbers
(diarienummer) are kept and shown as `YYYY-NNNNN`, documents of a case as `YYYY-NNNNN_N`.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from stdnum import luhn
from stdnum.exceptions import ValidationError
from stdnum.se import orgnr, personnummer

from rulebook.facts import Sector
from rulebook.verdict import Sentence, say

_LENGTH = 10
_SEPARATORS = re.compile("[ \t\u00a0\u2009\u202f.\u2010\u2011\u2012\u2013\u2212-]")
_WRITTEN_PERSONAL = re.compile(
    r"(?<![\d-])(?:18|19|20)?(?P<date>\d\d[01]\d[0-9]\d)(?P<mark>[-+\u2010-\u2013\u2212 ]?)\d{4}(?![\d-])"
)
_CASE_NUMBER = re.compile(r"([0-9]{4})-([0-9]{5})")
_DOCUMENT_NUMBER = re.compile(r"([0-9]{4})-([0-9]{5})_([1-9][0-9]*)")


@dataclass(frozen=True)
class OrganisationNumber:
    """What was read: ten digits in `number`, or a sentence in `problem` that never holds what was typed.

    `personal` says that the number is (or looks like) a personal identity number; `number` is then None
    unless personal numbers were asked for. The number is kept out of `repr()`, so that it can't be logged.
    """

    number: str | None = field(default=None, repr=False)
    problem: Sentence | None = None
    personal: bool = False


def read_organisation_number(text: str, *, allow_personal: bool = False) -> OrganisationNumber:
    """Read a Swedish organisation number as people write it.

    Accepts spaces, hyphens, the VAT form `SE…01` and the twelve-digit form `16…`. A third digit below 2
    makes it a personal identity number, which is refused unless `allow_personal` (calls for sole traders).
    """
    digits = _ten_digits(text)
    if digits is None:
        return OrganisationNumber(
            problem=say(
                "This is not an organisation number: it has ten digits. "
                "Write it as NNNNNN-NNNN, as in the certificate of registration."
            )
        )
    if digits[2] in "01":
        return (
            _personal(digits) if allow_personal else OrganisationNumber(problem=_NOT_A_PERSON, personal=True)
        )
    try:
        return OrganisationNumber(number=orgnr.validate(digits))
    except ValidationError:
        return OrganisationNumber(
            problem=say(
                "The check digit of the organisation number is not right, "
                "so at least one digit is wrong. Compare it with the certificate of registration."
            )
        )


_NOT_A_PERSON = say(
    "This is a personal identity number, and a party must be a legal person. "
    "The number has not been kept. Give the organisation number of an organisation instead."
)


def read_foreign_number(text: str) -> OrganisationNumber:
    """Read another country's number as it is written; a Swedish person's is refused there too."""
    if without_personal_numbers(text) != text:
        return OrganisationNumber(problem=_NOT_A_PERSON, personal=True)
    return OrganisationNumber(number=text.strip())


def _personal(digits: str) -> OrganisationNumber:
    try:
        return OrganisationNumber(number=orgnr.validate(digits), personal=True)
    except ValidationError:
        return OrganisationNumber(
            personal=True,
            problem=say("The check digit of the personal identity number is not right. Correct the number."),
        )


def _ten_digits(text: str) -> str | None:
    if len(text) == _LENGTH and text.isascii() and text.isdigit():
        return text
    compact = _SEPARATORS.sub("", text.strip()).upper().replace("+", "")
    if compact.startswith("SE"):
        compact = compact[2:]
        if len(compact) == _LENGTH + 2 and compact.endswith("01"):
            compact = compact[:_LENGTH]
    if len(compact) == _LENGTH + 2 and compact[:2] in ("16", "18", "19", "20"):
        compact = compact[2:]
    return compact if re.fullmatch("[0-9]{10}", compact) else None


def same_organisation(one: str | None, other: str | None) -> bool:
    """Whether two numbers, however written, are the same known number."""
    return one is not None and other is not None and canonical(one) == canonical(other) != ""


def canonical(number: str) -> str:
    """Return a number in the form in which numbers are compared: digits and letters only, upper case."""
    return _ten_digits(number) or re.sub(r"[\W_]", "", number).upper()


def format_organisation_number(number: str) -> str:
    """Return ten digits as `NNNNNN-NNNN`; anything else (a foreign number) as it is."""
    digits = _ten_digits(number)
    return f"{digits[:6]}-{digits[6:]}" if digits else number


def is_personal(number: str | None) -> bool:
    """Whether a number is, or looks like, a Swedish personal identity number (third digit below 2)."""
    digits = _ten_digits(number) if number else None
    return digits is not None and digits[2] in "01"


def public_number(number: str | None) -> str:
    """Return an organisation number as everyone may see it: nothing where it is a person's."""
    return "" if not number or is_personal(number) else number


@lru_cache(maxsize=4_000)
def shown_number(number: str | None) -> str:
    """The same as people write it, `NNNNNN-NNNN`."""
    return format_organisation_number(public_number(number))


def without_personal_numbers(text: str) -> str:
    """Mask what is a personal identity number: written with its mark, or valid when written bare.

    A bare row of ten digits may as well be a telephone number, so there the check digit decides.
    """
    return _WRITTEN_PERSONAL.sub(lambda found: "******-****" if _is_a_persons(found) else found[0], text)


def _is_a_persons(found: re.Match[str]) -> bool:
    month, day = int(found["date"][2:4]), int(found["date"][4:6])
    a_date = 1 <= month <= 12 and (1 <= day <= 31 or 61 <= day <= 91)  # 61-91: coordination numbers
    if found["mark"].strip():
        return a_date
    digits = re.sub(r"\D", "", found[0])[-_LENGTH:]
    plain = digits if day <= 31 else f"{digits[:4]}{day - 60:02d}{digits[6:]}"
    return a_date and (personnummer.is_valid(digits) or (plain != digits and luhn.is_valid(digits)))


_BY_FOUR = {
    "2120": Sector.MUNICIPALITY,
    "2220": Sector.MUNICIPAL_FEDERATION,
    "2321": Sector.REGION,
    "2520": Sector.PARISH,
    "2021": Sector.STATE,
    "2022": Sector.STATE,
}
_BY_ONE = {
    "5": Sector.COMPANY,
    "7": Sector.ASSOCIATION,
    "8": Sector.ASSOCIATION,
    "9": Sector.COMPANY,
}


def default_sector(number: str) -> Sector | None:
    """Guess a base sector from the first digits, or None where they say too little.

    Only a guess: a university may be a company by form, and state universities share the agencies'
    numbers. Source: first digits of organisation numbers as Bolagsverket and Skatteverket give them.
    """
    digits = _ten_digits(number)
    if digits is None:
        return None
    if digits[2] in "01":
        return Sector.SOLE_TRADER
    return _BY_FOUR.get(digits[:4]) or _BY_ONE.get(digits[0])


@dataclass(frozen=True, order=True)
class CaseNumber:
    """A diarienummer: year and running number, `YYYY-NNNNN`."""

    year: int
    serial: int

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.serial:05d}"

    def document(self, position: int) -> str:
        """Return the number of the case's document at `position` (from 1): `YYYY-NNNNN_N`."""
        if position < 1:
            raise ValueError("documents are numbered from 1")
        return f"{self}_{position}"


def read_case_number(text: str) -> CaseNumber | None:
    """Read `YYYY-NNNNN`, spaces around it ignored; None if it is not of that form."""
    found = _CASE_NUMBER.fullmatch(text.strip())
    return CaseNumber(int(found[1]), int(found[2])) if found else None


def read_document_number(text: str) -> tuple[CaseNumber, int] | None:
    """Read `YYYY-NNNNN_N` into case number and position; None if it is not of that form."""
    found = _DOCUMENT_NUMBER.fullmatch(text.strip())
    return (CaseNumber(int(found[1]), int(found[2])), int(found[3])) if found else None
