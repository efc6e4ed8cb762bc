"""Which kinds can be downloaded, and with which columns. Names are the API's, labels are for people."""

from collections.abc import Mapping
from functools import partial

from django.utils.translation import gettext_lazy as _

from registry.models import ProjectStatus
from registry.models.choices import SectorChoice
from search.downloads.other_rows import call_rows, organisation_rows, outcome_rows, programme_rows
from search.downloads.project_rows import nested_projects, project_rows
from search.downloads.tables import Column, Table


def _sectors() -> Mapping[str, str]:
    return {choice.value: str(choice.label) for choice in SectorChoice}


def _statuses() -> Mapping[str, str]:
    return {choice.value: str(choice.label) for choice in ProjectStatus}


def _yes_or_no() -> Mapping[str, str]:
    return {"yes": str(_("Yes")), "no": str(_("No"))}


_RECORD = (
    Column(name="diarienummer", label=_("Case number"), kind="code", width=14),
    Column(name="title_sv", label=_("Title in Swedish"), width=50),
    Column(name="title_en", label=_("Title in English"), width=50),
    Column(name="funder", label=_("Funder"), width=24),
)
_PROGRAMME = (
    Column(name="programme", label=_("Programme's case number"), kind="code", width=14),
    Column(name="programme_title", label=_("Programme"), width=30),
)
_CALL = (
    Column(name="call", label=_("Call's case number"), kind="code", width=14),
    Column(name="call_title", label=_("Call"), width=30),
)
_AWARDED = Column(name="amount_awarded", label=_("Grant, kronor"), kind="kronor")
_PAGE = Column(name="page", label=_("Page"), kind="code", width=40)
_SUMMARY = (
    Column(name="summary_sv", label=_("Summary in Swedish"), width=50),
    Column(name="summary_en", label=_("Summary in English"), width=50),
)
_PROJECT = (
    *_RECORD,
    *_PROGRAMME,
    *_CALL,
    Column(name="status", label=_("Status"), kind="code", words=_statuses),
    Column(name="decided_on", label=_("Decided"), kind="day"),
    Column(name="starts", label=_("Starts"), kind="day"),
    Column(name="ends", label=_("Ends"), kind="day"),
    Column(name="year", label=_("Year"), kind="number", width=8),
    _AWARDED,
    Column(name="own_funding", label=_("Own funding, kronor"), kind="kronor"),
    Column(name="total_budget", label=_("Total budget, kronor"), kind="kronor"),
    Column(name="coordinator", label=_("Coordinator"), width=30),
    Column(name="coordinator_number", label=_("Coordinator's organisation number"), kind="code"),
    Column(name="coordinator_workplace", label=_("Coordinator's workplace"), width=24),
    Column(name="parties", label=_("Parties"), kind="texts", width=50),
    Column(name="party_numbers", label=_("Parties' organisation numbers"), kind="codes", width=30),
    Column(name="sectors", label=_("Sectors"), kind="codes", words=_sectors, width=24),
    Column(name="county_codes", label=_("County codes"), kind="codes", for_machines=True),
    Column(name="counties", label=_("Counties"), kind="codes", width=24),
    Column(name="municipalities", label=_("Municipalities"), kind="codes", width=24),
    Column(name="goals", label=_("Sustainability goals"), kind="codes"),
    Column(name="has_outcome", label=_("Has a result"), kind="code", words=_yes_or_no, width=10),
    _PAGE,
    *_SUMMARY,
)
_CALLS = (
    *_RECORD,
    *_PROGRAMME,
    Column(name="published", label=_("Published"), kind="day"),
    Column(name="opens_at", label=_("Opens, Swedish time"), kind="code"),
    Column(name="closes_at", label=_("Closes, Swedish time"), kind="code"),
    _PAGE,
)
_PROGRAMMES = (
    *_RECORD,
    Column(name="budget", label=_("Budget, kronor"), kind="kronor"),
    Column(name="starts", label=_("Starts"), kind="day"),
    Column(name="ends", label=_("Ends"), kind="day"),
    _PAGE,
)
_ORGANISATIONS = (
    Column(name="name", label=_("Organisation"), width=40),
    Column(name="name_en", label=_("Name in English"), width=40),
    Column(name="organisation_number", label=_("Organisation number"), kind="code"),
    Column(name="country", label=_("Country"), kind="code", width=8),
    Column(name="sector", label=_("Sector"), kind="code", words=_sectors, width=24),
    Column(name="county_code", label=_("County code"), kind="code", for_machines=True),
    Column(name="county", label=_("County"), kind="code", width=24),
    Column(name="municipality", label=_("Municipality"), kind="code", width=24),
    Column(name="projects", label=_("Projects"), kind="number", width=10),
    _AWARDED,
    _PAGE,
)
_OUTCOMES = (
    *_RECORD,
    _AWARDED,
    Column(name="published", label=_("Published"), kind="day"),
    Column(name="outputs", label=_("What the project left behind"), kind="texts", width=50),
    Column(name="output_addresses", label=_("Where to find it"), kind="texts", width=40),
    _PAGE,
    *_SUMMARY,
)
_NESTED = partial(nested_projects, names=[column.name for column in _PROJECT])

TABLES: Mapping[str, Table] = {
    table.kind: table
    for table in (
        Table("project", _("Projects"), _PROJECT, project_rows, _NESTED),
        Table("call", _("Calls"), _CALLS, call_rows),
        Table("programme", _("Programmes"), _PROGRAMMES, programme_rows),
        Table("organisation", _("Organisations"), _ORGANISATIONS, organisation_rows),
        Table("outcome", _("Results"), _OUTCOMES, outcome_rows),
    )
}


def for_people(table: Table) -> list[tuple[int, Column]]:
    """Return the columns that people get, with their places in a row."""
    return [(place, column) for place, column in enumerate(table.columns) if not column.for_machines]
