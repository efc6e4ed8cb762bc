"""What a rule can be set with: typed parameters, declared as the fields of a rule's dataclass.

A declaration carries what an editor's form needs (label, kind, limits, choices) and reads the JSON value
that a rule set holds. JSON forms: whole numbers for integer, kronor, percent and months; `YYYY-MM-DD` for
dates; a string for choice and text; true or false for flags; lists of strings for sectors and classes.
"""

from dataclasses import MISSING, dataclass, field, fields, replace
from datetime import date
from enum import StrEnum
from typing import Any

from rulebook.facts import Sector, SectorClass
from rulebook.money import HIGHEST
from rulebook.terms import WORDS
from rulebook.verdict import Sentence, say


class ParameterKind(StrEnum):
    """What sort of value a parameter holds."""

    INTEGER = "integer"
    KRONOR = "kronor"
    PERCENT = "percent"
    MONTHS = "months"
    DATE = "date"
    CHOICE = "choice"
    SECTOR_CLASSES = "sector_classes"
    SECTORS = "sectors"
    FLAG = "flag"
    TEXT = "text"


class UnreadableError(ValueError):
    """A JSON value is not what the parameter asks for. Carries the sentence for the editor."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """One parameter of a rule kind.

    `default` is what the rule reads when nothing is given; a required parameter has none. `choices` are
    (value, label msgid) pairs for choice, sector_classes and sectors; `values` is their enumeration.
    """

    kind: ParameterKind
    label: str
    name: str = ""
    required: bool = False
    default: object = None
    minimum: int | None = None
    maximum: int | None = None
    choices: tuple[tuple[str, str], ...] = ()
    values: type[StrEnum] | None = None

    def read(self, value: object) -> object:
        """Turn a JSON value into what the rule reads. Raises UnreadableError."""
        match self.kind:
            case ParameterKind.DATE:
                return _read_date(value)
            case ParameterKind.FLAG:
                return _read_flag(value)
            case ParameterKind.TEXT:
                return _read_text(value)
            case ParameterKind.CHOICE:
                return self._choose(value)
            case ParameterKind.SECTOR_CLASSES | ParameterKind.SECTORS:
                return self._choose_several(value)
            case _:
                return self._read_number(value)

    def _read_number(self, value: object) -> int:
        if not isinstance(value, int) or isinstance(value, bool):
            raise UnreadableError(say("Write a whole number."))
        if self.minimum is not None and value < self.minimum:
            raise UnreadableError(say("Write a number that is at least {least}.", least=self.minimum))
        if self.maximum is not None and value > self.maximum:
            raise UnreadableError(say("Write a number that is at most {most}.", most=self.maximum))
        return value

    def _choose(self, value: object) -> StrEnum:
        if self.values is None or value not in [key for key, _label in self.choices]:
            raise UnreadableError(say("Choose one of the alternatives."))
        return self.values(str(value))

    def _choose_several(self, value: object) -> frozenset[StrEnum]:
        if not isinstance(value, list | tuple) or (self.required and not value):
            raise UnreadableError(say("Choose at least one of the alternatives."))
        return frozenset(self._choose(item) for item in value)


def _read_date(value: object) -> date:
    try:
        return date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        raise UnreadableError(say("Write a date as YYYY-MM-DD.")) from None


def _read_flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise UnreadableError(say("Answer yes or no."))
    return value


def _read_text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise UnreadableError(say("Write a text."))
    return value.strip()


REQUIRED = MISSING


def _declare(parameter: Parameter, default: object) -> Any:
    required = default is MISSING
    known = replace(parameter, required=required, default=None if required else default)
    return field(default=default, metadata={"parameter": known})


def integer(label: str, *, default: object = REQUIRED, minimum: int = 0, maximum: int = 1000) -> Any:
    """Declare a whole number."""
    spec = Parameter(kind=ParameterKind.INTEGER, label=label, minimum=minimum, maximum=maximum)
    return _declare(spec, default)


def kronor(label: str, *, default: object = REQUIRED) -> Any:
    """Declare a sum in whole kronor."""
    return _declare(Parameter(kind=ParameterKind.KRONOR, label=label, minimum=0, maximum=HIGHEST), default)


def percent(label: str, *, default: object = REQUIRED) -> Any:
    """Declare a share in whole percent, 0 to 100."""
    return _declare(Parameter(kind=ParameterKind.PERCENT, label=label, minimum=0, maximum=100), default)


def months(label: str, *, default: object = REQUIRED) -> Any:
    """Declare a length in months, 1 to 240."""
    return _declare(Parameter(kind=ParameterKind.MONTHS, label=label, minimum=1, maximum=240), default)


def day(label: str, *, default: object = REQUIRED) -> Any:
    """Declare a calendar day in Sweden."""
    return _declare(Parameter(kind=ParameterKind.DATE, label=label), default)


def flag(label: str, *, default: bool = False) -> Any:
    """Declare a yes or no."""
    return _declare(Parameter(kind=ParameterKind.FLAG, label=label), default)


def text(label: str, *, default: object = REQUIRED) -> Any:
    """Declare a short text."""
    return _declare(Parameter(kind=ParameterKind.TEXT, label=label), default)


def choice(label: str, values: type[StrEnum], *, default: object = REQUIRED) -> Any:
    """Declare a choice of one value of an enumeration that has words in `rulebook.terms`."""
    spec = Parameter(kind=ParameterKind.CHOICE, label=label, values=values, choices=_labelled(values))
    return _declare(spec, default)


def sector_classes(label: str, *, default: object = REQUIRED) -> Any:
    """Declare a set of sector classes."""
    return _declare(_several(ParameterKind.SECTOR_CLASSES, label, SectorClass), default)


def sectors(label: str, *, default: object = REQUIRED) -> Any:
    """Declare a set of base sectors."""
    return _declare(_several(ParameterKind.SECTORS, label, Sector), default)


def _several(kind: ParameterKind, label: str, values: type[StrEnum]) -> Parameter:
    return Parameter(kind=kind, label=label, values=values, choices=_labelled(values))


def _labelled(values: type[StrEnum]) -> tuple[tuple[str, str], ...]:
    return tuple((value.value, WORDS[value].msgid) for value in values)


def parameters_of(rule: type) -> tuple[Parameter, ...]:
    """Return the parameters that a rule's dataclass declares, in order."""
    return tuple(
        replace(f.metadata["parameter"], name=f.name) for f in fields(rule) if "parameter" in f.metadata
    )
