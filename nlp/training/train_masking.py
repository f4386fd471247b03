"""Trains the masking tagger on the marked messages: `python -m nlp.training.train_masking` (`make train`).

The model and its settings go to `nlp/models/`, its scores on files it has not seen are printed and kept beside it.
"""

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

from underthesea_core import CRFModel, CRFTrainer

from nlp.masking import SELF_KINDS, spans_of
from nlp.reporter.tagger import MODELS, MaskingTagger, Settings
from nlp.training.crfsuite_file import weighty_features
from nlp.training.examples import DEVELOPMENT, Example, files, make_copies, make_example, read_messages
from nlp.training.score_masking import Score, Span, add_case, describe

VERSION = "masking-1"
SEED = 11
# From which probability on a token is covered: who is named, called or lived with is worth a needless cover.
COVER = {"name": 0.25, "phone": 0.3, "id": 0.25, "address": 0.25, "bank_account": 0.3, "email": 0.25}
_COVER_OTHERS = 0.35
COVER_SELLERS = 0.5
BELIEVE = 0.05  # a rule whose span the tagger finds less probable is not believed
_SEEN = 3  # times; what stands there less often teaches nothing
_WEIGHTY = 0.05
_ITERATIONS = 60
_FIRST_L1, _SECOND_L1, _L2 = 1.0, 0.5, 0.1


def settings() -> Settings:
    """Give the thresholds that are written beside the model."""
    return Settings(
        version=VERSION,
        cover={kind: COVER.get(kind, _COVER_OTHERS) for kind in SELF_KINDS},
        cover_sellers=COVER_SELLERS,
        believe=BELIEVE,
    )


def train(examples: Sequence[Example], folder: Path, *, iterations: int = _ITERATIONS) -> Path:
    """Train twice: to find which features weigh, then on these alone; the same examples give the same weights (the file may order them otherwise)."""
    counts = Counter(feature for one in examples for row in one.features for feature in row)
    seen = {feature for feature, count in counts.items() if count >= _SEEN}
    first = folder / "first.crfsuite"
    _fit(examples, seen, l1=_FIRST_L1, iterations=iterations).save(str(first))
    second = folder / f"{VERSION}.crfsuite"
    weighty = weighty_features(first, least=_WEIGHTY)
    _fit(examples, weighty, l1=_SECOND_L1, iterations=iterations).save(str(second))
    first.unlink()
    return second


def _fit(examples: Sequence[Example], features: set[str], *, l1: float, iterations: int) -> CRFModel:
    trainer = CRFTrainer(l1_penalty=l1, l2_penalty=_L2, max_iterations=iterations, verbose=0)
    rows = [[[feature for feature in row if feature in features] for row in one.features] for one in examples]
    return trainer.train(rows, [one.labels for one in examples])


def examples_of(names: Iterable[str]) -> list[Example]:
    """Make all examples of some files."""
    examples: list[Example] = []
    for name in names:
        messages = read_messages(name)
        examples += [make_example(message) for message in messages if name != DEVELOPMENT]
        examples += make_copies(messages, SEED)
    return examples


def cross_validate() -> Score:
    """Score each file by a tagger trained on the others; the file the rules were written on is no honest measure."""
    total = Score()
    for left_out in (name for name in files() if name != DEVELOPMENT):
        with tempfile.TemporaryDirectory() as folder:
            model = train(examples_of(name for name in files() if name != left_out), Path(folder))
            score_file(total, left_out, open_tagger(model))
    return total


def open_tagger(model: Path) -> MaskingTagger:
    """Open a model with the settings of this file."""
    return MaskingTagger(model, settings())


def score_file(total: Score, name: str, tagger: MaskingTagger) -> None:
    """Add the score of one file."""
    for message in read_messages(name):
        one = make_example(message)
        own = tagger.find_own_spans(one.folded, one.around)
        found: list[Span] = [(span.start, span.end, span.kind) for span in spans_of(one.folded, own)]
        add_case(
            total,
            one.text,
            one.gold,
            found,
            name=f"{name}:{message.id}",
            groups=(f"style {message.style}", f"file {name}"),
        )


def main() -> None:
    """Train on everything, write the model, print what it scores on files it has not seen."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--no-scores", action="store_true", help="only train")
    asked = parser.parse_args()
    MODELS.mkdir(exist_ok=True)
    model = train(examples_of(files()), MODELS)
    chosen = settings()
    stored = {"model": model.name, **asdict(chosen)}
    (MODELS / "masking.json").write_text(json.dumps(stored, indent=2) + "\n", encoding="utf-8")
    if not asked.no_scores:
        table = describe(cross_validate())
        (MODELS / f"{VERSION}.scores.txt").write_text(table + "\n", encoding="utf-8")
        print(table)


if __name__ == "__main__":
    main()
