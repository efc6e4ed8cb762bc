"""Words that Swedish and English share, told by how they are spelt: simulering, simulation → simul."""

from functools import cache

from search.words import fold

SHORTEST_ROOT = 4
# English and Swedish spellings of the same sound, in this order.
_SPELLINGS = (
    ("ph", "f"),
    ("th", "t"),
    ("sch", "sk"),
    ("ch", "k"),
    ("ck", "k"),
    ("qu", "kv"),
    ("ce", "se"),
    ("ci", "si"),
    ("cy", "sy"),
    ("c", "k"),
    ("x", "ks"),
    ("w", "v"),
    ("z", "s"),
    ("y", "i"),
)
# What both languages hang on such roots, as spelt after the above.
_ENDINGS = frozenset(
    """isering iseringen iserad iserade isation isasion ising ised iser iseras
    ering erings erad erade erat erande erar ation ating ated ate ation ations ing ings ed
    isk iska iskt ikal ikali ik iks iki ell ella ellt al ala alt ali iv iva ivt ive iveli
    itet iteter iti itis ens enser ense ensi ans anser anse ansi abel abla able ibel ible bar
    ist ister ists ism ismen isms ur ure ura ium um ous us ment or er ar ers ors are en et a e i s es
    ier""".split()
)
_LONGEST_ENDING = max(map(len, _ENDINGS))


@cache
def root(word: str) -> str:
    """Return the root that a word shares with its like in the other language; empty where it is too short."""
    text = fold(word)
    for written, plain in _SPELLINGS:
        text = text.replace(written, plain)
    text = "".join(letter for place, letter in enumerate(text) if text[place - 1 : place] != letter)
    for _ in range(3):
        starts = range(max(SHORTEST_ROOT, len(text) - _LONGEST_ENDING), len(text))
        start = next((start for start in starts if text[start:] in _ENDINGS), 0)
        if not start:
            break
        text = text[:start]
    return text if len(text) >= SHORTEST_ROOT else ""
