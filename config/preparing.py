"""Making an installation ready to serve: quick when nothing has changed, and never losing what it holds."""

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from config.demonstration.loading import is_loaded
from config.translations import compile_catalogues
from search.engines.base import EngineDown, Rebuilding
from search.index import engine, rebuild


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
    if settings.DEMO and not is_loaded():
        call_command("load_demonstration", verbosity=0)
        yield "demonstration loaded"
    if step := _prepare_index():
        yield step


def _prepare_index() -> str:
    """Build an index that is missing. Whatever else is wrong with one, the worker mends beside the rest."""
    try:
        if engine().version():
            return ""
        rebuild(now=timezone.now())
    except Rebuilding:
        return "search index is being built by another process"
    except EngineDown as problem:
        return f"search index not reached, the worker will build it: {problem}"
    return "search index built"


def run(steps: Iterable[str], say: Callable[[str], object]) -> int:
    """Take the steps, say what each did and when; return how many had something to do."""
    start, done = time.monotonic(), 0
    for step in steps:
        say(f"  {time.monotonic() - start:5.1f} s  {step}")
        done += 1
    return done


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
