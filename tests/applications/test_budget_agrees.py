"""Generated budgets: form, document, facts, panel, spreadsheet out and in, and awards agree to the krona."""

import ast
import os
from random import Random
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from applications.actions.budget import PartyBudget, save_budgets
from applications.budget_table import COSTS, FUNDING, budget_table
from applications.budgets import with_budget
from applications.document import Document, document_of, sought_in_all
from applications.facts import facts_of
from applications.forms.budget import BudgetForm
from applications.forms.budget_layout import layout_of, sums_shown
from applications.models import Application
from applications.reading import budget_of, grants_by_year
from applications.spreadsheet.read import read_workbook
from applications.spreadsheet.write import Origin, workbook
from journal.canonical import canonical_json
from rulebook.budget import cost_of, own_cash, parts_sought, total_cost
from rulebook.facts import CostCategory
from tests import factories as make
from tests.applications.drawn_budgets import YEARS, Drawn, drawn_budgets, posted, rolled_budget
from tests.architecture.tree import ROOT
from wording.speak import number

pytestmark = pytest.mark.django_db
IN_FULL = os.environ.get("UTLYSA_DRILLS") == "1"
PARTIES = 10
QUIET = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]


def an_empty_party(name: str = "Sjöbro kommun") -> Document:
    """A document with one party and the project's time."""
    said = ("workplace", "organisation_number", "sector", "owner_number", "owner_name", "owner_sector")
    party: dict[str, Any] = {
        **dict.fromkeys((*said, "aid_ground", "size", "contact_email"), ""),
        **dict.fromkeys(("owner_share", "economic_activity"), None),
        "id": str(uuid4()),
        "name": name,
        "country": "SE",
        "budget": [],
        "personnel": [],
        "role": "partner",
        "is_need_owner": False,
        "sector_origin": "declared",
    }
    dates = {"starts": "2027-01-01", "ends": "2029-12-31"}
    return {"sections": {"project": dates}, "parties": [party], "attachments": []}


@pytest.mark.drill
@given(budget=drawn_budgets(), way=st.integers(0, 29), others=st.integers(0, 10**9))
@settings(max_examples=20_000 if IN_FULL else 2_000, deadline=None, suppress_health_check=QUIET)
def test_what_is_typed_is_what_is_summed(budget: Drawn, way: int, others: int) -> None:
    form = BudgetForm.posted(YEARS, posted(budget, way))
    assert form.is_valid(), form.errors
    empty = an_empty_party()
    party = empty["parties"][0]
    party["other_funders"] = [{"name": "Fonden", "organisation_number": "", "amount": others}]
    document = with_budget(empty, party["id"], form.lines(), form.personnel())
    table = budget_table(document)
    (sums,) = table.parties
    facts = facts_of(document, received=make.APPLIED)
    assert (total_cost(facts), parts_sought(facts)) == (sums.cost, sums.grant)
    assert {row.key: row.total for row in sums.rows} == {
        **{kind: budget.total(kind) for kind in (*COSTS, *FUNDING)},
        "costs": budget.total(*COSTS),
        "others": others,
        "funding": budget.total(*FUNDING) + others,
        "missing": budget.total(*COSTS) - budget.total(*FUNDING) - others,
    }
    assert [row.amounts for row in sums.rows] == [row.amounts for row in table.whole.rows]
    assert sum(sums.by_hours) + sum(sums.without_hours) == budget.total("personnel")
    shown = sums_shown(layout_of(form, sums, project=YEARS, hours_only=False))
    assert shown["costs-all"] == number(budget.total(*COSTS))
    assert shown["missing-all"] == number(sums.missing)
    again = BudgetForm.of_party(YEARS, document["parties"][0])
    resent = BudgetForm.posted(YEARS, _as_sent(again))
    assert resent.is_valid()
    resaved = with_budget(empty, party["id"], resent.lines(), resent.personnel())
    assert canonical_json(resaved["parties"]) == canonical_json(document["parties"])


def _as_sent(form: BudgetForm) -> QueryDict:
    data = posted(Drawn({}, ()), 0)
    for name in form.fields:
        data[name] = str(form[name].value() or "")
    return data


@pytest.fixture
def consortium() -> Application:
    """An application with ten parties, some with names that a spreadsheet would mind."""
    application = make.filled_application()
    names = ("=1+1", "A/B: [C]*?", "a/b: [c]*?", "", "'", "History", "-2", "Å" * 200)
    for place, name in enumerate(names, start=2):
        application.parties.create(name=name, order=place)
    for party in application.parties.filter(order__gte=2):
        application.sections.create(key=f"budget:{party.pk.hex}", changed_at=make.APPLIED)
    assert application.parties.count() == PARTIES
    return application


@pytest.mark.drill
@given(budgets=st.tuples(*[drawn_budgets()] * PARTIES))
@settings(max_examples=200 if IN_FULL else 20, deadline=None, suppress_health_check=QUIET)
def test_what_is_saved_is_judged_written_and_read_back(
    consortium: Application, budgets: tuple[Drawn, ...]
) -> None:
    _save(consortium, budgets)
    document = document_of(consortium)
    facts = facts_of(document, received=make.APPLIED)
    table = budget_table(document, years=YEARS)
    for drawn, sums, party in zip(budgets, table.parties, facts.parties, strict=True):
        assert (sums.cost, sums.grant) == (drawn.total(*COSTS), drawn.total("grant"))
        assert (party.total_cost, party.grant) == (sums.cost, sums.grant)
        assert (own_cash(party), sums.own_cash) == (drawn.total("own_cash"),) * 2
        assert {kind: cost_of(party, CostCategory(kind)) for kind in COSTS} == {
            kind: sums.row(kind).total for kind in COSTS
        }
        assert sum(cost.hours or 0 for cost in party.costs) == sum(row.all_hours for row in sums.personnel)
    grant = sum(drawn.total("grant") for drawn in budgets)
    assert grant == table.whole.grant == sought_in_all(document) == parts_sought(facts)
    assert grant == sum(amount for _party, _year, amount in grants_by_year(document))
    assert table.whole.cost == total_cost(facts) == sum(sums.cost for sums in table.parties)
    read = budget_of(document)
    assert [row.total for group in read.groups for row in group.rows if row.key == "costs"][-1:] == (
        [table.whole.cost] if table.whole.cost else []
    )
    parties = [party.pk for party in consortium.parties.all()]
    versions = {party: make.version_of(consortium, f"budget:{party.hex}") for party in parties}
    _through_a_file(document, consortium.pk, versions)


def _save(application: Application, budgets: tuple[Drawn, ...]) -> None:
    given_ = [
        PartyBudget(
            party_id=party.pk,
            lines=drawn.lines,
            personnel=drawn.personnel,
            version=make.version_of(application, f"budget:{party.pk.hex}"),
        )
        for party, drawn in zip(application.parties.all(), budgets, strict=True)
    ]
    save_budgets(application_id=application.pk, budgets=given_, actor=make.applicant(), now=make.APPLIED)


@pytest.mark.drill
@pytest.mark.parametrize("seed", range(500 if IN_FULL else 50))
def test_forty_budgets_are_the_same_in_a_file(seed: int) -> None:
    dice = Random(seed)
    documents = [an_empty_party(f"Part {place}") for place in range(40)]
    budgets = [rolled_budget(dice) for _party in documents]
    document = {"sections": {}, "parties": [one["parties"][0] for one in documents]}
    for party, drawn in zip(document["parties"], budgets, strict=True):
        document = with_budget(document, party["id"], drawn.lines, drawn.personnel)
    versions = {UUID(party["id"]): place for place, party in enumerate(document["parties"])}
    _through_a_file(document, uuid4(), versions)
    assert [(sums.cost, sums.grant) for sums in budget_table(document).parties] == [
        (drawn.total(*COSTS), drawn.total("grant")) for drawn in budgets
    ]


def _through_a_file(document: Document, application: UUID, versions: dict[UUID, int]) -> None:
    """The file says the same sums, and read back it changes nothing."""
    origin = Origin(
        application=str(application),
        form=document.get("form", ""),
        title="=HYPERLINK()",
        versions={str(party): version for party, version in versions.items()},
        made_at=make.APPLIED,
    )
    reading = read_workbook(workbook(budget_table(document, years=YEARS), origin), only=versions)
    assert reading.problems == ()
    assert (reading.application, reading.versions) == (str(application), versions)
    assert [sheet.party for sheet in reading.sheets] == list(versions)
    again = document
    for sheet in reading.sheets:
        again = with_budget(again, sheet.party, sheet.lines, sheet.personnel)
    assert _sorted(again) == _sorted(document)


def _sorted(document: Document) -> list[object]:
    return [
        [
            party["id"],
            sorted((line["year"], line["kind"], line["amount"]) for line in party["budget"]),
            sorted(
                (row["order"], row["description"], row["hourly_rate"], row["year"], row["hours"])
                for row in party["personnel"]
            ),
        ]
        for party in document["parties"]
    ]


BUDGET_CODE = (
    *("applications/actions/budget.py", "applications/budgets.py", "applications/budget_table.py"),
    *("applications/budget_panel.py", "applications/document.py", "applications/facts.py"),
    *("applications/reading.py", "applications/forms/budget.py", "applications/forms/budget_layout.py"),
    *("applications/forms/amounts.py", "applications/views/budget.py", "applications/views/budget_sheets.py"),
    *("rulebook/money.py", "rulebook/hours.py", "rulebook/budget.py", "rulebook/kinds/hours.py"),
    *("rulebook/kinds/costs.py", "rulebook/kinds/sums.py", "rulebook/kinds/aid.py"),
    *sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "applications/spreadsheet").glob("*.py")),
)


@pytest.mark.parametrize("module", BUDGET_CODE)
def test_no_float_comes_near_a_sum(module: str) -> None:
    """Neither the type, nor a number with a point, nor true division, nor rounding."""
    found = [
        ast.unparse(node)
        for node in ast.walk(ast.parse((ROOT / module).read_text()))
        if (isinstance(node, ast.Name) and node.id in ("float", "round"))
        or (isinstance(node, ast.Constant) and isinstance(node.value, float))
        or (isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div))
    ]
    assert found == []
