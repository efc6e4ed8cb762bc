"""`python -m applications.inspection.child MEDIA-TYPE`: inspects the file on its input."""

import json
import sys
from dataclasses import asdict

from applications.apart import limit
from applications.inspection.found import DOCX, JPEG, PDF, PNG, XLSX, Insides, NotTaken, Problem
from applications.inspection.heads import check_head
from applications.inspection.office import look_at_office
from applications.inspection.pdf import look_at_pdf
from applications.inspection.pictures import look_at_picture


def look_at(content: bytes, media_type: str) -> Insides:
    """Inspect a file of one of the kinds that the portal takes. Raises NotTaken."""
    check_head(content, media_type)
    if media_type == PDF:
        return look_at_pdf(content)
    if media_type in (PNG, JPEG):
        return look_at_picture(content, media_type)
    if media_type in (DOCX, XLSX):
        return look_at_office(content, media_type)
    raise NotTaken(Problem.NOT_WHAT_IT_SAYS)


def answer_to(content: bytes, media_type: str) -> dict[str, object]:
    """Return the insides of a file, or its problem by name."""
    try:
        return asdict(look_at(content, media_type))
    except NotTaken as no:
        return {"problem": no.problem.value}
    except (MemoryError, RecursionError):
        return {"problem": Problem.TOO_HARD.value}


if __name__ == "__main__":
    limit()
    sys.stdout.write(json.dumps(answer_to(sys.stdin.buffer.read(), sys.argv[1])))
