"""Judges a whole text: whether anything is alleged, what, about which goods, how urgent; each with its words."""

from collections.abc import Sequence
from dataclasses import dataclass

from nlp.circumstances import CIRCUMSTANCES, find_circumstances
from nlp.entities import Sight
from nlp.findings import Circumstance, ScoredLabel, Urgency
from nlp.fold import Folded
from nlp.grams import Grams
from nlp.labels import LABELS
from nlp.linear import Floats, LinearModel
from nlp.message_model import OUTPUTS, REPORT, UNKNOWN_GROUP, grams_of_message, message_model
from nlp.product_groups import PRODUCT_GROUPS
from nlp.urgency import decide_urgency

_AT = {output: at for at, output in enumerate(OUTPUTS)}
_GROUPS = (*(f"group:{one}" for one in PRODUCT_GROUPS), UNKNOWN_GROUP)


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
    given = model.score(grams)
    labels = _labels(folded, grams, model, given)
    circumstances = _circumstances(folded, grams, model, given, ruled)
    group = _group(given)
    urgency, reason = decide_urgency(
        folded,
        labels={one.label for one in labels},
        circumstances={one.id for one in circumstances},
        product_group=group,
    )
    return Judgement(labels, bool(labels), circumstances, group, urgency, reason)


def _labels(folded: Folded, grams: Grams, model: LinearModel, given: Floats) -> tuple[ScoredLabel, ...]:
    """Give what is alleged, the surest first; a report alleges at least one thing."""
    if given[_AT[REPORT]] < model.thresholds[_AT[REPORT]]:
        return ()
    by_chance = {label: float(given[_AT[f"label:{label}"]]) for label in LABELS}
    said = [label for label in LABELS if by_chance[label] >= model.thresholds[_AT[f"label:{label}"]]]
    said = said or [max(by_chance, key=by_chance.__getitem__)]
    return tuple(
        ScoredLabel(
            label=label,
            score=_scaled(by_chance[label], float(model.thresholds[_AT[f"label:{label}"]])),
            reason=_reason(folded, grams, model, label),
        )
        for label in sorted(said, key=lambda label: -by_chance[label])
    )


def _scaled(probability: float, threshold: float) -> float:
    """Stretch a probability so that the label's threshold becomes 0.5: what lies below was not found by itself."""
    if probability < threshold:
        return round(0.5 * probability / threshold, 3)
    return round(0.5 + 0.5 * (probability - threshold) / (1.0 - threshold), 3)


def _reason(folded: Folded, grams: Grams, model: LinearModel, label: str) -> str:
    words = model.words_for(folded, grams, _AT[f"label:{label}"])
    return f"có lời “{words}”" if words else "theo toàn bộ lời kể"


def _circumstances(
    folded: Folded, grams: Grams, model: LinearModel, given: Floats, ruled: Sequence[Circumstance]
) -> tuple[Circumstance, ...]:
    """Give what the model is sure of, in the words of the rules where they found it too."""
    told = {one.id: one for one in ruled}
    return tuple(
        told.get(one) or _heard(folded, grams, model, one)
        for one in CIRCUMSTANCES
        if given[_AT[f"circumstance:{one}"]] >= model.thresholds[_AT[f"circumstance:{one}"]]
    )


def _heard(folded: Folded, grams: Grams, model: LinearModel, one: str) -> Circumstance:
    words = model.words_for(folded, grams, _AT[f"circumstance:{one}"]) or ""
    return Circumstance(id=one, text=words, reason=f"gần với lời “{words}”")


def _group(given: Floats) -> str | None:
    best = max(_GROUPS, key=lambda group: given[_AT[group]])
    return None if best == UNKNOWN_GROUP else best.removeprefix("group:")


