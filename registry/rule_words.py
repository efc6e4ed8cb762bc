"""A round's rules in words, for the public page of a call."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from rulebook.parameters import Parameter, ParameterKind, UnreadableError
from rulebook.vocabulary import KINDS, RuleKind
from wording.speak import day, in_language, kronor, listed, number


@dataclass(frozen=True)
class SpokenRule:
    """A rule as readers meet it: its name, what it asks, what it is set to, and the call's own clause."""

    title: str
    asks: str
    settings: tuple[tuple[str, str], ...]
    clause: str
    clause_language: str
    blocks: bool


def spoken_rules(content: Iterable[Mapping[str, Any]]) -> list[SpokenRule]:
    """Say every rule of a rule set; one of an unknown kind is shown by its clause alone."""
    return [_spoken(raw) for raw in content]


def _spoken(raw: Mapping[str, Any]) -> SpokenRule:
    kind = KINDS.get(str(raw.get("rule", "")))
    swedish, english = str(raw.get("clause_sv") or ""), str(raw.get("clause_en") or "")
    clause = in_language(swedish, english)
    return SpokenRule(
        title=gettext(kind.title) if kind else gettext("Rule of the call"),
        asks=gettext(kind.asks) if kind else "",
        settings=tuple(_settings(kind, raw.get("parameters") or {})) if kind else (),
        clause=clause,
        clause_language="sv" if clause == swedish else "en",
        blocks=not (kind and kind.is_settings) and raw.get("effect") == "blocks",
    )


def _settings(kind: RuleKind, given: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    """Say what a rule is set to; a label that only repeats the rule's title is left out."""
    for parameter in kind.parameters:
        value = given.get(parameter.name)
        if value in (None, "", [], False):
            continue
        try:
            parameter.read(value)
        except UnreadableError:
            continue
        label = "" if parameter.label == kind.title else gettext(parameter.label)
        yield label, _value(parameter, value)


def _value(parameter: Parameter, value: Any) -> str:
    labels = dict(parameter.choices)
    match parameter.kind:
        case ParameterKind.KRONOR:
            return kronor(value)
        case ParameterKind.PERCENT:
            return gettext("%(share)s per cent") % {"share": value}
        case ParameterKind.MONTHS:
            return gettext("%(months)s months") % {"months": value}
        case ParameterKind.INTEGER:
            return number(value)
        case ParameterKind.DATE:
            read = parameter.read(value)
            return day(read)  # type: ignore[arg-type]  # a date, by its kind
        case ParameterKind.CHOICE:
            return gettext(labels[value])
        case ParameterKind.SECTOR_CLASSES | ParameterKind.SECTORS:
            return listed([gettext(labels[one]) for one in value])
        case ParameterKind.FLAG:
            return gettext("Yes")
        case _:
            return str(value)
