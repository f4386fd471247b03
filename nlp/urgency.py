"""Says how soon a person must look, with a reason in Vietnamese (domain/taxonomy.md section 3)."""

from collections.abc import Collection
from dataclasses import dataclass

from nlp.cues import CueHit, build_cue_table, parse_cues
from nlp.dangers import find_dangers
from nlp.findings import Urgency
from nlp.fold import Folded
from nlp.negation import is_hearsay, is_negated

# Our own reading of the triggers of taxonomy.md section 3, as people write them.
_CUES = {
    "threat": (
        "dọa giết | đe dọa giết | dọa chém | đòi giết | dọa đánh | dọa xử | đe dọa tính mạng | threatened to kill | dao dọa | dao doa | hăm giết | hăm đánh"
        " | tạt axit | sẽ tạt | đạp cửa | đập cửa nhà | phá cửa nhà"
    ),
    "sick_now": (
        "ngộ độc | nhập viện | cấp cứu | co giật | hôn mê | nguy kịch | khó thở | sốc phản vệ | đi viện | vào viện | vô viện | nằm viện | vô bệnh viện | vào bệnh viện"
        " | nằm bệnh viện | nằm ở bệnh viện | ở bệnh viện nhi | đang ở viện | ở viện nhi | ở khoa nhi | khoa nhi | bệnh viện nhi | trạm xá | đang mổ ở | đi bệnh viện | nhi đồng 1 | nhi đồng 2 | bệnh viện huyện | viện tỉnh | nhiễm độc | nhiễm khuẩn"
        " | tiêu chảy ra máu | đi ngoài ra máu | đi ra máu | ói ra máu | nôn ra máu | bác sĩ nghi | bác sĩ kết luận | food poisoning | in hospital | hospitalized"
    ),
    "unwell": (
        "dị ứng | phù mặt | mặt sưng | sưng phù | sưng vù | sưng húp | nổi mẩn | bỏng da | nôn ói | tiêu chảy | rát mặt | đau bụng | chóng mặt | mọc mụn nước | nổi mề đay"
        " | viêm da | lở loét | bỏng mặt | cháy da | khét | nóng ran | ngất | đi ngoài | buồn nôn | tim đập | mờ mắt | đỏ mặt | viêm giác mạc"
    ),
    "being_made": (
        "tự chế | chế tạo | sản xuất | đang làm | làm pháo | làm thuốc nổ | làm thuoc no | quấn pháo | cuốn pháo | cuon phao | nhồi pháo | nhồi thuốc | trộn thuốc | chế pháo"
        " | chế súng | che sung | lắp súng | vận chuyển | tập kết | tàng trữ | đang bốc | tối nay | đêm nay | khuya nay | chở về | chở mấy thùng | chở thùng | cho thung"
        " | cho cac thung | giấu | giau | chứa | chua trong | tự cuốn | tu cuon | trong nhà còn | trữ | nổ banh | nổ cái | đốt pháo | khói pháo | thử súng | cướp cò | cuop co | thung phao | bốc pháo | gửi pháo | gùi | độ lại | độ súng | rèn | đưa súng | giao súng | cặp bến | đánh nhau | hỗn chiến | thùng pháo"
    ),
    "now": "khẩn:2 | khẩn cấp | cấp báo | nguy cấp | gấp lắm | gap lam | khan cap | ngay bây giờ | ngay lúc này | bay gio",
    "long_ago": "năm ngoái | năm trước | tháng trước | tuần trước | hồi trước | lâu rồi | mấy tháng trước | last year | last month",
    "consumed": (
        "đã uống | uống rồi | đã ăn | ăn vào | uống vào | cho bé uống | cho con uống | bé uống | con uống | con tôi uống | con em uống | cháu uống | sau khi uống | sau khi ăn"
        " | uống xong | ăn xong | tháng uống | thang uong | tuổi uống | uống mấy | uống hai | uống 2 | nội tôi uống | con tôi ăn | bé ăn | uống phải | ăn phải | cho bé dùng | nhà em uống | be nha em uong | nhà tôi uống"
    ),
    "infant": "tháng uống | thang uong | tháng tuổi | sơ sinh | tuần tuổi | bé uống | cho bé uống | bé bú | bé | cháu nội | cháu ngoại | con em | con tôi | my baby | baby is",
    "soon": "tối nay | đêm nay | chiều nay | sáng mai | ngày mai | lúc này | ngay bây giờ | hẹn giao | sắp giao | đang giữ | đang nghe máy | đang chuyển",
    "flammable": "cháy nổ | phát nổ | chập cháy | rò điện | giật điện | bốc cháy | xì lửa | cháy ổ | bốc khói | khói lên | nổ tung | chập điện",
}  # fmt: skip
_TABLE = build_cue_table(parse_cues(_CUES, weight=1.0))

# Goods that act on the body (taxonomy.md section 2, column risk) and the labels that make each dangerous.
_HEALTH_GROUPS = frozenset(["medicine", "mother_baby", "food", "supplement", "cosmetics", "alcohol_tobacco", "toy"])
_UNSAFE = frozenset(["counterfeit", "substandard", "prohibited"])
_RISKY: dict[str, frozenset[str]] = {
    "medicine": _UNSAFE | {"unknown_origin", "smuggled"},
    "mother_baby": _UNSAFE,
    "supplement": _UNSAFE,
    "chemical_fireworks": _UNSAFE,
    "food": frozenset(["substandard"]),
    "cosmetics": frozenset(["substandard"]),
    "toy": frozenset(["substandard"]),
    "vehicle_part": frozenset(["substandard"]),
    "appliance": frozenset(["substandard"]),
    "electronics": frozenset(["substandard"]),
    "home": frozenset(["substandard"]),
}
_INFANT_GOODS = frozenset(["mother_baby", "medicine"])
_DANGERS = frozenset(["explosive", "weapon", "narcotic", "wildlife", "prescription_medicine", "forged_papers"])
_DEADLY = frozenset(["explosive", "weapon", "narcotic"])
# Where deadly goods lie or pass: they are being kept or moved.
_KEPT_OR_MOVED = frozenset(
    ["goods_moving_now", "in_home", "in_empty_house", "in_warehouse", "in_apartment", "border_trail", "seaport"]
)
_NOW = frozenset(["money_just_sent", "goods_moving_now", "livestream_now"])
_TAKEN_OVER = frozenset(["phishing", "impersonation", "fake_parcel_call"])
_HARMED = frozenset(["sick_now", "unwell"])
_SMALL = frozenset(["delivery_dispute", "misleading"])
_OF_THE_BODY = frozenset(["poisoned", "children_sick"])
_IN_HOSPITAL = "có người ngộ độc hoặc phải vào viện"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Matter:
    """All that the level is decided from; `said` are the ids of the cues above."""

    said: Collection[str]
    labels: Collection[str]
    circumstances: Collection[str]
    product_group: str | None

    @property
    def is_pretext(self) -> bool:
        """Tell whether the illness may be a caller's story: "con chị đang cấp cứu, chuyển 30 triệu"."""
        return "scam" in self.labels and self.product_group not in _HEALTH_GROUPS

    @property
    def is_long_ago(self) -> bool:
        return "long_ago" in self.said


def decide_urgency(
    folded: Folded, *, labels: Collection[str], circumstances: Collection[str], product_group: str | None
) -> tuple[Urgency, str]:
    """Decide the level and say why; `critical` only for danger to life now."""
    matter = _Matter(said=_said(folded), labels=labels, circumstances=circumstances, product_group=product_group)
    danger = _danger(folded, matter)
    if danger:
        return danger
    if not labels:
        return _without_a_label(matter)
    return _critical(matter) or _high(matter) or _rest(matter)


def _said(folded: Folded) -> set[str]:
    return {hit.id for hit in _TABLE.hits(folded) if hit.weight >= 1.0 and not _is_guarded(folded, hit)}


def _is_guarded(folded: Folded, hit: CueHit) -> bool:
    return is_negated(folded, hit.start) or is_hearsay(folded, hit.start)


def _danger(folded: Folded, matter: _Matter) -> tuple[Urgency, str] | None:
    """Find what needs no label: a life in danger is looked at first, whatever else is said."""
    if "threat" in matter.said:
        return "critical", "có người bị đe dọa tính mạng"
    dangers = find_dangers(folded)
    if "scam" in matter.labels or "money_just_sent" in matter.circumstances:
        dangers.pop("cry", None)  # "cứu em với, mất tiền rồi" cries for the money
    if matter.product_group == "pet":
        dangers = {one: reason for one, reason in dangers.items() if one not in _OF_THE_BODY}
    return next((("critical", reason) for reason in dangers.values()), None)


def _without_a_label(matter: _Matter) -> tuple[Urgency, str]:
    has_cause = matter.product_group is not None or "consumed" in matter.said
    if "sick_now" in matter.said and not matter.is_long_ago and has_cause and matter.product_group != "pet":
        return "critical", _IN_HOSPITAL
    if "money_just_sent" in matter.circumstances:
        return "high", "tiền vừa chuyển, còn kịp giữ lại"
    return "low", "chưa thấy nội dung tố giác"


def _critical(matter: _Matter) -> tuple[Urgency, str] | None:
    if matter.is_long_ago:
        return None
    if "sick_now" in matter.said and matter.product_group != "pet" and not matter.is_pretext:
        return "critical", _IN_HOSPITAL
    if _is_deadly_now(matter):
        return "critical", "pháo, thuốc nổ, vũ khí hoặc ma túy đang được làm, cất giấu hoặc chuyển đi"
    if _is_infant_fed(matter):
        return "critical", "trẻ nhỏ đã dùng sữa hoặc thuốc nghi giả"
    return None


def _is_deadly_now(matter: _Matter) -> bool:
    deadly = _DEADLY & set(matter.circumstances)
    if not deadly:
        return False
    if "now" in matter.said or "goods_moving_now" in matter.circumstances:
        return True
    is_kept_or_moved = "being_made" in matter.said or not _KEPT_OR_MOVED.isdisjoint(matter.circumstances)
    return deadly != {"narcotic"} and is_kept_or_moved


def _is_infant_fed(matter: _Matter) -> bool:
    return (
        matter.product_group in _INFANT_GOODS
        and not _UNSAFE.isdisjoint(matter.labels)
        and "consumed" in matter.said
        and ("infant" in matter.said or "child_at_risk" in matter.circumstances)
    )


def _high(matter: _Matter) -> tuple[Urgency, str] | None:
    labels, circumstances, said = matter.labels, matter.circumstances, matter.said
    risky = _RISKY.get(matter.product_group or "", frozenset())
    answers = (
        (_is_dangerous(matter), "hàng cấm hoặc nguy hiểm"),
        ({"vape", "child_at_risk"} <= set(circumstances), "thuốc lá điện tử có trẻ em, học sinh"),
        (not _NOW.isdisjoint(circumstances), "sự việc đang diễn ra, tiền hoặc hàng còn kịp giữ lại"),
        (
            "scam" in labels and not matter.is_long_ago and not _TAKEN_OVER.isdisjoint(circumstances),
            "giả danh hoặc đường dẫn giả đang lấy tiền",
        ),
        ("scam" in labels and "privacy" in labels, "giấy tờ, thông tin đã đưa cho kẻ lừa đảo"),
        ("scam" in labels and "soon" in said and not matter.is_long_ago, "việc lừa tiền đang diễn ra"),
        (matter.is_pretext and "sick_now" in said, "lấy cớ cấp cứu, tai nạn để lấy tiền"),
        (not _HARMED.isdisjoint(said) and matter.product_group != "pet", "có người bị ảnh hưởng sức khỏe"),
        ("flammable" in said, "nguy cơ cháy nổ"),
        (not risky.isdisjoint(labels), "hàng ảnh hưởng trực tiếp tới sức khỏe, an toàn"),
    )
    return next((("high", reason) for holds, reason in answers if holds), None)


def _is_dangerous(matter: _Matter) -> bool:
    """Tell whether the goods are banned; e-cigarettes alone, no minor in sight, wait as others do (taxonomy.md)."""
    if "prohibited" not in matter.labels:
        return False
    circumstances = set(matter.circumstances)
    return "vape" not in circumstances or not circumstances.isdisjoint(_DANGERS | {"child_at_risk"})


def _rest(matter: _Matter) -> tuple[Urgency, str]:
    if _SMALL.issuperset(matter.labels) and "delivery_dispute" in matter.labels:
        return "low", "tranh chấp mua bán"
    if matter.is_long_ago and len(matter.labels) == 1 and "scam" not in matter.labels:
        return "normal", "sự việc đã qua một thời gian"
    return "normal", "xử lý theo thứ tự thông thường"
