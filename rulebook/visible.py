"""How long a text is to those who read it.

`static/js/count.js` counts by the same steps, and a test holds the two together: a page that says "3 left"
may not be contradicted by the server. So neither uses a library's own clusters, which differ by version.
"""

import unicodedata

_JOINER = "\u200d"
# What draws upon the sign before it: the non-joiner, skin tones, the letters of subdivision flags.
_MODIFIERS = ((0x200C, 0x200D), (0x1F3FB, 0x1F3FF), (0xE0020, 0xE007F))
_FLAG_LETTERS = ((0x1F1E6, 0x1F1FF),)
# Blocks of pictures; only pictures are glued together by a joiner.
_PICTURES = (
    *((0xA9, 0xA9), (0xAE, 0xAE), (0x203C, 0x203C), (0x2049, 0x2049), (0x2122, 0x2122), (0x2139, 0x2139)),
    *((0x2190, 0x23FF), (0x25A0, 0x27BF), (0x2900, 0x297F), (0x2B00, 0x2BFF), (0x3030, 0x303D)),
    *((0x3297, 0x3299), (0x1F000, 0x1F1E5), (0x1F200, 0x1FAFF)),
)
_FIRST_SPECIAL = 0xA9  # nothing below is more than one sign, or less


def visible_length(text: str) -> int:
    """Count the signs that people see: å is one however it was typed, so are a flag and a family.

    A line break is one, whatever it was sent as. Anything else that takes no place of its own
    (an invisible space) still counts one: it was typed.
    """
    whole = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    if whole.isascii():
        return len(whole)
    count, before, picture, letters = 0, "", False, 0
    for sign in whole:
        drawn_upon = before not in ("", "\n", "\r") and _draws_upon(sign)
        glued = before == _JOINER and picture and _within(sign, _PICTURES)
        second_letter = letters % 2 == 1 and _within(sign, _FLAG_LETTERS)
        letters = letters + 1 if _within(sign, _FLAG_LETTERS) else 0
        if not (drawn_upon or glued or second_letter):
            count += 1
        picture = picture if drawn_upon else _within(sign, _PICTURES)
        before = sign
    return count


def _draws_upon(sign: str) -> bool:
    return ord(sign) >= _FIRST_SPECIAL and (
        unicodedata.category(sign).startswith("M") or _within(sign, _MODIFIERS)
    )


def _within(sign: str, ranges: tuple[tuple[int, int], ...]) -> bool:
    point = ord(sign)
    return point >= _FIRST_SPECIAL and any(first <= point <= last for first, last in ranges)
