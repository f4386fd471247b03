"""Analyses one text: the single door of this package."""

import datetime as dt
from collections.abc import Iterable

from nlp.circumstances import find_circumstances
from nlp.findings import Analysis, Finding, ProvinceMention, Role, ScoredLabel
from nlp.fold import Folded, fold
from nlp.labels import find_label_cues, score_labels
from nlp.non_reports import why_not_a_report
from nlp.places import PlaceFound
from nlp.product_groups import find_product_group
from nlp.recognition import MAX_CHARACTERS, capped, recognize
from nlp.urgency import decide_urgency
from nlp.version import RULES_VERSION

__all__ = ["MAX_CHARACTERS", "analyze", "to_contract"]

_CONTACTS = frozenset(["url", "phone", "bank_account", "bank", "handle"])
_ROLE_RANK: dict[Role, int] = {"seller": 2, "unknown": 1, "third_party": 0, "victim": 0, "reporter": 0}


def analyze(text: str, *, received_on: dt.date | None = None) -> Analysis:
    """Understand a text; never raises. `received_on` (the sender's day) gives dates their missing year."""
    folded = fold(capped(text))
    cues = find_label_cues(folded)
    recognized = recognize(folded, alleged=cues, received_on=received_on)
    findings, places = recognized.findings, recognized.places
    names_a_seller = any(
        one.kind in _CONTACTS or one.kind in {"seller", "place"} for one in findings if one.role != "reporter"
    )
    labels = () if why_not_a_report(folded, names_a_seller=names_a_seller) else score_labels(folded, cues)
    return _analysis(text, folded, labels=labels, findings=findings, places=places)


def to_contract(analysis: Analysis) -> dict[str, object]:
    """Give the JSON of `tinbao analyze`; what the reporter called himself is left out."""
    province = _seller_province(analysis.provinces)
    return {
        "labels": [label.label for label in analysis.labels] or ["none"],
        "is_report": analysis.is_report,
        "entities": [_entity(one) for one in analysis.findings if (one.kind, one.role) != ("seller", "reporter")],
        "province_old": province.former_code if province else None,
        "province_new": province.code if province else None,
        "product_group": analysis.product_group,
        "urgency": analysis.urgency,
    }


def _analysis(
    text: str, folded: Folded, *, labels: tuple[ScoredLabel, ...], findings: list[Finding], places: Iterable[PlaceFound]
) -> Analysis:
    circumstances = find_circumstances(folded)
    product_group = find_product_group(folded)
    urgency, urgency_reason = decide_urgency(
        folded,
        labels={label.label for label in labels},
        circumstances={one.id for one in circumstances},
        product_group=product_group,
    )
    return Analysis(
        text=text,
        labels=labels,
        is_report=bool(labels),
        findings=tuple(findings),
        circumstances=circumstances,
        provinces=_provinces(findings, places),
        product_group=product_group,
        urgency=urgency,
        urgency_reason=urgency_reason,
        version=RULES_VERSION,
    )


def _provinces(findings: Iterable[Finding], places: Iterable[PlaceFound]) -> tuple[ProvinceMention, ...]:
    """List each province once a role, of the places that no longer name swallowed."""
    kept = {(one.start, one.end) for one in findings if one.kind == "place"}
    unique: dict[tuple[str, str | None, Role], ProvinceMention] = {}
    for place in places:
        if (place.finding.start, place.finding.end) in kept:
            for mention in place.mentions:
                unique.setdefault((mention.code, mention.former_code, mention.role), mention)
    return tuple(unique.values())


def _seller_province(mentions: Iterable[ProvinceMention]) -> ProvinceMention | None:
    eligible = [mention for mention in mentions if _ROLE_RANK[mention.role]]
    return max(eligible, key=lambda mention: (_ROLE_RANK[mention.role], mention.score), default=None)


def _entity(finding: Finding) -> dict[str, object]:
    return {
        "type": finding.kind,
        "text": finding.text,
        "start": finding.start,
        "end": finding.end,
        "norm": finding.value,
        "role": finding.role,
    }
