"""Says of each token on which side of a parcel's label or of a transfer it stands: who sends, who receives."""

from nlp.reporter.positions import STOPS
from nlp.reporter.token_view import TokenView

_NAMED = {"FROM": "FROM", "TO": "TO"}
_WEAK = {"tu": "from", "qua": "to", "sang": "to", "cho": "to", "vao": "to", "toi": "to", "den": "to", "to": "to", "from": "from", "→": "to", ">": "to"}  # fmt: skip
_PARTY_FAR = 30  # tokens a label's side reaches


def describe_parties(view: TokenView) -> list[list[str]]:
    """List these features of each token."""
    money = any("TRANSFER" in names for names in view.classes)
    sides = {_NAMED[name] for names in view.classes for name in names if name in _NAMED}
    side, since, way = "", 0, ""
    rows: list[list[str]] = []
    for at, names in enumerate(view.classes):
        row: list[str] = []
        if side and at - since <= _PARTY_FAR:
            state = f"{side} {money} {len(sides)}"
            row += [f"side={state}", f"side s={state} {view.shapes[at]}", f"side c={state} {view.joined[at]}"]
        if way:
            row += [f"way={way} {money}", f"way s={way} {money} {view.shapes[at]}"]
        rows.append(row)
        named = next((_NAMED[name] for name in names if name in _NAMED), "")
        side, since = (named, at) if named else (side, since)
        token = view.tokens[at]
        if token.text in STOPS or token.shape == "line":
            way = ""
        elif token.text in _WEAK and _means_way(view, at):
            way = _WEAK[token.text]
    return rows


def _means_way(view: TokenView, at: int) -> bool:
    """Tell "tới" from "tôi" and "tối", "qua" from "quá", where there are accents."""
    token = view.tokens[at]
    said = view.folded.accented[token.start : token.end]
    return said in _WAYS or (token.text.isascii() and said == token.text and not view.folded.has_accents)


_WAYS = frozenset(["từ", "qua", "sang", "cho", "vào", "tới", "đến", "to", "from", "→", ">"])
