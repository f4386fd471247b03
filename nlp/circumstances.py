"""Circumstances of the closed list: place, danger, time, storage, scale, method and sales channel."""

import re
from collections.abc import Iterable, Iterator, Sequence

from nlp.circumstance_channels import drop_names, find_link_channels, find_unnamed_channel
from nlp.circumstance_cues import NOT, find_circumstance_cues
from nlp.cues import CueHit
from nlp.findings import Circumstance, Finding
from nlp.fold import Folded
from nlp.negation import is_negated

# The closed list of domain/taxonomy.md.
CIRCUMSTANCES = (
    "border_gate", "border_trail", "airport", "seaport", "international_parcel", "foreign_seller",
    "explosive", "weapon", "narcotic", "wildlife", "vape", "forged_papers", "prescription_medicine", "phishing",
    "impersonation", "victim_sick", "child_at_risk",
    "money_just_sent", "goods_moving_now", "livestream_now",
    "in_home", "in_empty_house", "in_apartment", "in_warehouse",
    "wholesale", "repeat_seller",
    "deposit_then_block", "fake_parcel_call", "fake_page", "date_label_changed", "under_declared_price", "split_parcels",
    "meet_and_cash",
    "marketplace", "social", "website", "app", "chat", "livestream", "shopfront",
)  # fmt: skip

# Read in the accented text: "mới" is not "mỗi" or "mời"; bare letters are taken as they may be meant.
_JUST = r"(?:v[uừ]a|m[oớ]i|v[uừ]a m[oớ]i)"
_PAY = r"(?:ck|banking|bank|c[oọ]c|[đd][aặ]t c[oọ]c|n[aạ]p ti[eề]n|(?:chuy[eể]n|g[uử]i|tr[aả])(?: kho[aả]n| ti[eề]n| \d[\d.,]{0,12}[a-z]{0,2}))"
_WHO = r"(?: (?:em|t[oô]i|m[iì]nh|ch[aá]u|[đd][aã]|b[oố]|m[eẹ]|v[oợ]|ch[oồ]ng|xong|m[oớ]i|b[iị] l[uừ]a)){0,3}"
_TIME = (
    r"(?:(?:s[aá]ng|tr[uư]a|chi[eề]u|t[oố]i|h[oồ]m|l[uú]c|h[oồ]i|ban)(?: nay| n[aã]y| s[aá]ng)|c[aá]ch [đd][aâ]y \d{1,2} (?:ph[uú]t|ti[eế]ng)"
    r"|\d{1,2} (?:ph[uú]t|ti[eế]ng) tr[uư][oớ]c)"
)
_MONEY_JUST_SENT = re.compile(
    rf"(?<![^\W_])(?:{_JUST}{_WHO} {_PAY}|{_TIME}{_WHO} {_PAY}|{_PAY}[^.!?\n]{{0,30}} {_TIME}"
    r"|just (?:sent|transferred|paid)(?: (?:him|her|them|the))?)(?![^\W_])"
)
_ENOUGH = 1.0


def find_circumstances(folded: Folded, findings: Sequence[Finding] = ()) -> tuple[Circumstance, ...]:
    """Find each circumstance once, in the order of the closed list; links, accounts and places in `findings` add channels."""
    said: dict[str, dict[str, CueHit]] = {}
    for hit in find_cues(folded, findings):
        words = said.setdefault(hit.id, {})  # a word said twice counts once
        words.setdefault(folded.text[hit.start : hit.end], hit)
    enough = _enough(said)
    return tuple(_circumstance(folded, said[one].values()) for one in CIRCUMSTANCES if one in enough)


def find_cues(folded: Folded, findings: Sequence[Finding] = ()) -> list[CueHit]:
    """List all that speaks for or ("not:<id>") against a circumstance, in the order of the text."""
    hits = [*drop_names(folded, find_circumstance_cues(folded), findings), *_payments(folded)]
    hits += find_link_channels(folded, findings, phishing=any(hit.id == "phishing" for hit in hits))
    sure = frozenset(hit.id for hit in hits if hit.weight >= _ENOUGH)
    hits += find_unnamed_channel(folded, findings, sure)
    return sorted(hits, key=lambda hit: (hit.start, hit.id))


def _enough(said: dict[str, dict[str, CueHit]]) -> frozenset[str]:
    return frozenset(one for one, words in said.items() if sum(hit.weight for hit in words.values()) >= _ENOUGH)


def _circumstance(folded: Folded, hits: Iterable[CueHit]) -> Circumstance:
    surest = max(hits, key=lambda hit: hit.weight)
    said = folded.said(surest.start, surest.end)
    return Circumstance(id=surest.id, text=said, reason=f"có lời “{said}”")


def _payments(folded: Folded) -> Iterator[CueHit]:
    for paid in _MONEY_JUST_SENT.finditer(folded.accented):
        denied = NOT if is_negated(folded, paid.start()) else ""
        yield CueHit(id=f"{denied}money_just_sent", weight=1.0, start=paid.start(), end=paid.end())
