"""How much room words take in a picture, estimated without the reader's font, and how they are wrapped."""

_NARROW = frozenset("ijlftrI.,:;'’!|()[]-– ")
_WIDE = frozenset("mwMWÅÄÖOQGCD@%&—…")
# Shares of the font's size, a little more than common sans-serif faces need.
_NARROW_SHARE, _WIDE_SHARE, _CAPITAL_SHARE, _OTHER_SHARE = 0.36, 0.88, 0.72, 0.58


def width_of(text: str, size: float) -> float:
    """Estimate how wide a text is, in the unit of its font size; rather too wide than too narrow."""
    return size * sum(_share(letter) for letter in text)


def wrapped(text: str, width: float, size: float, most_lines: int) -> tuple[str, ...]:
    """Break a text into lines that fit a width; what does not fit ends in an ellipsis."""
    lines: list[str] = []
    waiting = text.split()
    while waiting and len(lines) < most_lines:
        line = waiting.pop(0)
        while waiting and width_of(f"{line} {waiting[0]}", size) <= width:
            line = f"{line} {waiting.pop(0)}"
        lines.append(line)
    cut = [_cut(line, width, size, whole=True) for line in lines]
    if waiting and cut:
        cut[-1] = _cut(cut[-1], width, size, whole=False)
    return tuple(cut)


def _share(letter: str) -> float:
    if letter in _NARROW:
        return _NARROW_SHARE
    if letter in _WIDE or ord(letter) > 0x24F:
        return _WIDE_SHARE
    return _CAPITAL_SHARE if letter.isupper() else _OTHER_SHARE


def _cut(line: str, width: float, size: float, *, whole: bool) -> str:
    if whole and width_of(line, size) <= width:
        return line
    kept = line.removesuffix("…")
    while kept and width_of(f"{kept}…", size) > width:
        kept = kept[:-1]
    return f"{kept.rstrip(' ,-–')}…"
