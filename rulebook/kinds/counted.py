"""What rules that count actors say when the count is not settled."""

from rulebook.consortium import Tally
from rulebook.rule import Said, for_people, not_known
from rulebook.ties import names
from rulebook.verdict import Answer, say


def unsettled(found: Tally, least: int) -> Said:
    """Say that people must judge the count, or which particulars are missing."""
    doubtful = names(found.doubtful or found.parties)
    if found.answer(least) is Answer.JUDGE:
        return for_people(
            "parties",
            say(
                "Surely counted: {count}. The call asks for at least {least}. "
                "An officer decides how these are counted: {doubtful}.",
                count=found.surely,
                least=least,
                doubtful=doubtful,
            ),
        )
    return not_known(
        "parties",
        say(
            "Counted so far: {count}. The call asks for at least {least}. "
            "Complete organisation number, sector and owner of: {doubtful}.",
            count=found.surely,
            least=least,
            doubtful=doubtful,
        ),
        *found.missing,
    )
