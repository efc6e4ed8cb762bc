"""Sums of money as people type them, in whole kronor."""

import re

from rulebook.verdict import Kronor, Sentence, say

HIGHEST = 999_999_999_999
_SPACES = re.compile("[\\s\u00a0\u2009\u202f\u2007']")
_UNIT = re.compile(r"(?:kr|kronor|sek)\.?$", re.IGNORECASE)
_WHOLE_MARK = re.compile("(?:[:,][-\u2013\u2212])$")
_DOTTED = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+")
_IN_MILLIONS = re.compile(
    r"[0-9]+(?:[.,][0-9]+)?(?:m|mn|mio|milj|miljon(?:er)?|million|mkr|mnkr|msek|t|k|tkr|kkr|tsek|ksek|tusen)\.?",
    re.IGNORECASE,
)
_COMMAED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3}){2,}")


def read_kronor(text: str, *, highest: int = HIGHEST) -> int | Sentence:
    """Read a sum: `1 250 000 kr`, `1.250.000`, `1250000:-`, with any kind of space; or say what is wrong.

    Refuses nothing at all, decimals, negative sums, words for millions and sums above `highest`.
    """
    bare = _WHOLE_MARK.sub("", _UNIT.sub("", _SPACES.sub("", text)))
    if not bare:
        return say("Write a sum in whole kronor. Write 0 if there is nothing.")
    if bare[0] in "-\u2013\u2212" and bare[1:2].isdigit():
        return say("The sum is below zero. Write it without a minus sign.")
    if _DOTTED.fullmatch(bare) or _COMMAED.fullmatch(bare):
        bare = bare.replace(".", "").replace(",", "")
    if _IN_MILLIONS.fullmatch(bare):
        return say(
            "Write the whole sum with all its digits, for example 1 250 000, not millions or thousands."
        )
    if re.fullmatch(r"[0-9]+[.,][0-9]+", bare):
        return say("The sum has decimals. Round it to whole kronor.")
    if not re.fullmatch(r"[0-9]+", bare):
        return say("This can't be read as a sum. Write digits only, for example 1 250 000.")
    bare = bare.lstrip("0") or "0"
    if len(bare) > len(str(highest)) or int(bare) > highest:
        return say(
            "The sum is larger than {highest}, the largest that can be given here. Check the zeros.",
            highest=Kronor(highest),
        )
    return int(bare)


def holds_share(part: int, whole: int, percent: int) -> bool:
    """Whether `part` is at most `percent` of `whole`: integers only, so a krona too much shows."""
    return part * 100 <= percent * whole


def reaches_share(part: int, whole: int, percent: int) -> bool:
    """Whether `part` is at least `percent` of `whole`."""
    return part * 100 >= percent * whole


def most_of(whole: int, percent: int) -> int:
    """Return the largest whole sum that is at most `percent` of `whole`."""
    return whole * percent // 100


def least_of(whole: int, percent: int) -> int:
    """Return the smallest whole sum that is at least `percent` of `whole`."""
    return -(-whole * percent // 100)
