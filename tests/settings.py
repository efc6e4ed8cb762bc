"""The portal's own settings with what tests change: what is written goes into a directory of this process."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_var_dir = Path(tempfile.mkdtemp(prefix="utlysa-test-"))
atexit.register(shutil.rmtree, _var_dir, ignore_errors=True)
os.environ.update(
    {
        "UTLYSA_VAR": str(_var_dir),
        "SECRET_KEY": "only-for-tests-" + "x" * 50,
        "STATIC_STORAGE": "django.contrib.staticfiles.storage.StaticFilesStorage",
        "PUBLIC_URL": "http://testserver",
        "ALLOWED_HOSTS": "testserver,127.0.0.1,localhost",
    }
)
for unset in ("STATIC_ROOT", "SEARCH_DIR", "SEARCH_URL", "EMAIL_URL", "MAIL_READABLE", "DEBUG"):
    os.environ.pop(unset, None)

from config.settings import *  # noqa: E402, F403 - the environment above must be set first
from config.settings import CACHES, DATABASES, STATIC_ROOT  # noqa: E402 - the same

STATIC_ROOT.mkdir(parents=True)
if DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    # Race tests open a connection a thread, and a test's database is dropped when it is spent.
    DATABASES["default"]["OPTIONS"]["pool"] = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES["default"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "tests"}
