"""Making imported text harmless and legible: plain text in paragraphs, never markup."""

import html
import re
import unicodedata

_HTML_NAMES = frozenset(
    "a abbr b big blockquote body br center code dd del div dl dt em embed font form h1 h2 h3 h4 h5 h6 head "
    "hr html i iframe img input ins li link meta object ol p pre q s script small span strike strong style "
    "sub sup svg table tbody td th thead title tr tt u ul xml".split()
)
_BLOCKS = frozenset("p div li ul ol table tr dl dt dd h1 h2 h3 h4 h5 h6 blockquote pre hr section".split())
_TAG = re.compile(r"<(/?)([A-Za-z][\w:-]{0,30})((?:\s[^<>]{0,2000})?)/?>")
_HIDDEN = re.compile(r"<(script|style|iframe|object)\b[^<>]{0,2000}>.*?(?:</\1\s*>|\Z)", re.I | re.S)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)|<![A-Za-z\[][^<>]{0,500}>|<\?[^<>]{0,500}>", re.S)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]")
_PLACEHOLDERS = frozenset({"x", "xx", "xxx", "-", "--", "na", "n/a", "null", "none", "."})
_ROUNDS = 3  # text that was escaped twice takes two rounds


def storable(text: str) -> str:
    """Leave out characters that no database keeps (null, lone surrogates, control characters)."""
    return _UNSTORABLE.sub("", text)


def without_markup(text: str) -> str:
    """Turn HTML into plain text: blocks become paragraphs, scripts vanish, `p < 0.05` stays.

    Names in angle brackets that are no HTML (`<CUBE>`) stay as they are unless they carry attributes.
    """
    for _round in range(_ROUNDS):
        bare = _one_round(text)
        if bare == text:
            break
        text = bare
    return text


def _one_round(text: str) -> str:
    text = _COMMENT.sub("", _HIDDEN.sub("", text))
    names = {match[2].lower() for match in _TAG.finditer(text)}
    if names & _BLOCKS:
        text = re.sub(r"\s+", " ", text)
    text = _TAG.sub(_replacement, text)
    return _ENTITY.sub(lambda match: html.unescape(match[0]), text)


def _replacement(match: re.Match[str]) -> str:
    name, attributes = match[2].lower(), match[3]
    if name == "br":
        return "\n"
    if name == "li" and not match[1]:
        return "\n- "
    if name in ("tr", "li", "dt", "dd"):
        return "\n"
    if name in _BLOCKS:
        return "\n\n"
    if name in ("td", "th"):
        return " "
    known = name in _HTML_NAMES or ":" in name or "=" in attributes
    return "" if known else match[0]


def tidy(text: str) -> str:
    """Compose letters, make one kind of line break, and leave at most one empty line in a row."""
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    lines = [re.sub(r"[^\S\n]+", " ", line).strip() for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def is_placeholder(text: str) -> bool:
    """Whether a text only stands there because the field could not be empty (the register's own "x")."""
    return text.strip().casefold() in _PLACEHOLDERS


def is_shouting(text: str) -> bool:
    """Whether a whole name or title is in capitals; a short one may be an acronym."""
    return text.isupper() and sum(letter.isalpha() for letter in text) >= 10


_ENGLISH = frozenset(
    "the of and to is are with by this that we has have been from for which will be was".split()
)
_SWEDISH = frozenset("och att som för är av en ett det den på med till har vi inom från i om vid kan".split())


def looks_english(text: str) -> bool:
    """Whether a text is English by its small words; a text with too few of them is left in peace."""
    words = re.findall(r"[a-zåäö]+", text.lower())
    english = sum(word in _ENGLISH for word in words)
    swedish = sum(word in _SWEDISH for word in words)
    return english >= 2 and english > 2 * swedish
