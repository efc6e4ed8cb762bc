"""Making an installation ready to serve: quick when nothing has changed, and never losing what it holds."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command, get_commands
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from config.translations import compile_catalogues


def prepare_files() -> Iterator[str]:
    """Compile translations and collect static files; yield a word for each step that had something to do."""
    if compile_catalogues():
        yield "translations compiled"
    if _collect_static():
        yield "style sheets and scripts collected"


def prepare_data() -> Iterator[str]:
    """Migrate, load the demonstration once, build an index that is missing; yield what was done."""
    settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
    if _waiting_migrations():
        call_command("migrate", verbosity=0, interactive=False)
        yield "database migrated"
    if settings.CACHES["default"]["LOCATION"] not in connection.introspection.table_names():
        call_command("createcachetable", verbosity=0)
        yield "cache table made"
    known = get_commands()
    if settings.DEMO and "load_demonstration" in known:
        call_command("load_demonstration", verbosity=0)
    if "rebuild_index" in known:
        call_command("rebuild_index", "--if-missing", verbosity=0)


def _waiting_migrations() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _collect_static() -> bool:
    """Collect and compress static files unless the same files were collected before."""
    stamp = Path(settings.STATIC_ROOT) / ".collected-from"
    state = _state_of_static_files()
    if stamp.exists() and stamp.read_text() == state:
        return False
    call_command("collectstatic", verbosity=0, interactive=False, clear=stamp.exists())
    stamp.write_text(state)
    return True


def _state_of_static_files() -> str:
    digest = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            status = Path(storage.path(name)).stat()
            digest.update(f"{name} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()
