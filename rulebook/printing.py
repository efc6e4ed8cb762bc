"""The rules as a page for people: `docs/rules.md` is what `rules_page()` returns.

The sentences are read from the rules' own source, so that the page can't say anything else than the rules.
"""

import ast
import inspect
import sys
import textwrap
from collections.abc import Iterable, Iterator
from functools import cache
from types import FunctionType

from rulebook.judge import ALWAYS
from rulebook.parameters import Parameter
from rulebook.rule import Rule
from rulebook.terms import WORDS
from rulebook.verdict import Answer
from rulebook.vocabulary import KINDS

_ANSWERS = {
    "met": Answer.MET,
    "not_met": Answer.NOT_MET,
    "not_known": Answer.UNKNOWN,
    "for_people": Answer.JUDGE,
}
_HEAD = """# The rules

This page is printed from the rulebook, and a test keeps it up to date. Change a rule, then print it again:
`.venv/bin/python -c "from rulebook.printing import rules_page; print(rules_page(), end='')" > docs/rules.md`

Every rule is a small pure function of frozen facts about an application. It gives one of four answers:
**met**, **not met**, **not known yet** (with the fields that are missing) or **for people to judge** (with
what to look at). A call says which rules hold, with which parameters, from which clause of its text, and
with which effect:

- **blocks**: not met and not known yet stop the submission; what people judge never does.
- **warns**: the application may be handed in anyway, and that is recorded.
- **officer**: an officer looks at it; the applicant is not stopped.

Shares are compared in whole kronor (`grant × 100 ≤ percent × cost`), never by a rounded percentage. Months
are counted with the first and last day included: 1 January 2027 to 31 December 2028 is 24 months.
"""


def rules_page() -> str:
    """Return the page in Markdown: what every rule asks, its parameters, usual effect and answers."""
    parts = [_HEAD, "## Rules that a call can set\n"]
    parts.extend(_about(kind.rule, kind.parameters, kind.is_settings) for kind in KINDS.values())
    parts.append("## Rules that hold for every application\n")
    parts.extend(_about(rule, (), False) for rule in ALWAYS)
    return "\n".join(parts).rstrip() + "\n"


def _about(rule: type[Rule], parameters: Iterable[Parameter], is_settings: bool) -> str:
    lines = [f"### {rule.title}", "", f"`{rule.id}`: {rule.asks}", ""]
    if is_settings:
        lines += ["A setting: its effect means nothing.", ""]
    else:
        lines += [f"Usual effect: **{rule.usual.value}**.", ""]
    listed = [_parameter(parameter) for parameter in parameters]
    if listed:
        lines += ["| parameter | kind | asked of editors | default |", "|---|---|---|---|", *listed, ""]
    answers = [f"- *{WORDS[answer].msgid}*: {msgid}" for answer, msgid in sentences_of(rule)]
    return "\n".join(lines + ([*answers, ""] if answers else []))


def _parameter(parameter: Parameter) -> str:
    kind = parameter.kind.value
    if parameter.values is not None:
        kind += ": " + ", ".join(f"`{value}`" for value, _label in parameter.choices)
    limits = (parameter.minimum, parameter.maximum)
    if limits != (None, None):
        kind += f", {limits[0]} to {limits[1]}"
    return f"| `{parameter.name}` | {kind} | {parameter.label} | {_default(parameter)} |"


def _default(parameter: Parameter) -> str:
    if parameter.required:
        return "must be given"
    match parameter.default:
        case bool(value):
            return "yes" if value else "no"
        case None | frozenset():
            return "none"
        case value:
            return f"`{value}`"


def sentences_of(rule: type[Rule]) -> tuple[tuple[Answer, str], ...]:
    """Return every answer that a rule can give with its sentence (an English msgid), best answer first."""
    found = set(_sentences_in(rule))
    order = list(_ANSWERS.values())
    return tuple(sorted(found, key=lambda pair: (order.index(pair[0]), pair[1])))


def _sentences_in(source_of: type[Rule] | FunctionType) -> Iterator[tuple[Answer, str]]:
    module = sys.modules[source_of.__module__]
    for call in _calls(source_of):
        name = call.func.id if isinstance(call.func, ast.Name) else ""
        if name in _ANSWERS:
            yield from ((_ANSWERS[name], msgid) for msgid in _said(call))
        else:
            called = getattr(module, name, None)
            if isinstance(called, FunctionType) and called.__module__.startswith("rulebook.kinds."):
                yield from _sentences_in(called)


@cache
def _calls(source_of: type[Rule] | FunctionType) -> tuple[ast.Call, ...]:
    tree = ast.parse(textwrap.dedent(inspect.getsource(source_of)))
    return tuple(node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _said(answer: ast.Call) -> Iterator[str]:
    for argument in answer.args:
        if (
            isinstance(argument, ast.Call)
            and isinstance(argument.func, ast.Name)
            and argument.func.id == "say"
        ):
            yield str(ast.literal_eval(argument.args[0]))
