"""What other rooms hand to the publish functions: frozen, explicit, field by field.

Money is whole kronor, moments are aware UTC, dates are days in Sweden. Texts come in Swedish and
English; an empty English text means that there is none. Only these fields ever become public.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from rulebook.facts import AidGround, SectorClass


@dataclass(frozen=True, kw_only=True)
class ProgrammeFacts:
    """A programme as editors wrote it. `key` stays the same through every edit."""

    key: UUID
    title_sv: str
    title_en: str = ""
    description_sv: str = ""
    description_en: str = ""
    budget: int | None = None
    starts: date | None = None
    ends: date | None = None


@dataclass(frozen=True, kw_only=True)
class RoundFacts:
    """A round of a call. `key` is the round's id among the editors' blocks.

    `follows` is the key of the sketch round, given earlier, whose invited ones alone may apply.

    `form` is `rulebook.questions.form_as_json`; `rules` a list of clause dictionaries
    (`rule, effect, parameters, clause_sv, clause_en`).
    """

    key: str
    title_sv: str
    title_en: str = ""
    step: int = 1
    follows: str = ""
    opens_at: datetime
    closes_at: datetime
    decision_expected: date | None = None
    earliest_start: date | None = None
    latest_start: date | None = None
    latest_end: date | None = None
    received_on_submission: bool = True
    form: list[dict[str, Any]] = field(default_factory=list)
    rules: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class CallTexts:
    """The texts of a call in one language. `body` is HTML; the registry keeps only what it allows."""

    title: str
    ingress: str = ""
    who: str = ""
    what: str = ""
    how_much: str = ""
    body: str = ""


@dataclass(frozen=True, kw_only=True)
class DocumentFacts:
    """A document that a call hands out: its bytes are copied at publication."""

    title: str
    file_name: str
    media_type: str
    content: bytes
    language: str = "sv"
    is_primary: bool = False


@dataclass(frozen=True, kw_only=True)
class Amendment:
    """Why a call changes after a round has opened."""

    reason_sv: str
    reason_en: str = ""


@dataclass(frozen=True, kw_only=True)
class CallFacts:
    """A call as its page in the source language says it; texts of the translation come separately.

    `criteria`, `contacts`, `links` and `dates` are lists of dictionaries as `registry.models.Call` tells.
    """

    key: UUID
    programme_key: UUID | None
    texts_sv: CallTexts
    texts_en: CallTexts | None = None
    rounds: tuple[RoundFacts, ...] = ()
    criteria: tuple[dict[str, Any], ...] = ()
    contacts: tuple[dict[str, Any], ...] = ()
    links: tuple[dict[str, Any], ...] = ()
    dates: tuple[dict[str, Any], ...] = ()
    documents: tuple[DocumentFacts, ...] = ()
    invited_only: bool = False
    amendment: Amendment | None = None


@dataclass(frozen=True, kw_only=True)
class PartyFacts:
    """A party of a project that got a grant, as the decision names it."""

    number: str
    name: str
    country: str = "SE"
    workplace: str = ""
    sector: SectorClass | None = None
    county_code: str = ""
    municipality_code: str = ""
    is_coordinator: bool = False
    amount_awarded: int | None = None
    own_funding: int | None = None


@dataclass(frozen=True, kw_only=True)
class AwardFacts:
    """What one party (its place in `ProjectFacts.parties`) is awarded for one year on one ground."""

    party: int
    year: int
    aid_ground: AidGround | None
    amount: int


@dataclass(frozen=True, kw_only=True)
class LinkFacts:
    """A link of a project."""

    url: str
    title: str = ""


@dataclass(frozen=True, kw_only=True)
class ProjectFacts:
    """A project for the record: from a decision on a case, or from an import.

    The funder and the number identify it. `texts` holds `title`, `summary`, `purpose`, `effects` and
    `plan`, each with `_sv` and `_en`.
    """

    funder_slug: str
    diarienummer: str
    call_diarienummer: str = ""
    programme_diarienummer: str = ""
    round_id: int | None = None
    texts: dict[str, str] = field(default_factory=dict)
    parties: tuple[PartyFacts, ...] = ()
    awards: tuple[AwardFacts, ...] = ()
    links: tuple[LinkFacts, ...] = ()
    goals: tuple[int, ...] = ()
    amount_awarded: int | None = None
    starts: date | None = None
    ends: date | None = None
    decided_on: date | None = None
    status: str = ""
    source: str = "own"


@dataclass(frozen=True, kw_only=True)
class ApplicationFacts:
    """A decided application for the record. `parties` as they applied; title only where it may be shown."""

    funder_slug: str
    diarienummer: str
    call_diarienummer: str
    title_sv: str
    title_en: str = ""
    granted: bool
    amount_sought: int
    decided_on: date
    parties: tuple[PartyFacts, ...] = ()


@dataclass(frozen=True, kw_only=True)
class OutputFacts:
    """One thing that a project left behind."""

    kind: str
    title: str
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class OutcomeFacts:
    """The public texts of a final report. `texts`: `summary`, `results`, `effects`, each `_sv`, `_en`."""

    funder_slug: str
    diarienummer: str
    texts: dict[str, str]
    outputs: tuple[OutputFacts, ...] = ()
