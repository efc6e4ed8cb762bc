"""Downloads of a whole registry: rows, seconds, rows a second and memory, for each form of file.

    UTLYSA_VAR=DIR python -m bench downloads [--query 'q=…&year=…'] [--forms csv,jsonl]

Each form is asked for in a process of its own, through the portal's own view, and read to the end. Memory is
what the process held at most, and how much of that came with the download.
"""

import argparse
import multiprocessing
import resource
import time
from urllib.parse import parse_qsl

from django.core.cache import cache
from django.core.management import call_command
from django.db import connections
from django.test import RequestFactory

from search.ask import ask
from search.downloads.answering import FORMS
from search.downloads.views import download
from search.question import Question


def main() -> int:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(prog="python -m bench downloads", description=__doc__)
    parser.add_argument("--query", default="", help="the question, as in an address; nothing means everything")
    parser.add_argument("--forms", default=",".join(FORMS))
    given = parser.parse_args()
    call_command("createcachetable")
    connections.close_all()
    print("| form | rows | seconds | first byte, s | rows/s | MB of file | peak MB | of which for the file |")
    print("|---|---|---|---|---|---|---|---|")
    for form in given.forms.split(","):
        process = multiprocessing.get_context("fork").Process(target=_measure, args=(form, given.query))
        process.start()
        process.join()
    return 0


def _measure(form: str, query: str) -> None:
    ask(Question(text="system"))  # the words are read and the index is open, as in a portal that runs
    cache.clear()
    before = _peak()
    began = time.perf_counter()
    answer = download(RequestFactory().get("/", dict(parse_qsl(query))), form)
    first, size, rows = 0.0, 0, -1 if form in ("csv", "excel") else 0
    for piece in answer:
        first = first or time.perf_counter() - began
        size += len(piece)
        rows += piece.count(b"\n")
    took = time.perf_counter() - began
    if form == "xlsx":
        rows = ask(Question(), facets=False).count if not query else 0
    peak = _peak()
    told = (f"{rows:,}", f"{took:.1f}", f"{first:.2f}", f"{rows / took:,.0f}", f"{size / 1e6:,.0f}")
    print(f"| {form} | {' | '.join(told)} | {peak:.0f} | {peak - before:.0f} |", flush=True)


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
