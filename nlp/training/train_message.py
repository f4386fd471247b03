"""Trains the model of whole messages on the corpus; `--folds` prints its scores on messages it did not see."""

import argparse
from collections.abc import Sequence

import numpy as np
from sklearn.model_selection import GroupKFold

from nlp.circumstances import find_circumstances
from nlp.entities import look
from nlp.fold import fold
from nlp.grams import Grams
from nlp.linear import Floats, probable
from nlp.message_model import MODEL, OUTPUTS, PRECEDENTS, REMEMBERED, REPORT, UNKNOWN_GROUP, grams_of_message
from nlp.precedents import remember, save_precedents
from nlp.training.corpus import Message, read_claims, read_corpus
from nlp.training.linear_fit import FOLDS, Answers, Table, answers_of, best_threshold, fit, save, tabulate
from nlp.training.scores import Tally
from nlp.training.variants import with_variants

SEED = 20261122
VERSION = "message-2"
STRENGTH = 20.0  # chosen by cross-validation among 2, 4, 8, 16, 32


def grams_of_all(messages: Sequence[Message]) -> list[Grams]:
    """Make features as the analysis does."""
    grams: list[Grams] = []
    for message in messages:
        folded = fold(message.text)
        sight = look(folded)
        grams.append(grams_of_message(folded, sight, find_circumstances(folded, sight.all)))
    return grams


def truths(messages: Sequence[Message]) -> Answers:
    """Make the table of what is true; product groups only of reports, as only they are labelled."""
    return answers_of([_truth(message) for message in messages], OUTPUTS)


def _truth(message: Message) -> dict[str, bool]:
    said = [f"label:{label}" for label in message.labels]
    said += [f"circumstance:{one}" for one in message.circumstances]
    said += [REPORT] if message.is_report else []
    said += [f"group:{message.product_group}" if message.product_group else UNKNOWN_GROUP]
    return dict.fromkeys(said, True)


def cross_validate(
    messages: Sequence[Message],
    grams: Sequence[Grams],
    extra: Sequence[Message],
    more: Sequence[Grams],
    strength: float,
) -> Floats:
    """Give each message the probabilities of a model that saw neither it nor a variant of it."""
    given = np.zeros((len(messages), len(OUTPUTS)), dtype=np.float32)
    answers, extra_answers = truths(messages), truths(extra)
    for learnt, tested in GroupKFold(n_splits=FOLDS).split(messages, groups=[one.group for one in messages]):
        groups = {messages[index].group for index in learnt}
        copies = [index for index, one in enumerate(extra) if one.group in groups]
        texts = [grams[index] for index in learnt] + [more[index] for index in copies]
        table = tabulate([*texts, *(grams[index] for index in tested)], learn_from=np.arange(len(texts)))
        right = np.vstack([answers[learnt], extra_answers[copies]])
        weights, bias = fit(
            Table(table.rows, table.rarity, table.matrix[: len(texts)]), right, strength=strength, seed=SEED
        )
        totals = np.asarray(table.matrix[len(texts) :] @ weights + bias)
        known = remember([grams[index] for index in learnt], answers[learnt][:, : len(REMEMBERED)])
        totals[:, : len(REMEMBERED)] += [known.lean(grams[index]) for index in tested]
        given[tested] = probable(totals)
    return given


def choose_thresholds(given: Floats, answers: Answers) -> Floats:
    """Choose each output's threshold on messages its model had not seen; what may be a report is treated as one."""
    chosen = [best_threshold(given[:, at], answers[:, at]) for at in range(len(OUTPUTS))]
    chosen[OUTPUTS.index(REPORT)] = 0.5
    return np.array(chosen, dtype=np.float32)


def print_scores(given: Floats, answers: Answers, thresholds: Floats) -> None:
    """Print F1 of every output and of the families."""
    families: dict[str, list[Tally]] = {}
    for at, output in enumerate(OUTPUTS):
        said, right = given[:, at] >= thresholds[at], answers[:, at]
        tally = Tally(int((said & right).sum()), int((said & ~right).sum()), int((~said & right).sum()))
        families.setdefault(output.partition(":")[0], []).append(tally)
        print(f"{output:40}{int(right.sum()):6}{tally.f1:8.3f}{tally.precision:8.3f}{tally.recall:8.3f}")
    for family, tallies in families.items():
        total = Tally(*(sum(getattr(one, part) for one in tallies) for part in ("right", "wrong", "missed")))
        macro = sum(one.f1 for one in tallies) / len(tallies)
        print(f"{family:20} micro {total.f1:.3f}  macro {macro:.3f}")


def main() -> None:
    """Train on everything, or print the scores of a cross-validation."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folds", action="store_true", help="only print the scores of a cross-validation")
    parser.add_argument("--strength", type=float, default=STRENGTH)
    arguments = parser.parse_args()
    messages = [*read_corpus(), *read_claims()]
    copies = with_variants(messages, SEED)[len(messages) :]
    grams, more = grams_of_all(messages), grams_of_all(copies)
    answers = truths(messages)
    given = cross_validate(messages, grams, copies, more, arguments.strength)
    thresholds = choose_thresholds(given, answers)
    print_scores(given, answers, thresholds)
    if not arguments.folds:
        table = tabulate([*grams, *more])
        weights, bias = fit(table, np.vstack([answers, truths(copies)]), strength=arguments.strength, seed=SEED)
        save(MODEL, table, weights, bias, thresholds, version=VERSION, outputs=OUTPUTS)
        save_precedents(PRECEDENTS, remember(grams, answers[:, : len(REMEMBERED)]))


if __name__ == "__main__":
    main()
