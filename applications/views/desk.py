"""The work list: every case that the person works with, filtered, searched, counted and exported."""

import csv
from collections.abc import Iterator
from typing import Any

import django_filters
from django.db.models import Count, Exists
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.admin.widgets.button import HeaderButton

from applications.models import Application
from applications.models.application import ApplicationQuerySet
from applications.tables import columns_for, days_waiting, shown_title
from applications.views.desk_door import DeskMixin
from applications.worklist import (
    DECLARED_IN,
    WAIT_NAMES,
    Desk,
    Wait,
    calls_with_cases,
    requests,
    rounds_with_cases,
    with_counts,
)
from rulebook.states import State
from wording.speak import in_language

FORMULA_STARTS = frozenset("=+-@|%\t\r\n＝＋－＠")
STATES = tuple(choice for choice in Application.STATES if choice[0] != State.DRAFT.value)


class TitledChoiceField(django_filters.fields.ModelChoiceField):
    """Calls and rounds by number and title, in the reader's language."""

    def label_from_instance(self, obj: Any) -> str:
        """Number and title."""
        return f"{obj.diarienummer} {in_language(obj.title_sv, obj.title_en)}"


class TitledChoiceFilter(django_filters.ModelChoiceFilter):
    """A filter by call or round."""

    field_class = TitledChoiceField


class CaseFilters(WagtailFilterSet):
    """What the list can be limited to."""

    waits = django_filters.ChoiceFilter(
        label=gettext_lazy("Waits for me"),
        choices=[(wait.value, name) for wait, name in WAIT_NAMES.items()],
        method="limit_to_waiting",
        empty_label=gettext_lazy("All"),
    )
    state = django_filters.ChoiceFilter(
        label=gettext_lazy("State"), choices=STATES, empty_label=gettext_lazy("All")
    )
    letters = django_filters.ChoiceFilter(
        label=gettext_lazy("Completions"),
        choices=[("asked", gettext_lazy("Asked for, not answered"))],
        method="limit_to_asked",
        empty_label=gettext_lazy("All"),
    )
    call = TitledChoiceFilter(
        label=gettext_lazy("Call"),
        field_name="round__call",
        queryset=lambda request: calls_with_cases(request.desk),
        empty_label=gettext_lazy("All"),
    )
    round = TitledChoiceFilter(
        label=gettext_lazy("Round"),
        queryset=lambda request: rounds_with_cases(request.desk),
        empty_label=gettext_lazy("All"),
    )

    class Meta:
        model = Application
        fields: list[str] = []

    def limit_to_waiting(self, cases: ApplicationQuerySet, name: str, value: str) -> ApplicationQuerySet:
        """Keep what waits for the person in this way; a wait that is not theirs keeps nothing."""
        desk: Desk = self.request.desk
        return desk.waiting(cases).get(Wait(value), cases.none())

    def limit_to_asked(self, cases: ApplicationQuerySet, name: str, value: str) -> ApplicationQuerySet:
        """Keep what waits for the applicants to complete, whether their day has come or not."""
        desk: Desk = self.request.desk
        return cases.filter(Exists(requests()), state__in=DECLARED_IN).exclude(pk__in=desk.closed)


class CaseList(DeskMixin, BaseListingView):
    """The list itself."""

    page_title = gettext_lazy("Cases")
    header_icon = "folder-open-inverse"
    results_template_name = "applications/desk/list_results.html"
    template_name = "applications/desk/list.html"
    index_url_name = "desk:start"
    index_results_url_name = "desk:results"
    filterset_class = CaseFilters
    is_searchable = True
    paginate_by: int | None = 50
    default_ordering = "-case_number"
    verbose_name_plural = gettext_lazy("cases")
    table_classname = "listing desk-list"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Choose the columns."""
        super().setup(request, *args, **kwargs)
        self.columns = columns_for(self.now)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Send assessors to their own list: they have no other."""
        if not self.desk.works_with_all:
            return HttpResponseRedirect(reverse("desk:assignments"))
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer

    def get_base_queryset(self) -> ApplicationQuerySet:
        """Every case at the person's desk, with its counts."""
        return with_counts(self.desk.cases(), closed=self.desk.closed)

    def order_queryset(self, queryset: ApplicationQuerySet) -> ApplicationQuerySet:
        """Order by what is shown, then always by number, so that pages never overlap."""
        return queryset.order_by(self.ordering, "-case_number")

    def search_queryset(self, queryset: ApplicationQuerySet) -> ApplicationQuerySet:
        """Search number, names and the titles that may be read."""
        return self.desk.found_by(queryset, self.search_query)

    def get_header_buttons(self) -> list[HeaderButton]:
        """Offer the list as it stands as a file."""
        return [
            HeaderButton(
                label=_("Download CSV"),
                url=f"{reverse('desk:export')}?{self._query().urlencode()}",
                icon_name="download",
            )
        ]

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what is counted, each with where it leads."""
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        return context | {"chips": self._state_chips(), "waits": self._wait_chips(), "desk": self.desk}

    def _among(self) -> ApplicationQuerySet:
        """The cases that the chips count: limited by call, round and words, by nothing else."""
        cases = self.desk.cases()
        chosen = self.filters.form.cleaned_data if self.filters.is_valid() else {}
        if chosen.get("call"):
            cases = cases.filter(round__call=chosen["call"])
        if chosen.get("round"):
            cases = cases.filter(round=chosen["round"])
        return self.desk.found_by(cases, self.search_query)

    def _state_chips(self) -> list[dict[str, Any]]:
        counted = self._among().order_by().values("state").annotate(n=Count("pk"))
        found = {row["state"]: row["n"] for row in counted}
        chips = [self._chip(label, "state", state, found[state]) for state, label in STATES if state in found]
        everything = sum(found.values())
        return [self._chip(_("All"), "state", "", everything), *chips]

    def _wait_chips(self) -> list[dict[str, Any]]:
        waiting = self.desk.waiting(self._among())
        counted = [(wait, cases.count()) for wait, cases in waiting.items()]
        return [self._chip(WAIT_NAMES[wait], "waits", wait.value, n) for wait, n in counted if n]

    def _chip(self, label: Any, name: str, value: str, count: int) -> dict[str, Any]:
        query = self._query(without=("state", "waits"))
        if value:
            query[name] = value
        chosen = self.request.GET.get(name, "") == value
        return {
            "label": label,
            "count": count,
            "url": f"{self.index_url}?{query.urlencode()}",
            "is_chosen": chosen and (bool(value) or not self.request.GET.get("waits")),
        }

    def _query(self, without: tuple[str, ...] = ()) -> QueryDict:
        query: QueryDict = self.request.GET.copy()
        for name in ("p", "_w_filter_fragment", *without):
            query.pop(name, None)
        return query


class CaseExport(CaseList):
    """The same list as a CSV file, every page of it."""

    paginate_by = None

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Write the rows, separated by semicolons with a byte order mark, as Swedish spreadsheets open it."""
        response = HttpResponse(content_type="text/csv; charset=utf-8")
        day = f"{localtime(self.now):%Y-%m-%d}"
        response["Content-Disposition"] = f'attachment; filename="{_("cases")}-{day}.csv"'
        response.write("\ufeff")
        writer = csv.writer(response, delimiter=";")
        for row in self._rows():
            writer.writerow([safe_cell(value) for value in row])
        return response

    def _rows(self) -> Iterator[list[Any]]:
        yield [column.label for column in self.columns[:5]] + [
            _("Call"),
            _("Submitted"),
            _("Days"),
            _("Assessments handed in"),
            _("Assessors"),
            _("Open conflicts of interest"),
        ]
        for case in self.get_queryset():
            shut = case.is_closed
            yield [
                case.case_number,
                shown_title(case),
                case.head.coordinator,
                "" if shut else case.head.sought,
                case.get_state_display(),
                case.round.call.diarienummer,
                f"{localtime(case.submitted_at):%Y-%m-%d %H:%M}" if case.submitted_at else "",
                days_waiting(case, self.now),
                "" if shut else case.filed,
                "" if shut else case.assessors,
                "" if shut else case.conflicts,
            ]


def safe_cell(value: Any) -> str:
    """Write a cell that no spreadsheet takes for a formula, whatever an applicant typed into a title."""
    text = "" if value is None else str(value)
    return f"'{text}" if text[:1] in FORMULA_STARTS or text.strip()[:1] in FORMULA_STARTS else text
