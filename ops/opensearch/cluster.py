"""Starting a cluster, killing and reviving its nodes, and ending it: on loopback, as an unprivileged user.

`with running(nodes=3) as cluster:` gives a cluster that is green. OpenSearch refuses to run as root, so root
starts it as `nobody`.
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ops.opensearch.parts import NoCluster, build, find_java
from ops.postgres import find_owner

PATIENCE = 240  # seconds until green
LOGGING = (
    "status = error\n"
    "appender.console.type = Console\n"
    "appender.console.name = console\n"
    "appender.console.layout.type = PatternLayout\n"
    "appender.console.layout.pattern = [%d][%p][%c{1}] %m%n\n"
    "rootLogger.level = warn\n"
    "rootLogger.appenderRef.console.ref = console\n"
)


@dataclass
class Cluster:
    """A cluster of this machine. `ports` are those that answer HTTP."""

    place: Path
    laid_out: Path
    java: Path
    heap: str
    ports: list[int]
    inner_ports: list[int]
    processes: dict[int, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def urls(self) -> list[str]:
        """Where each node answers."""
        return [f"http://127.0.0.1:{port}" for port in self.ports]

    @property
    def url(self) -> str:
        """All nodes as one SEARCH_URL."""
        return ",".join(self.urls)

    def start(self, node: int) -> None:
        """Start a node on the data it had."""
        room = self.place / f"node{node}"
        for part in ("conf", "data", "logs"):
            (room / part).mkdir(parents=True, exist_ok=True)
        (room / "conf" / "opensearch.yml").write_text(self._settings(node, room))
        (room / "conf" / "jvm.options").write_text("")
        (room / "conf" / "log4j2.properties").write_text(LOGGING)
        owner = find_owner()
        if owner.is_other:
            for path in (room, *room.rglob("*")):
                os.chown(path, owner.uid, owner.gid)
        command = [
            *(str(self.java), f"-Xms{self.heap}", f"-Xmx{self.heap}", "--enable-native-access=ALL-UNNAMED"),
            *(f"-Dopensearch.path.home={self.laid_out}", f"-Dopensearch.path.conf={room / 'conf'}"),
            *("-Dopensearch.distribution.type=tar", f"-Djava.io.tmpdir={room / 'logs'}"),
            *("-cp", f"{self.laid_out / 'lib'}/*", "org.opensearch.bootstrap.OpenSearch"),
        ]
        with (self.place / f"node{node}.log").open("ab") as log:
            self.processes[node] = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, **owner.as_arguments
            )

    def _settings(self, node: int, room: Path) -> str:
        lines: dict[str, Any] = {
            "cluster.name": f"utlysa-{self.ports[0]}",
            "node.name": f"node{node}",
            "path.data": str(room / "data"),
            "path.logs": str(room / "logs"),
            "network.host": "127.0.0.1",
            "http.port": self.ports[node],
            "transport.port": self.inner_ports[node],
            # A full disk of a build machine is none of the tests' business.
            "cluster.routing.allocation.disk.threshold_enabled": False,
        }
        if len(self.ports) == 1:
            lines["discovery.type"] = "single-node"
        else:
            lines["discovery.seed_hosts"] = [f"127.0.0.1:{port}" for port in self.inner_ports]
            names = [f"node{number}" for number in range(len(self.ports))]
            lines["cluster.initial_cluster_manager_nodes"] = names
        return "".join(f"{key}: {json.dumps(value)}\n" for key, value in lines.items())

    def kill(self, node: int) -> None:
        """End a node as a machine that dies."""
        self._signal(node, signal.SIGKILL)
        self.processes.pop(node).wait()

    def hang(self, node: int) -> None:
        """Let a node hold its connections and answer nothing."""
        self._signal(node, signal.SIGSTOP)

    def go_on(self, node: int) -> None:
        """Let a hanging node answer again."""
        self._signal(node, signal.SIGCONT)

    def _signal(self, node: int, number: signal.Signals) -> None:
        self.processes[node].send_signal(number)

    def wait(self, nodes: int | None = None, status: str = "green") -> None:
        """Wait until so many nodes stand together, at least as well as `status`. Raises NoCluster."""
        wanted = len(self.processes) if nodes is None else nodes
        good = {"green": {"green"}, "yellow": {"green", "yellow"}}[status]
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            state = self._health()
            if state and state["number_of_nodes"] == wanted and state["status"] in good:
                return
            if all(process.poll() is not None for process in self.processes.values()):
                break
            time.sleep(0.5)
        logs = "\n".join(log.read_text(errors="replace")[-1500:] for log in self.place.glob("node*.log"))
        raise NoCluster(f"The search cluster did not become {status}:\n{logs}")

    def _health(self) -> dict[str, Any] | None:
        for node in self.processes:
            address = f"{self.urls[node]}/_cluster/health"
            try:
                with urllib.request.urlopen(address, timeout=2) as answer:  # noqa: S310 -- loopback
                    state: dict[str, Any] = json.load(answer)
                    return state
            except OSError:
                continue
        return None

    def end(self) -> None:
        """End every node."""
        for process in self.processes.values():
            process.send_signal(signal.SIGCONT)
            process.terminate()
        for process in self.processes.values():
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@contextmanager
def running(*, nodes: int = 3, heap: str = "512m", home: Path) -> Iterator[Cluster]:
    """Start a cluster with empty data; end it and remove its data afterwards. Raises NoCluster.

    `home` keeps the server's jars from one time to the next.
    """
    home.mkdir(parents=True, exist_ok=True)
    java, laid_out = find_java(), build(home)
    place = Path(tempfile.mkdtemp(prefix="utlysa-search-"))
    place.chmod(0o755)
    ports = free_ports(2 * nodes)
    cluster = Cluster(place, laid_out, java, heap, ports[:nodes], ports[nodes:])
    try:
        for node in range(nodes):
            cluster.start(node)
        cluster.wait()
        yield cluster
    finally:
        cluster.end()
        shutil.rmtree(place, ignore_errors=True)


def free_ports(count: int) -> list[int]:
    """Return ports that nothing listens on."""
    held = [socket.socket() for _ in range(count)]
    for one in held:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in held]
    for one in held:
        one.close()
    return ports
