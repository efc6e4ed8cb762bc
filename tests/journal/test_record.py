"""The journal: what is recorded, how entries are chained, and that every tampering is found."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from journal.canonical import canonical_json, sha256_of
from journal.models import AppendOnly, Entry, Head
from journal.record import Broken, broken_links, record

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def write(number: int) -> Entry:
    """Write one entry; the number tells it from the others."""
    return record(
        actor=f"user:{number}",
        action="save",
        object_kind="application",
        object_id=number,
        now=NOW,
        content={"title": f"Skog {number}"},
        details={"version": number},
    )


@pytest.fixture
def chain() -> list[Entry]:
    """Five entries, and a database that no longer defends them (somebody with its password took that off)."""
    written = [write(number) for number in range(1, 6)]
    commands = {
        "sqlite": ["DROP TRIGGER journal_entry_no_update", "DROP TRIGGER journal_entry_no_delete"],
        "postgresql": ["DROP TRIGGER journal_entry_append_only ON journal_entry"],
    }
    with connection.cursor() as cursor:
        for command in commands[connection.vendor]:
            cursor.execute(command)
    return written


def test_records_who_did_what_when_and_only_a_digest_of_the_text() -> None:
    first, second = write(1), write(2)
    assert Entry.objects.values(
        "sequence", "at", "actor", "action", "object_kind", "object_id", "digest", "details", "previous_hash"
    ).get(pk=second.pk) == {
        "sequence": 2,
        "at": NOW,
        "actor": "user:2",
        "action": "save",
        "object_kind": "application",
        "object_id": "2",
        "digest": sha256_of({"title": "Skog 2"}),
        "details": {"version": 2},
        "previous_hash": first.hash,
    }
    assert (Head.objects.get().sequence, Head.objects.get().hash) == (2, second.hash)
    assert broken_links() == []


def test_an_entry_is_undone_with_what_it_tells_of() -> None:
    write(1)
    with transaction.atomic():
        write(2)
        transaction.set_rollback(True)
    write(3)
    assert list(Entry.objects.order_by("sequence").values_list("sequence", "actor")) == [
        (1, "user:1"),
        (2, "user:3"),
    ]
    assert broken_links() == []


def test_an_untouched_or_empty_journal_holds() -> None:
    assert broken_links() == []
    for number in range(1, 4):
        write(number)
    assert broken_links() == []


@pytest.mark.parametrize(
    "attempt",
    [
        lambda entry: entry.save(),
        lambda entry: entry.delete(),
    ],
    ids=["save", "delete"],
)
def test_an_entry_refuses_to_be_changed(attempt: Callable[[Entry], object]) -> None:
    entry = write(1)
    with pytest.raises(AppendOnly):
        attempt(entry)


@pytest.mark.parametrize(
    "attempt",
    [
        lambda: Entry.objects.update(actor="user:9"),
        lambda: Entry.objects.all().delete(),
        lambda: Entry.objects.bulk_update([_changed(Entry.objects.get())], ["actor"]),
        lambda: connection.cursor().execute("UPDATE journal_entry SET actor = 'user:9'"),
        lambda: connection.cursor().execute("DELETE FROM journal_entry"),
    ],
    ids=["queryset update", "queryset delete", "bulk update", "SQL update", "SQL delete"],
)
def test_the_database_refuses_too(attempt: Callable[[], object]) -> None:
    write(1)
    with pytest.raises(DatabaseError, match="a journal entry is never"), transaction.atomic():
        attempt()
    assert list(Entry.objects.values_list("actor", flat=True)) == ["user:1"]


def _changed(entry: Entry) -> Entry:
    entry.actor = "user:9"
    return entry


def test_a_change_is_found(chain: list[Entry]) -> None:
    Entry.objects.filter(sequence=3).update(actor="user:9")
    assert broken_links() == [Broken(3, "was changed")]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("at", datetime(2026, 11, 21, tzinfo=UTC)),
        ("action", "submit"),
        ("object_kind", "call"),
        ("object_id", "9"),
        ("digest", sha256_of({"title": "another"})),
        ("details", {"version": 9}),
    ],
)
def test_a_change_of_any_field_is_found(chain: list[Entry], field: str, value: object) -> None:
    Entry.objects.filter(sequence=2).update(**{field: value})
    assert broken_links() == [Broken(2, "was changed")]


def test_a_change_with_a_hash_made_anew_is_found(chain: list[Entry]) -> None:
    changed = chain[2]
    changed.actor = "user:9"
    Entry.objects.filter(sequence=3).update(actor="user:9", hash=_hash_again(changed))
    assert broken_links() == [Broken(4, "does not follow the entry before")]


def test_a_deletion_is_found(chain: list[Entry]) -> None:
    Entry.objects.filter(sequence=3).delete()
    assert broken_links() == [Broken(3, "entries are missing")]


def test_a_deletion_whose_gap_was_closed_is_found(chain: list[Entry]) -> None:
    Entry.objects.filter(sequence=3).delete()
    Entry.objects.filter(sequence=4).update(sequence=3)
    Entry.objects.filter(sequence=5).update(sequence=4)
    assert Broken(3, "does not follow the entry before") in broken_links()


def test_a_swap_is_found(chain: list[Entry]) -> None:
    for old, new in ((2, 99), (3, 2), (99, 3)):
        Entry.objects.filter(sequence=old).update(sequence=new)
    assert Broken(2, "does not follow the entry before") in broken_links()


def test_a_cut_end_is_found(chain: list[Entry]) -> None:
    Entry.objects.filter(sequence__gte=4).delete()
    assert broken_links() == [Broken(4, "the end of the journal was cut")]


def test_a_cut_end_without_its_head_is_found(chain: list[Entry]) -> None:
    Entry.objects.filter(sequence=5).delete()
    Head.objects.all().delete()
    assert broken_links() == [Broken(5, "the end of the journal was cut")]


def test_an_insertion_is_found(chain: list[Entry]) -> None:
    last = chain[-1]
    extra = Entry(
        sequence=6,
        at=NOW,
        actor="user:9",
        action="sign",
        object_kind="decision",
        object_id="9",
        previous_hash=last.hash,
    )
    extra.hash = _hash_again(extra)
    extra.save()
    assert broken_links() == [Broken(7, "the end of the journal was cut")]


def test_a_foreign_first_entry_is_found(chain: list[Entry]) -> None:
    Entry.objects.filter(sequence=1).update(previous_hash="0" * 64)
    assert broken_links() == [
        Broken(1, "does not follow the entry before"),
        Broken(1, "was changed"),
    ]


def _hash_again(entry: Entry) -> str:
    """Hash an entry as somebody who has read the code would."""
    return sha256_of(
        {
            "sequence": entry.sequence,
            "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "actor": entry.actor,
            "action": entry.action,
            "object_kind": entry.object_kind,
            "object_id": entry.object_id,
            "digest": entry.digest,
            "details": entry.details,
            "previous_hash": entry.previous_hash,
        }
    )


def test_the_same_value_gives_the_same_text() -> None:
    assert canonical_json({"b": [1, "å"], "a": None}) == '{"a":null,"b":[1,"å"]}'
    assert sha256_of({"a": 1, "b": 2}) == sha256_of({"b": 2, "a": 1})


@pytest.mark.parametrize(
    ("value", "error"), [(float("nan"), ValueError), (object(), TypeError)], ids=["nan", "object"]
)
def test_what_json_cannot_hold_is_refused(value: object, error: type[Exception]) -> None:
    with pytest.raises(error):
        canonical_json(value)
