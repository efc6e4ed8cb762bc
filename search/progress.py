"""How far a rebuild has come: how many of how many, how fast, how long it still takes."""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from search.documents import Document

EVERY = 0.5  # seconds between two tellings


@dataclass(frozen=True)
class Progress:
    """Where a rebuild is: in the first reading (words are learnt) or the second (documents are indexed)."""

    reading: int
    done: int
    total: int
    seconds: float

    @property
    def per_second(self) -> float:
        """Documents a second in this reading."""
        return self.done / self.seconds if self.seconds > 0 else 0.0

    @property
    def seconds_left(self) -> float | None:
        """Seconds until this reading ends, as far as one can tell."""
        return (self.total - self.done) / self.per_second if self.per_second and self.total else None

    def __str__(self) -> str:
        what = "Learning words" if self.reading == 1 else "Indexing"
        left = "" if self.seconds_left is None else f", {max(0, round(self.seconds_left))} s left"
        return f"{what}: {self.done} of {self.total}, {round(self.per_second)} a second{left}"


Tell = Callable[[Progress], None]


class Told:
    """Documents on their way into an index, told about every half second and at the end of each reading."""

    def __init__(self, documents: Callable[[], Iterable[Document]], total: int, tell: Tell) -> None:
        self._documents, self._total, self._tell = documents, total, tell
        self._reading = 0

    def read(self) -> Iterator[Document]:
        """Yield all documents once more."""
        self._reading += 1
        reading, began = self._reading, time.monotonic()
        told_at, number = began, 0
        for number, document in enumerate(self._documents(), start=1):
            if (now := time.monotonic()) - told_at >= EVERY:
                self._tell(Progress(reading, number - 1, self._total, now - began))
                told_at = now
            yield document
        self._tell(Progress(reading, number, number, time.monotonic() - began))
