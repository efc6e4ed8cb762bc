"""Saving a section."""

from datetime import timedelta

import pytest

from applications.actions.save import save
from applications.actions.sections import SectionChanged
from applications.authorship import Written, last_written
from applications.merging import Clash, marks_of
from applications.models import Application, SectionAnswer
from journal.models import Entry
from rulebook.verdict import Refused
from tests import factories as make
from tests.applications.refusals import refuses

pytestmark = pytest.mark.django_db


def keep(
    application: Application, answers: dict[str, str], version: int = 0, **more: object
) -> SectionAnswer:
    """Save the section `project` as Alma, some arguments otherwise."""
    arguments = {"key": "project", "actor": make.applicant(), "now": make.APPLIED, **more}
    return save(application_id=application.pk, answers=answers, version=version, **arguments)  # type: ignore[arg-type]


def test_what_was_typed_is_kept_right_or_wrong() -> None:
    application = make.draft_application()
    typed = {"title_sv": "  Å" + "x" * 300, "starts": "i vår", "amount_sought": "två miljoner"}
    section = keep(application, typed)
    assert (section.answers, section.version, section.changed_by) == (typed, 1, make.applicant())


def test_a_second_save_leaves_the_answers_it_does_not_name() -> None:
    application = make.draft_application()
    keep(application, {"title_sv": "Ett"})
    assert keep(application, {"title_en": "One"}, version=1).answers == {"title_sv": "Ett", "title_en": "One"}


def test_only_the_sections_own_questions_are_kept() -> None:
    application = make.draft_application()
    assert keep(application, {"title_sv": "Ett", "leader_email": "x", "state": "granted"}).answers == {
        "title_sv": "Ett"
    }


def test_the_journal_tells_of_the_save_but_not_what_was_written() -> None:
    application = make.draft_application()
    keep(application, {"title_sv": "Hemlig titel"})
    entry = Entry.objects.latest("sequence")
    assert (entry.action, entry.details) == (
        "save",
        {"state": "draft", "section": "project", "version": 1, "fields": ["title_sv"]},
    )
    assert len(entry.digest) == 64


def test_an_old_version_is_refused_with_what_stands_there() -> None:
    application = make.draft_application()
    make.with_partner(application)
    keep(application, {"title_sv": "Petras"}, actor=make.partner())
    with pytest.raises(SectionChanged) as changed:
        keep(application, {"title_sv": "Almas"}, version=0)
    assert changed.value.current.answers == {"title_sv": "Petras"}
    assert application.sections.get(key="project").answers == {"title_sv": "Petras"}


def test_a_stranger_and_the_funder_save_nothing() -> None:
    application = make.draft_application()
    for nobody in (make.stranger(), make.officer()):
        with pytest.raises(Refused):
            keep(application, {"title_sv": "Ett"}, actor=nobody)


def test_nothing_is_saved_after_the_closing_moment() -> None:
    round_ = make.closed_round()
    application = make.draft_application(round_=round_)
    keep(application, {"title_sv": "I tid"}, now=round_.closes_at)
    with pytest.raises(Refused):
        keep(application, {"title_sv": "För sent"}, 1, now=round_.closes_at + timedelta(microseconds=1))


def test_a_submitted_application_is_locked() -> None:
    application = make.submitted_application()
    with pytest.raises(Refused):
        keep(application, {"title_sv": "Ändrad"}, version=1)


def test_a_section_that_the_form_does_not_have_does_not_exist() -> None:
    application = make.draft_application()
    with pytest.raises(SectionAnswer.DoesNotExist):
        keep(application, {"title_sv": "Ett"}, key="secret")


def marks(application: Application, *names: str) -> dict[str, str]:
    """Return the marks of a page that shows what stands in `project` now."""
    return marks_of(application.sections.get(key="project").answers, names)


def test_two_people_in_different_fields_both_keep_what_they_wrote() -> None:
    application = make.draft_application()
    make.with_partner(application)
    both = marks(application, "title_sv", "title_en")
    keep(application, {"title_sv": "Petras", "title_en": ""}, base=both, actor=make.partner())
    kept = keep(application, {"title_sv": "", "title_en": "Alma's"}, base=both)
    assert (kept.answers, kept.version) == ({"title_sv": "Petras", "title_en": "Alma's"}, 2)


def test_the_same_field_twice_is_told_with_both_texts_and_the_rest_is_saved() -> None:
    application = make.draft_application()
    make.with_partner(application)
    base = marks(application, "title_sv", "title_en")
    keep(application, {"title_sv": "Petras"}, base=base, actor=make.partner())
    with pytest.raises(SectionChanged) as changed:
        keep(application, {"title_sv": "Almas", "title_en": "Alma's"}, base=base)
    assert changed.value.clashes == (Clash("title_sv", theirs="Petras", mine="Almas"),)
    assert changed.value.current.answers == {"title_sv": "Petras", "title_en": "Alma's"}
    assert application.sections.get(key="project").answers == changed.value.current.answers


def test_a_save_that_changes_nothing_is_no_new_version_and_leaves_no_trace() -> None:
    application = make.draft_application()
    keep(application, {"title_sv": "Ett"})
    before = Entry.objects.count()
    again = keep(application, {"title_sv": "Ett"}, base=marks(application, "title_sv"))
    assert (again.version, Entry.objects.count()) == (1, before)


def test_who_wrote_a_field_last_is_told_from_the_journal() -> None:
    application = make.draft_application()
    make.with_partner(application)
    keep(application, {"title_sv": "Petras"}, actor=make.partner())
    later = make.APPLIED + timedelta(minutes=5)
    keep(application, {"title_en": "Alma's"}, version=1, now=later)
    assert last_written(application, "project", ["title_sv", "title_en", "starts"]) == {
        "title_sv": Written("Petra Nyström", make.APPLIED),
        "title_en": Written("Alma Bergdahl", later),
    }


def test_a_text_too_long_to_be_kept_is_refused_and_never_cut() -> None:
    application = make.draft_application()
    with refuses(("answer", "project.title_sv")):
        keep(application, {"title_sv": "x" * 100_001})
    assert keep(application, {"title_sv": "x" * 100_000}).answers["title_sv"] == "x" * 100_000
