"""The applications of the demonstration: one in every state, brought there by the portal's own actions."""

from datetime import datetime, timedelta
from uuid import uuid4

from accounts.models import User
from applications.actions.answer_letter import answer_letter
from applications.actions.assess import assess
from applications.actions.assign import assign
from applications.actions.decide import DecisionInput, RowInput, decline, prepare, sign
from applications.actions.declare import declare
from applications.actions.publish import publish_due
from applications.actions.report import OutputInput, approve_report, save_report
from applications.actions.submit import submit
from applications.actions.unlock import unlock
from applications.actions.withdraw import withdraw
from applications.actions.write_letter import LetterInput, write_letter
from applications.models import Application, LetterKind
from config.demonstration.people import Cast
from config.demonstration.reading import read
from config.demonstration.writing import STAGES, Applicants
from registry.models import Call
from rulebook.states import DecisionKind
from rulebook.window import swedish_day

DECIDED = {kind.value: kind for kind in DecisionKind}


def make_cases(calls: dict[str, Call], cast: Cast, *, now: datetime) -> int:
    """Make every case of the texts; return how many."""
    rows = sorted(read("cases"), key=lambda row: STAGES[row["call"]].applied)
    for row in rows:
        _Case(row, calls[row["call"]].rounds.earliest("step"), cast, now).play()
    return len(rows)


class _Case(Applicants):
    """One case on its way to the state that its text names."""

    def play(self) -> None:
        """Write, submit, review and decide, as far as the case's state asks."""
        application = self.write()
        if self.state == "draft":
            return
        applied = self.at(self.stage.applied, 3)
        submit(
            application_id=application.pk,
            submission_key=uuid4(),
            submit_anyway=True,
            actor=self.user,
            arrived_at=applied,
            now=applied,
        )
        if self.state == "unlocked":
            unlock(application_id=application.pk, actor=self.user, arrived_at=self.at(-2), now=self.at(-2))
        elif self.state in ("withdrawn", "struck_off"):
            reason = "Vi söker i stället tillsammans med en annan kommun."
            withdraw(application_id=application.pk, reason=reason, actor=self.user, now=self.at(-20))
        if self.state not in ("submitted", "unlocked", "withdrawn"):
            self.review_and_decide(application)

    def review_and_decide(self, application: Application) -> None:
        if self.state not in ("struck_off", "dismissed", "early_refused"):
            self.review(application)
        if self.state == "in_review":
            self.write_letters(application)
            return
        kind = DECIDED.get(self.state, DecisionKind.GRANTED)
        prepare(
            application_id=application.pk,
            given=self.decision(application, kind),
            actor=self.cast.officer,
            now=self.at(self.stage.decided, -4),
        )
        if self.state == "prepared":
            return
        signed = self.at(self.stage.decided)
        sign(application_id=application.pk, actor=self.cast.decider, now=signed)
        if self.state == "declined":
            decline(application_id=application.pk, actor=self.user, now=signed + timedelta(hours=5))
        elif self.state in ("running", "reported", "closed"):
            publish_due(now=signed + timedelta(hours=1))
            self.report(application)

    def review(self, application: Application) -> None:
        for place, assessor in enumerate((self.cast.assessor, self.cast.second_assessor)):
            assigned = self.at(self.stage.assigned)
            assign(application_id=application.pk, assessor=assessor, actor=self.cast.officer, now=assigned)
            if self.row["key"] == "sarvard":
                continue  # the visitor's own case: an assessor who has not answered yet
            declared = self.at(self.stage.assigned + 1)
            declare(
                application_id=application.pk,
                has_conflict=False,
                explanation="",
                actor=assessor,
                now=declared,
            )
            if self.state == "in_review" and place:
                continue
            self.assess(application, assessor, place)

    def assess(self, application: Application, assessor: User, place: int) -> None:
        good = self.state not in ("refused", "reserve")
        keys = [criterion["key"] for criterion in self.round.call.criteria]
        reasons = (
            "Behovet är väl beskrivet och gruppen har visat att den kan." if good else "Planen är för tunn."
        )
        assess(
            application_id=application.pk,
            scores={key: ((6 if good else 3) - (place + at) % 2, reasons) for at, key in enumerate(keys)},
            summary="Ett genomtänkt projekt." if good else "Projektet behöver mogna mer.",
            version=0,
            file=True,
            actor=assessor,
            now=self.at(self.stage.assigned + 5),
        )

    def write_letters(self, application: Application) -> None:
        """Ask for a completion where the text says so, and answer it where it says that too."""
        words = self.words.get("letters", {}).get(self.row["key"])
        if words is None:
            return
        asked = self.at(-6)
        given = LetterInput(
            kind=LetterKind.COMPLETION_REQUEST,
            subject=words["subject"],
            text=words["text"],
            answer_by=swedish_day(asked) + timedelta(days=14),
            otherwise=words["otherwise"],
        )
        letter = write_letter(
            application_id=application.pk, letter_id=uuid4(), given=given, actor=self.cast.officer, now=asked
        )
        if "answer" in words:
            answered = self.at(-3)
            answer_letter(
                application_id=application.pk,
                answers=letter.pk,
                letter_id=uuid4(),
                text=words["answer"],
                actor=self.user,
                arrived_at=answered,
                now=answered,
            )

    def decision(self, application: Application, kind: DecisionKind) -> DecisionInput:
        with_money = kind in (DecisionKind.GRANTED, DecisionKind.RESERVE)
        return DecisionInput(
            kind=kind,
            reasons=self.words["reasons"][kind.value],
            rows=self.rows(application) if with_money else (),
            conditions="Första lägesrapporten lämnas efter sex månader."
            if kind is DecisionKind.GRANTED
            else "",
            final_report_due=self.days()[1] + timedelta(days=60) if kind is DecisionKind.GRANTED else None,
            publish_at=self.now + timedelta(days=6) if self.state == "granted" else None,
            publish_refused=kind is DecisionKind.REFUSED,
        )

    def rows(self, application: Application) -> list[RowInput]:
        return [
            RowInput(party_id=party.pk, year=line.year, aid_ground=party.aid_ground, amount=line.amount)
            for party in application.parties.prefetch_related("budget_lines")
            for line in party.budget_lines.all()
            if line.kind == "grant" and line.amount
        ]

    def report(self, application: Application) -> None:
        if self.state == "running":
            return
        save_report(
            application_id=application.pk,
            texts={
                "summary_sv": f"{self.row['summary_sv']} Så blev det också.",
                "summary_en": self.row.get("summary_en", ""),
                "results_sv": "Tjänsten används varje vecka och drivs vidare av kommunen.",
                "effects_sv": "Fler deltar än förut, och de som deltar är en bredare grupp.",
            },
            outputs=[OutputInput("report", "Slutrapport", "https://slutrapport.example/")],
            money_used=self.sought() - 12_000,
            version=0,
            submit=True,
            actor=self.user,
            now=self.at(-20),
        )
        if self.state == "closed":
            approve_report(application_id=application.pk, actor=self.cast.officer, now=self.at(-10))
