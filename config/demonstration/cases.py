"""The applications of the demonstration: one in every state, brought there by the portal's own actions."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

from accounts.models import User
from applications.actions.assess import assess
from applications.actions.assign import assign
from applications.actions.budget import BudgetInput, save_budget
from applications.actions.decide import DecisionInput, RowInput, decline, prepare, sign
from applications.actions.declare import declare
from applications.actions.invite import accept, invite
from applications.actions.party import PartyInput, add_party, save_party
from applications.actions.publish import publish_due
from applications.actions.report import OutputInput, approve_report, save_report
from applications.actions.save import save
from applications.actions.start import start
from applications.actions.submit import submit
from applications.actions.unlock import unlock
from applications.actions.withdraw import withdraw
from applications.models import Application, Party, SectionAnswer
from config.demonstration.people import Cast
from config.demonstration.reading import Organisation, organisations, read
from registry.models import Call, Round
from rulebook.facts import AidGround
from rulebook.states import DecisionKind

DECIDED = {kind.value: kind for kind in DecisionKind}


@dataclass(frozen=True)
class Stage:
    """When things happen in one call: days from today, earlier ones negative."""

    applied: int
    assigned: int
    decided: int
    starts: int
    months: int


STAGES = {
    "medborgarverktyg": Stage(-6, 0, 0, 150, 18),
    "tryggvard": Stage(-30, -15, -2, 60, 20),
    "tjanstelyft": Stage(-372, -350, -310, -250, 7),
}


def make_cases(calls: dict[str, Call], cast: Cast, *, now: datetime) -> int:
    """Make every case of the texts; return how many."""
    rows = sorted(read("cases"), key=lambda row: STAGES[row["call"]].applied)
    for row in rows:
        _Case(row, calls[row["call"]].rounds.get(), cast, now).play()
    return len(rows)


class _Case:
    """One case on its way to the state that its text names."""

    def __init__(self, row: dict[str, Any], round_: Round, cast: Cast, now: datetime) -> None:
        self.row, self.round, self.cast, self.now = row, round_, cast, now
        self.stage = STAGES[row["call"]]
        self.user: User = cast.applicant if row["coordinator"] == "alvnas" else cast.other_applicant
        self.state: str = row["state"]
        self.words: dict[str, Any] = read("case_words")

    def at(self, days: int, hours: int = 0) -> datetime:
        """A moment so many days from now, but never after it."""
        return min(self.now, self.now + timedelta(days=days, hours=hours))

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

    # -- the applicants' side ---------------------------------------------------------------------
    def write(self) -> Application:
        now = self.at(self.stage.applied)
        application = start(round_id=self.round.pk, actor=self.user, now=now)
        self.answer(application, "project", self.project_answers())
        if not self.row.get("unfinished"):
            self.answer(application, "plan", self.words["plan"])
            self.answer(application, "contacts", self.contacts())
        parties = [self.row["coordinator"], *self.row["partners"]]
        for place, key in enumerate(parties):
            self.party(application, organisations()[key], place)
        if self.row["key"] == "rost":
            self.let_partner_in(application)
        return application

    def answer(self, application: Application, key: str, answers: dict[str, str]) -> None:
        save(
            application_id=application.pk,
            key=key,
            answers=answers,
            version=_version(application, key),
            actor=self.user,
            now=self.at(self.stage.applied),
        )

    def project_answers(self) -> dict[str, str]:
        starts, ends = self.days()
        return {
            "title_sv": self.row["title_sv"],
            "title_en": self.row["title_en"],
            "summary_sv": self.row["summary_sv"],
            "summary_en": self.row.get("summary_en") or self.row["title_en"],
            "starts": starts.isoformat(),
            "ends": ends.isoformat(),
            "amount_sought": str(self.sought()),
            "goals": "11,16",
        }

    def contacts(self) -> dict[str, str]:
        return {
            "leader_name": self.user.name,
            "leader_email": self.user.email,
            "leader_phone": "+46 10 000 00 00",
            "signatory_name": "Berit Fors",
            "signatory_email": f"berit.fors@{self.user.email.split('@')[1]}",
        }

    def days(self) -> tuple[date, date]:
        starts = (self.now + timedelta(days=self.stage.starts)).date().replace(day=1)
        return starts, starts + timedelta(days=30 * self.stage.months)

    def sought(self) -> int:
        partners: dict[str, int] = self.row["partners"]
        return int(self.row["amount"]) + sum(partners.values())

    def party(self, application: Application, known: Organisation, place: int) -> None:
        given = PartyInput(
            name=known.name,
            organisation_number=known.number,
            workplace=known.workplace,
            county_code=known.county,
            municipality_code=known.municipality,
            sector=known.sector,
            role="partner" if place else "coordinator",
            is_need_owner=known.sector in ("municipality", "region"),
            economic_activity=known.sector == "company",
            aid_ground=(AidGround.DE_MINIMIS if known.sector == "company" else AidGround.NOT_AID).value,
            size="small" if known.sector == "company" else "",
            contact_name="" if place == 0 else f"Kontaktperson på {known.name}",
        )
        now = self.at(self.stage.applied)
        if place:
            party = add_party(application_id=application.pk, given=given, actor=self.user, now=now)
        else:
            first = Party.objects.get(application=application)
            version = _version(application, f"party:{first.pk.hex}")
            party = save_party(
                application_id=application.pk,
                party_id=first.pk,
                given=given,
                version=version,
                actor=self.user,
                now=now,
            )
        granted = self.row["partners"].get(known.key, 0) if place else self.row["amount"]
        save_budget(
            application_id=application.pk,
            party_id=party.pk,
            lines=self.budget(granted),
            version=_version(application, f"budget:{party.pk.hex}"),
            actor=self.user,
            now=now,
        )

    def budget(self, granted: int) -> list[BudgetInput]:
        starts, ends = self.days()
        years = list(range(starts.year, ends.year + 1))
        lines = []
        for year in years:
            share = granted // len(years)
            part = granted - share * (len(years) - 1) if year == years[0] else share
            own = part // 4
            direct = part // 10
            lines += [
                BudgetInput(year, "personnel", part + own - direct),
                BudgetInput(year, "other_direct", direct),
                BudgetInput(year, "grant", part),
                BudgetInput(year, "own_in_kind", own),
            ]
        return lines

    def let_partner_in(self, application: Application) -> None:
        party = application.parties.exclude(role="coordinator").earliest("order")
        now = self.at(self.stage.applied, 1)
        email = self.cast.partner.email
        _row, secret = invite(
            application_id=application.pk, party_id=party.pk, email=email, actor=self.user, now=now
        )
        accept(secret=secret, actor=self.cast.partner, now=now)

    # -- the funder's side ------------------------------------------------------------------------
    def review_and_decide(self, application: Application) -> None:
        if self.state not in ("struck_off", "dismissed", "early_refused"):
            self.review(application)
        if self.state == "in_review":
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


def _version(application: Application, key: str) -> int:
    return SectionAnswer.objects.get(application=application, key=key).version
