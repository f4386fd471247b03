"""Says of words of kinship and of elders how the message uses them: "mẹ em … mẹ", "bác … bác" without any "tôi"."""

from collections import Counter

from nlp.reporter.token_view import TokenView

_PRONOUNS = frozenset(["em", "con", "chau", "e", "t", "m"])
_OFTEN = 4


def describe_people(view: TokenView) -> list[list[str]]:
    """List these features of each token; what stands in quotation marks is described too."""
    relatives = _relatives(view)
    elders = [view.words[at] for at, names in enumerate(view.classes) if "ELDER" in names]
    uses = Counter(elders)
    first = elders[0] if elders else ""
    no_me = not any(names and names[0] == "ME" and not view.quoted[at] for at, names in enumerate(view.classes))
    rows: list[list[str]] = []
    for at, names in enumerate(view.classes):
        word, before = view.words[at], view.words[at - 1] if at else ""
        row: list[str] = []
        if "KIN" in names:
            row.append(f"kinme={word in relatives}")
        if no_me:
            row += ["nome", f"nome s={view.shapes[at]}"]
        if "ELDER" in names:
            row.append(f"elder={min(uses[word], _OFTEN)} {word == first} {no_me}")
        if before in uses:
            row.append(f"elder-1={min(uses[before], _OFTEN)} {before == first} {no_me} {view.shapes[at]}")
        rows.append(row + _in_quotes(view, at))
    return rows


def _relatives(view: TokenView) -> set[str]:
    """Give the words of kinship that stand before a word for oneself."""
    return {
        view.words[at]
        for at, names in enumerate(view.classes[:-1])
        if "KIN" in names and view.joined[at + 1].startswith("ME") and view.words[at] not in _PRONOUNS
    }


def _in_quotes(view: TokenView, at: int) -> list[str]:
    if not view.quoted[at]:
        return []
    return [f"q s={view.shapes[at]}", f"q c-1={view.joined[at - 1] if at else ''}", f"q c={view.joined[at]}"]
