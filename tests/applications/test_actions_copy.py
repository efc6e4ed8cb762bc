"""Copying an earlier application into an open round."""

from dataclasses import replace
from uuid import uuid4

import pytest

from applications.actions.copy import copy
from applications.models import Application
from journal.models import Entry
from registry.models import Round
from rulebook.access import SeenBy
from rulebook.questions import Question, QuestionKind, SectionKind
from rulebook.standard_form import STANDARD_FORM
from tests import factories as make
from tests.applications.refusals import refuses
from tests.applications.test_actions_attach import put

pytestmark = pytest.mark.django_db


def copied(source: Application, round_: Round | None = None, **more: object) -> Application:
    """Copy as Alma, into another open call."""
    given = {"with_budget": False, "with_files": False, "actor": make.applicant(), "now": make.APPLIED}
    target = round_ or make.open_round(title="En annan utlysning")
    return copy(source_id=source.pk, round_id=target.pk, **{**given, **more}).application  # type: ignore[arg-type]


def test_answers_parties_and_contacts_come_along_and_the_budget_does_not() -> None:
    source = make.filled_application()
    new = copied(source)
    assert new.copied_from == source
    assert (new.state, new.case_number, new.submitted_at) == ("draft", None, None)
    wanted = {key: dict(answers) for key, answers in make.ANSWERS.items()}
    del wanted["project"]["amount_sought"]
    assert {row.key: row.answers for row in new.sections.exclude(answers={})} == wanted
    assert [(one.name, one.role, one.contact_email) for one in new.parties.all()] == [
        (one.name, one.role, one.contact_email) for one in source.parties.all()
    ]
    assert sum(one.budget_lines.count() for one in new.parties.all()) == 0
    guards = {f"{kind}:{one.pk.hex}" for one in new.parties.all() for kind in ("party", "budget")}
    assert set(new.sections.filter(key__contains=":").values_list("key", flat=True)) == guards
    own = new.participants.get()
    assert (own.user, own.role, own.party) == (
        make.applicant(),
        "coordinator",
        new.parties.get(role="coordinator"),
    )


def test_the_budget_comes_along_when_asked_for() -> None:
    source = make.filled_application()
    new = copied(source, with_budget=True)
    for mine, theirs in zip(new.parties.all(), source.parties.all(), strict=True):
        kept = {(line.year, line.kind, line.amount) for line in theirs.budget_lines.all()}
        assert {(line.year, line.kind, line.amount) for line in mine.budget_lines.all()} == kept
    assert new.sections.get(key="project").answers["amount_sought"] == "1 200 000 kr"


def test_the_source_and_its_people_and_files_are_left_as_they_were() -> None:
    source = make.filled_application()
    make.with_partner(source)
    file = put(source)
    before = Application.objects.filter(pk=source.pk).values().get()
    new = copied(source)
    assert Application.objects.filter(pk=source.pk).values().get() == before
    assert new.participants.count() == 1
    assert not new.attachments.exists()
    file.refresh_from_db()
    assert file.replaced_at is None


def test_files_come_along_into_places_of_the_same_name_when_asked_for() -> None:
    source = make.filled_application()
    file = put(source)
    new = copied(source, with_files=True)
    kept = new.attachments.get()
    assert (kept.slot, kept.name, kept.sha256) == (file.slot, file.name, file.sha256)
    assert kept.file.name != file.file.name
    bare = tuple(section for section in STANDARD_FORM if section.kind is not SectionKind.ATTACHMENTS)
    target = make.open_round(form=bare, title="Utan bilagor")
    made = copy(
        source_id=source.pk,
        round_id=target.pk,
        with_budget=False,
        with_files=True,
        actor=make.applicant(),
        now=make.APPLIED,
    )
    assert made.left_out == (file.name,)
    assert not made.application.attachments.exists()


def test_a_file_that_is_not_healthy_stays() -> None:
    source = make.filled_application()
    file = put(source)
    file.scan = "infected"
    file.save()
    assert not copied(source, with_files=True).attachments.exists()


def test_an_answer_follows_its_question_into_another_section_but_not_into_another_kind() -> None:
    source = make.filled_application()
    project, *others = STANDARD_FORM
    moved = next(question for question in project.questions if question.key == "title_en")
    other_kind = Question(
        key="summary_sv", kind=QuestionKind.DATE, label_sv="Dag", label_en="Day", required=False
    )
    first = replace(project, questions=(other_kind,))
    plan = replace(others[1], questions=(moved,))
    target = make.open_round(form=(first, others[0], plan), title="Omordnad")
    new = copied(source, target)
    assert new.sections.get(key="project").answers == {}
    assert new.sections.get(key="plan").answers == {"title_en": make.ANSWERS["project"]["title_en"]}


def test_a_partner_copies_what_a_partner_sees_and_coordinates_the_new_one() -> None:
    kept = tuple(
        replace(section, seen_by=SeenBy.OWN_PARTY)
        if section.kind in (SectionKind.BUDGET, SectionKind.PARTIES)
        else section
        for section in STANDARD_FORM
    )
    source = make.filled_application(round_=make.open_round(form=kept))
    leads = source.parties.get(role="coordinator")
    leads.owner_name, leads.de_minimis_received, leads.aid_bonus = "Hemliga Gruppen AB", 1_234_567, True
    leads.save()
    make.with_partner(source)
    new = copied(source, with_budget=True, actor=make.partner())
    own, other = new.parties.get(role="coordinator"), new.parties.get(role="partner")
    assert (own.name, other.name) == (make.ASSOCIATION.name, make.MUNICIPALITY.name)
    assert own.budget_lines.count() == 4
    assert (other.owner_name, other.de_minimis_received, other.aid_bonus) == ("", None, False)
    assert other.budget_lines.count() == 0
    assert new.participants.get().party == own


def test_it_is_journalled_without_what_it_says() -> None:
    source = make.filled_application()
    new = copied(source, with_budget=True)
    entry = Entry.objects.latest("sequence")
    assert (entry.actor, entry.action, entry.object_id) == (
        make.applicant().journal_name,
        "copy",
        str(new.pk),
    )
    assert entry.details == {
        "state": "draft",
        "source": str(source.pk),
        "with_budget": True,
        "with_files": False,
    }


def test_only_those_who_take_part_in_the_source_copy_it() -> None:
    source = make.filled_application()
    make.with_partner(source)
    target = make.open_round(title="En annan utlysning")
    for actor in (make.stranger(), make.officer()):
        with pytest.raises(Application.DoesNotExist):
            copied(source, target, actor=actor)
    ended = source.participants.get(role="partner")
    ended.ended_at = make.APPLIED
    ended.save()
    with pytest.raises(Application.DoesNotExist):
        copied(source, target, actor=make.partner())
    with pytest.raises(Application.DoesNotExist):
        copied(Application(pk=uuid4()), target)
    assert Application.objects.count() == 1


def test_the_target_must_be_open_to_everybody() -> None:
    source = make.filled_application()
    closed = make.closed_round()
    with refuses(("window", "round")):
        copied(source, closed, now=make.DECIDED)
    sketch, full = make.open_round(title="Skiss"), make.open_round(title="Hel")
    Round.objects.filter(pk=full.pk).update(follows=sketch)
    with refuses(("invited", "")):
        copied(source, full)
    with pytest.raises(Round.DoesNotExist):
        copied(source, Round(pk=987_654))
    assert Application.objects.count() == 1
