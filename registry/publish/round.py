"""Publishing the rounds of a call: numbers, moments, and the form and rules frozen for each."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from journal.canonical import sha256_of
from registry.facts import RoundFacts
from registry.models import Call, FormVersion, NumberPurpose, Round, RuleSet
from registry.numbers import issue_number
from registry.publish.change import announce, apply

ASIDE = frozenset({"key", "form", "rules", "follows"})
FROZEN = ("opens_at", "closes_at", "earliest_start", "latest_start", "latest_end", "received_on_submission")


def frozen_rounds_that_change(call: Call, rounds: Sequence[RoundFacts], *, now: datetime) -> list[str]:
    """Name what these facts would change in rounds that have opened; such a change needs an amendment."""
    given = {facts.key: facts for facts in rounds}
    changed: set[str] = set()
    for row in call.rounds.filter(opens_at__lte=now, withdrawn_at__isnull=True).select_related(
        "form", "rules", "follows"
    ):
        facts = given.get(row.key)
        if facts is None:
            changed.add("rounds")
            continue
        changed |= {name for name in FROZEN if getattr(row, name) != getattr(facts, name)}
        if (row.follows.key if row.follows else "") != facts.follows:
            changed.add("follows")
        if row.rules and row.rules.sha256 != sha256_of(facts.rules):
            changed.add("rules")
        if row.form and row.form.sha256 != sha256_of(facts.form):
            changed.add("form")
    return sorted(changed)


def publish_rounds(call: Call, rounds: Sequence[RoundFacts], *, now: datetime, actor: str) -> bool:
    """Write the rounds of a call; return whether anything changed. A round no longer given is withdrawn."""
    changed = False
    for facts in rounds:
        changed |= _publish_round(call, facts, now=now, actor=actor)
    gone = call.rounds.filter(withdrawn_at__isnull=True).exclude(key__in=[facts.key for facts in rounds])
    for row in gone:
        row.withdrawn_at = now
        _save(row, "withdraw", now=now, actor=actor, content=row.diarienummer)
        changed = True
    return changed


def _publish_round(call: Call, facts: RoundFacts, *, now: datetime, actor: str) -> bool:
    row = Round.objects.select_for_update().filter(call=call, key=facts.key).first()
    is_new = row is None
    if row is None:
        number = issue_number(call.funder, NumberPurpose.ROUND, now=now)
        row = Round(call=call, key=facts.key, diarienummer=number, version=0)
    values = {name: value for name, value in asdict(facts).items() if name not in ASIDE}
    values |= {
        "form": form_version(facts.form, now),
        "rules": rule_set(facts.rules, now),
        "withdrawn_at": None,
        "follows": call.rounds.get(key=facts.follows) if facts.follows else None,
    }
    if not apply(row, values) and not is_new:
        return False
    content = {"form": sha256_of(facts.form), "rules": sha256_of(facts.rules)}
    _save(row, "publish", now=now, actor=actor, content=content)
    return True


def _save(row: Round, action: str, *, now: datetime, actor: str, content: Any) -> None:
    row.version += 1
    row.updated_at = now
    row.save()
    announce("round", row, action=action, actor=actor, now=now, content=content)


def form_version(content: list[dict[str, Any]], now: datetime) -> FormVersion:
    """Return the immutable form with this content, made if it is new."""
    version, _made = FormVersion.objects.get_or_create(
        sha256=sha256_of(content), defaults={"content": content, "created_at": now}
    )
    return version


def rule_set(content: list[dict[str, Any]], now: datetime) -> RuleSet:
    """Return the immutable rules with this content, made if they are new."""
    rules, _made = RuleSet.objects.get_or_create(
        sha256=sha256_of(content), defaults={"content": content, "created_at": now}
    )
    return rules
