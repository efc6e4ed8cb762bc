"""Numbers as people type them: whole or with decimals, with a comma or a point."""

import re
from decimal import Decimal

from rulebook.verdict import Bilingual, Sentence, say

MOST_DIGITS = 15
_SPACES = re.compile("[\\s\u00a0\u2009\u202f\u2007']")
_GROUPED = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+")
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


def read_number(text: str, *, decimals: int = 0) -> Decimal | Sentence:
    """Read `1 250`, `12,5`, `-3`; or say what is wrong. A point groups thousands in whole numbers only."""
    bare = _SPACES.sub("", text).replace("\u2212", "-").replace("\u2013", "-")
    sign, digits = ("-", bare[1:]) if bare.startswith("-") else ("", bare)
    whole, comma, rest = digits.partition(",")
    if _GROUPED.fullmatch(whole) and (comma or decimals == 0):
        whole = whole.replace(".", "")
    plain = sign + (f"{whole}.{rest}" if comma else whole)
    if not _NUMBER.fullmatch(plain):
        return (
            say("This can't be read as a number. Write it in digits, for example 12,5.")
            if decimals
            else say("This can't be read as a whole number. Write it in digits, for example 12.")
        )
    if sum(sign.isdigit() for sign in plain) > MOST_DIGITS:
        return say("The number has more than {most} digits. Check it.", most=MOST_DIGITS)
    fraction = plain.partition(".")[2].rstrip("0")
    if len(fraction) > decimals:
        return (
            say("The number has more than {decimals} decimals. Round it.", decimals=decimals)
            if decimals
            else say("The number has decimals. Round it to a whole number.")
        )
    return Decimal(plain)


def decimal_of(bound: str) -> Decimal | None:
    """Read a bound that a form holds (`0.5`); None for none."""
    return Decimal(bound) if _NUMBER.fullmatch(bound) and len(bound) <= MOST_DIGITS + 2 else None


def spoken(number: Decimal) -> Bilingual:
    """Write a number for a sentence: with a comma in Swedish, a point in English."""
    text = f"{number:f}"
    return Bilingual(text.replace(".", ","), text)
