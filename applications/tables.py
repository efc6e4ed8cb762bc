"""The columns of the desk's lists. A case that a conflict closes shows its number, names and state only."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, StatusTagColumn, TitleColumn

from applications.models import Application
from rulebook.access import DECIDED
from rulebook.states import State
from wording.speak import in_language

ENDED = frozenset(state.value for state in DECIDED) | {State.WITHDRAWN.value}
SLOW_AFTER_DAYS = 180  # After six months a party may demand a decision within four weeks (FL 12 §).


def case_url(case: Application, part: str = "") -> str:
    """The address of a case at the desk, or of one part of the page."""
    return reverse("desk:case", args=[case.pk]) + (f"#{part}" if part else "")


def shown_title(case: Any) -> str:
    """The title in the reader's language; nothing for a case that a conflict closes."""
    return "" if case.is_closed else in_language(case.head.title_sv, case.head.title_en)


def days_waiting(case: Application, now: datetime) -> int | None:
    """Whole days since the valid version arrived; None when nothing is waited for."""
    if case.submitted_at is None or case.state in ENDED:
        return None
    return max((now - case.submitted_at).days, 0)


class CaseTitleColumn(Column):
    """Title, with the call beneath it."""

    cell_template_name = "applications/desk/cells/title.html"

    def get_value(self, instance: Any) -> str:
        """The title as it may be shown."""
        return shown_title(instance)


class SumColumn(Column):
    """What is sought, in whole kronor."""

    cell_template_name = "applications/desk/cells/sum.html"

    def get_value(self, instance: Any) -> int | None:
        """Nothing for a closed case."""
        return None if instance.is_closed else int(instance.head.sought)


class DaysColumn(Column):
    """Days since the application arrived, while a decision is waited for."""

    cell_template_name = "applications/desk/cells/days.html"

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        """Add the days, and whether they are too many."""
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        days = days_waiting(instance, self.now)
        return context | {"days": days, "is_slow": days is not None and days > SLOW_AFTER_DAYS}


class CountColumn(Column):
    """Something that is counted, and a link to it."""

    cell_template_name = "applications/desk/cells/count.html"

    def __init__(self, *args: Any, part: str, of: str = "", label_of: Any = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.part, self.of, self.label_of = part, of, label_of

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        """Add the count, out of how many, and where it leads."""
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        return context | {
            "count": getattr(instance, self.name),
            "out_of": getattr(instance, self.of) if self.of else None,
            "is_closed": instance.is_closed,
            "href": case_url(instance, self.part),
        }


def columns_for(now: datetime) -> list[Column]:
    """The columns of the work list."""
    return [
        TitleColumn(
            "case_number",
            label=_("Case number"),
            get_url=case_url,
            sort_key="case_number",
            link_attrs={"data-case-link": ""},
        ),
        CaseTitleColumn("shown_title", label=_("Title"), sort_key="shown_title"),
        Column(
            "coordinator", label=_("Coordinator"), accessor="head.coordinator", sort_key="head__coordinator"
        ),
        SumColumn("shown_sought", label=_("Sought"), classname="desk-number", sort_key="shown_sought"),
        StatusTagColumn("state", label=_("State"), accessor="get_state_display", sort_key="state"),
        DaysColumn(
            "submitted_at", label=_("Days"), classname="desk-number", sort_key="submitted_at", now=now
        ),
        CountColumn(
            "filed", label=_("Assessments"), classname="desk-number", part="assessments", of="assessors"
        ),
        CountColumn("conflicts", label=_("Conflicts"), classname="desk-number", part="conflicts"),
    ]
