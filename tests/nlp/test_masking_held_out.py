"""The masking figures of the model card, on messages nobody tuned to: a change that loses them is seen."""

from pathlib import Path

from nlp.training.score_masking import score

HELD_OUT = Path(__file__).parent / "data" / "self_identification_held_out.jsonl"
LEAST_RECALL, LEAST_PRECISION = 0.92, 0.77  # just below nlp/models/masking.md


def test_what_the_model_card_says_of_unseen_messages_still_holds() -> None:
    total = score(HELD_OUT.read_text(encoding="utf-8").splitlines())
    assert total.wanted["all"] == 253
    assert total.found["all"] / total.wanted["all"] >= LEAST_RECALL
    assert total.right["all"] / total.predicted["all"] >= LEAST_PRECISION
