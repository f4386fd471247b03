"""What kind of file it is by its first bytes: what the sender claims is never believed."""

OCTET_STREAM = "application/octet-stream"

_HEIF_BRANDS = frozenset({b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"})
_SIGNATURES = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"%PDF-", "application/pdf"),
    (b"OggS", "audio/ogg"),
    (b"ID3", "audio/mpeg"),
)
PICTURES = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp", "image/heif"})


def detect_kind(content: bytes) -> str:
    """Name the media type from the signature; `application/octet-stream` if it is none we know."""
    for signature, kind in _SIGNATURES:
        if content.startswith(signature):
            return kind
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    if content[4:8] == b"ftyp":
        return "image/heif" if content[8:12] in _HEIF_BRANDS else "video/mp4"
    return OCTET_STREAM
