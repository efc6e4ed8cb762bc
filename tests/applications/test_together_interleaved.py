"""Two people in one section, in every order that can be drawn: nothing is overwritten unseen, no false clash.

2,000 interleavings (`make drills`; a tenth otherwise) of opening the page, typing, saving by itself, saving
the whole form, and choosing. What a person has seen is followed here without any mark or version.
"""

from abc import abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from accounts.models import User
from applications.actions import sections
from applications.actions.budget import BudgetInput, save_budget
from applications.actions.party import PartyInput, save_party
from applications.actions.save import save
from applications.actions.sections import SectionChanged
from applications.merging import Clash, Merge, mark_of
from applications.merging_budget import standing_fields
from applications.merging_party import values_of
from applications.models import Application, Party
from tests import factories as make
from tests.drills import runs

pytestmark = [pytest.mark.django_db, pytest.mark.drill]
WRITERS = st.sampled_from((0, 1))
PLACES = st.integers(0, 2)
WORDS = st.sampled_from(("", "ett", "två", "tre\n", " fyra"))
SETTINGS = settings(
    max_examples=runs(2000),
    stateful_step_count=10,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)


class Section:
    """One section that two people write in: its fields, what stands in them, and how it is saved."""

    fields: ClassVar[tuple[str, str, str]]

    def __init__(self, application: Application) -> None:
        self.application = application

    @abstractmethod
    def standing(self) -> dict[str, Any]:
        """Return field → what stands there."""

    @abstractmethod
    def value(self, text: str) -> Any:
        """Make a value of the section's kind from a text."""

    @abstractmethod
    def keep(self, values: dict[str, Any], base: dict[str, str], actor: User) -> None:
        """Save these fields. Raises SectionChanged."""


class Answers(Section):
    """The questions of a section."""

    fields = ("purpose_sv", "effects_sv", "plan_sv")

    def standing(self) -> dict[str, Any]:
        answers = self.application.sections.get(key="plan").answers
        return {field: answers.get(field, "") for field in self.fields}

    def value(self, text: str) -> str:
        return text

    def keep(self, values: dict[str, Any], base: dict[str, str], actor: User) -> None:
        pk, now = self.application.pk, make.APPLIED
        save(application_id=pk, key="plan", answers=values, version=-1, base=base, actor=actor, now=now)


class Particulars(Section):
    """A party's own page."""

    fields = ("name", "workplace", "contact_name")

    @property
    def party(self) -> Party:
        """The party as it stands."""
        return self.application.parties.get()

    def standing(self) -> dict[str, Any]:
        party = values_of(self.party)
        return {field: party[field] for field in self.fields}

    def value(self, text: str) -> str:
        return text.strip()

    def keep(self, values: dict[str, Any], base: dict[str, str], actor: User) -> None:
        save_party(
            application_id=self.application.pk,
            party_id=self.party.pk,
            given=PartyInput(role="coordinator", **values),
            version=-1,
            base=base,
            sent=frozenset(values),
            actor=actor,
            now=make.APPLIED,
        )


class Sums(Section):
    """A party's budget."""

    fields = ("personnel-2027", "grant-2027", "grant-2028")

    def standing(self) -> dict[str, Any]:
        fields = standing_fields(self.application.parties.get())
        return {field: fields.get(field, 0) for field in self.fields}

    def value(self, text: str) -> int:
        return len(text) * 1000

    def keep(self, values: dict[str, Any], base: dict[str, str], actor: User) -> None:
        cells = ((name.rpartition("-"), amount) for name, amount in values.items())
        save_budget(
            application_id=self.application.pk,
            party_id=self.application.parties.get().pk,
            lines=[BudgetInput(int(year), kind, amount) for (kind, _dash, year), amount in cells],
            version=-1,
            base=base,
            sent=frozenset(values),
            actor=actor,
            now=make.APPLIED,
        )


class Page:
    """An open page: what it has shown its reader, field by field, what is typed there, and its marks."""

    def __init__(self, standing: dict[str, Any]) -> None:
        self.shown = dict(standing)
        self.typed = dict(standing)
        self.marks = {field: mark_of(value) for field, value in standing.items()}

    def show(self, field: str, value: Any) -> None:
        """Show what stands in a field now."""
        self.shown[field] = value
        self.marks[field] = mark_of(value)


class TwoInOneSection(RuleBasedStateMachine):
    """Two people with a page each, over one section."""

    section: ClassVar[Section]
    writers: ClassVar[tuple[User, User]]

    def __init__(self) -> None:
        super().__init__()
        self._undo = transaction.atomic()
        self._undo.__enter__()
        self.pages = [Page(self.section.standing()) for _writer in self.writers]

    def teardown(self) -> None:
        """Leave the section as it was before these steps."""
        transaction.set_rollback(True)
        self._undo.__exit__(None, None, None)

    @rule(writer=WRITERS)
    def open_page(self, writer: int) -> None:
        """Load the page anew."""
        self.pages[writer] = Page(self.section.standing())

    @rule(writer=WRITERS, place=PLACES, text=WORDS)
    def write(self, writer: int, place: int, text: str) -> None:
        """Type in a field."""
        self.pages[writer].typed[self.section.fields[place]] = self.section.value(text)

    @rule(writer=WRITERS, place=PLACES, choice=st.sampled_from(("mine", "theirs", "joined")))
    def save_by_itself(self, writer: int, place: int, choice: str) -> None:
        """Send one changed field, as a script does."""
        self._send(writer, [self.section.fields[place]], choice)

    @rule(writer=WRITERS, choice=st.sampled_from(("mine", "theirs", "joined")))
    def save_form(self, writer: int, choice: str) -> None:
        """Send the whole form, as without scripts."""
        self._send(writer, list(self.section.fields), choice)

    def _send(self, writer: int, fields: list[str], choice: str) -> None:
        page, before = self.pages[writer], self.section.standing()
        sent = {field: page.typed[field] for field in fields}
        base = {field: page.marks[field] for field in fields}
        clashes = {}
        try:
            self.section.keep(sent, base, self.writers[writer])
        except SectionChanged as changed:
            clashes = {clash.field: clash for clash in changed.clashes}
            assert clashes
        after = self.section.standing()
        for field in self.section.fields:
            self._judge(page, field, before[field], after[field], field in sent, field in clashes)
            if field in clashes:
                assert (clashes[field].theirs, clashes[field].mine) == (before[field], sent[field])
                self._choose(page, field, before[field], choice)
            elif field in sent:
                page.show(field, after[field])
                page.typed[field] = after[field]

    def _judge(self, page: Page, field: str, before: Any, after: Any, sent: bool, clashed: bool) -> None:
        mine, seen = page.typed[field], page.shown[field]
        is_edited = sent and mine != seen
        if after != before:
            assert before == seen, f"{before!r} in {field} was written over unseen"
            assert after == mine
        if clashed:
            assert is_edited, f"a false clash about {field}: nothing was changed there"
            assert before not in (seen, mine), f"a false clash about {field}: nobody else had written"
            assert after == before
        elif is_edited:
            assert after == mine, f"what was written in {field} was lost"
        else:
            assert after == before, f"{field} was put back to what stood there before"

    def _choose(self, page: Page, field: str, theirs: Any, choice: str) -> None:
        page.show(field, theirs)
        if choice == "theirs":
            page.typed[field] = theirs
        elif choice == "joined":
            page.typed[field] = theirs + page.typed[field]


def machine(kind: type[Section]) -> type[TwoInOneSection]:
    """Make the machine for one kind of section."""
    application = make.draft_application()
    petra = make.with_partner(application)
    petra.party = application.parties.get()
    petra.save()

    class Machine(TwoInOneSection):
        section = kind(application)
        writers = (make.applicant(), petra.user)

    return Machine


@pytest.mark.parametrize("kind", [Answers, Particulars, Sums])
def test_two_people_never_overwrite_each_other_unseen_and_never_clash_for_nothing(
    kind: type[Section],
) -> None:
    share = SETTINGS if kind is Answers else settings(SETTINGS, max_examples=SETTINGS.max_examples // 4)
    run_state_machine_as_test(machine(kind), settings=share)


def _last_one_wins(*given: Any, **more: Any) -> Merge:
    return Merge(given[1], ())


def _all_or_nothing(current: Any, sent: Any, base: Any, **_more: Any) -> Merge:
    if all(base[field] == mark_of(current.get(field, "")) for field in base):
        return Merge(sent, ())
    return Merge({}, tuple(Clash(field, current.get(field, ""), sent[field]) for field in sent))


@contextmanager
def caught(words: str) -> Iterator[None]:
    """Expect the machine to find a fault."""
    with pytest.raises(AssertionError, match=words):
        yield


@pytest.mark.parametrize(
    ("merge", "words"), [(_last_one_wins, "unseen|put back"), (_all_or_nothing, "false clash")]
)
def test_a_save_without_the_check_of_each_field_is_caught(
    monkeypatch: pytest.MonkeyPatch, merge: Callable[..., Merge], words: str
) -> None:
    """The negative controls: a save that checks nothing, and one that takes the section as a whole."""
    monkeypatch.setattr(sections, "merge", merge)
    without_shrinking = settings(SETTINGS, max_examples=200, phases=[Phase.generate])
    with caught(words):
        run_state_machine_as_test(machine(Answers), settings=without_shrinking)
