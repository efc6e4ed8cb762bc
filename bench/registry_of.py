"""A generated registry: `UTLYSA_VAR=DIR python -m bench registry_of PROJECTS [--seed N]`.

Organisations, programmes, calls, projects with parties, sums, places, goals and outcomes, in years from 2001,
skewed as real registers are: a few organisations have many projects, most have one; grants are log-normal.
The same seed and size make the same registry. Everything in it is invented.
"""

import argparse
import json
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from random import Random

from django.core.management import call_command
from django.db import connection, transaction
from stdnum import luhn

from bench.invented_text import Writer
from bench.rows import Row, settle, stored, stored_day
from bench.tables import tables
from registry.models import Funder, IssuedNumber, NumberPurpose, Project
from registry.places import municipalities

FIRST_YEAR, LAST_YEAR = 2001, 2026
TODAY = date(2026, 11, 1)
FUNDERS = 4
BATCH = 2_000
WITH_ENGLISH = 0.6
WITH_OUTCOME = 0.25
UNDECIDED = 0.02
WORDS_OF_TEXT = 340  # The names, titles and a quarter's outcomes bring a record to 380 words.
SECTORS = ("academia", "business", "public", "civil_society")
_MOMENT = datetime(2026, 11, 1, 8, tzinfo=UTC)


def main() -> int:
    """Make the tables and fill them."""
    parser = argparse.ArgumentParser(prog="python -m bench registry_of", description=__doc__)
    parser.add_argument("projects", type=int)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    call_command("migrate", verbosity=0)
    if Project.objects.exists():
        print("There are projects here already; nothing was made.")
        return 0
    Maker(given.projects, given.seed).make()
    return 0


class Maker:
    """Makes a registry of so many projects."""

    def __init__(self, size: int, seed: int) -> None:
        self.size = size
        self.draw = Random(seed)
        self.writer = Writer(seed)
        self.moment = stored(_MOMENT)
        self.places = sorted(municipalities())
        self.organisations: list[tuple[int, str, str, str]] = []
        self.coordinators: list[int] = []
        self.calls: list[tuple[int, int, int]] = []
        self.numbers: dict[tuple[int, int], int] = {}
        self.days = [date(year, 1, 1) for year in range(FIRST_YEAR, LAST_YEAR + 1)]
        self.tables = tables()

    def make(self) -> None:
        """Make everything, telling how fast it goes."""
        began = time.perf_counter()
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA synchronous=OFF")
        with transaction.atomic():
            self._make_funders()
            self._make_organisations()
            self._make_programmes_and_calls()
        for first in range(1, self.size + 1, BATCH):
            with transaction.atomic():
                self._make_projects(range(first, min(first + BATCH, self.size + 1)))
            if first // BATCH % 25 == 24:
                print(
                    f"{first + BATCH - 1} projects, {(first + BATCH) / (time.perf_counter() - began):.0f}/s",
                    flush=True,
                )
        self._close_series()
        settle(self.tables.values())
        took = time.perf_counter() - began
        print(f"{self.size} projects in {took:.0f} s, {self.size / took:.0f}/s")

    def _make_funders(self) -> None:
        for number in range(1, FUNDERS + 1):
            name = f"{self.writer.place()}fonden"
            Funder.objects.create(
                pk=number, slug=f"fond-{number}", name_sv=name, is_own=number == 1 and not _has_own()
            )

    def _make_organisations(self) -> None:
        many = max(50, int(self.size**0.85))
        rows: list[Row] = []
        for number in range(1, many + 1):
            sector = self.draw.choices(SECTORS, (1, 8, 2, 2) if number > 60 else (8, 2, 2, 0))[0]
            place = self.draw.choice(self.places)
            nine = f"{5_560_000_00 + number:09}"
            name = self._name(sector)
            digits = nine + str(luhn.calc_check_digit(nine))
            rows.append((number, digits, "SE", name, sector, place[:2], place, self.moment))
            self.organisations.append((number, name, sector, place))
        self.tables["organisation"].put(rows)
        weights = [(rank + 3) ** -0.95 for rank in range(many)]
        self.coordinators = self.draw.choices(range(many), weights, k=200_000)

    def _name(self, sector: str) -> str:
        place = self.writer.place()
        if sector == "academia":
            return f"{self.draw.choice(('Högskolan i', 'Universitetet i', 'Institutet i'))} {place}"
        if sector == "public":
            return self.draw.choice((f"{place}s kommun", f"Region {place}", f"Myndigheten i {place}"))
        if sector == "civil_society":
            return f"Föreningen {self.writer.topics()[-1].capitalize()} i {place}"
        return f"{self.writer.topics()[-1].capitalize()} {place} AB"

    def _make_programmes_and_calls(self) -> None:
        programmes = max(8, int(self.size**0.4))
        for key in range(1, programmes + 1):
            title = self.writer.swedish_title(self.writer.topics())
            text = self.writer.swedish(60, [title.split()[0]])
            row = (
                key,
                1 + key % FUNDERS,
                self._number(1 + key % FUNDERS, FIRST_YEAR),
                title,
                text,
                self.moment,
            )
            self.tables["programme"].put([row])
        calls = max(20, self.size // 40)
        rows: list[Row] = []
        weights = [(rank + 3) ** -0.8 for rank in range(programmes)]
        for key in range(1, calls + 1):
            programme = self.draw.choices(range(1, programmes + 1), weights)[0]
            funder = 1 + programme % FUNDERS
            year = FIRST_YEAR + (key - 1) * (LAST_YEAR - FIRST_YEAR + 1) // calls
            topics = self.writer.topics()
            at = stored(datetime(year, 1 + key % 9, 1 + key % 27, 8, tzinfo=UTC))
            texts = (
                self.writer.swedish_title(topics),
                self.writer.swedish(40, topics),
                self.writer.swedish(200, topics),
            )
            rows.append((key, funder, programme, self._number(funder, year), *texts, at, self.moment))
            self.calls.append((key, programme, year))
        self.tables["call"].put(rows)

    def _number(self, funder: int, year: int) -> str:
        self.numbers[funder, year] = given = self.numbers.get((funder, year), 0) + 1
        return f"{year}-{given:05}"

    def _close_series(self) -> None:
        """Let the numbers that the portal gives go on behind these."""
        for (funder, year), serial in self.numbers.items():
            IssuedNumber.objects.create(
                funder_id=funder, year=year, serial=serial, purpose=NumberPurpose.CASE, issued_at=_MOMENT
            )

    def _make_projects(self, keys: range) -> None:
        projects: list[Row] = []
        parties: list[Row] = []
        awards: list[Row] = []
        outcomes: list[Row] = []
        for key in keys:
            project, year, amount = self._project(key)
            projects.append(project)
            parties += self._parties(key, amount)
            awards.append((key, parties[-1][1], year, amount))
            if self.draw.random() < WITH_OUTCOME:
                outcomes.append(self._outcome(key))
        self.tables["project"].put(projects)
        self.tables["party"].put(parties)
        self.tables["award"].put(awards)
        self.tables["outcome"].put(outcomes)
        self.tables["change"].put(("project", key, 1, self.moment, self.moment) for key in keys)

    def _project(self, key: int) -> tuple[Row, int, int]:
        draw, write = self.draw, self.writer
        call, programme, year = self.calls[int(len(self.calls) * draw.random() ** 0.8)]
        funder = 1 + programme % FUNDERS
        amount = min(300_000_000, int(draw.lognormvariate(14.0, 1.1)) // 1_000 * 1_000 + 10_000)
        decided = date(year, 1, 1) + timedelta(days=int(draw.random() * 300))
        starts = decided + timedelta(days=45)
        ends = starts + timedelta(days=180 + int(draw.random() * 1_400))
        status = "not_started" if starts > TODAY else "running" if ends > TODAY else "ended"
        topics = write.topics()
        row = (
            key,
            funder,
            self._number(funder, year),
            programme if draw.random() < 0.95 else None,
            call if draw.random() < 0.9 else None,
            write.swedish_title(topics),
            *self._texts(topics),
            amount,
            stored_day(starts),
            stored_day(ends),
            status if draw.random() < 0.98 else "",
            stored_day(decided) if draw.random() > UNDECIDED else None,
            json.dumps(sorted({1 + int(17 * draw.random() ** 2) for _ in range(int(draw.random() * 4))})),
            self.moment,
            self.moment,
        )
        return row, year, amount

    def _texts(self, topics: list[str]) -> tuple[str, str, str, str, str, str, str]:
        """Return title in English, purpose, effects and plan in both languages."""
        draw, write = self.draw, self.writer
        words = max(30, int(draw.gauss(WORDS_OF_TEXT, 90)))
        swedish, english = (words, 0) if draw.random() > WITH_ENGLISH else (words // 2, words // 2)
        third = max(5, swedish // 3)
        each = [write.swedish(third, topics) for _ in range(3)]
        if not english:
            return ("", each[0], "", each[1], "", each[2], "")
        other = [write.english(max(5, english // 3)) for _ in range(3)]
        return (write.english_title(), each[0], other[0], each[1], other[1], each[2], other[2])

    def _parties(self, project: int, amount: int) -> Iterator[Row]:
        draw = self.draw
        many = 1 + min(7, int(draw.expovariate(0.55)))
        chosen = {self.coordinators[int(draw.random() * len(self.coordinators))] for _ in range(many)}
        for order, place in enumerate(chosen):
            number, name, sector, municipality = self.organisations[place]
            share = amount // len(chosen)
            county = municipality[:2] if draw.random() < 0.97 else ""
            yield (
                project,
                number,
                order,
                order == 0,
                name,
                sector,
                county,
                municipality if county else "",
                share,
            )

    def _outcome(self, project: int) -> Row:
        topics = self.writer.topics()
        texts = (self.writer.swedish(40, topics), self.writer.swedish(60, topics))
        return (project, *texts, self.moment, self.moment)


def _has_own() -> bool:
    return Funder.objects.filter(is_own=True).exists()
