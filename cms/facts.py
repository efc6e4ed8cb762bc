"""A page as facts for the record: what it says in its language, and what the source page says for all.

Nothing is read here but the page and, for rounds that have opened, what the record froze for them.
"""

import mimetypes
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cms.blocks.moments import moment_of
from cms.blocks.particulars import PARTICULARS, TEXT_BLOCKS
from cms.blocks.rules import clauses_of
from cms.form import form_of_page, written_by_editors
from registry.facts import Amendment, CallFacts, CallTexts, DocumentFacts, RoundFacts
from registry.models import CallAmendment, Round
from rulebook.questions import form_as_json, form_from_json
from rulebook.vocabulary import KINDS, clause_as_json

if TYPE_CHECKING:
    from cms.models import CallPage

type_of_rows = tuple[dict[str, Any], ...]


def texts_of(page: "CallPage") -> CallTexts:
    """Return the texts of a page in its own language; the body is HTML of its text blocks."""
    return CallTexts(
        title=page.title,
        ingress=page.ingress,
        who=page.who,
        what=page.what,
        how_much=page.how_much,
        body="\n".join(str(child.render()).strip() for child in page.body if child.block_type in TEXT_BLOCKS),
    )


def call_facts(page: "CallPage", translation: "CallPage | None" = None) -> CallFacts:
    """Return what a page in the source language says about its call.

    `translation` is the live page in the other language, or None. Rounds without both moments are left out:
    the page form asks for them before anything is published.
    """
    return CallFacts(
        key=page.translation_key,
        programme_key=page.programme.key if page.programme else None,
        texts_sv=texts_of(page),
        texts_en=texts_of(translation) if translation else None,
        rounds=_rounds(page),
        criteria=tuple(_criterion(child) for child in page.criteria),
        contacts=tuple(dict(value) for value in _particulars(page, "contact")),
        links=tuple(dict(row) for value in _particulars(page, "links") for row in value),
        dates=tuple(
            {**row, "date": row["date"].isoformat()}
            for value in _particulars(page, "dates")
            for row in value
            if row["date"]
        ),
        documents=tuple(_document(row) for row in documents_of(page)),
        invited_only=page.invited_only,
        amendment=_amendment(page),
    )


def documents_of(page: "CallPage") -> list[Any]:
    """Return the rows of the documents that a call hands out; those that were deleted since are left out."""
    rows = [row for value in _particulars(page, "documents") for row in value]
    return [row for row in rows if row["document"] is not None]


def says_particulars(page: "CallPage") -> bool:
    """Whether a page's body holds blocks that only the page in the source language may hold."""
    return any(child.block_type in PARTICULARS for child in page.body)


def _particulars(page: "CallPage", kind: str) -> list[Any]:
    return [child.value for child in page.body if child.block_type == kind]


def _criterion(child: Any) -> dict[str, Any]:
    value = child.value
    names = ("title_sv", "title_en", "description_sv", "description_en", "weight")
    return {
        "key": child.id or "",
        **{name: value[name] for name in names},
        "scale": [value["scale_low"], value["scale_high"]],
    }


def _document(row: Any) -> DocumentFacts:
    document = row["document"]
    with document.file.open("rb") as file:
        content = file.read()
    return DocumentFacts(
        title=row["title"] or document.title,
        file_name=document.filename,
        media_type=mimetypes.guess_type(document.filename)[0] or "application/octet-stream",
        content=content,
        language=row["language"],
        is_primary=bool(row["is_primary"]),
    )


def _rounds(page: "CallPage") -> tuple[RoundFacts, ...]:
    frozen = {
        row.key: row
        for row in Round.objects.filter(call__key=page.translation_key).select_related("form", "rules")
    }
    form = form_as_json(form_of_page(page))
    rules = [clause_as_json(clause) for clause in clauses_of(page.rules)]
    facts: list[RoundFacts] = []
    for child in page.rounds:
        one = _round(child, form, rules)
        if one is not None:
            invites = facts[-1] if facts and child.value.get("only_invited") else None
            facts.append(replace(one, follows=invites.key, step=invites.step + 1) if invites else one)
    return tuple(_as_frozen(one, frozen.get(one.key)) for one in facts)


def _round(child: Any, form: list[dict[str, Any]], rules: list[dict[str, Any]]) -> RoundFacts | None:
    value = child.value
    opens, closes = moment_of(value["opens"]), moment_of(value["closes"])
    if opens is None or closes is None:
        return None
    days = ("decision_expected", "earliest_start", "latest_start", "latest_end")
    return RoundFacts(
        key=child.id or "",
        title_sv=value["title_sv"],
        title_en=value["title_en"],
        opens_at=opens,
        closes_at=closes,
        received_on_submission=bool(value["received_on_submission"]),
        form=form,
        rules=rules,
        **{day: value[day] for day in days},
    )


def _as_frozen(facts: RoundFacts, row: Round | None) -> RoundFacts:
    """Keep a round's frozen form and rules where the editor changed nothing in them.

    A later version of the portal may have another standard form, or a rule one more parameter with a
    default. Neither is a change of the call, so neither may need an amendment.
    """
    if row is not None and row.form and _written(row.form.content) == _written(facts.form):
        facts = replace(facts, form=row.form.content)
    if row is not None and row.rules and _bare(row.rules.content) == _bare(facts.rules):
        facts = replace(facts, rules=row.rules.content)
    return facts


def _written(content: list[dict[str, Any]]) -> tuple[object, ...]:
    return written_by_editors(form_from_json(content))


def _bare(rules: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**clause, "parameters": _without_defaults(clause)} for clause in rules]


def _without_defaults(clause: dict[str, Any]) -> dict[str, Any]:
    kind = KINDS.get(clause["rule"])
    usual = {p.name: p.default for p in kind.parameters} if kind else {}
    return {name: value for name, value in clause["parameters"].items() if usual.get(name, ...) != value}


def _amendment(page: "CallPage") -> Amendment | None:
    """Return the reason for a change, unless it was given for an earlier one already."""
    reason = page.amendment_reason_sv.strip()
    if not reason or reason_is_used(page):
        return None
    return Amendment(reason_sv=reason, reason_en=page.amendment_reason_en.strip())


def reason_is_used(page: "CallPage") -> bool:
    """Whether the reason on the page is one that the record has shown for an earlier change."""
    reason = page.amendment_reason_sv.strip()
    told = CallAmendment.objects.filter(call__key=page.translation_key, reason_sv=reason)
    return bool(reason) and told.exists()
