"""Bad input: `UTLYSA_VAR=DIR python -m bench strange [--only N]`.

Four hundred strange strings as the words of the search page, of the API and of the suggestions; a share of
them as every facet, sort, view, page and size. Before that a draft with private text is planted. Said in the
end: answers that were not pages, errors that were logged, the slowest, and whether anything private came out.
"""

import argparse
import logging
import time
from collections import Counter
from urllib.parse import quote

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bench.strange_texts import WORD, strange_texts
from search.question import FACETS
from search.worker import apply_changes
from tests.factories import ANSWERS, filled_application, give_answers

PRIVATE = "hemligodlingsplan7431"
LONGEST = 0.5  # seconds
IN_PARAMETERS = 12
PARAMETERS = (*FACETS, "sort", "view", "page", "page_size", "kind", "funder", "amount_from", "find")
NUMBERS = ("1000000000", "-1", "0", "1e9", "99999999999999999999999999", "NaN", "१", "0x10", "+1", " 2 ")


class Errors(logging.Handler):
    """Keeps what was logged as an error."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.told: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one."""
        self.told.append(record.getMessage())


class Tried:
    """Asks for addresses and keeps what was wrong with the answers."""

    def __init__(self) -> None:
        self.client = Client(SERVER_NAME="localhost", raise_request_exception=False)
        self.statuses: Counter[tuple[str, int]] = Counter()
        self.times: list[tuple[float, float, str]] = []
        self.leaks: list[str] = []
        self.odd: list[str] = []

    def ask(self, name: str, address: str, parameters: dict[str, str]) -> None:
        """Ask once. The clock and the processor's time are both kept: the machine may be busy."""
        pairs = (f"{key}={quote(value, errors='surrogatepass')}" for key, value in parameters.items())
        query = "&".join(pairs)
        began, worked = time.perf_counter(), time.process_time()
        answer = self.client.get(address, QUERY_STRING=query, follow=name != "api")
        took, worked = time.perf_counter() - began, time.process_time() - worked
        self.statuses[name, answer.status_code] += 1
        self.times.append((took, worked, f"{name} {query[:60]}"))
        body = answer.getvalue().decode()
        # The API says what is wrong with a parameter; a page shows the nearest that can be meant.
        if answer.status_code != 200 and not (name == "api parameter" and answer.status_code in (400, 404)):
            self.odd.append(f"{name} {query[:80]} → {answer.status_code} {body[:120]!r}")
        if PRIVATE in body and PRIVATE not in query:
            self.leaks.append(f"{name} {query[:80]}")


def main() -> int:
    """Plant, ask, and tell; the exit code is 1 when something was wrong."""
    parser = argparse.ArgumentParser(prog="python -m bench strange", description=__doc__)
    parser.add_argument("--only", type=int, default=0, help="so many strings instead of all")
    given = parser.parse_args()
    _plant()
    errors = Errors()
    logging.getLogger().addHandler(errors)
    tried = Tried()
    for _ in range(3):
        tried.ask("page", reverse("search:projects"), {"q": WORD})  # the words are read, the index is open
    tried.times.clear()
    texts = strange_texts()[: given.only or None]
    for text in texts:
        tried.ask("page", reverse("search:projects"), {"q": text})
        tried.ask("api", "/api/v1/projects/", {"q": text})
        tried.ask("suggestions", reverse("search:suggestions"), {"q": text})
    step = max(1, len(texts) // IN_PARAMETERS)
    for name in PARAMETERS:
        for text in (*texts[::step], *NUMBERS):
            tried.ask("parameter", reverse("search:projects"), {"q": WORD, name: text})
    for name in ("page", "page_size", "sort", "year"):
        for text in NUMBERS:
            tried.ask("api parameter", "/api/v1/projects/", {"q": WORD, name: text})
    found = tried.client.get("/api/v1/projects/", {"q": PRIVATE}).json()
    return _tell(tried, errors, len(texts), int(found["count"]))


def _plant() -> None:
    """Fill an application in, with a word that must never come out, and let the index have its changes."""
    application = filled_application()
    key = next(iter(ANSWERS))
    answers = {name: f"{value} {PRIVATE}" for name, value in ANSWERS[key].items()}
    give_answers(application, key, answers)
    while apply_changes(now=timezone.now()):
        pass


def _tell(tried: Tried, errors: Errors, texts: int, found: int) -> int:
    slow = [each for each in tried.times if each[1] > LONGEST]
    print(f"{texts} strings, {len(tried.times)} requests: {dict(tried.statuses)}")
    longest = max(tried.times)
    worked = max(each[1] for each in tried.times)
    print(f"Slowest by the clock {longest[0]:.2f} s ({longest[2]}); by the processor {worked:.2f} s")
    print(
        f"Over {LONGEST} s: {sum(each[0] > LONGEST for each in tried.times)} by the clock, {len(slow)} by it"
    )
    print(f"Errors logged: {len(errors.told)}; private text that came out: {len(tried.leaks) + found}")
    for each in (*tried.odd[:20], *errors.told[:10], *tried.leaks[:10], *(one[2] for one in slow[:10])):
        print("  ", each)
    return int(bool(errors.told or tried.leaks or found))


if __name__ == "__main__":
    main()
