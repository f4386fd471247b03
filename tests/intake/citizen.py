"""A citizen at the inbox of a house: says, presses, reads."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from sqlmodel import col, select

from intake.conversation_state import find_own_conversation, read_draft, read_text
from intake.draft import Draft
from intake.inbox import Inbox, receive
from intake.messages import ChannelName, IncomingFile
from intake.receipt_code import ReceiptCode, read_receipt_code
from storage.queries.conversations import list_messages
from storage.tables import Case, Conversation, Message, Report
from tests.intake.given import FAKE_CREAM, message


@dataclass(frozen=True)
class Said:
    """A message and its text, which the row keeps wrapped."""

    row: Message
    text: str

    @property
    def id(self) -> UUID:
        """The message's id."""
        return self.row.id

    @property
    def seq(self) -> int:
        """Its place in the conversation."""
        return self.row.seq

    @property
    def sender(self) -> str:
        """Who said it."""
        return self.row.sender

    @property
    def buttons(self) -> list[dict[str, str]]:
        """What can be pressed under it."""
        return self.row.buttons

    @property
    def is_card(self) -> bool:
        """Whether it is a summary card."""
        return self.row.is_card

    @property
    def status(self) -> str:
        """How its delivery stands."""
        return self.row.status


@dataclass
class Citizen:
    """One account of a channel, and what it sees of its conversation."""

    inbox: Inbox
    channel: ChannelName = "web"
    account: str = field(default_factory=lambda: str(uuid4()))

    def say(self, text: str = "", *, files: Iterable[IncomingFile] = ()) -> list[Said]:
        """Write, and read what is new."""
        return self._act(text=text, files=files)

    def press(self, label: str) -> list[Said]:
        """Press the newest button with this label."""
        payloads = [b["payload"] for m in self.messages() for b in m.buttons if b["label"] == label]
        return self.press_payload(payloads[-1])

    def press_payload(self, payload: str) -> list[Said]:
        """Press a button that may never have been shown."""
        return self._act(button=payload)

    def send_tip(self, text: str = FAKE_CREAM) -> ReceiptCode:
        """Tell and press Gửi; gives the receipt code."""
        self.say(text)
        return self.code_in(self.press("Gửi"))

    def code_in(self, messages: list[Said]) -> ReceiptCode:
        """Open the receipt code a message shows."""
        (wrapped,) = [m.row.secret_wrapped for m in messages if m.row.secret_wrapped]
        code = read_receipt_code(self.inbox.ledger.vault.unwrap_text(wrapped))
        assert code is not None
        return code

    def messages(self, *, after: int = 0) -> list[Said]:
        """Everything said so far, in order."""
        with self.inbox.ledger.database.read() as session:
            rows = list_messages(session, self.conversation.id, after=after)
        return [Said(row, read_text(self.inbox.ledger.vault, row)) for row in rows]

    @property
    def conversation(self) -> Conversation:
        """The conversation's row."""
        found = self._find_conversation()
        assert found is not None
        return found

    @property
    def draft(self) -> Draft:
        """What was not sent yet."""
        return read_draft(self.inbox.ledger.vault, self.conversation)

    @property
    def reports(self) -> list[Report]:
        """What was sent, in order."""
        with self.inbox.ledger.database.read() as session:
            query = select(Report).where(Report.conversation_id == self.conversation.id)
            return list(session.exec(query.order_by(col(Report.submitted_at), col(Report.id))).all())

    @property
    def case(self) -> Case:
        """The case of the newest report that was no addition."""
        with self.inbox.ledger.database.read() as session:
            case = session.get(Case, [r for r in self.reports if r.adds_to is None][-1].case_id)
        assert case is not None
        return case

    def _act(self, *, text: str = "", button: str | None = None, files: Iterable[IncomingFile] = ()) -> list[Said]:
        address = {"chat": "canary-address"} if self.channel == "telegram" else {}
        before = self._newest()
        assert receive(
            self.inbox,
            message(text, button=button, channel=self.channel, account=self.account, files=files, **address),
        )
        return [m for m in self.messages(after=before) if m.sender != "you"]

    def _newest(self) -> int:
        found = self._find_conversation()
        return found.last_seq if found else 0

    def _find_conversation(self) -> Conversation | None:
        with self.inbox.ledger.database.read() as session:
            return find_own_conversation(session, self.inbox.ledger.vault, channel=self.channel, account=self.account)
