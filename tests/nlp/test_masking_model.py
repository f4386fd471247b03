"""The trained tagger: the same data gives the same model, and the committed model judges as it did."""

from pathlib import Path

import pytest

from nlp.analysis import analyze
from nlp.masking import find_self_identification
from nlp.reporter.tagger import MODELS, masking_tagger
from nlp.training.examples import Message, make_copies, make_example
from nlp.training.train_masking import VERSION, open_tagger, settings, train
from nlp.version import VERSION as WHOLE_VERSION

LARGEST = 1_500_000  # bytes of the committed model
LEARNT = 0.8
MESSAGES = [
    Message(file="x", id=str(number), style="plain", marked=marked)
    for number, marked in enumerate(
        [
            "tôi tên «name:Lan», shop Hoa Mai bán kem giả",
            "em là «name:Hùng», nhà em ở «address:xóm Đình»",
            "shop tên Hồng bán sữa giả, số 0900 000 701",
            "gọi lại cho tôi số «phone:0900 000 702» nhé",
        ]
        * 3
    )
]


def found(text: str) -> list[tuple[str, str]]:
    return [(one.kind, text[one.start : one.end]) for one in find_self_identification(text)]


def test_the_same_messages_give_the_same_model(tmp_path: Path) -> None:
    judged = []
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        examples = [make_example(message) for message in MESSAGES] + make_copies(MESSAGES, seed=3)
        tagger = open_tagger(train(examples, folder, iterations=15))
        judged.append(
            [one.probability for example in examples for one in tagger.judge(example.tokens, example.features)]
        )
    assert judged[0] == pytest.approx(judged[1], abs=1e-6)
    assert max(judged[0]) > LEARNT


def test_the_committed_model_is_small_and_names_its_version() -> None:
    assert (MODELS / f"{VERSION}.crfsuite").stat().st_size < LARGEST
    assert masking_tagger().settings == settings()
    assert WHOLE_VERSION.endswith(VERSION)


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("Người nhận: Tạ Kim Oanh, 0900 000 711. Người gửi: Kho Bánh Vàng, 0900 000 712. Bánh mốc xanh", ["Tạ Kim Oanh", "0900 000 711"]),
        ("Quán Bốn Mùa bán rượu pha cồn. Ai muốn nghe thêm thì gọi 0900 000 713", ["0900 000 713"]),
        ("Chủ tiệm tên Hòa, 45 tuổi, nhà ở số 5 đường Trần Phú, bán sữa dán đè date", []),
        ("tui lam cong nhan o xuong may Phuc An, sep tui ban ao nhai", ["lam cong nhan o xuong may Phuc An", "sep tui"]),
    ],
)  # fmt: skip
def test_the_committed_model_judges_as_it_did(text: str, spans: list[str]) -> None:
    assert [words for _, words in found(text)] == spans


def test_a_bare_number_says_nothing_of_whose_it_is() -> None:
    assert found("0900 000 714") == found("gọi 0900 000 714") == []


def test_a_contact_is_covered_in_whole_and_is_then_not_the_sellers() -> None:
    text = "Shop Bốn Mùa bán hàng giả nhiều lắm.\n0900 000 715"
    assert found(text) == [("phone", "0900 000 715")]
    assert [one.role for one in analyze(text).findings if one.kind == "phone"] == ["unknown"]
