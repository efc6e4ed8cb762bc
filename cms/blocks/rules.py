"""The rules of a call, as blocks made from the rulebook's vocabulary: one kind of block a kind of rule.

A new kind of rule in the rulebook becomes a new block by itself; nothing here names a kind.
"""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from rulebook.facts import Clause
from rulebook.money import read_kronor
from rulebook.parameters import Parameter, ParameterKind
from rulebook.verdict import Effect
from rulebook.vocabulary import KINDS, RuleKind, find_problems, settings_given_twice
from wording.speak import number, sentence

EFFECTS = [
    (Effect.BLOCKS.value, _("Stops: the application can't be submitted until it is met")),
    (Effect.WARNS.value, _("Warns: the applicant may submit anyway, and that is recorded")),
    (Effect.OFFICER.value, _("For an officer: the applicant is told, an officer judges")),
]


class KronorField(forms.Field):
    """A sum in whole kronor, written as people write sums."""

    widget = forms.TextInput

    def prepare_value(self, value: Any) -> Any:
        """Show a stored sum with thin spaces."""
        return number(value) if isinstance(value, int) else value

    def to_python(self, value: Any) -> int | None:
        """Read a sum. Raises ValidationError with the rulebook's own sentence."""
        if value in self.empty_values or isinstance(value, int):
            return value or None if not isinstance(value, int) else value
        read = read_kronor(str(value))
        if isinstance(read, int):
            return read
        raise ValidationError(sentence(read))


class KronorBlock(blocks.FieldBlock):
    """A sum in whole kronor."""

    def __init__(self, required: bool = True, help_text: str = "", **kwargs: Any) -> None:
        attributes = {"inputmode": "numeric", "placeholder": "2 000 000"}
        self.field = KronorField(
            required=required, help_text=help_text, widget=forms.TextInput(attrs=attributes)
        )
        super().__init__(**kwargs)

    class Meta:
        icon = "decimal"


def parameter_block(parameter: Parameter) -> blocks.Block:
    """Make the field that a parameter of a rule is set with."""
    options: dict[str, Any] = {"label": _(parameter.label), "required": parameter.required}
    if parameter.default is not None:
        options["default"] = as_json(parameter.default)
    choices = [(value, _(word)) for value, word in parameter.choices]
    match parameter.kind:
        case ParameterKind.KRONOR:
            return KronorBlock(**options)
        case ParameterKind.DATE:
            return blocks.DateBlock(**options)
        case ParameterKind.FLAG:
            return blocks.BooleanBlock(**{**options, "required": False})
        case ParameterKind.CHOICE:
            return blocks.ChoiceBlock(choices=choices, **options)
        case ParameterKind.SECTORS | ParameterKind.SECTOR_CLASSES:
            return blocks.MultipleChoiceBlock(choices=choices, widget=forms.CheckboxSelectMultiple, **options)
        case ParameterKind.TEXT:
            return blocks.CharBlock(max_length=500, **options)
        case _:
            limits = {"min_value": parameter.minimum, "max_value": parameter.maximum}
            return blocks.IntegerBlock(**limits, **options)


class RuleBlock(blocks.StructBlock):
    """A rule of one kind with its parameters, the clause that it comes from and what it does."""

    def __init__(self, kind: RuleKind, **kwargs: Any) -> None:
        self.kind = kind
        children: list[tuple[str, blocks.Block]] = [
            (parameter.name, parameter_block(parameter)) for parameter in kind.parameters
        ]
        if not kind.is_settings:
            effect = blocks.ChoiceBlock(
                label=_("What the rule does"), choices=EFFECTS, default=kind.default_effect.value
            )
            children.append(("effect", effect))
        children += [
            ("clause_sv", _clause_block(_("What the call says, in Swedish"), required=not kind.is_settings)),
            ("clause_en", _clause_block(_("What the call says, in English"))),
        ]
        words = {"label": _(kind.title), "help_text": _(kind.asks)}
        super().__init__(children, icon="check", form_classname="struct-block cms-pairs", **words, **kwargs)

    def clean(self, value: Any) -> Any:
        """Refuse parameters that the rulebook can't use, each at its own field."""
        cleaned = super().clean(value)
        problems = [] if self.is_deferred_validation else find_problems(clause_of(self.kind, cleaned))
        if problems:
            at_fields = {p.parameter: ValidationError(sentence(p.sentence)) for p in problems if p.parameter}
            rest = [ValidationError(sentence(p.sentence)) for p in problems if not p.parameter]
            raise blocks.StructBlockValidationError(block_errors=at_fields, non_block_errors=rest)
        return cleaned


def _clause_block(label: Any, required: bool = False) -> blocks.TextBlock:
    return blocks.TextBlock(
        label=label,
        required=required,
        rows=2,
        max_length=1000,
        help_text=_("Shown to applicants as the source of the rule.") if required else "",
    )


class RulesBlock(blocks.StreamBlock):
    """Every rule of a call."""

    def __init__(self, **kwargs: Any) -> None:
        settings = [kind for kind in KINDS.values() if kind.is_settings]
        demands = [kind for kind in KINDS.values() if not kind.is_settings]
        children = [(kind.id, RuleBlock(kind, group=_("Demands"))) for kind in demands]
        children += [(kind.id, RuleBlock(kind, group=_("Settings"))) for kind in settings]
        super().__init__(children, **kwargs)

    def clean(self, value: Any) -> Any:
        """Refuse settings that are given twice."""
        cleaned = super().clean(value)
        twice = settings_given_twice(clauses_of(cleaned))
        if twice:
            wrong = [ValidationError(sentence(problem.sentence)) for problem in twice]
            raise blocks.StreamBlockValidationError(non_block_errors=wrong)
        return cleaned


def clauses_of(rules: Any) -> list[Clause]:
    """Read the clauses that a stream of rules sets, in their order."""
    return [clause_of(KINDS[child.block_type], child.value) for child in rules if child.block_type in KINDS]


def clause_of(kind: RuleKind, value: Any) -> Clause:
    """Read the clause that one rule's block sets. Parameters left empty are left out."""
    given = {parameter.name: as_json(value.get(parameter.name)) for parameter in kind.parameters}
    return Clause(
        rule=kind.id,
        effect=value.get("effect") or kind.default_effect.value,
        parameters={name: held for name, held in given.items() if held is not None},
        clause_sv=value.get("clause_sv") or "",
        clause_en=value.get("clause_en") or "",
    )


def as_json(value: object) -> Any:
    """Write a parameter's value as the JSON that rule sets hold; None for nothing."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple | set | frozenset):
        return sorted(str(item) for item in value) or None
    return None if value == "" else value
