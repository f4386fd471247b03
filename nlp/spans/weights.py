"""Reads the weights of a span tagger out of the CRFsuite file that the trainer writes."""

import struct
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nlp.spans.features import FEATURES

# The format is CRFsuite's (lib/crf/src/crf1d_model.c and cqdb): a head, features, strings by number.
_HEADER = struct.Struct("<4sI4sIIIIIIIII")
_FEATURE = np.dtype([("kind", "<u4"), ("source", "<u4"), ("label", "<u4"), ("weight", "<f8")])
_CHUNK_HEAD = 12
_STATE, _TRANSITION = 0, 1
PART_BITS = 18  # for each part of a feature; four times more than there are different parts
MOST_PARTS = 3

Doubles = NDArray[np.float64]


class Weights(NamedTuple):
    """Weights by feature and label; a feature's key packs its number and the numbers of its parts (`parts`, from 1)."""

    labels: list[str]
    parts: dict[str, int]
    keys: NDArray[np.int64]
    states: Doubles
    transitions: Doubles  # from, to


def read_weights(path: Path) -> Weights:
    """Read a file; ValueError if it has a feature that nlp/spans/features.py does not make."""
    content = path.read_bytes()
    (*_, features_at, labels_at, attributes_at, _, _) = _HEADER.unpack_from(content)
    (count,) = struct.unpack_from("<I", content, features_at + 8)
    features = np.frombuffer(content, dtype=_FEATURE, count=count, offset=features_at + _CHUNK_HEAD)
    state, transition = features[features["kind"] == _STATE], features[features["kind"] == _TRANSITION]
    labels = [_string(content, labels_at + place) for place in _places(content, labels_at).tolist()]
    used, rows = np.unique(state["source"], return_inverse=True)
    places = _places(content, attributes_at)[used]
    parts: dict[str, int] = {}
    keys = [_key(_string(content, attributes_at + place), parts) for place in places.tolist()]
    states = np.zeros((len(used), len(labels)))
    states[rows, state["label"]] = state["weight"]
    transitions = np.zeros((len(labels), len(labels)))
    transitions[transition["source"], transition["label"]] = transition["weight"]
    return Weights(labels, parts, np.array(keys, dtype=np.int64), states, transitions)


def _places(content: bytes, at: int) -> NDArray[np.uint32]:
    """Give where each string of a constant quark database stands in it, by its number."""
    *_, count, backward = struct.unpack_from("<4sIIIII", content, at)
    return np.frombuffer(content, dtype="<u4", count=count, offset=at + backward)


def _string(content: bytes, at: int) -> str:
    (length,) = struct.unpack_from("<I", content, at + 4)
    return content[at + 8 : at + 8 + length - 1].decode("utf-8")


PLAIN = 0  # the number shared by the features that have no name: their part says it all
_NUMBERS = {name: (number, len(parts)) for number, (name, parts) in enumerate(FEATURES) if name}


def pack(number: int, first: int = 0, second: int = 0, third: int = 0) -> int:
    """Pack the number of a feature and those of its parts into a key."""
    return ((number << PART_BITS | first) << PART_BITS | second) << PART_BITS | third


def _key(feature: str, parts: dict[str, int]) -> int:
    """Pack a feature as it is written; its parts are numbered as they come."""
    name, equals, rest = feature.partition("=")
    number, length = _NUMBERS.get(name + equals, (PLAIN, 1))
    said = rest.split(" ") if number else [feature]
    if len(said) != length:
        raise ValueError(f"not a feature of the span tagger: {feature!r}")
    return pack(number, *[parts.setdefault(part, len(parts) + 1) for part in said])
