"""What every test gets: a migrated database of its process's own, an empty cache, nothing left behind."""

import os
from collections.abc import Generator, Iterator

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import TransactionTestCase
from django.utils import translation
from pytest_django import DjangoDbBlocker

from config.translations import compile_catalogues
from tests.databases import MigratedDatabase, own_database

DATABASE = pytest.StashKey[MigratedDatabase]()
BLOCKER = pytest.StashKey[DjangoDbBlocker]()


def pytest_configure(config: pytest.Config) -> None:
    """Let tests read the Swedish words that are in the tree now."""
    compile_catalogues()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip, by name, what this run cannot show; on PostgreSQL, leave out what opens no database."""
    if "SEARCH_CLUSTER" not in os.environ:
        skip = pytest.mark.skip(reason="needs a search cluster (`make test-cluster` starts one)")
        for item in items:
            if item.get_closest_marker("cluster"):
                item.add_marker(skip)
    if connection.vendor == "postgresql":
        config.hook.pytest_deselected(items=[item for item in items if not _opens_database(item)])
        items[:] = [item for item in items if _opens_database(item)]
        return
    reason = "needs PostgreSQL: on SQLite one writer at a time hides a race (`make test-services` runs it)"
    for item in items:
        if item.get_closest_marker("postgresql"):
            item.add_marker(pytest.mark.skip(reason=reason))


def _opens_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    return bool(item.get_closest_marker("django_db") or fixtures & {"db", "transactional_db"})


def pytest_make_parametrize_id(config: pytest.Config, val: object, argname: str) -> str | None:
    """Name files by their size: what stands in a packed file differs from process to process."""
    return f"{len(val)}-bytes" if isinstance(val, bytes) else None


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_test_environment: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Give this process a database that is migrated already."""
    database = own_database()
    with django_db_blocker.unblock():
        database.prepare()
    request.config.stash[DATABASE] = database
    yield
    with django_db_blocker.unblock():
        database.remove()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None]:
    """After a test with real transactions, put a fresh copy in place of what it left."""
    yield
    database = item.config.stash.get(DATABASE, None)
    if database is not None and _commits(item):
        with item.config.stash[BLOCKER].unblock():
            database.restore()


@pytest.fixture(scope="session", autouse=True)
def _keep_blocker(request: pytest.FixtureRequest, django_db_blocker: DjangoDbBlocker) -> None:
    request.config.stash[BLOCKER] = django_db_blocker
    # Django would empty every table, migrations' own rows too, and the journal refuses to be emptied.
    TransactionTestCase._fixture_teardown = _leave_it  # type: ignore[attr-defined]


def _leave_it(_case: TransactionTestCase) -> None:
    """Leave the tables as they are: the database is copied afresh below."""


def _commits(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    names = getattr(item, "fixturenames", [])
    return bool(marker and marker.kwargs.get("transaction")) or "transactional_db" in names


@pytest.fixture(autouse=True)
def _clean_slate() -> Iterator[None]:
    """Start each test with an empty cache (limits count there) and leave no language behind."""
    for kept in caches.all():
        kept.clear()
    yield
    translation.deactivate()
