"""Hours of work as people type them: whole ones."""

import re

from rulebook.verdict import Sentence, say

MOST_HOURS = 999_999
_SPACES = re.compile("[\\s\u00a0\u2009\u202f\u2007']")
_UNIT = re.compile(r"(?:h|hrs|hours?|tim|timm(?:e|ar)|t)\.?$", re.IGNORECASE)
_DOTTED = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+")


def read_hours(text: str, *, highest: int = MOST_HOURS) -> int | Sentence:
    """Read hours: `1 720`, `1.720`, `120 h`, `120 timmar`; or say what is wrong.

    Refuses nothing at all, decimals, negative numbers and more than `highest`.
    """
    bare = _UNIT.sub("", _SPACES.sub("", text))
    if not bare:
        return say("Write the hours in digits. Write 0 if there are none.")
    if bare[0] in "-\u2013\u2212" and bare[1:2].isdigit():
        return say("The hours are below zero. Write them without a minus sign.")
    if _DOTTED.fullmatch(bare):
        bare = bare.replace(".", "")
    if re.fullmatch(r"[0-9]+[.,:][0-9]+", bare):
        return say("The hours have decimals. Round them to whole hours.")
    if not re.fullmatch(r"[0-9]+", bare):
        return say("This can't be read as hours. Write digits only, for example 1 720.")
    bare = bare.lstrip("0") or "0"
    if len(bare) > len(str(highest)) or int(bare) > highest:
        return say("These are more than {highest} hours. Check the number.", highest=highest)
    return int(bare)
