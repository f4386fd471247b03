"""The span tagger reads the trainer's file as the trainer's own tagger does, whatever the text."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from underthesea_core import CRFTagger, CRFTrainer

from nlp.entities import look
from nlp.fold import Folded, fold
from nlp.spans.decoder import Decoder
from nlp.spans.features import FEATURES, MOODS, Seen, describe
from nlp.spans.slots import Slots
from nlp.spans.tagger import MODEL, span_tagger
from nlp.spans.tokens import Token, tokenize
from nlp.spans.viterbi import Paths
from nlp.spans.weights import pack, read_weights
from nlp.training.corpus import read_corpus

EVERY = 40  # messages, of which one is read
TEXTS = (
    *(message.text for message in read_corpus()[::EVERY]),
    "son", "SHOP BÁN SỮA GIẢ Ở HÀ NỘI", "shop ban sua gia o ha noi", "²x ½½a _ = == a=b c\n\nd", "w-1w=a b", "\ud800 x",
    "đ" * 50, ". . .", "em tên Lan, 0900 000 612, stk 000900000612 vcb, shopee.vn/lan", "- B-product:food",
)  # fmt: skip


@pytest.fixture(scope="module")
def theirs() -> CRFTagger:
    tagger = CRFTagger()
    tagger.load(str(MODEL))
    return tagger


@pytest.fixture(scope="module")
def ours() -> Decoder:
    return Decoder(read_weights(MODEL))


def seen_in(text: str) -> tuple[Folded, list[Token], Seen]:
    folded = fold(text)
    seen = look(folded).seen
    return folded, tokenize(folded.text, seen.findings), seen


@pytest.mark.parametrize("text", TEXTS)
def test_tokens_are_labelled_as_the_trainers_tagger_labels_them(text: str, ours: Decoder, theirs: CRFTagger) -> None:
    folded, tokens, seen = seen_in(text)

    assert ours.decode(folded, tokens, seen) == theirs.tag(describe(folded, tokens, seen))


def test_each_weight_is_found_again_by_its_number() -> None:
    weights = read_weights(MODEL)

    assert Slots(weights.keys).rows(weights.keys).tolist() == list(range(1, len(weights.keys) + 1))
    assert Slots(weights.keys).rows(weights.keys + (1 << 61)).sum() == 0


def test_a_feature_that_is_not_made_is_refused(tmp_path: Path) -> None:
    trainer = CRFTrainer("lbfgs", verbose=0)
    path = str(tmp_path / "other")
    trainer.train([[["w-1w=only-one-part"], ["b"]]] * 3, [["O", "B-product"]] * 3).save(path)

    with pytest.raises(ValueError, match="w-1w=only-one-part"):
        read_weights(Path(path))


def test_a_key_keeps_its_parts_apart() -> None:
    numbers = [(number, *parts) for number in (0, len(FEATURES)) for parts in ((), (1,), (0, 1), (0, 0, 1), (1, 1))]

    assert len({pack(*one) for one in numbers}) == len(numbers)


def test_every_feature_has_a_name_of_its_own_or_one_part() -> None:
    names = [name for name, _ in FEATURES if name]

    assert len(set(names)) == len(names)
    assert all(len(parts) == 1 for name, parts in FEATURES if not name)
    assert all("=" not in mood for mood in MOODS)


@pytest.mark.parametrize("length", [1, 2, 3, 4, 5, 8, 33, 34])
def test_the_best_path_is_the_best_of_all(length: int) -> None:
    random = np.random.default_rng(length)
    transitions, scores = random.normal(size=(4, 4)) * 3, random.normal(size=(length, 4))

    path = Paths(transitions).best(scores)

    best = scores[0]
    for row in scores[1:]:
        best = (best[:, None] + transitions).max(axis=0) + row
    total = sum(scores[at, label] for at, label in enumerate(path))
    total += sum(transitions[one, other] for one, other in pairwise(path))
    assert total == pytest.approx(best.max())


def test_no_words_have_no_spans() -> None:
    assert span_tagger().find_spans(fold(" "), Seen([], [], [], [])) == []
