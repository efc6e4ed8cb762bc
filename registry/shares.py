"""What an organisation was granted: its own share where it is known, beside what its projects got as a whole.

Most imported records say only what a project got together. A share that nobody stated is unknown, never
nothing and never the whole, so both sums are kept apart. A project counts in the year of its decision,
else of its start. All sums are whole kronor.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce

from registry.models import Funder, ProjectParty
from registry.pictures import YearFigure
from registry.years import YearOf


@dataclass(frozen=True)
class Share:
    """`own` is known for `known` of the `projects`; `whole` is what they got together, where stated."""

    projects: int
    known: int
    own: int | None
    whole: int | None


@dataclass(frozen=True, kw_only=True)
class Shares:
    """An organisation's money, counted in four ways. `by_funder` is the largest number of projects first."""

    total: Share
    as_coordinator: Share
    as_party: Share
    by_funder: tuple[tuple[Funder, Share], ...]
    by_year: tuple[YearFigure, ...]


@dataclass(frozen=True)
class _Part:
    """What the organisation is in one project; several workplaces of it are one part."""

    funder: int
    year: int | None
    own: int | None
    whole: int | None
    coordinates: bool


def shares_of(organisations: Collection[int]) -> Shares:
    """Sum the shares of an organisation and of those that became part of it, over public projects."""
    parts = _parts(organisations)
    funders = Funder.objects.in_bulk({part.funder for part in parts})
    by_funder = [(funders[pk], _share(part for part in parts if part.funder == pk)) for pk in sorted(funders)]
    by_funder.sort(key=lambda pair: (-pair[1].projects, pair[0].slug))
    return Shares(
        total=_share(parts),
        as_coordinator=_share(part for part in parts if part.coordinates),
        as_party=_share(part for part in parts if not part.coordinates),
        by_funder=tuple(by_funder),
        by_year=tuple(_years(parts)),
    )


def _parts(organisations: Collection[int]) -> list[_Part]:
    rows = (
        ProjectParty.objects.filter(organisation__in=organisations, project__withdrawn_at__isnull=True)
        .order_by()
        .values("project")
        .annotate(
            year=YearOf(Coalesce("project__decided_on", "project__starts")),
            own=Sum("amount_awarded"),
            coordinates=Count("pk", filter=Q(is_coordinator=True)),
        )
        .values_list("project__funder", "year", "own", "project__amount_awarded", "coordinates")
    )
    return [_Part(funder, year, own, whole, many > 0) for funder, year, own, whole, many in rows]


def _share(parts: Iterable[_Part]) -> Share:
    chosen = list(parts)
    own = [part.own for part in chosen if part.own is not None]
    whole = [part.whole for part in chosen if part.whole is not None]
    return Share(len(chosen), len(own), sum(own) if own else None, sum(whole) if whole else None)


def _years(parts: Iterable[_Part]) -> Iterable[YearFigure]:
    """Yield own shares before the whole; only the whole where no share is known at all."""
    chosen: dict[int | None, list[_Part]] = {}
    is_known = False
    for part in parts:
        chosen.setdefault(part.year, []).append(part)
        is_known = is_known or part.own is not None
    for year, each in chosen.items():
        share = _share(each)
        if is_known:
            yield YearFigure(year, share.own, share.projects, whole=share.whole)
        else:
            yield YearFigure(year, share.whole, share.projects)
