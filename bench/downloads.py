"""Downloads of a whole registry: rows, seconds, rows a second and memory, for each form of file.

    UTLYSA_VAR=DIR python -m bench downloads [--query 'q=…&year=…'] [--forms csv,jsonl]

Each form is asked for in a process of its own, through the portal's own view, and read to the end. Memory is
the process's own at its highest (RssAnon; what it shares with files, as the index, comes and goes), the words
of the languages among it, and how much of that came with the download.
"""

import argparse
import multiprocessing
import re
import time
from pathlib import Path
from urllib.parse import parse_qsl

from django.core.cache import cache
from django.core.management import call_command
from django.db import connections
from django.test import RequestFactory
from django.urls import reverse

from search.ask import ask
from search.downloads.answering import FORMS
from search.downloads.views import download
from search.question import Question

LOOKED_AT_EVERY = 20  # pieces


def main() -> int:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(prog="python -m bench downloads", description=__doc__)
    parser.add_argument("--query", default="", help="the question, as in an address; without one: everything")
    parser.add_argument("--forms", default=",".join(FORMS))
    given = parser.parse_args()
    call_command("createcachetable")
    connections.close_all()
    print(
        "| form | rows | s | CPU s | first byte, s | rows/s | rows/CPU s | file, MB | own MB | for the file |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|")
    for form in given.forms.split(","):
        process = multiprocessing.get_context("fork").Process(target=_measure, args=(form, given.query))
        process.start()
        process.join()
    return 0


def _measure(form: str, query: str) -> None:
    # The words are read, the index is open and the addresses are known, as in a portal that runs.
    ask(Question(text="system"))
    reverse("search:download_csv")
    cache.clear()
    before = peak = _own_memory()
    began, worked = time.perf_counter(), time.process_time()
    answer = download(RequestFactory().get("/", dict(parse_qsl(query))), form)
    first, size, rows = 0.0, 0, -1 if form in ("csv", "excel") else 0
    for at, piece in enumerate(answer):
        first = first or time.perf_counter() - began
        size += len(piece)
        # Only CSV and JSON have a line for each row; a workbook's are in its own words.
        rows += piece.count(b"\n")
        if at % LOOKED_AT_EVERY == 0:
            peak = max(peak, _own_memory())
    took, worked = time.perf_counter() - began, time.process_time() - worked
    if form == "xlsx":
        rows = ask(Question(), facets=False, passages=False).count if not query else 0
    speeds = (f"{first:.2f}", f"{rows / took:,.0f}", f"{rows / worked:,.0f}", f"{size / 1e6:,.0f}")
    told = (f"{rows:,}", f"{took:.1f}", f"{worked:.1f}", *speeds, f"{peak:.0f}", f"{peak - before:.0f}")
    print(f"| {form} | {' | '.join(told)} |", flush=True)


def _own_memory() -> float:
    found = re.search(r"RssAnon:\s+(\d+)", Path("/proc/self/status").read_text(encoding="utf-8"))
    return int(found[1]) / 1024 if found else 0.0
