"""The funder and the civic-tech call, open or closed, and the moments (UTC) that the tests live by."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from registry.facts import CallFacts, CallTexts, ProgrammeFacts, RoundFacts
from registry.models import Funder, Round
from registry.publish import publish_call, publish_programme
from rulebook.examples import CIVIC_TECH
from rulebook.questions import Form, form_as_json
from rulebook.standard_form import STANDARD_FORM
from rulebook.vocabulary import clause_as_json

OPENED = datetime(2026, 9, 1, 7, tzinfo=UTC)
APPLIED = datetime(2026, 10, 20, 9, 30, tzinfo=UTC)
CLOSED = datetime(2026, 10, 29, 13, tzinfo=UTC)
REVIEWED = datetime(2026, 11, 5, 8, tzinfo=UTC)
DECIDED = datetime(2026, 11, 12, 10, tzinfo=UTC)
FAR_AWAY = datetime(2099, 11, 26, 13, tzinfo=UTC)
CRITERIA: tuple[dict[str, Any], ...] = (
    {
        "key": "potential",
        "title_sv": "Potential",
        "title_en": "Potential",
        "description_sv": "Hur viktigt behovet är.",
        "description_en": "How important the need is.",
        "scale": [1, 7],
        "weight": 2,
    },
    {
        "key": "team",
        "title_sv": "Aktörer",
        "title_en": "Actors",
        "description_sv": "Om gruppen kan genomföra projektet.",
        "description_en": "Whether the group can carry the project out.",
        "scale": [1, 7],
        "weight": 1,
    },
)


def own_funder() -> Funder:
    """Return the funder whose portal this is, made if there is none."""
    found = Funder.objects.filter(is_own=True).first()
    return found or Funder.objects.create(
        slug="tallmyren", name_sv="Stiftelsen Tallmyren", name_en="The Tallmyren Foundation", is_own=True
    )


def open_round(
    *,
    opens_at: datetime = OPENED,
    closes_at: datetime = FAR_AWAY,
    rules: Sequence[Mapping[str, Any]] | None = None,
    form: Form = STANDARD_FORM,
    title: str = "Civic tech som stärker demokratin",
) -> Round:
    """Publish the civic-tech call with one round and return the round.

    At least two actors, at least two sectors, at most 2 000 000 kronor; `rules` and `form` replace that.
    """
    own_funder()
    programme = uuid4()
    publish_programme(
        ProgrammeFacts(key=programme, title_sv="Öppen demokrati", title_en="Open democracy"),
        now=opens_at,
        actor="machine:test",
    )
    clauses = [clause_as_json(clause) for clause in CIVIC_TECH] if rules is None else [dict(r) for r in rules]
    call = publish_call(
        CallFacts(
            key=uuid4(),
            programme_key=programme,
            texts_sv=CallTexts(title=title, ingress="Digitala verktyg som invånarna äger."),
            texts_en=CallTexts(title="Civic tech that strengthens democracy"),
            criteria=CRITERIA,
            rounds=(
                RoundFacts(
                    key="one",
                    title_sv="Hösten",
                    title_en="Autumn",
                    opens_at=opens_at,
                    closes_at=closes_at,
                    form=form_as_json(form),
                    rules=clauses,
                ),
            ),
        ),
        now=opens_at,
        actor="machine:test",
    )
    return call.rounds.get()


def closed_round(**more: Any) -> Round:
    """Publish the same call with a round that was open on APPLIED and closed on CLOSED."""
    return open_round(closes_at=CLOSED, **more)


FULL_OPENS = datetime(2026, 11, 16, 8, tzinfo=UTC)


def two_steps(*, form: Form = STANDARD_FORM) -> tuple[Round, Round]:
    """Publish a call in two steps: a sketch round open on APPLIED, a full one open from FULL_OPENS on.

    Only those whom the first invites may apply in the second; `form` is the second's.
    """
    own_funder()
    clauses = [clause_as_json(clause) for clause in CIVIC_TECH]
    sketch = RoundFacts(
        key="sketch",
        title_sv="Skiss",
        title_en="Sketch",
        opens_at=OPENED,
        closes_at=CLOSED,
        form=form_as_json(STANDARD_FORM),
        rules=clauses,
    )
    full = RoundFacts(
        key="full",
        title_sv="Fullständig ansökan",
        title_en="Full application",
        step=2,
        follows="sketch",
        opens_at=FULL_OPENS,
        closes_at=FAR_AWAY,
        form=form_as_json(form),
        rules=clauses,
    )
    call = publish_call(
        CallFacts(
            key=uuid4(),
            programme_key=None,
            texts_sv=CallTexts(title="Demokrati i två steg"),
            criteria=CRITERIA,
            rounds=(sketch, full),
        ),
        now=OPENED,
        actor="machine:test",
    )
    return call.rounds.get(key="sketch"), call.rounds.get(key="full")
