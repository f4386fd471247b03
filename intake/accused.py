"""Whom a tip about officials accuses: the agency words and places in it, as authorities that must not learn of it."""

import re
from collections.abc import Iterator, Mapping

from intake.routing import AuthorityEntry
from nlp.findings import Analysis
from nlp.fold import Folded, fold, same_accents

MISCONDUCT = "official_misconduct"

# Names and everyday short forms of the agency types of domain/authorities.md section 2. Written with their accents:
# "nhân viên thuê" is nobody of the tax office. A bare "chi cục" may be any of the three bodies that have one.
AGENCY_WORDS: Mapping[str, str] = {
    "QLTT": "quản lý thị trường|quản lí thị trường|qltt|ql thị trường|quản lý tt",
    "CA": (
        "công an|cảnh sát|csgt|cskt|csđt|cshs|đồn ca|trụ sở ca"
        "|ca phường|ca xã|ca tỉnh|ca quận|ca huyện|ca tp|ca thành phố|ca thị trấn"
    ),
    "HQ": "hải quan",
    "THUE": (
        "cục thuế|cán bộ thuế|cơ quan thuế|ngành thuế|công chức thuế|đội thuế|bên thuế|thanh tra thuế|kiểm tra thuế"
        "|thuế tỉnh|thuế thành phố|thuế tp|thuế cơ sở"
    ),
    "YT": (
        "sở y tế|bộ y tế|phòng y tế|thanh tra y tế|trung tâm y tế|trạm y tế|ngành y tế|cán bộ y tế"
        "|an toàn thực phẩm|attp|vệ sinh thực phẩm|vsattp"
    ),
    "SCT": "sở công thương|thanh tra công thương|ngành công thương",
    "BP": "biên phòng",
    "389": "ban chỉ đạo 389|bcđ 389|tổ 389|đội 389|đoàn 389|liên ngành 389",
    "TMDT": "cục thương mại điện tử",
    "UBCTQG": "ủy ban cạnh tranh|uỷ ban cạnh tranh",
}
_CHI_CUC, _TYPES_WITH_CHI_CUC = "chi cục", ("QLTT", "HQ", "THUE")


def is_about_officials(analysis: Analysis) -> bool:
    """Tell whether a text accuses officials."""
    return any(label.label == MISCONDUCT for label in analysis.labels)


def propose_walls(analysis: Analysis, authorities: Mapping[str, AuthorityEntry]) -> tuple[str, ...]:
    """Propose the codes of the authorities a tip about officials may mean; empty if it names no agency.

    Rather one too many: every agency named counts, whatever is said of it, in every province named, whosever place it
    is; without a province, everywhere. An officer takes down what stands without need.
    """
    if not is_about_officials(analysis):
        return ()
    provinces = {mention.code for mention in analysis.provinces}
    return tuple(code for kind in _agency_types(analysis.text) for code in _codes(kind, provinces, authorities))


def _agency_types(text: str) -> list[str]:
    folded = fold(text)
    named = [kind for kind, words in AGENCY_WORDS.items() if any(_is_said(folded, one) for one in words.split("|"))]
    if _is_said(folded, _CHI_CUC) and not set(named) & {*_TYPES_WITH_CHI_CUC, "YT"}:
        named += _TYPES_WITH_CHI_CUC
    return named


def _is_said(folded: Folded, words: str) -> bool:
    meant = fold(words)
    return any(same_accents(folded.accented[start:end], meant.accented) for start, end in _places(folded, meant.text))


def _places(folded: Folded, words: str) -> Iterator[tuple[int, int]]:
    pattern = rf"(?<![a-z0-9]){re.escape(words).replace(chr(92) + ' ', '[ .,-]{1,3}')}(?![a-z0-9])"
    return (found.span() for found in re.finditer(pattern, folded.text))


def _codes(kind: str, provinces: set[str], authorities: Mapping[str, AuthorityEntry]) -> list[str]:
    of_type = sorted(code for code, authority in authorities.items() if authority.agency_type == kind)
    there = [code for code in of_type if code.partition("-")[2] in provinces]
    return there or of_type
