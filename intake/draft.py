"""The state of a dialogue: plain values that survive restarts, stored as JSON with a version."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal, get_args

from intake.messages import Reply

Stage = Literal["idle", "card", "rewrite", "hide", "add", "correct", "dropped"]
DRAFT_VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What the citizen has said and not yet sent.

    `prompt` numbers the newest card, so that an old button is recognised; `asked` are the questions put so far;
    `file_ids` are attachments of the draft; `hidden` are the words he wants covered; `report_id` is the report spoken
    of last (sent or looked up), `adding_to` the one that the next message is for; `is_warned`: the words about 113, 114, 115 were said for this draft.
    """

    stage: Stage = "idle"
    texts: tuple[str, ...] = ()
    file_ids: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    prompt: int = 0
    report_id: str | None = None
    adding_to: str | None = None
    is_warned: bool = False

    @property
    def text(self) -> str:
        """The draft's text as it would be sent."""
        return "\n".join(self.texts)

    @property
    def has_content(self) -> bool:
        """Whether there is anything to send."""
        return bool(self.texts or self.file_ids)


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitReport:
    """Effect: the citizen pressed Gửi."""

    text: str
    file_ids: tuple[str, ...]
    hidden: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AddToReport:
    """Effect: more for a report that was sent; `was_shown`: on a card, as it would be passed on."""

    report_id: str
    text: str
    file_ids: tuple[str, ...]
    hidden: tuple[str, ...] = ()
    was_shown: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerStatus:
    """Effect: tell how the report with this receipt code stands."""

    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadNews:
    """Effect: show what a notice without content spoke of."""

    report_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawReport:
    """Effect: the citizen takes a report back."""

    report_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskAboutData:
    """Effect: the citizen asks to see, correct or delete what is kept about a report; `text` is the correction."""

    kind: Literal["access", "correct", "delete"]
    report_id: str
    text: str = ""
    file_ids: tuple[str, ...] = ()


Effect = SubmitReport | AddToReport | AnswerStatus | ReadNews | WithdrawReport | AskAboutData


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """The outcome of one step: the next draft, what to say, what to do (effects may add replies of their own)."""

    draft: Draft
    replies: tuple[Reply, ...] = ()
    effect: Effect | None = None


def dump_draft(draft: Draft) -> dict[str, Any]:
    """Turn a draft into JSON values."""
    return {"version": DRAFT_VERSION, **asdict(draft)}


def load_draft(stored: Mapping[str, Any]) -> Draft:
    """Read a stored draft; what a newer or older release wrote and we do not know is left out, never an error."""
    values: dict[str, Any] = {f.name: stored[f.name] for f in fields(Draft) if f.name in stored}
    if values.get("stage") not in get_args(Stage):
        values["stage"] = "card" if values.get("texts") or values.get("file_ids") else "idle"
    for name in ("texts", "file_ids", "asked", "hidden"):
        values[name] = tuple(values.get(name) or ())
    return Draft(**values)
