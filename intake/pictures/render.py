"""Child process: a picture on standard input, a clean JPEG on standard output; anything wrong ends it with 1.

Run as `python -m intake.pictures.render`. It is the only place that decodes what a stranger sent.
"""

import io
import resource
import sys
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError
from pillow_heif import register_heif_opener

MOST_PIXELS = 40_000_000
LONGEST_SIDE = 1600
QUALITY = 85
MEMORY_BYTES = 1_000_000_000
CPU_SECONDS = 10
FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "HEIF")


def main() -> int:
    """Render once."""
    _limit()
    try:
        sys.stdout.buffer.write(render(sys.stdin.buffer.read()))
    except (UnidentifiedImageError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        return 1
    except (OSError, ValueError, SyntaxError, MemoryError, EOFError, OverflowError):
        return 1  # what Pillow raises on broken files, by its decoders
    return 0


def render(content: bytes) -> bytes:
    """Decode, turn upright, shrink, and paint on a new canvas, so that no metadata survives."""
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    register_heif_opener()
    with Image.open(io.BytesIO(content), formats=FORMATS) as picture:
        picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        upright = ImageOps.exif_transpose(picture)
        upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        layered = upright.convert("RGBA")
    canvas = Image.new("RGB", layered.size, "white")
    canvas.paste(layered, mask=layered.getchannel("A"))
    out = io.BytesIO()
    canvas.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # pipes are no files: it may write nothing else
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    sys.exit(main())
