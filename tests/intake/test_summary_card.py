"""The summary card: what was understood, to whom it goes, what sending means, at most one question."""

from dataclasses import replace

import pytest

from intake import phrases
from intake.draft import Draft
from intake.masking import SHOWN_CHARACTERS, cover
from intake.messages import CHANNEL_TITLES, ChannelName, Reply
from intake.routing import RouteProposal
from intake.summary_card import choose_question, summary_card
from nlp.findings import Analysis
from tests.intake.given import QLTT_DA_NANG, analysis, finding, mention, route

HELD = route(None, held="chưa rõ việc được báo là gì")
SHOP = (finding("seller", "Linh Cosmetics", "seller"), finding("phone", "0900000651", "seller"))
DRAFT = Draft(stage="card", texts=("bán kem giả",), prompt=7)
MISCONDUCT = analysis(labels=[("official_misconduct", 0.9)])
CRITICAL = analysis(labels=[("prohibited", 0.9)], urgency="critical")


def show(understood: Analysis, to: RouteProposal, *, draft: Draft = DRAFT, channel: ChannelName = "web") -> Reply:
    covered = cover(draft.text, understood, draft.hidden)
    return summary_card(draft, covered, to, channel_title=CHANNEL_TITLES[channel], question=None)


def card(understood: Analysis, to: RouteProposal, *, draft: Draft = DRAFT, channel: ChannelName = "web") -> str:
    return show(understood, to, draft=draft, channel=channel).text


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
    told = "Nguyễn Thị Lan 0900000653 19031234567890 @lan.nguyen: Linh Cosmetics bán kem giả"
    own = (
        finding("seller", "Nguyễn Thị Lan", "reporter"),
        finding("phone", "0900000653", "reporter", start=15),
        finding("bank_account", "19031234567890", "reporter", start=26),
        finding("handle", "@lan.nguyen", "reporter", start=41),
    )
    shop = finding("seller", "Linh Cosmetics", "seller", start=54)
    understood = analysis(labels=[("counterfeit", 0.9)], findings=(*own, shop), provinces=[mention("46", "reporter")])
    text = card(understood, route(), draft=Draft(stage="card", texts=(told,)))
    assert "• Người bán: Linh Cosmetics\n" in text
    assert ": Linh Cosmetics bán kem giả”" in text
    assert [one.text for one in own if one.text in text] == []
    for shown in ("Lan", "0900000653", "19031234567890", "@lan.nguyen", "Huế"):
        assert shown not in text


def test_a_long_telling_is_read_back_shortened_at_a_word() -> None:
    text = card(analysis(), HELD, draft=Draft(stage="card", texts=("không hiểu gì " * 100,)))
    assert text.startswith(phrases.CARD_TITLE_UNCLEAR)
    assert "phần được chuyển: “không hiểu gì" in text
    assert "không hiểu gì… (còn 150 chữ)”" in text
    assert len(text) < 1200


@pytest.mark.parametrize("before", range(SHOWN_CHARACTERS - 12, SHOWN_CHARACTERS + 4))
def test_a_shortened_telling_never_ends_inside_a_cover(before: int) -> None:
    told = "x" * (before - 1) + " Canary còn nhiều điều nữa " + "kể " * 40
    text = card(analysis(), HELD, draft=Draft(stage="card", texts=(told,), hidden=("Canary",)))
    shown = text.split("“")[1].split("…")[0]
    assert shown.count("[") == shown.count("]")
    assert "Canary" not in text


def test_a_telling_of_one_endless_word_is_shortened_too() -> None:
    text = card(analysis(), HELD, draft=Draft(stage="card", texts=("x" * 20_000,)))
    assert "x" * SHOWN_CHARACTERS + "… (còn 1 chữ)”" in text
    assert len(text) < 1200


def test_what_he_covered_is_shown_nowhere_on_the_card() -> None:
    draft = replace(DRAFT, texts=("Linh Cosmetics bán kem giả",), hidden=("linh cosmetics",))
    text = card(analysis(labels=[("counterfeit", 0.9)], findings=SHOP[:1]), route(), draft=draft)
    assert "“[đã che] bán kem giả”" in text
    assert "Linh" not in text


WAITS_TABLE = [
    (CRITICAL, route(), "được cán bộ trực xem trước; cơ quan nhận ngay phần tóm tắt."),
    (CRITICAL, HELD, "được cán bộ trực xem trước; trước đó chưa có gì được chuyển đi."),
    (MISCONDUCT, HELD, "được cán bộ trực xem trước; trước đó chưa có gì được chuyển đi."),
]


@pytest.mark.parametrize(("understood", "to", "sentence"), WAITS_TABLE)
def test_the_card_says_whose_words_an_officer_reads_first(
    understood: Analysis, to: RouteProposal, sentence: str
) -> None:
    assert sentence in card(understood, to)
    assert "cán bộ trực xem trước;" not in card(analysis(labels=[("counterfeit", 0.9)]), to)


def test_a_photo_alone_has_no_words_to_show_or_cover() -> None:
    shown = show(analysis(), HELD, draft=Draft(stage="card", file_ids=("f1",)))
    assert "Lời bạn kể" not in shown.text
    assert phrases.BUTTON_HIDE not in [button.label for button in shown.buttons]


def test_the_buttons_belong_to_this_card() -> None:
    expected = [("Gửi", "send:7"), ("Sửa", "edit:7"), ("Bỏ", "drop:7"), ("Che thêm", "hide:7")]
    assert [(b.label, b.payload) for b in show(analysis(), HELD).buttons] == expected


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
