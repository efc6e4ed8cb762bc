"""Test databases: migrated once for every set of migrations, then copied for each test process.

SQLite: a file under `var/test-databases/`. PostgreSQL: a template database. Never `--nomigrations`, which
leaves Wagtail's search tables without their columns.
"""

import fcntl
import hashlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Protocol

import psycopg
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from psycopg import sql

CACHE = settings.BASE_DIR / "var" / "test-databases"
MIGRATING_PACKAGES = ("django", "wagtail", "django-allauth", "django-taggit", "modelsearch")


class MigratedDatabase(Protocol):
    """A migrated database of this process's own."""

    def prepare(self) -> None:
        """Migrate the original when it is missing, and copy it."""

    def restore(self) -> None:
        """Put a fresh copy in place of one that a test has emptied."""

    def remove(self) -> None:
        """Leave nothing behind."""


def own_database() -> MigratedDatabase:
    """Return the test database for the engine that the settings name."""
    if connection.vendor == "sqlite":
        return SQLiteDatabase()
    return PostgreSQLDatabase()


def migrations_key() -> str:
    """Hash every migration of every installed app, what runs after migrating, and who migrates."""
    digest = hashlib.sha256()
    for package in MIGRATING_PACKAGES:
        digest.update(f"{package} {version(package)}\n".encode())
    for app in sorted(apps.get_app_configs(), key=lambda app: app.label):
        for file in sorted(Path(app.path, "migrations").glob("*.py")):
            digest.update(f"{app.label}/{file.name}\n".encode() + file.read_bytes())
    for file in sorted(settings.BASE_DIR.glob("*/groups.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def _migrate(name: str) -> None:
    """Run every migration on the database with this name and leave no connection to it."""
    connection.close()
    connection.settings_dict["NAME"] = name
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    connection.close()


class SQLiteDatabase:
    """A file in the cache, and a copy of it in this process's own directory."""

    def __init__(self) -> None:
        self.original = CACHE / f"{migrations_key()}.sqlite3"
        self.copy = settings.VAR_DIR / "tests.sqlite3"

    def prepare(self) -> None:
        """Migrate into the cache, one process at a time, and copy."""
        CACHE.mkdir(parents=True, exist_ok=True)
        with _one_at_a_time(CACHE / "lock"):
            if not self.original.exists():
                self._make_original()
        self.restore()

    def _make_original(self) -> None:
        unfinished = CACHE / f"unfinished-{os.getpid()}.sqlite3"
        unfinished.unlink(missing_ok=True)
        _migrate(str(unfinished))
        with sqlite3.connect(unfinished) as plain:
            # One file to copy, without a log beside it.
            plain.execute("PRAGMA journal_mode=DELETE")
        plain.close()
        for older in sorted(CACHE.glob("[0-9a-f]*.sqlite3"), key=lambda file: file.stat().st_mtime)[:-4]:
            older.unlink()
        unfinished.rename(self.original)

    def restore(self) -> None:
        """Copy the original over what this process has."""
        connections.close_all()
        for suffix in ("-wal", "-shm"):
            Path(f"{self.copy}{suffix}").unlink(missing_ok=True)
        shutil.copyfile(self.original, self.copy)
        connection.settings_dict["NAME"] = str(self.copy)

    def remove(self) -> None:
        """Close; the directory goes with the process."""
        connections.close_all()


class PostgreSQLDatabase:
    """A template database, and a copy of it named for this process."""

    def __init__(self) -> None:
        self.outside = str(connection.settings_dict["NAME"])
        self.original = f"utlysa_template_{migrations_key()}"
        self.copy = f"utlysa_test_{os.getpid()}"

    def prepare(self) -> None:
        """Migrate the template, one process at a time, and copy."""
        with self._server() as server:
            server.execute("SELECT pg_advisory_lock(hashtext(%s))", [self.original])
            there = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [self.original]).fetchone()
            if there is None:
                unfinished = f"{self.original}_unfinished"
                self._run(server, "DROP DATABASE IF EXISTS {}", unfinished)
                self._run(server, "CREATE DATABASE {} TEMPLATE template0", unfinished)
                _migrate(unfinished)
                self._run(server, "ALTER DATABASE {} RENAME TO {}", unfinished, self.original)
        self.restore()

    def restore(self) -> None:
        """Drop what this process has and copy the template."""
        connections.close_all()
        with self._server() as server:
            self._run(server, "DROP DATABASE IF EXISTS {} WITH (FORCE)", self.copy)
            self._run(server, "CREATE DATABASE {} TEMPLATE {}", self.copy, self.original)
        connection.settings_dict["NAME"] = self.copy

    def remove(self) -> None:
        """Drop the copy; the template stays for the next run."""
        connections.close_all()
        with self._server() as server:
            self._run(server, "DROP DATABASE IF EXISTS {} WITH (FORCE)", self.copy)

    @contextmanager
    def _server(self) -> Iterator[psycopg.Connection]:
        given = connection.settings_dict
        with psycopg.connect(
            dbname=self.outside,
            user=given["USER"] or None,
            password=given["PASSWORD"] or None,
            host=given["HOST"] or None,
            port=given["PORT"] or None,
            autocommit=True,
        ) as server:
            yield server

    def _run(self, server: psycopg.Connection, command: str, *names: str) -> None:
        server.execute(sql.SQL(command).format(*map(sql.Identifier, names)))


@contextmanager
def _one_at_a_time(lock: Path) -> Iterator[None]:
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
