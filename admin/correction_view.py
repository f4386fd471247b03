"""What the machine understood of a report and what an officer made of it, said in words, and the choices of the form."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from admin.titles import CIRCUMSTANCE_GROUPS, CIRCUMSTANCE_TITLES
from intake.phrases import URGENCY_TITLES
from intake.understood import Understood, read_understood
from nlp.labels import LABEL_TITLES
from nlp.product_groups import PRODUCT_GROUP_TITLES
from storage.tables import Correction

NO_REPORT = "Không phải phản ánh"


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionChoices:
    """What the form offers, ids with their titles."""

    labels: Mapping[str, str]
    product_groups: Mapping[str, str]
    urgencies: Mapping[str, str]
    circumstances: Mapping[str, Mapping[str, str]]


CORRECTION_CHOICES = CorrectionChoices(
    labels=LABEL_TITLES,
    product_groups=PRODUCT_GROUP_TITLES,
    urgencies=URGENCY_TITLES,
    circumstances={group: {one: CIRCUMSTANCE_TITLES[one] for one in ids} for group, ids in CIRCUMSTANCE_GROUPS.items()},
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionView:
    """A correction in words: whose, when, and what counts since."""

    officer: str
    at: datetime
    said: str


def view_correction(correction: Correction, *, officers: Mapping[UUID, str]) -> CorrectionView:
    """Say a correction in words."""
    return CorrectionView(
        officer=officers.get(correction.officer_id, "cán bộ"),
        at=correction.corrected_at,
        said=say_understood(read_understood(correction.after), nothing=NO_REPORT),
    )


def say_understood(means: Understood, *, nothing: str) -> str:
    """Say an understanding in one line; `nothing` stands for no label."""
    said = ["; ".join(LABEL_TITLES[label] for label in means.labels) or nothing]
    said.append(PRODUCT_GROUP_TITLES[means.product_group] if means.product_group else "chưa rõ mặt hàng")
    said.append(f"mức độ {URGENCY_TITLES[means.urgency].lower()}")
    if means.circumstances:
        said.append(", ".join(CIRCUMSTANCE_TITLES.get(one, one) for one in means.circumstances))
    return " | ".join(said)
