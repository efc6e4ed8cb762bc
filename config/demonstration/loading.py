"""Loading the demonstration, once, and the card that says how to look around."""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from accounts.keys import make_key
from config.demonstration.calls import make_calls, make_funder, make_programmes
from config.demonstration.cases import make_cases
from config.demonstration.notices import make_notices
from config.demonstration.people import PASSWORD, Cast, make_cast
from config.demonstration.projects import make_projects
from config.demonstration.reading import read
from registry.models import Funder, Programme


def is_loaded() -> bool:
    """Whether the portal has a funder of its own already: then nothing is loaded over it."""
    return Funder.objects.filter(is_own=True).exists()


@transaction.atomic
def load(*, now: datetime) -> str:
    """Load everything in one transaction; return the card that tells a visitor how to look around."""
    texts = read("calls")
    cast = make_cast(now)
    funder = make_funder(texts["funder"])
    programmes = make_programmes(texts["programmes"], now=now, editor=cast.editor)
    calls = make_calls(texts, programmes, now=now, editor=cast.editor)
    public = {key: Programme.objects.get(key=draft.key) for key, draft in programmes.items()}
    make_projects(funder, calls, public, now=now)
    make_cases(calls, cast, now=now)
    make_notices(calls, cast, now=now)
    _row, key = make_key(user=cast.partner, name="Demonstration", now=now)
    return _card(cast, key)


def keep(card: str) -> Path:
    """Keep the card where `make run` finds it at every start."""
    place = Path(settings.VAR_DIR) / "demonstration.txt"
    place.write_text(card, encoding="utf-8")
    place.chmod(0o600)
    return place


def _card(cast: Cast, key: str) -> str:
    people = "\n".join(f"  {role:<10} {user.email}" for role, user in cast.shown())
    return (
        "The demonstration is loaded: an invented funder, its calls, projects and cases.\n"
        f"Sign in as (password {PASSWORD}):\n{people}\n"
        f"API key: {key}\n"
    )
