"""Analyses one text: the single door of this package."""

import datetime as dt
from collections.abc import Sequence

from nlp.entities import find_entities, look
from nlp.findings import Analysis, Finding, ProvinceMention, Role
from nlp.fold import fold
from nlp.judgement import judge
from nlp.length import MAX_CHARACTERS, capped
from nlp.recognizers.shops import shop_of
from nlp.version import VERSION
from nlp.whereabouts import find_provinces

__all__ = ["MAX_CHARACTERS", "analyze", "to_contract"]

_ROLE_RANK: dict[Role, int] = {"seller": 2, "unknown": 1, "third_party": 0, "victim": 0, "reporter": 0}


def analyze(text: str, *, received_on: dt.date | None = None) -> Analysis:
    """Understand a text; never raises. `received_on` (the sender's day) gives dates their missing year.

    Only the first MAX_CHARACTERS are read; `is_cut` says when there was more.
    """
    read = capped(text)
    folded = fold(read)
    sight = look(folded, received_on=received_on)
    findings = find_entities(folded, sight)
    judgement = judge(folded, sight)
    return Analysis(
        text=text,
        is_cut=len(read) < len(text),
        labels=judgement.labels,
        is_report=judgement.is_report,
        findings=tuple(findings),
        circumstances=judgement.circumstances,
        provinces=find_provinces(folded, findings),
        product_group=judgement.product_group,
        urgency=judgement.urgency,
        urgency_reason=judgement.urgency_reason,
        version=VERSION,
    )


def to_contract(analysis: Analysis) -> dict[str, object]:
    """Give the JSON of `tinbao analyze`; what names the reporter is left out."""
    province = _seller_province(analysis.provinces)
    return {
        "labels": [label.label for label in analysis.labels] or ["none"],
        "is_report": analysis.is_report,
        "entities": [_entity(one) for one in analysis.findings if (one.kind, one.role) != ("person", "reporter")],
        "province_old": province.former_code if province else None,
        "province_new": province.code if province else None,
        "product_group": analysis.product_group,
        "urgency": analysis.urgency,
        "circumstances": [one.id for one in analysis.circumstances],
        "is_cut": analysis.is_cut,
        "version": analysis.version,
    }


def _seller_province(mentions: Sequence[ProvinceMention]) -> ProvinceMention | None:
    """Give the one province that the places of the seller mean, else the one that places of nobody mean; None of several."""
    for rank in (2, 1):
        eligible = [mention for mention in mentions if _ROLE_RANK[mention.role] == rank]
        if eligible:
            codes = {mention.code for mention in eligible}
            return max(eligible, key=_knows_more) if len(codes) == 1 else None
    return None


def _knows_more(mention: ProvinceMention) -> tuple[bool, float]:
    return mention.former_code is not None, mention.score


def _entity(finding: Finding) -> dict[str, object]:
    shop = shop_of(str(finding.value)) if finding.kind == "url" else None
    return {
        "type": finding.kind,
        "text": finding.text,
        "start": finding.start,
        "end": finding.end,
        "norm": finding.value,
        "role": finding.role,
        **({"shop": shop} if shop else {}),
    }
