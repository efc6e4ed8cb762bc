"""What the plain search of the database reads of each kind when no index answers."""

from django.db.models import F
from django.db.models.expressions import OrderBy

_TITLES = ("title_sv", "title_en")
_NEWEST_FIRST: dict[str, tuple[str | OrderBy, ...]] = {"newest": (F("published_at").desc(), "pk")}
_BY_NAME: dict[str, tuple[str | OrderBy, ...]] = {"newest": ("name", "pk")}
# kind → the columns whose texts are searched, and sort → columns to order by.
PLAIN: dict[str, tuple[tuple[str, ...], dict[str, tuple[str | OrderBy, ...]]]] = {
    "project": (
        ("diarienummer", *_TITLES, "summary_sv", "summary_en", "purpose_sv", "parties__name"),
        {
            "newest": (F("decided_on").desc(nulls_last=True), F("starts").desc(nulls_last=True), "pk"),
            "largest": (F("amount_awarded").desc(nulls_last=True), "pk"),
        },
    ),
    "call": (("diarienummer", *_TITLES, "ingress_sv", "ingress_en"), _NEWEST_FIRST),
    "programme": (("diarienummer", *_TITLES), {"newest": (F("starts").desc(nulls_last=True), "pk")}),
    "organisation": (("number", "name", "name_en", "earlier_names__name", "merged_from__name"), _BY_NAME),
    "outcome": (
        ("project__diarienummer", "project__title_sv", "project__title_en", "summary_sv", "summary_en"),
        _NEWEST_FIRST,
    ),
}
