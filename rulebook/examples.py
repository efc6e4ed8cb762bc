"""Ready rule sets of calls, for demonstrations and tests."""

from rulebook.facts import Clause
from rulebook.verdict import Effect

# The civic-tech call: any legal person; at least two actors from different sectors; at most 2 000 000 kronor.
CIVIC_TECH: tuple[Clause, ...] = (
    Clause(
        rule="min_actors",
        effect=Effect.BLOCKS.value,
        parameters={"least": 2},
        clause_sv="Minst två aktörer ska delta i projektet.",
        clause_en="At least two actors must take part in the project.",
    ),
    Clause(
        rule="min_sectors",
        effect=Effect.BLOCKS.value,
        parameters={"least": 2},
        clause_sv="Aktörerna ska komma från olika sektorer.",
        clause_en="The actors must come from different sectors.",
    ),
    Clause(
        rule="ceiling",
        effect=Effect.BLOCKS.value,
        parameters={"most": 2_000_000},
        clause_sv="Högst 2 000 000 kronor i bidrag kan sökas och beviljas.",
        clause_en="At most 2 000 000 kronor can be sought and granted.",
    ),
)
