"""Whether a receipt is genuine: the case number and the fingerprint of what was received belong together."""

from hmac import compare_digest

from applications.models import Snapshot

DIGITS = frozenset("0123456789abcdef")


def fingerprint_in(text: str) -> str:
    """Return the SHA-256 in what somebody typed or pasted, or nothing when it holds none."""
    digits = "".join(text.split()).lower()
    return digits if len(digits) == 64 and set(digits) <= DIGITS else ""


def received(case_number: str, fingerprint: str) -> Snapshot | None:
    """Return the submitted version that the two belong to; None for everything else, told in equal time."""
    found = None
    versions = Snapshot.objects.filter(application__case_number=case_number).order_by("number")
    for snapshot in [*versions[:200], None]:
        known = snapshot.sha256 if snapshot else "0" * 64
        if compare_digest(known, fingerprint) and snapshot is not None:
            found = snapshot
    return found
