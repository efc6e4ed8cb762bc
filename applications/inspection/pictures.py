"""Pictures: how large they would become, whether they are whole, and nothing else behind them."""

import io
import warnings

from PIL import ExifTags, Image

from applications.inspection.found import JPEG, PNG, Insides, NotTaken, Problem
from applications.inspection.heads import is_an_archive, looks_like_a_page

MOST_PIXELS = 51_000_000  # what the largest common cameras make; a tenth of a second when not progressive
LONGEST_SIDE = 30_000
_FORMATS = {PNG: ("PNG",), JPEG: ("JPEG",)}
_PNG_END = b"IEND\xaeB`\x82"


def look_at_picture(content: bytes, media_type: str) -> Insides:
    """Inspect a picture without decoding more of it than its kind needs. Raises NotTaken."""
    warnings.simplefilter("ignore", Image.DecompressionBombWarning)
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        with Image.open(io.BytesIO(content), formats=_FORMATS[media_type]) as picture:
            if picture.width * picture.height > MOST_PIXELS or max(picture.size) > LONGEST_SIDE:
                raise NotTaken(Problem.HUGE_PICTURE)
            _check_whole(picture, content, media_type)
            return Insides(has_place=_has_place(content, media_type))
    except Image.DecompressionBombError:
        raise NotTaken(Problem.HUGE_PICTURE) from None
    except (OSError, SyntaxError, ValueError, EOFError):  # what Pillow says of a damaged picture
        raise NotTaken(Problem.DAMAGED) from None


def _check_whole(picture: Image.Image, content: bytes, media_type: str) -> None:
    if media_type == PNG:
        picture.verify()  # every chunk's check sum, nothing decoded
        end = content.rfind(_PNG_END)
        if end < 0:
            raise NotTaken(Problem.DAMAGED)
        if content[end + len(_PNG_END) :].strip(b"\0 \r\n"):
            raise NotTaken(Problem.TWO_KINDS)
        return
    # A JPEG is read through at an eighth of its size. Phones write sound and depth behind the picture,
    # so only a page or an archive behind it is refused.
    picture.draft("L", (picture.width // 8 or 1, picture.height // 8 or 1))
    picture.load()
    behind = content[content.rfind(b"\xff\xd9") :]
    if looks_like_a_page(content[-65_536:]) or looks_like_a_page(behind) or is_an_archive(content):
        raise NotTaken(Problem.TWO_KINDS)


def _has_place(content: bytes, media_type: str) -> bool:
    try:
        with Image.open(io.BytesIO(content), formats=_FORMATS[media_type]) as picture:
            return bool(picture.getexif().get_ifd(ExifTags.IFD.GPSInfo))
    except (OSError, SyntaxError, ValueError, KeyError, TypeError):
        return False
