"""`python -m ops.opensearch [--nodes N] -- COMMAND …`: a cluster for one command, as SEARCH_CLUSTER."""

import argparse
import os
import subprocess
import sys
from pathlib import Path

from ops.opensearch.cluster import running
from ops.opensearch.parts import NoCluster

HOME = Path(__file__).resolve().parents[2] / "var" / "opensearch"


def main() -> int:
    """Run the command and return its exit code."""
    parser = argparse.ArgumentParser(prog="python -m ops.opensearch", description=__doc__)
    parser.add_argument("--nodes", type=int, default=3)
    parser.add_argument("--heap", default="512m")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    given = parser.parse_args()
    command = given.command[1:] if given.command[:1] == ["--"] else given.command
    if not command:
        parser.error("say which command to run")
    try:
        with running(nodes=given.nodes, heap=given.heap, home=HOME) as cluster:
            print(f"A search cluster of {given.nodes} nodes answers at {cluster.url}", flush=True)
            environment = {**os.environ, "SEARCH_CLUSTER": cluster.url}
            return subprocess.run(command, env=environment, check=False).returncode
    except NoCluster as problem:
        print(problem, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
