"""`python -m ops.opensearch [--nodes N] -- COMMAND …`: a cluster for one command, as SEARCH_CLUSTER.

The command, and what it starts, may say `python -m ops.opensearch kill 1` (or hang, go-on, revive): which
cluster is meant stands in SEARCH_CLUSTER_PLACE.
"""

import argparse
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from ops.opensearch.cluster import Cluster, running
from ops.opensearch.parts import NoCluster

HOME = Path(__file__).resolve().parents[2] / "var" / "opensearch"
ACTS = {"kill": Cluster.kill, "revive": Cluster.start, "hang": Cluster.hang, "go-on": Cluster.go_on}


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
    if command[0] in ACTS and len(command) == 2:
        return act(command[0], int(command[1]))
    start = time.monotonic()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # the nodes end with us
    try:
        with running(nodes=given.nodes, heap=given.heap, home=HOME) as cluster:
            took = round(time.monotonic() - start)
            print(f"{given.nodes} search nodes answer after {took} s at {cluster.url}", flush=True)
            named = {"SEARCH_CLUSTER": cluster.url, "SEARCH_CLUSTER_PLACE": cluster.place}
            return subprocess.run(command, env={**os.environ, **named}, check=False).returncode
    except NoCluster as problem:
        print(problem, file=sys.stderr)
        return 1


def act(name: str, node: int) -> int:
    """Do something to a node of the cluster that the environment names."""
    place = os.environ.get("SEARCH_CLUSTER_PLACE", "")
    if not place:
        print("Say this from a command that was started beside a cluster.", file=sys.stderr)
        return 1
    ACTS[name](Cluster.at(Path(place)), node)
    return 0


if __name__ == "__main__":
    sys.exit(main())
