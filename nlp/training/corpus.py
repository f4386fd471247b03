"""Reads the corpus of marked messages (GUIDELINE.md)."""

import json
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from nlp.fold import fold
from nlp.provinces import list_place_names, list_provinces, province_name

CORPUS = Path(__file__).parent / "corpus"
CLAIMS = Path(__file__).parent / "claims"
_MARK = re.compile(r"«([a-z_]+)(?:@([a-z_]+))?:([^«»]*)»")
_BREAK = re.compile(r"«[^»]*»| / ")  # a line's end in the short form; inside a mark it is part of a link
# Kinds whose role matters; where a mark tells none it is the seller's.
WITH_ROLE = frozenset(
    ["url", "handle", "phone", "bank_account", "email", "plate", "tax_code", "seller", "place", "person"]
)
CONTACTS = frozenset(["url", "handle", "phone", "bank_account", "bank", "tracking"])


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked entity: `start` and `end` in code points of the text; `value` where the labeller gave one."""

    start: int
    end: int
    kind: str
    role: str | None
    value: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message with what it says, by hand; provinces are official codes of before and after 2025-07-01."""

    id: str
    group: str
    text: str
    marks: tuple[Mark, ...]
    labels: tuple[str, ...]
    product_group: str | None
    urgency: str
    province_old: str | None
    province_new: str | None
    circumstances: tuple[str, ...]
    style: frozenset[str]

    @property
    def is_report(self) -> bool:
        """Tell whether anything is alleged."""
        return bool(self.labels)


def read_corpus() -> list[Message]:
    """Read every file of the training corpus, in the order of their names; provinces are told in the long form only."""
    told = [message for path in sorted(CORPUS.glob("*.jsonl")) for message in read_messages(path)]
    return told + [message for path in sorted(CORPUS.glob("*.tsv")) for message in _read_short(path)]


def read_claims() -> list[Message]:
    """Read the short messages that are labelled as a whole and carry no marks."""
    return [message for path in sorted(CLAIMS.glob("*.tsv")) for message in _read_short(path)]


def _read_short(path: Path) -> list[Message]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [_short(f"{path.stem}-{number:04}", line) for number, line in enumerate(lines, 1) if line.strip()]


def _short(name: str, line: str) -> Message:
    labels, group, urgency, circumstances, told = line.split("\t")
    text, marks = unmark(_BREAK.sub(lambda found: found[0] if found[0][0] == "«" else "\n", told))
    return Message(
        id=name,
        group=name,
        text=text,
        marks=marks,
        labels=() if labels == "none" else tuple(labels.split("+")),
        product_group=None if group == "-" else group,
        urgency=urgency,
        province_old=None,
        province_new=None,
        circumstances=() if circumstances == "-" else tuple(circumstances.split("+")),
        style=frozenset(),
    )


def read_messages(path: Path) -> list[Message]:
    """Read one file; raises ValueError naming the line that is not well-formed."""
    messages: list[Message] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            messages.append(_message(json.loads(line)))
        except (KeyError, ValueError) as error:
            raise ValueError(f"{path.name}:{number}: {error!r}") from error
    return messages


def _message(case: dict[str, object]) -> Message:
    style = frozenset(map(str, _list(case["style"])))
    text, marks = unmark(str(case["text"]), decomposed="nfd" in style)
    old, new = _name(case["old"]), _name(case["new"])
    return Message(
        id=str(case["id"]),
        group=str(case["group"]),
        text=text,
        marks=marks,
        labels=tuple(map(str, _list(case["labels"]))),
        product_group=_name(case["product_group"]),
        urgency=str(case["urgency"]),
        province_old=_former_codes()[_key(old)] if old else None,
        province_new=_codes()[_key(new)] if new else None,
        circumstances=tuple(map(str, _list(case["circumstances"]))),
        style=style,
    )


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError(f"a list was expected: {value!r}")
    return value


def _name(value: object) -> str | None:
    return str(value) if value else None


def unmark(marked: str, *, decomposed: bool = False) -> tuple[str, tuple[Mark, ...]]:
    """Take the marks out of a text and give where they stood; `decomposed` writes the text in NFD."""
    form = "NFD" if decomposed else None
    pieces: list[str] = []
    marks: list[Mark] = []
    length = at = 0
    for found in _MARK.finditer(marked):
        before, (said, _, value) = _written(marked[at : found.start()], form), found[3].partition("|")
        said = _written(said, form)
        start = length + len(before)
        length = start + len(said)
        role = (found[2] or "seller") if found[1] in WITH_ROLE else None
        marks.append(Mark(start, length, found[1], role, value or None))
        pieces += [before, said]
        at = found.end()
    return "".join([*pieces, _written(marked[at:], form)]), tuple(marks)


def _written(text: str, form: str | None) -> str:
    return unicodedata.normalize("NFD", text) if form else text


def _key(name: str) -> str:
    bare = re.sub(r"[^a-z]", "", fold(name).text)
    return re.sub(r"^(?:tinh|thanhpho|tp)(?=[a-z]{3})", "", bare)


@cache
def _codes() -> dict[str, str]:
    named = {_key(name): code for code, short in list_provinces() for name in (short, province_name(code))}
    return named | {"hcm": "79"}


@cache
def _former_codes() -> dict[str, str]:
    names = list_place_names()
    named = {_key(one.name): one.former_code for one in names if one.kind == "province" and one.former_code}
    named |= {_key(one.former_name): one.former_code for one in names if one.former_name and one.former_code}
    return named
