"""The trained model of whole messages: what is alleged, whether it is a report, goods and circumstances."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from nlp.circumstances import CIRCUMSTANCES
from nlp.entities import Sight
from nlp.findings import Circumstance
from nlp.fold import Folded
from nlp.grams import Grams, grams_of
from nlp.labels import LABELS
from nlp.linear import Floats, LinearModel, load_linear, probable
from nlp.non_reports import why_not_a_report
from nlp.once import once
from nlp.precedents import Precedents, load_precedents
from nlp.product_groups import PRODUCT_GROUPS

MODEL = Path(__file__).parent / "models" / "message.npz"
PRECEDENTS = MODEL.with_name("precedents.npz")
REPORT = "report"
UNKNOWN_GROUP = "group:unknown"
REMEMBERED = (REPORT, *(f"label:{one}" for one in LABELS))  # of these the precedents speak
OUTPUTS = (
    *REMEMBERED,
    *(f"group:{one}" for one in PRODUCT_GROUPS),
    UNKNOWN_GROUP,
    *(f"circumstance:{one}" for one in CIRCUMSTANCES),
)
_MANY = 2


def grams_of_message(folded: Folded, sight: Sight, circumstances: Iterable[Circumstance]) -> Grams:
    """Turn a text, what was seen in it and the circumstances that rules found into features."""
    return grams_of(folded, _names(folded, sight, circumstances))


def _names(folded: Folded, sight: Sight, circumstances: Iterable[Circumstance]) -> Iterator[str]:
    yield f"length:{len(folded.text).bit_length()}"
    yield from sight.ideas
    yield from (f"cue:{hit.id}" for hit in sight.alleged)
    yield from (f"circumstance:{one.id}" for one in circumstances)
    yield from (f"term:{one.kind}:{one.tag}" for one in sight.terms)
    yield from (f"cued:{kind}" for _, _, kind in sight.seen.cues)
    kinds = Counter(one.kind for one in sight.findings)
    yield from (f"has:{kind}" for kind in kinds)
    yield from (f"many:{kind}" for kind, count in kinds.items() if count >= _MANY)
    yield from (f"place:{size}" for _, _, size in sight.seen.places)
    if not kinds and not sight.seen.cues and not sight.seen.places:
        yield "names nobody"
    reason = why_not_a_report(folded, names_a_seller=bool(kinds or sight.seen.cues or sight.seen.places))
    if reason:
        yield f"no report:{reason}"


@once
def message_model() -> LinearModel:
    """Load the committed model, once a process."""
    return load_linear(MODEL)


@once
def precedents() -> Precedents:
    """Load the committed messages, once a process."""
    return load_precedents(PRECEDENTS)


def score_message(grams: Grams) -> Floats:
    """Give the probability of each output; messages of the corpus that are like this one speak beside the linear model."""
    totals = message_model().totals(grams)
    totals[: len(REMEMBERED)] += precedents().lean(grams)
    return probable(totals)
