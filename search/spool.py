"""Documents that are made once and read twice: a rebuild learns words in one reading and indexes in the next.

Between the two they lie in a file without a name, which goes with the process, however it ends.
"""

import logging
import pickle
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from io import SEEK_END
from itertools import islice
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from search.documents import Document

log = logging.getLogger(__name__)
TOGETHER = 100


class Spool:
    """Documents, from the database the first time and from a file after that; memory stays flat.

    The file takes as much room as all texts. Where there is none, the database is read again.
    """

    def __init__(self, documents: Callable[[], Iterable[Document]], place: Path) -> None:
        self._documents, self._place = documents, place
        self._whole: IO[bytes] | None = None

    def read(self) -> Iterator[Document]:
        """Yield all documents."""
        if self._whole is not None:
            yield from self._kept(self._whole)
            return
        documents, file = iter(self._documents()), self._opened()
        while together := list(islice(documents, TOGETHER)):
            if file is not None and not _kept_in(file, together):
                file = None
            yield from together
        self._whole = file

    def _opened(self) -> IO[bytes] | None:
        try:
            self._place.mkdir(parents=True, exist_ok=True)
            return TemporaryFile(dir=self._place)
        except OSError as problem:
            log.warning("Records are read twice, without a file between: %s", problem)
            return None

    @staticmethod
    def _kept(file: IO[bytes]) -> Iterator[Document]:
        end = file.seek(0, SEEK_END)
        file.seek(0)
        while file.tell() < end:
            yield from pickle.load(file)  # noqa: S301 - written by this very object


def _kept_in(file: IO[bytes], documents: list[Document]) -> bool:
    """Write documents to the file, or give it up when there is no room."""
    try:
        pickle.dump(documents, file, pickle.HIGHEST_PROTOCOL)
        file.flush()
    except OSError as problem:
        log.warning("Records are read twice, without a file between: %s", problem)
        with suppress(OSError):
            file.close()  # which tries once more to write what is left
        return False
    return True
