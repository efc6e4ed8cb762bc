"""`UTLYSA_VAR=DIR python -m bench NAME …`: runs one of the benches on a directory of its own.

A cluster that `ops.opensearch` has started (SEARCH_CLUSTER) is the engine; without one it is the embedded.
"""

import importlib
import os
import sys

import django

NAMES = ("registry_of", "speed", "strange", "downloads")


def main() -> int:
    """Set the portal up and run the bench that is named. Refuses to touch the data of an installation."""
    if len(sys.argv) < 2 or sys.argv[1] not in NAMES:
        sys.exit(f"Say which bench: python -m bench {{{','.join(NAMES)}}} …")
    if not os.environ.get("UTLYSA_VAR"):
        sys.exit("Give the bench a directory of its own: UTLYSA_VAR=/tmp/bench python -m bench …")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("SEARCH_URL", os.environ.get("SEARCH_CLUSTER", ""))
    django.setup()
    sys.argv = sys.argv[1:]
    bench = importlib.import_module(f"bench.{sys.argv[0]}")
    return int(bench.main() or 0)


if __name__ == "__main__":
    sys.exit(main())
