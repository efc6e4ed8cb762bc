"""The manual's reference part, read from the OpenAPI document: operations and shapes with fields."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

Document = Mapping[str, Any]
_HIDDEN = ("Paginated", "Problem")


@dataclass(frozen=True)
class Field:
    """A field or a parameter: its name, what kind of value it is, what it means, and which shape it holds."""

    name: str
    kind: str
    meaning: str
    shape: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Operation:
    """An address: what it answers and its parameters."""

    address: str
    summary: str
    parameters: tuple[Field, ...]


@dataclass(frozen=True)
class Chapter:
    """A noun: its addresses and the shape of its records."""

    name: str
    title: str
    meaning: str
    operations: tuple[Operation, ...]
    shape: str
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Shape:
    """A shape that others hold."""

    name: str
    fields: tuple[Field, ...]


def chapters(document: Document) -> list[Chapter]:
    """Return a chapter for each noun, in the order of the document's tags."""
    return [_chapter(document, tag) for tag in document["tags"]]


def shapes(document: Document, nouns: list[Chapter]) -> list[Shape]:
    """Return the shapes that are parts of the nouns' shapes."""
    own = {chapter.shape for chapter in nouns}
    return [
        Shape(name, _fields(schema))
        for name, schema in document["components"]["schemas"].items()
        if name not in own and not name.startswith(_HIDDEN) and "properties" in schema
    ]


def _chapter(document: Document, tag: Mapping[str, str]) -> Chapter:
    found = [
        (address, methods["get"])
        for address, methods in document["paths"].items()
        if tag["name"] in methods["get"]["tags"]
    ]
    single = next(operation for _address, operation in found if operation["operationId"].startswith("get_"))
    shape = _target(single["responses"]["200"]["content"]["application/json"]["schema"])
    return Chapter(
        name=tag["name"],
        title=str(found[0][1]["summary"]),
        meaning=tag["description"],
        operations=tuple(
            Operation(address, operation["summary"], _parameters(operation)) for address, operation in found
        ),
        shape=shape,
        fields=_fields(document["components"]["schemas"][shape]),
    )


def _parameters(operation: Document) -> tuple[Field, ...]:
    return tuple(
        Field(
            name=parameter["name"],
            kind=_kind(parameter["schema"]),
            meaning=parameter.get("description", ""),
            choices=_choices(parameter["schema"]),
        )
        for parameter in operation.get("parameters", [])
    )


def _fields(schema: Document) -> tuple[Field, ...]:
    return tuple(
        Field(name, _kind(one), one.get("description", ""), _target(one), _choices(one))
        for name, one in schema["properties"].items()
    )


def _kind(schema: Document) -> str:
    """Say in words what kind of value a schema describes."""
    if schema.get("type") == "array":
        return _("list")
    if _target(schema):
        return _("object or null") if _may_be_null(schema) else _("object")
    types = schema.get("type", [])
    names = [types] if isinstance(types, str) else list(types)
    words = {
        "string": _("text"),
        "integer": _("whole number"),
        "boolean": _("true or false"),
        "object": _("object"),
        "null": _("null"),
    }
    formats = {"date": _("day"), "date-time": _("moment (UTC)"), "uri": _("web address")}
    told = [
        formats.get(schema.get("format", ""), words[name]) if name != "null" else words[name]
        for name in names
    ]
    if len(told) > 1:
        return _("%(one)s or %(other)s") % {"one": told[0], "other": told[1]}
    return told[0] if told else _("anything")


def _may_be_null(schema: Document) -> bool:
    return any(one.get("type") == "null" for one in schema.get("oneOf", []))


def _target(schema: Document) -> str:
    """Return the name of the shape that a schema refers to, directly, in a list or as an alternative."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "items" in schema:
        return _target(schema["items"])
    parts = [*schema.get("allOf", []), *schema.get("oneOf", []), *schema.get("anyOf", [])]
    return next((name for part in parts if (name := _target(part))), "")


def _choices(schema: Document) -> tuple[str, ...]:
    values = schema.get("enum") or schema.get("items", {}).get("enum") or ()
    return tuple(str(value) for value in values if value is not None)
