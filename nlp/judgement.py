"""Judges a whole text: whether anything is alleged, what, about which goods, how urgent; each with its words."""

from collections.abc import Sequence
from dataclasses import dataclass

from nlp.circumstances import CIRCUMSTANCES, find_circumstances
from nlp.entities import Sight
from nlp.findings import Circumstance, ScoredLabel, Urgency
from nlp.fold import Folded
from nlp.labels import LABELS, score_labels
from nlp.linear import Floats, LinearModel, Voices
from nlp.message_model import OUTPUTS, REPORT, UNKNOWN_GROUP, grams_of_message, message_model, score_message
from nlp.non_reports import why_not_a_report
from nlp.product_groups import PRODUCT_GROUPS, find_product_group
from nlp.urgency import decide_urgency

_AT = {output: at for at, output in enumerate(OUTPUTS)}
_GROUPS = (*(f"group:{one}" for one in PRODUCT_GROUPS), UNKNOWN_GROUP)
_CONTACTS = frozenset(["phone", "bank_account", "url", "handle", "seller"])
_DENIALS = frozenset(["denied", "withdrawn", "praise"])
# Probabilities from which a text is a report: for the model alone, and beside plain words of an allegation.
_REPORT_FROM, _DOUBTED, _DOUBTED_OF_SOMEBODY = 0.5, 0.1, 0.005
# Of a label: found from this score on; plain words of the label are believed where the model does not stand against it.
_FOUND, _PLAIN = 0.5, 0.7
_AGAINST_PLAIN_WORDS, _AGAINST_HINTS = 0.03, 0.2


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is said of a text as a whole."""

    labels: tuple[ScoredLabel, ...]
    is_report: bool
    circumstances: tuple[Circumstance, ...]
    product_group: str | None
    urgency: Urgency
    urgency_reason: str


def judge(folded: Folded, sight: Sight) -> Judgement:
    """Ask the model of whole messages, and the rules for danger."""
    model, ruled = message_model(), find_circumstances(folded, sight.all)
    grams = grams_of_message(folded, sight, ruled)
    given = score_message(grams)
    voices = Voices(model, folded, grams)
    labels = _labels(folded, sight, voices, model, given)
    circumstances = _circumstances(voices, model, given, ruled)
    group = _group(given) or (find_product_group(folded) if labels else None)
    urgency, reason = decide_urgency(
        folded,
        labels={
            one.label for one in labels if one.score >= _FOUND
        },  # a mere guess must not explain a cry for help away
        circumstances={one.id for one in (*circumstances, *ruled)},  # a danger that the model doubts is looked at
        product_group=group,
    )
    return Judgement(labels, bool(labels), circumstances, group, urgency, reason)


def _labels(folded: Folded, sight: Sight, voices: Voices, model: LinearModel, given: Floats) -> tuple[ScoredLabel, ...]:
    """Give what is alleged, the surest first; a report alleges at least one thing."""
    ruled = {one.label: one for one in score_labels(folded, sight.alleged)}
    if not _is_report(folded, sight, float(given[_AT[REPORT]]), has_cues=bool(ruled)):
        return ()
    chances = {label: float(given[_AT[f"label:{label}"]]) for label in LABELS}
    scores = {
        label: _scaled(chance, float(model.thresholds[_AT[f"label:{label}"]])) for label, chance in chances.items()
    }
    for label, one in ruled.items():
        if scores[label] >= (_AGAINST_PLAIN_WORDS if one.score >= _PLAIN else _AGAINST_HINTS):
            scores[label] = max(scores[label], one.score)
    said = [label for label in LABELS if scores[label] >= _FOUND]
    said = said or [next(iter(ruled), max(scores, key=scores.__getitem__))]
    return tuple(
        ScoredLabel(
            label=label,
            score=scores[label],
            reason=ruled[label].reason if label in ruled else _reason(voices, label),
        )
        for label in sorted(said, key=lambda label: -scores[label])
    )


def _is_report(folded: Folded, sight: Sight, chance: float, *, has_cues: bool) -> bool:
    """Trust the model, and plain words of an allegation where it only doubts: a tip that is not heard is lost."""
    if not folded.text.strip():
        return False
    names_somebody = any(one.kind in _CONTACTS for one in sight.all)
    if chance >= _REPORT_FROM:
        return True
    doubted = _DOUBTED_OF_SOMEBODY if names_somebody else _DOUBTED
    if not has_cues or chance < doubted or not _DENIALS.isdisjoint(sight.ideas):
        return False
    return not why_not_a_report(folded, names_a_seller=names_somebody)


def _scaled(probability: float, threshold: float) -> float:
    """Stretch a probability so that the label's threshold becomes 0.5: what lies below was not found by itself."""
    if probability < threshold:
        return round(0.5 * probability / threshold, 3)
    return round(0.5 + 0.5 * (probability - threshold) / (1.0 - threshold), 3)


def _reason(voices: Voices, label: str) -> str:
    words = voices.words_for(_AT[f"label:{label}"])
    return f"có lời “{words}”" if words else "theo toàn bộ lời kể"


def _circumstances(
    voices: Voices, model: LinearModel, given: Floats, ruled: Sequence[Circumstance]
) -> tuple[Circumstance, ...]:
    """Give what the model is sure of, in the words of the rules where they found it too."""
    told = {one.id: one for one in ruled}
    return tuple(
        told.get(one) or _heard(voices, one)
        for one in CIRCUMSTANCES
        if given[_AT[f"circumstance:{one}"]] >= model.thresholds[_AT[f"circumstance:{one}"]]
    )


def _heard(voices: Voices, one: str) -> Circumstance:
    words = voices.words_for(_AT[f"circumstance:{one}"]) or ""
    return Circumstance(id=one, text=words, reason=f"gần với lời “{words}”")


def _group(given: Floats) -> str | None:
    best = max(_GROUPS, key=lambda group: given[_AT[group]])
    return None if best == UNKNOWN_GROUP else best.removeprefix("group:")
