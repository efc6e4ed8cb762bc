"""Asking a virus scanner: the INSTREAM command of clamd's protocol, over TCP or a socket file."""

import socket
import struct
from collections.abc import Iterable
from enum import StrEnum

CHUNK = 64 * 1024
LONGEST_ANSWER = 4096


class Health(StrEnum):
    """What the scanner says of a file."""

    CLEAN = "clean"
    INFECTED = "infected"


class NoAnswer(Exception):
    """The scanner is down or too slow."""


class NotJudged(Exception):
    """The scanner answers, but not that the file is clean or infected: it may be too large for it."""


def scan(address: str, content: Iterable[bytes], *, seconds: float) -> Health:
    """Send a file to the scanner at `host:port` or a socket's path. Raises NoAnswer and NotJudged.

    `seconds` is how long each step may take: to connect, to send a piece, to answer.
    """
    try:
        with _connected(address, seconds) as scanner:
            scanner.sendall(b"zINSTREAM\0")
            for piece in content:
                for start in range(0, len(piece), CHUNK):
                    part = piece[start : start + CHUNK]
                    scanner.sendall(struct.pack("!I", len(part)) + part)
            scanner.sendall(struct.pack("!I", 0))
            return _health(_answer(scanner))
    except (OSError, ValueError) as problem:
        raise NoAnswer(f"{type(problem).__name__}: {problem}") from problem


def _connected(address: str, seconds: float) -> socket.socket:
    if address.startswith("/"):
        scanner = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        scanner.settimeout(seconds)
        try:
            scanner.connect(address)
        except OSError:
            scanner.close()
            raise
        return scanner
    host, _colon, port = address.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), timeout=seconds)


def _answer(scanner: socket.socket) -> bytes:
    answer = b""
    while b"\0" not in answer and len(answer) < LONGEST_ANSWER:
        piece = scanner.recv(1024)
        if not piece:
            break
        answer += piece
    return answer.partition(b"\0")[0].strip()


def _health(answer: bytes) -> Health:
    if answer == b"stream: OK":
        return Health.CLEAN
    if answer.startswith(b"stream: ") and answer.endswith(b" FOUND"):
        return Health.INFECTED
    raise NotJudged(f"The scanner answered {answer[:100]!r}")
