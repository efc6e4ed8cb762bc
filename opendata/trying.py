"""Trying the API on a page: a form made from a list's parameters, and the answer. No script needed."""

import copy
import json
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import override
from rest_framework.response import Response

from opendata.v1 import calls, projects
from opendata.v1.parameters import Parameter
from opendata.v1.views import ListOfRecords

LISTS: dict[str, type[ListOfRecords]] = {
    "projects": projects.Projects,
    "calls": calls.Calls,
    "rounds": calls.Rounds,
    "programmes": calls.Programmes,
    "organisations": projects.Organisations,
    "outcomes": projects.Outcomes,
    "funders": calls.Funders,
}
FEW = 5
LONGEST_ANSWER = 20_000


@dataclass(frozen=True)
class Trial:
    """What was asked and what came back: the address without the server's name, status and JSON."""

    address: str
    status: int
    answer: str
    is_cut: bool


def form_for(noun: str, data: QueryDict | None) -> forms.Form:
    """Make the form of a list: a field for each of its parameters."""
    fields = {parameter.name: _field(parameter) for parameter in LISTS[noun].parameters}
    fields["page_size"] = forms.IntegerField(
        label="page_size", help_text=_("How many on a page."), initial=FEW, required=False
    )
    form_class = type("TrialForm", (forms.Form,), fields)
    form: forms.Form = form_class(data)
    return form


def _field(parameter: Parameter) -> forms.Field:
    if parameter.enum:
        return forms.MultipleChoiceField(
            label=parameter.name,
            help_text=str(parameter.description),
            choices=[(value, value) for value in parameter.enum],
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )
    return forms.CharField(label=parameter.name, help_text=str(parameter.description), required=False)


def attempt(request: HttpRequest, noun: str, language: str) -> Trial:
    """Ask the list what the form holds, as any client would."""
    names = {parameter.name for parameter in LISTS[noun].parameters} | {"page", "page_size"}
    query = QueryDict(mutable=True)
    for name in request.GET:
        values = [value for value in request.GET.getlist(name) if value.strip()]
        if name in names and values:
            query.setlist(name, values)
    asked = copy.copy(request)
    asked.GET = QueryDict(query.urlencode())
    asked.path = asked.path_info = f"/api/v1/{noun}/"
    asked.META = {**request.META, "HTTP_ACCEPT_LANGUAGE": language, "QUERY_STRING": query.urlencode()}
    asked.META.pop("HTTP_IF_NONE_MATCH", None)
    asked.__dict__.pop("headers", None)
    with override(language):
        response = LISTS[noun].as_view()(asked)
    data: Any = response.data if isinstance(response, Response) else None
    text = json.dumps(json.loads(response.content), ensure_ascii=False, indent=2) if data is not None else ""
    address = f"{asked.path}?{query.urlencode()}" if query else asked.path
    return Trial(address, response.status_code, text[:LONGEST_ANSWER], len(text) > LONGEST_ANSWER)
