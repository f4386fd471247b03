"""Says for each token how far the nearest cues are, who was spoken of last and where in the message it stands."""

from dataclasses import dataclass, field

from nlp.reporter.token_view import QUOTES, TokenView

STOPS = frozenset(".!?;")
_CLAUSE_MARKS = frozenset(",:-–(")
_NEAR_NAMES = "ME ELDER KIN FOE THIRD CALL SELL SAY NAME JOB LIVE PARCEL TRANSFER PAPER PLATFORM CLOSE BUY NUM WORK REPORT ADDRESS ORG MAIL"
_NEAR = frozenset(_NEAR_NAMES.split())
_SUBJECTS = frozenset(["ME", "FOE", "THIRD", "KIN", "ELDER"])
_BUCKETS = ("0", "1", "2", "3", "4", "4", "6", "6", "6", *["9"] * 7)
# In tokens: how far a cue is looked for, how near an edge counts, how short a last sentence is.
_BEHIND, _AHEAD, _EDGE, _TAIL, _SHORT = 12, 5, 3, 6, 7


def _bucket(distance: int) -> str:
    return _BUCKETS[distance] if distance < len(_BUCKETS) else "far"


@dataclass(slots=True)
class _Walk:
    """What was read up to a token."""

    last: dict[str, int] = field(default_factory=dict)
    subject: str = ""
    clause_subject: str = ""
    quote: int = 0
    line: int = 0
    sentence: int = 0
    clause: int = 0

    def pass_by(self, view: TokenView, at: int) -> None:
        """Take note of the token."""
        token = view.tokens[at]
        if token.text in QUOTES:
            self.quote = 1 - self.quote
        if token.text in STOPS or token.shape == "line":
            self.sentence = self.clause = at + 1
            self.last.clear()
            self.clause_subject = ""
            self.line = at + 1 if token.shape == "line" else self.line
        elif token.text in _CLAUSE_MARKS:
            self.clause = at + 1
            self.clause_subject = ""
        for name in view.classes[at]:
            if name in _NEAR:
                self.last[name] = at
            if name in _SUBJECTS:
                self.subject = self.clause_subject = name


def describe_positions(view: TokenView) -> list[list[str]]:
    """List these features of each token."""
    ahead = _cues_ahead(view)
    ends = _ends_of_lines(view)
    walk = _Walk()
    rows: list[list[str]] = []
    for at in range(len(view.tokens)):
        rows.append([*_cues_behind(view, walk, at), *ahead[at], *_place(view, walk, at, ends[at])])
        walk.pass_by(view, at)
    return rows


def _ends_of_lines(view: TokenView) -> list[int]:
    ends = [0] * len(view.tokens)
    end = len(view.tokens)
    for at in range(end - 1, -1, -1):
        if view.tokens[at].shape == "line":
            end = at
        ends[at] = end
    return ends


def _cues_ahead(view: TokenView) -> list[list[str]]:
    ahead: dict[str, int] = {}
    rows: list[list[str]] = [[] for _ in view.tokens]
    for at in range(len(view.tokens) - 1, -1, -1):
        rows[at] = [f"n>{name}={_bucket(place - at)}" for name, place in ahead.items() if place - at <= _AHEAD]
        if view.tokens[at].text in STOPS or view.tokens[at].shape == "line":
            ahead.clear()
        for name in view.classes[at]:
            if name in _NEAR:
                ahead[name] = at
    return rows


def _cues_behind(view: TokenView, walk: _Walk, at: int) -> list[str]:
    row = [f"n<{name}={_bucket(at - place)}" for name, place in walk.last.items() if at - place <= _BEHIND]
    row += [
        f"subj={walk.subject}",
        f"cs={walk.clause_subject}",
        f"cs s={walk.clause_subject} {view.shapes[at]}",
        f"subj c={walk.subject} {view.joined[at]}",
        f"cs c-1={walk.clause_subject} {view.joined[at - 1] if at else ''}",
        f"q={walk.quote}",
    ]
    if view.tokens[at].is_whole:
        row += [f"W {name}" for name in walk.last]
        row += [f"W subj={walk.subject}", f"W cs={walk.clause_subject}"]
        row += [f"W f={view.findings[at]}", f"W r={view.rules[at]}"]
    return row


def _place(view: TokenView, walk: _Walk, at: int, end_of_line: int) -> list[str]:
    count, shape = len(view.tokens), view.shapes[at]
    row = [
        f"ls={_bucket(at - walk.line)}",
        f"sst={_bucket(at - walk.sentence)}",
        f"cl={_bucket(at - walk.clause)}",
        f"end={_bucket(count - at)}",
    ]
    if walk.line and end_of_line == count:
        row += ["lastline", f"lastline s={shape} {_bucket(at - walk.line)}"]
    if end_of_line - at <= _EDGE:
        row.append(f"le={end_of_line - at} {shape}")
    if at < _EDGE:
        row.append(f"first={at} {shape}")
    if at == walk.sentence and count - at <= _TAIL:
        row.append(f"tail {shape}")
    if walk.sentence and count - walk.sentence <= _SHORT and not _stops_between(view, walk.sentence, count - 1):
        row += ["lastshort", f"lastshort s={shape}"]
    return row


def _stops_between(view: TokenView, start: int, end: int) -> bool:
    return any(token.text in STOPS for token in view.tokens[start:end])
