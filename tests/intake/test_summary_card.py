"""The summary card: what was understood, to whom it goes, what sending means, at most one question."""

import pytest

from intake import phrases
from intake.draft import Draft
from intake.messages import CHANNEL_TITLES, ChannelName
from intake.routing import RouteProposal
from intake.summary_card import choose_question, summary_card
from nlp.findings import Analysis
from tests.intake.given import QLTT_DA_NANG, analysis, finding, mention, route

HELD = route(None, held="chưa rõ việc được báo là gì")
SHOP = (finding("seller", "Linh Cosmetics", "seller"), finding("phone", "0900000651", "seller"))
DRAFT = Draft(stage="card", texts=("bán kem giả",), prompt=7)


def card(understood: Analysis, to: RouteProposal, *, draft: Draft = DRAFT, channel: ChannelName = "web") -> str:
    return summary_card(draft, understood, to, channel_title=CHANNEL_TITLES[channel], question=None).text


@pytest.mark.parametrize(("channel", "channel_title"), [("web", "Trang web này"), ("telegram", "Telegram")])
@pytest.mark.parametrize(("to", "recipient"), [(route(), QLTT_DA_NANG.name), (HELD, "cán bộ trực")])
def test_the_card_closes_with_what_sending_means(
    to: RouteProposal, recipient: str, channel: ChannelName, channel_title: str
) -> None:
    closing = (
        f"Khi bạn bấm Gửi, tin này được chuyển tới {recipient}. "
        "Tên, số điện thoại, tài khoản của bạn không được gửi kèm. "
        f"{channel_title} vẫn biết bạn đã nhắn cho chúng tôi. Bạn rút lại được bằng mã tiếp nhận."
    )
    assert card(analysis(labels=[("counterfeit", 0.9)]), to, channel=channel).endswith(closing)


def test_the_card_says_why_that_authority() -> None:
    assert f"Nơi nhận: {QLTT_DA_NANG.name}, vì hàng giả; nơi bán ở Đà Nẵng." in card(analysis(), route())


def test_a_held_card_names_no_authority() -> None:
    held = card(analysis(), route(QLTT_DA_NANG, held="chưa chắc"))
    assert "cán bộ trực xem trước" in held
    assert "chưa chắc" in held
    assert QLTT_DA_NANG.name not in held


def test_the_card_shows_what_was_understood_of_the_seller() -> None:
    understood = analysis(
        labels=[("counterfeit", 0.9), ("scam", 0.6)],
        findings=(*SHOP, finding("phone", "0900000651", "unknown"), finding("price", "200k", "unknown")),
        provinces=[mention("79", former_name="Bình Dương"), mention("48")],
        product_group="cosmetics",
    )
    text = card(understood, route(), draft=Draft(stage="card", texts=("x",), file_ids=("a", "b")))
    assert "• Sự việc: hàng giả, lừa đảo chiếm đoạt tiền" in text
    assert "• Mặt hàng: " in text
    assert "• Người bán: Linh Cosmetics" in text
    assert "• Liên hệ, tài khoản, đường dẫn: 0900000651\n" in text
    assert "Bình Dương cũ, nay là" in text
    assert "Đà Nẵng" in text
    assert "• Ảnh, tệp kèm theo: 2" in text
    assert "200k" not in text


def test_the_reporters_own_name_and_numbers_are_never_shown() -> None:
    own = (
        finding("seller", "Nguyễn Thị Lan", "reporter"),
        finding("phone", "0900000653", "reporter"),
        finding("bank_account", "19031234567890", "reporter"),
        finding("handle", "@lan.nguyen", "reporter"),
    )
    understood = analysis(labels=[("counterfeit", 0.9)], findings=(*own, *SHOP), provinces=[mention("46", "reporter")])
    text = card(understood, route())
    assert "Linh Cosmetics" in text
    for shown in ("Lan", "0900000653", "19031234567890", "@lan.nguyen", "Huế"):
        assert shown not in text


def test_a_message_nobody_understood_is_read_back_shortened() -> None:
    words = "không hiểu gì " * 40
    text = card(analysis(), HELD, draft=Draft(stage="card", texts=(words,)))
    assert text.startswith(phrases.CARD_TITLE_UNCLEAR)
    assert "“không hiểu gì" in text
    assert len(text) < 900


def test_the_buttons_belong_to_this_card() -> None:
    buttons = summary_card(DRAFT, analysis(), HELD, channel_title="", question=None).buttons
    assert [(b.label, b.payload) for b in buttons] == [("Gửi", "send:7"), ("Sửa", "edit:7"), ("Bỏ", "drop:7")]


QUESTION_TABLE = [
    (analysis(), HELD, (), "who"),
    (analysis(), route(None, province=None), ("who",), "where"),
    (analysis(findings=SHOP), route(None, province=None), (), "where"),
    (analysis(findings=SHOP), route(), (), None),
    (analysis(findings=[finding("phone", "0900000653", "reporter")]), route(), (), "who"),
    (analysis(provinces=[mention("48"), mention("46")]), route(None, province=None), ("who",), None),
    (analysis(), route(None, province=None), ("who", "where"), None),
    (analysis(), route(None, province=None), ("x", "y"), None),
]


@pytest.mark.parametrize(("understood", "to", "asked", "question"), QUESTION_TABLE)
def test_only_what_makes_the_tip_usable_is_asked_and_never_twice(
    understood: Analysis, to: RouteProposal, asked: tuple[str, ...], question: str | None
) -> None:
    assert choose_question(Draft(stage="card", asked=asked), understood, to) == question
