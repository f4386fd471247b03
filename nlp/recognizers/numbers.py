"""Decides what each number of a text is (telephone, bank account, parcel, tax code), once for all recognizers."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from nlp.findings import Finding, Kind
from nlp.fold import Folded
from nlp.recognizers.account_numbers import match_account
from nlp.recognizers.announcements import NOTHING, Announcement, Said, announced_before, find_announcements, is_paid_to
from nlp.recognizers.bank_names import BankName, find_bank_names
from nlp.recognizers.digits import Run, find_runs
from nlp.recognizers.disguised_phones import find_disguised, may_be_disguised
from nlp.recognizers.phone_numbers import HOTLINE, match_phone
from nlp.recognizers.reading import Reading
from nlp.recognizers.tax_numbers import match_tax_code

_JOINED = re.compile(r"[ ,;/&+\n]{0,3}(?:(?:va|voi|hoac|hay|or|and|roi|,)[ :]{1,2}(?:so )?)?")
_BANK_BEFORE = re.compile(
    r"[ :,\-–(/]{0,3}(?:(?:so|stk|tk|so tk|so tai khoan|tai khoan|la|acc|cua no|cua ho|nay|nhe|nha)[ :]{1,2}){0,3}\(?"
)
_BANK_AFTER = re.compile(
    r"[ ,\-–(:/)\n]{0,4}(?:(?:ngan hang|ngan hag|nh|bank|ben|cua|o|tai|qua|thuoc|cho)[ :]{1,2}){0,3}"
)
_UNSURE_WORDS = re.compile(r"(?<![a-z])(?:ngan hang|nh|bank)[ :]{1,2}$")
_KEYCAP = frozenset("\ufe0f\u20e3")
_ID_DIGITS = frozenset([9, 12])  # CMND, CCCD


@dataclass(slots=True)
class _State:
    """Where the reading stands: no announcement before `floor` counts; `last` was announced just before."""

    folded: Folded
    banks: list[BankName]
    starts: list[int]
    said: list[Said]
    floor: int = 0
    last: Announcement = NOTHING


@lru_cache(maxsize=4)
def read_numbers(folded: Folded) -> tuple[Reading, ...]:
    """Read every number that is something; several recognizers ask for the same text one after another."""
    runs = list(find_runs(folded))
    is_disguised = may_be_disguised(folded)
    if not runs and not is_disguised:
        return ()
    banks = find_bank_names(folded)
    state = _State(folded, banks, [bank.start for bank in banks], find_announcements(folded))
    readings = [reading for run in runs for reading in _read_run(state, run)]
    return tuple([*readings, *find_disguised(folded, state.said, readings)] if is_disguised else readings)


def numbers_of(folded: Folded, kind: Kind) -> list[Finding]:
    """Give the numbers of one kind as findings."""
    return [as_finding(folded, kind, one) for one in read_numbers(folded) if one.kind == kind]


def as_finding(folded: Folded, kind: Kind, reading: Reading) -> Finding:
    """Map a reading to the original."""
    start, end = folded.span(reading.start, reading.end)
    while folded.original[end : end + 1] in _KEYCAP:
        end += 1  # the rest of a keycap belongs to its digit
    return Finding(
        kind=kind,
        start=start,
        end=end,
        text=folded.original[start:end],
        value=reading.value,
        role="unknown",
        score=reading.score,
        reason=reading.reason,
    )


def _read_run(state: _State, run: Run) -> Iterator[Reading]:
    index = 0
    while index < len(run):
        said = _announcement(state, run[index].start)
        read = _read(state, run, index, said)
        if read is None:
            index += 1
            continue
        index, reading = read
        state.floor, state.last = run[index - 1].end, said
        if reading is not None:
            yield reading


def _announcement(state: _State, start: int) -> Announcement:
    said = announced_before(state.folded.text, state.said, start, state.floor)
    if said.kind is None and state.floor and _JOINED.fullmatch(state.folded.text, state.floor, start):
        kept = state.last.kind in {"phone", "number", "account"}
        return Announcement(state.last.kind, _NEAR, is_same_sentence=False) if kept else NOTHING
    return said


def _read(state: _State, run: Run, index: int, said: Announcement) -> tuple[int, Reading | None] | None:
    text = state.folded.text
    if said.kind == "code":
        return len(run), None
    phone = match_phone(text, run, index, said.kind)
    if said.kind == "identity" and not (phone and phone[0] == len(run)) and (papers := _skipped(run, index)):
        return papers
    if said.kind == "tax":
        tax = match_tax_code(text, run, index)
        if tax:
            return tax
    if said.kind == "tracking":
        return match_account(text, run, index, kind="tracking", reason="sau chữ mã đơn, vận đơn", least=_LEAST_TRACKING)
    if _is_account(state, run, index, said, phone):
        account = match_account(text, run, index, kind="bank_account", reason=_account_reason(said), least=_least(said))
        if account:
            return account
    return phone


_LEAST_TRACKING = 8
_DOUBTFUL = 0.8  # a telephone that cannot be one, though it is called so
_LEAST_FAR, _LEAST_NEAR, _NEAR = 8, 6, 14


def _least(said: Announcement) -> int:
    return _LEAST_NEAR if said.kind == "account" and said.gap <= _NEAR else _LEAST_FAR


def _account_reason(said: Announcement) -> str:
    return "sau chữ tài khoản" if said.kind == "account" else "cạnh tên ngân hàng hoặc chữ chuyển khoản"


def _is_account(
    state: _State, run: Run, index: int, said: Announcement, phone: tuple[int, Reading | None] | None
) -> bool:
    if said.kind == "account":
        return said.is_same_sentence or phone is None
    if said.kind == "phone" and phone and phone[1] and phone[1].score > _DOUBTFUL:
        return False
    if phone and phone[0] == len(run) and phone[1] and phone[1].reason == HOTLINE:
        return False  # "MB Bank 1900 …" is whom to call
    if _has_bank(state, run, index):
        return True
    told = said.kind == "number" and phone is not None
    return not told and is_paid_to(state.folded.text, run[index].start, state.floor)


def _has_bank(state: _State, run: Run, index: int) -> bool:
    """Tell whether a bank is named right before the number, or right after it and not before a number of its own."""
    text, start, end = state.folded.text, run[index].start, run[-1].end
    after = bisect_left(state.starts, start)
    before = state.banks[after - 1] if after else None
    if before and state.floor <= before.start and _BANK_BEFORE.fullmatch(text, before.end, start):
        return _is_sure(text, before)
    last = bisect_left(state.starts, end)
    following = state.banks[last] if last < len(state.banks) else None
    if following is None or not _BANK_AFTER.fullmatch(text, end, following.start):
        return False
    return _is_sure(text, following) and not _owns_number(text, following.end)


def _is_sure(text: str, bank: BankName) -> bool:
    return bank.sureness != "words" or _UNSURE_WORDS.search(text, max(0, bank.start - 24), bank.start) is not None


_OWN_NUMBER = re.compile(r"[ :]{1,2}[0-9](?:[ .\-]?[0-9]){5}")


def _owns_number(text: str, end: int) -> bool:
    return _OWN_NUMBER.match(text, end) is not None


def _skipped(run: Run, index: int) -> tuple[int, None] | None:
    """Pass over the number of papers: nine or twelve digits that end a token."""
    count = 0
    ends: list[int] = []
    for after in range(index, min(len(run), index + max(_ID_DIGITS))):
        count += len(run[after].digits)
        if count in _ID_DIGITS:
            ends.append(after + 1)
    return (ends[-1], None) if ends else None
