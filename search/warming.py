"""Reading the dictionaries before the first visitor asks: two seconds that nobody should wait for."""

import logging
from threading import Thread

from search.engines.base import EngineDown
from search.index import engine
from search.lexicon import dictionary

log = logging.getLogger(__name__)


def warm_in_background() -> Thread:
    """Start reading the dictionaries and opening the index, beside whatever else the process does."""
    thread = Thread(target=_warm, name="warm search", daemon=True)
    thread.start()
    return thread


def _warm() -> None:
    dictionary("sv")
    dictionary("en")
    try:
        engine().analyser().vocabulary.speller.prepare()
    except EngineDown as problem:
        log.info("The search index is not there yet: %s", problem)
