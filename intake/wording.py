"""Dates and codes the way a Vietnamese reader expects them."""

from datetime import datetime

from intake.clocks import VIETNAM
from nlp.places import province_name

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def say_time(at: datetime) -> str:
    """Say a moment in Vietnam's time, e.g. `17:00 thứ Hai 23/11/2026`."""
    local = at.astimezone(VIETNAM)
    return f"{local:%H:%M} {WEEKDAYS[local.weekday()]} {local:%d/%m/%Y}"


def say_day(at: datetime) -> str:
    """Say a day in Vietnam's time, e.g. `23/11/2026`."""
    return f"{at.astimezone(VIETNAM):%d/%m/%Y}"


def say_province(code: str) -> str:
    """Say a province inside a sentence, e.g. `tỉnh Tây Ninh`."""
    name = province_name(code)
    return name[:1].lower() + name[1:]
