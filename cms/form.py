"""The application form of a call: the standard sections, and what editors add to them as blocks."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from rulebook.access import SeenBy
from rulebook.questions import Form, Question, QuestionKind, Section, SectionKind, Slot
from rulebook.standard_form import STANDARD_FORM

if TYPE_CHECKING:
    from cms.models import CallPage

Placed = tuple[str, Section]
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_AS_WRITTEN = (
    *("help_sv", "help_en", "limit", "language", "unit_sv", "unit_en"),
    *("decimals", "least", "most", "item_sv", "item_en"),
)
_STANDARD = frozenset(section.key for section in STANDARD_FORM)
_STANDARD_SLOTS = frozenset(slot.key for section in STANDARD_FORM for slot in section.slots)


def form_of_page(page: "CallPage") -> Form:
    """Return the form that a page in the source language gives its rounds."""
    slots = tuple(_slot(child, child.id or "") for child in page.slots)
    return form_with(slots, tuple(_section(child, place) for place, child in enumerate(page.sections)))


def form_with(slots: Sequence[Slot] = (), sections: Sequence[Placed] = ()) -> Form:
    """Return the standard form with these sections, each after the one named, and slots before its own."""
    form: list[Section] = []
    for standard in STANDARD_FORM:
        with_slots = standard.kind is SectionKind.ATTACHMENTS
        form.append(replace(standard, slots=(*slots, *standard.slots)) if with_slots else standard)
        form += [section for after, section in sections if after == standard.key]
    known = {section.key for section in form}
    return (*form, *(section for _after, section in sections if section.key not in known))


def written_by_editors(form: Form) -> tuple[object, ...]:
    """Return of a form what editors wrote: own sections with the place they stand at, and slots."""
    own: list[object] = []
    for section in form:
        if section.key in _STANDARD:
            own.append(section.key)
            own += [slot for slot in section.slots if slot.key not in _STANDARD_SLOTS]
        else:
            own.append(section)
    return tuple(own)


def keys_in(form: Form) -> list[str]:
    """Every key that has to be the only one of its kind in its place, with its place before it."""
    keys = [section.key for section in form]
    keys += [f"slot {slot.key}" for section in form for slot in section.slots]
    for section in form:
        keys += [f"{section.key} {question.key}" for question in section.questions]
        for question in section.questions:
            keys += [f"{section.key} {question.key} {part.key}" for part in question.parts]
            keys += [f"{section.key} {question.key} choice {choice[0]}" for choice in question.choices]
    return keys


def _key(block_id: str | None, place: int) -> str:
    """Make a key of a block's id; a block that was never saved has none yet, and is known by its place."""
    if not block_id:
        return f"new{place}"
    return block_id.replace("-", "")[:12] if _UUID.fullmatch(block_id) else block_id


def _section(child: Any, place: int) -> Placed:
    value = child.value
    slots = [one for one in value["questions"] if one.block_type == "slot"]
    section = Section(
        key=_key(child.id, place),
        kind=SectionKind.QUESTIONS,
        title_sv=value["title_sv"],
        title_en=value["title_en"] or value["title_sv"],
        questions=_questions(value["questions"]),
        slots=tuple(_slot(one, _key(one.id, place * 100 + order)) for order, one in enumerate(slots)),
        help_sv=value["help_sv"],
        help_en=value["help_en"],
        seen_by=SeenBy(value["seen_by"] or SeenBy.ALL),
    )
    return value["after"], section


def _questions(stream: Iterable[Any]) -> tuple[Question, ...]:
    return tuple(
        _question(child, _key(child.id, place))
        for place, child in enumerate(stream)
        if child.block_type != "slot"
    )


def _question(child: Any, key: str) -> Question:
    value = child.value
    more = {name: value[name] for name in _AS_WRITTEN if value.get(name) not in (None, "")}
    return Question(
        key=key,
        kind=QuestionKind(child.block_type),
        label_sv=value["label_sv"],
        label_en=value["label_en"] or value["label_sv"],
        required=bool(value["required"]),
        choices=_choices(value.get("choices")),
        lowest=_bound(value.get("lowest")),
        highest=_bound(value.get("highest")),
        parts=_questions(value.get("parts") or ()),
        **more,
    )


def _choices(rows: Any) -> tuple[tuple[str, str, str], ...]:
    if not rows:
        return ()
    return tuple(
        (_key(row.id, place), row.value["sv"], row.value["en"] or row.value["sv"])
        for place, row in enumerate(rows.bound_blocks)
    )


def _bound(value: Decimal | int | None) -> str:
    if value is None:
        return ""
    plain = f"{value:f}" if isinstance(value, Decimal) else str(value)
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _slot(child: Any, key: str) -> Slot:
    value = child.value
    return Slot(
        key=key,
        label_sv=value["label_sv"],
        label_en=value["label_en"] or value["label_sv"],
        required=bool(value["required"]),
        media_types=tuple(value["media_types"]),
        megabytes=value["megabytes"] or 25,
        help_sv=value.get("help_sv") or "",
        help_en=value.get("help_en") or "",
        pages=value.get("pages"),
        per_party=bool(value.get("per_party")),
        seen_by=SeenBy(value.get("seen_by") or SeenBy.ALL),
    )
