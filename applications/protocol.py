"""The protocol of a case: what every rule answered, as an officer reads it."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from applications.verdicts import verdict_from_json
from rulebook.judge import ALWAYS
from rulebook.verdict import Finding
from rulebook.vocabulary import KINDS

_TITLES = {rule.id: rule.title for rule in ALWAYS} | {key: kind.title for key, kind in KINDS.items()}


@dataclass(frozen=True)
class Ruling:
    """A finding with the name of its rule."""

    title: str
    finding: Finding


@dataclass(frozen=True)
class Protocol:
    """What a verdict says: first what people must judge, then what failed or warned, then what is met."""

    for_people: tuple[Ruling, ...]
    unmet: tuple[Ruling, ...]
    met: tuple[Ruling, ...]


def protocol_of(kept: list[dict[str, Any]]) -> Protocol:
    """Read a verdict that was kept with a version or a decision, as it was said then."""
    verdict = verdict_from_json(kept)
    rulings = {finding: Ruling(rule_title(finding.rule), finding) for finding in verdict.findings}
    judged = set(verdict.for_people)
    return Protocol(
        for_people=tuple(rulings[finding] for finding in verdict.for_people),
        unmet=tuple(ruling for f, ruling in rulings.items() if f not in judged and f.answer.value != "met"),
        met=tuple(ruling for f, ruling in rulings.items() if f.answer.value == "met"),
    )


def rule_title(rule: str) -> str:
    """The name of a rule in the reader's language."""
    return _(_TITLES[rule]) if rule in _TITLES else _("The form")
