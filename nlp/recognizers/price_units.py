"""What the words for money are worth, how they are spelled and how sure they are."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class MoneyUnit:
    """`meant` are its spellings with accents; `sureness` tells what must stand around it to be money."""

    worth: int
    meant: tuple[str, ...]
    sureness: Literal["sure", "no goods", "paid"] = "sure"


# Slang: taxonomy.md section 3 (củ, lít, xị); "trẹo", "chai" = million, "cá" = thousand and "ng" are our own
# knowledge of southern speech, not taken from a source. "no goods": not where goods are measured by it;
# "paid": besides, only after a word of paying.
UNITS = {
    "k": MoneyUnit(1_000, ("k",)),
    "nghin": MoneyUnit(1_000, ("nghìn",)),
    "ngan": MoneyUnit(1_000, ("ngàn",)),
    "ng": MoneyUnit(1_000, ("ng",), "paid"),
    "ca": MoneyUnit(1_000, ("ca", "cá"), "paid"),
    "lit": MoneyUnit(100_000, ("lít",), "paid"),
    "xi": MoneyUnit(100_000, ("xị",), "no goods"),
    "tr": MoneyUnit(1_000_000, ("tr",)),
    "trieu": MoneyUnit(1_000_000, ("triệu",)),
    "treo": MoneyUnit(1_000_000, ("trẹo",)),
    "cu": MoneyUnit(1_000_000, ("củ",), "no goods"),
    "chai": MoneyUnit(1_000_000, ("chai",), "paid"),
    "m": MoneyUnit(1_000_000, ("m",), "paid"),
    "million": MoneyUnit(1_000_000, ("million",)),
    "ty": MoneyUnit(1_000_000_000, ("tỷ", "tỵ")),
    "ti": MoneyUnit(1_000_000_000, ("tỉ",)),
}
SCALES = {"chuc": 10, "tram": 100}
SCALES_MEANT = {"chuc": "chục", "tram": "trăm"}
# Words for other moneys that are also other words; the sure ones stand in the pattern.
FOREIGN_MEANT = {"do": "đô", "te": "tệ", "won": "won", "yen": "yên", "bang": "bảng"}
RESTS = {"mot": ("mốt", 1), "hai": ("hai", 2), "ba": ("ba", 3), "tu": ("tư", 4), "ruoi": ("rưỡi", 5)}
# Fineness of gold ("vàng 18k") and resolution of screens ("tivi 4k").
KARATS = frozenset(["9", "10", "14", "16", "18", "22", "24"])
RESOLUTIONS = frozenset(["2", "4", "8"])
