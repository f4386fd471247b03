"""Reads out of a CRFsuite file, which the Rust trainer writes, which features weigh something."""

import struct
from pathlib import Path

_HEADER = struct.Struct("<4sI4sIIIIIIIII")
_FEATURE = struct.Struct("<IIId")


def weighty_features(path: Path, *, least: float) -> set[str]:
    """Name the features with a weight of at least `least` for some label."""
    content = path.read_bytes()
    (*_, features_at, _, attributes_at, _, _) = _HEADER.unpack_from(content)
    names = _strings(content, attributes_at)
    (count,) = struct.unpack_from("<I", content, features_at + 8)
    found: set[str] = set()
    for number in range(count):
        kind, source, _, weight = _FEATURE.unpack_from(content, features_at + 12 + _FEATURE.size * number)
        if not kind and abs(weight) >= least:
            found.add(names[source])
    return found


def _strings(content: bytes, at: int) -> dict[int, str]:
    """Read the strings of a constant quark database by their numbers."""
    *_, count, backward = struct.unpack_from("<4sIIIII", content, at)
    names: dict[int, str] = {}
    for number in range(count):
        (place,) = struct.unpack_from("<I", content, at + backward + 4 * number)
        if place:
            (length,) = struct.unpack_from("<I", content, at + place + 4)
            names[number] = content[at + place + 8 : at + place + 8 + length - 1].decode("utf-8")
    return names
