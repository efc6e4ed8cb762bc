"""How a question is bent that finds little or nothing: the other language, typing errors, some words enough.

Facets bend nothing: what is decided here depends on the words and the kind alone, so that choosing a facet
never changes what the words mean.
"""

from dataclasses import dataclass, replace

from search.compiling import Wanted, compile_question, loosened
from search.engines.base import Engine, Request
from search.grammar import Asked
from search.mending import Mended, mended, misread, suggested

# So few hits are worth looking for more in the other language, and for what else may have been meant.
FEW = 10
# A suggestion that finds less than so many times more is none.
MUCH_MORE = 3


@dataclass(frozen=True)
class Way:
    """A way to ask and how much it finds. `meant` is the text as corrected, or only suggested."""

    wanted: Wanted
    count: int
    meant: str | None = None
    is_corrected: bool = False
    is_translated: bool = False
    is_loosened: bool = False


class Bender:
    """Looks for the best way to ask one question of one engine. Every method raises EngineDown."""

    def __init__(self, engine: Engine, kind: str, text: str, asked: Asked) -> None:
        self._engine, self._kind, self._text, self._asked = engine, kind, text, asked
        self._analyser = engine.analyser()

    def count(self, wanted: Wanted) -> int:
        """Return how much is found, whatever facets are chosen."""
        return self._engine.find(Request(kind=self._kind, wanted=wanted, limit=1)).count

    def best(self, plain: Way) -> Way:
        """Return the first way that finds something; the plain one if none does."""
        if plain.count:
            return replace(self._widened(self._asked, plain), meant=self._suggestion(plain))
        slip = mended(self._engine, self._asked, self._text, self._finds)
        if slip is not None and (way := self._corrected(slip)).count:
            return self._widened(slip.asked, way)
        if (way := self._widened(self._asked, plain)).count:
            return way
        slip = slip or misread(self._engine, self._asked, self._text, self._finds)
        asked, way = (slip.asked, self._corrected(slip)) if slip else (self._asked, plain)
        way = self._widened(asked, way)
        for loose in loosened(self._compiled(asked, translated=True)):
            if not way.count:
                way = replace(way, wanted=loose, count=self.count(loose), is_loosened=True)
        return way if way.count else plain

    def _compiled(self, asked: Asked, *, translated: bool = False) -> Wanted:
        return compile_question(asked, self._analyser, translated=translated)

    def _finds(self, asked: Asked) -> bool:
        return self.count(self._compiled(asked)) > 0

    def _corrected(self, slip: Mended) -> Way:
        wanted = self._compiled(slip.asked)
        return Way(wanted, self.count(wanted), meant=slip.text, is_corrected=True)

    def _widened(self, asked: Asked, way: Way) -> Way:
        """Let words stand in the other language too where that finds more."""
        if way.count >= FEW or (wide := self._compiled(asked, translated=True)) == way.wanted:
            return way
        more = self.count(wide)
        return replace(way, wanted=wide, count=more, is_translated=True) if more > way.count else way

    def _suggestion(self, plain: Way) -> str | None:
        """What was perhaps meant instead, where that would find much more."""
        slip = suggested(self._engine, self._asked, self._text)
        if slip is None or self.count(self._compiled(slip.asked)) < MUCH_MORE * plain.count:
            return None
        return slip.text
