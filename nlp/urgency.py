"""Says how soon a person must look, with a reason in Vietnamese (domain/taxonomy.md section 3)."""

from collections.abc import Collection

from nlp.cues import CueHit, build_cue_table, parse_cues
from nlp.dangers import find_dangers
from nlp.findings import Urgency
from nlp.fold import Folded
from nlp.negation import is_hearsay, is_negated

_CUES = {
    "threat": "dọa giết | đe dọa giết | dọa chém | đòi giết | dọa đánh | dọa xử | đe dọa tính mạng | threatened to kill",
    "sick_now": (
        "ngộ độc | nhập viện | cấp cứu | co giật | hôn mê | nguy kịch | khó thở | sốc phản vệ | đi viện | vào viện | nằm viện | food poisoning | in hospital"
    ),
    "unwell": "dị ứng | phù mặt | nổi mẩn | bỏng da | nôn ói | tiêu chảy | rát mặt | đau bụng | chóng mặt | mọc mụn nước",
    "being_made": (
        "tự chế | chế tạo | sản xuất | đang làm | làm pháo | quấn pháo | đang chở | vận chuyển | tập kết | tàng trữ | đang bốc | tối nay | đêm nay | chở về"
    ),
    "long_ago": "năm ngoái | năm trước | tháng trước | tuần trước | hồi trước | lâu rồi | mấy tháng trước | last year | last month",
    "consumed": "đã uống | uống rồi | đã ăn | ăn vào | uống vào | cho bé uống | cho con uống | bé uống | con uống | sau khi uống | sau khi ăn | uống xong | ăn xong",
    "soon": "tối nay | đêm nay | chiều nay | sáng mai | ngày mai | lúc này | ngay bây giờ | hẹn giao | sắp giao | đang",
    "flammable": "cháy nổ | phát nổ | bình ga | gas | chập cháy | rò điện | giật điện | bốc cháy",
}
_TABLE = build_cue_table(parse_cues(_CUES, weight=1.0))

_HEALTH_GROUPS = frozenset(["medicine", "mother_baby", "food", "supplement"])
_HEALTH_LABELS = frozenset(["counterfeit", "substandard", "prohibited"])
_DANGERS = frozenset(["explosive", "weapon", "narcotic", "wildlife", "prescription_medicine"])
_NOW = frozenset(["money_just_sent", "goods_moving_now", "livestream_now"])
_HARMED = frozenset(["sick_now", "unwell", "consumed"])
_SMALL = frozenset(["delivery_dispute", "misleading"])


def decide_urgency(
    folded: Folded, *, labels: Collection[str], circumstances: Collection[str], product_group: str | None
) -> tuple[Urgency, str]:
    """Decide the level and say why; `critical` only for danger to life now."""
    said = _said(folded)
    danger = _danger(folded, said, labels, circumstances)
    if danger:
        return danger
    if not labels:
        return _without_a_label(said, circumstances, product_group)
    return (
        _critical(said, circumstances, product_group)
        or _high(said, labels, circumstances, product_group)
        or _rest(said, labels)
    )


def _said(folded: Folded) -> set[str]:
    return {hit.id for hit in _TABLE.hits(folded) if hit.weight >= 1.0 and not _is_guarded(folded, hit)}


def _is_guarded(folded: Folded, hit: CueHit) -> bool:
    return is_negated(folded, hit.start) or is_hearsay(folded, hit.start)


def _danger(
    folded: Folded, said: Collection[str], labels: Collection[str], circumstances: Collection[str]
) -> tuple[Urgency, str] | None:
    """Find what needs no label: a life in danger is looked at first, whatever else is said."""
    if "threat" in said:
        return "critical", "có người bị đe dọa tính mạng"
    dangers = find_dangers(folded)
    if "scam" in labels or "money_just_sent" in circumstances:
        dangers.pop("cry", None)  # "cứu em với, mất tiền rồi" cries for the money
    return next((("critical", reason) for reason in dangers.values()), None)


def _without_a_label(
    said: Collection[str], circumstances: Collection[str], product_group: str | None
) -> tuple[Urgency, str]:
    if "sick_now" in said and "long_ago" not in said and (product_group or "consumed" in said):
        return "critical", "có người ngộ độc hoặc phải vào viện"
    if "money_just_sent" in circumstances:
        return "high", "tiền vừa chuyển, còn kịp giữ lại"
    return "low", "chưa thấy nội dung tố giác"


def _critical(
    said: Collection[str], circumstances: Collection[str], product_group: str | None
) -> tuple[Urgency, str] | None:
    if "long_ago" in said:
        return None
    if "sick_now" in said:
        return "critical", "có người ngộ độc hoặc phải vào viện"
    if ("explosive" in circumstances or "weapon" in circumstances) and (
        "being_made" in said or "goods_moving_now" in circumstances
    ):
        return "critical", "pháo, thuốc nổ hoặc vũ khí đang được làm hoặc chuyển đi"
    if product_group in {"mother_baby", "medicine"} and "consumed" in said and "child_at_risk" in circumstances:
        return "critical", "trẻ nhỏ đã dùng sữa hoặc thuốc nghi giả"
    return None


def _high(
    said: Collection[str], labels: Collection[str], circumstances: Collection[str], product_group: str | None
) -> tuple[Urgency, str] | None:
    answers = (
        (not _DANGERS.isdisjoint(circumstances), "hàng cấm hoặc nguy hiểm"),
        ({"vape", "child_at_risk"} <= set(circumstances), "thuốc lá điện tử có trẻ em, học sinh"),
        (not _NOW.isdisjoint(circumstances), "sự việc đang diễn ra, tiền hoặc hàng còn kịp giữ lại"),
        ("scam" in labels and "soon" in said and "long_ago" not in said, "việc lừa tiền đang diễn ra"),
        (not _HARMED.isdisjoint(said), "có người bị ảnh hưởng sức khỏe"),
        ("flammable" in said, "nguy cơ cháy nổ"),
        (
            product_group in _HEALTH_GROUPS and not _HEALTH_LABELS.isdisjoint(labels),
            "hàng ảnh hưởng trực tiếp tới sức khỏe",
        ),
    )
    return next((("high", reason) for holds, reason in answers if holds), None)


def _rest(said: Collection[str], labels: Collection[str]) -> tuple[Urgency, str]:
    if _SMALL.issuperset(labels) and "delivery_dispute" in labels:
        return "low", "tranh chấp mua bán"
    if "long_ago" in said and len(labels) == 1 and "scam" not in labels:
        return "normal", "sự việc đã qua một thời gian"
    return "normal", "xử lý theo thứ tự thông thường"
