"""The applicants' side of a case of the demonstration: what they write, for whom, with what budget."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from accounts.models import User
from applications.actions.budget import BudgetInput, save_budget
from applications.actions.party import PartyInput, add_party, save_party
from applications.actions.save import save
from applications.actions.start import start
from applications.models import Application, Party, SectionAnswer
from config.demonstration.consortium import approve_one_of_three, let_in
from config.demonstration.people import Cast
from config.demonstration.questions import own_answers
from config.demonstration.reading import Organisation, organisations, read
from registry.models import Round
from rulebook.facts import AidGround


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
    "aterbruk": Stage(-5, 0, 0, 120, 18),
    "tryggvard": Stage(-30, -15, -2, 60, 20),
    "tvasteg": Stage(-55, -40, -5, 160, 18),
    "tjanstelyft": Stage(-372, -350, -310, -250, 7),
}


class Applicants:
    """The people who write one case, and the words they use."""

    def __init__(self, row: dict[str, Any], round_: Round, cast: Cast, now: datetime) -> None:
        self.row, self.round, self.cast, self.now = row, round_, cast, now
        self.stage = STAGES[row["call"]]
        self.user: User = cast.applicant if row["coordinator"] == "alvnas" else cast.other_applicant
        self.state: str = row["state"]
        self.words: dict[str, Any] = read("case_words")

    def at(self, days: int, hours: int = 0) -> datetime:
        """A moment so many days from now, but never after it."""
        return min(self.now, self.now + timedelta(days=days, hours=hours))

    def write(self) -> Application:
        now = self.at(self.stage.applied)
        application = start(round_id=self.round.pk, actor=self.user, now=now)
        self.answer(application, "project", self.project_answers())
        if not self.row.get("unfinished"):
            self.answer(application, "plan", self.words["plan"])
            self.answer(application, "contacts", self.contacts())
            for key, answers in self.words["own"].get(self.row["call"], {}).items():
                self.answer(application, key, own_answers(answers))
        parties = [self.row["coordinator"], *self.row["partners"]]
        for place, key in enumerate(parties):
            self.party(application, organisations()[key], place)
        later = self.at(self.stage.applied, 1)
        if self.row["key"] == "rost":
            let_in(application, self.user, self.cast.partner, now=later)
        elif self.row["key"] == "lanebod":
            approve_one_of_three(application, self.user, self.cast.partner, now=later)
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


def _version(application: Application, key: str) -> int:
    return SectionAnswer.objects.get(application=application, key=key).version
