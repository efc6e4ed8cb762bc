"""Starting a cluster, killing and reviving its nodes, and ending it: on loopback, as an unprivileged user.

`with running(nodes=3) as cluster:` gives a cluster that is green. OpenSearch refuses to run as root, so root
starts it as another user. Which process is which node stands in the cluster's directory, so that another
process can kill and revive nodes too: `Cluster.at(place)`.
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
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ops.opensearch.parts import NoCluster, build, find_java
from ops.postgres import find_owner

PATIENCE = 240  # seconds until green
ENDING = 20  # seconds until a killed node has let go
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
    """A cluster of this machine. `ports` are those that answer HTTP, `inner_ports` the nodes' own."""

    place: str
    laid_out: str
    java: str
    heap: str
    ports: list[int]
    inner_ports: list[int]
    _mine: dict[int, subprocess.Popen[bytes]] = field(default_factory=dict)

    @classmethod
    def at(cls, place: Path) -> "Cluster":
        """Return the cluster that runs in a directory. Raises OSError when there is none."""
        return cls(**json.loads((place / "cluster.json").read_text()))

    def save(self) -> None:
        """Write down what `at` reads."""
        names = ("place", "laid_out", "java", "heap", "ports", "inner_ports")
        kept = {name: getattr(self, name) for name in names}
        (Path(self.place) / "cluster.json").write_text(json.dumps(kept))

    @property
    def urls(self) -> list[str]:
        """Where each node answers."""
        return [f"http://127.0.0.1:{port}" for port in self.ports]

    @property
    def url(self) -> str:
        """All nodes as one SEARCH_URL."""
        return ",".join(self.urls)

    @property
    def alive(self) -> dict[int, int]:
        """Node → process id of every node that was started and not killed."""
        files = Path(self.place).glob("node*.pid")
        return {int(file.stem.removeprefix("node")): int(file.read_text()) for file in sorted(files)}

    def start(self, node: int) -> None:
        """Start a node on the data it had."""
        room = self._room(node)
        for part in ("conf", "data", "logs"):
            (room / part).mkdir(parents=True, exist_ok=True)
        (room / "conf" / "opensearch.yml").write_text(self._settings(node, room))
        (room / "conf" / "jvm.options").write_text("")
        (room / "conf" / "log4j2.properties").write_text(LOGGING)
        owner = find_owner()
        if owner.is_other:
            for path in (room, *room.rglob("*")):
                os.chown(path, owner.uid, owner.gid)
        with room.with_suffix(".log").open("ab") as log:
            process = subprocess.Popen(
                [self.java, *self._options(room), "org.opensearch.bootstrap.OpenSearch"],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                **owner.as_arguments,
            )
        self._mine[node] = process
        room.with_suffix(".pid").write_text(str(process.pid))

    def _room(self, node: int) -> Path:
        return Path(self.place) / f"node{node}"

    def _options(self, room: Path) -> list[str]:
        return [
            *(f"-Xms{self.heap}", f"-Xmx{self.heap}", "--enable-native-access=ALL-UNNAMED"),
            *(f"-Dopensearch.path.home={self.laid_out}", f"-Dopensearch.path.conf={room / 'conf'}"),
            *("-Dopensearch.distribution.type=tar", f"-Djava.io.tmpdir={room / 'logs'}"),
            *("-cp", f"{self.laid_out}/lib/*"),
        ]

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
        self.signal(node, signal.SIGKILL)
        self._gone(node)

    def hang(self, node: int) -> None:
        """Let a node hold its connections and answer nothing."""
        self.signal(node, signal.SIGSTOP)

    def go_on(self, node: int) -> None:
        """Let a hanging node answer again."""
        self.signal(node, signal.SIGCONT)

    def signal(self, node: int, number: signal.Signals) -> None:
        """Signal a node, whoever started it; nothing happens to one that is gone."""
        with suppress(ProcessLookupError):
            os.kill(self.alive[node], number)

    def _gone(self, node: int) -> None:
        """Wait until a node that was told to end has let go of its port."""
        until = time.monotonic() + ENDING
        while time.monotonic() < until and not is_free(self.ports[node]):
            time.sleep(0.05)
        if mine := self._mine.pop(node, None):
            mine.wait(ENDING)
        self._room(node).with_suffix(".pid").unlink(missing_ok=True)

    def wait(self, nodes: int | None = None, status: str = "green") -> None:
        """Wait until so many nodes stand together, at least as well as `status`. Raises NoCluster."""
        wanted = len(self.alive) if nodes is None else nodes
        good = {"green": {"green"}, "yellow": {"green", "yellow"}}[status]
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            state = self._health()
            if state and state["number_of_nodes"] == wanted and state["status"] in good:
                return
            if self._mine and all(process.poll() is not None for process in self._mine.values()):
                break
            time.sleep(0.25)
        logs = "\n".join(log.read_text(errors="replace")[-1500:] for log in Path(self.place).glob("*.log"))
        raise NoCluster(f"The search cluster did not become {status}:\n{logs}")

    def _health(self) -> dict[str, Any] | None:
        for node in self.alive:
            address = f"{self.urls[node]}/_cluster/health"
            try:
                with urllib.request.urlopen(address, timeout=2) as answer:  # noqa: S310 -- loopback
                    state: dict[str, Any] = json.load(answer)
                    return state
            except OSError:
                continue
        return None

    def end(self) -> None:
        """End every node, those that others revived too. Nothing of their data is worth a tidy end."""
        for node in self.alive:
            self.signal(node, signal.SIGKILL)
        for node in self.alive:
            self._gone(node)


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
    cluster = Cluster(str(place), str(laid_out), str(java), heap, ports[:nodes], ports[nodes:])
    cluster.save()
    try:
        for node in range(nodes):
            cluster.start(node)
        cluster.wait()
        yield cluster
    finally:
        cluster.end()
        shutil.rmtree(place, ignore_errors=True)


def is_free(port: int) -> bool:
    """Whether nothing answers at a port of this machine."""
    with socket.socket() as trial:
        trial.settimeout(1)
        return trial.connect_ex(("127.0.0.1", port)) != 0


def free_ports(count: int) -> list[int]:
    """Return ports that nothing listens on."""
    held = [socket.socket() for _ in range(count)]
    for one in held:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in held]
    for one in held:
        one.close()
    return ports
