"""A citizen at the inbox of a house: says, presses, reads."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import uuid4

from sqlmodel import col, select

from intake.draft import Draft, load_draft
from intake.inbox import Inbox, receive
from intake.messages import ChannelName, IncomingFile
from intake.receipt_code import ReceiptCode, read_receipt_code
from storage.queries.conversations import find_conversation, list_messages
from storage.tables import Case, Conversation, Message, Report
from tests.intake.given import FAKE_CREAM, message


@dataclass
class Citizen:
    """One account of a channel, and what it sees of its conversation."""

    inbox: Inbox
    channel: ChannelName = "web"
    account: str = field(default_factory=lambda: str(uuid4()))

    def say(self, text: str = "", *, files: Iterable[IncomingFile] = ()) -> list[Message]:
        """Write, and read what is new."""
        return self._act(text=text, files=files)

    def press(self, label: str) -> list[Message]:
        """Press the newest button with this label."""
        payloads = [b["payload"] for m in self.messages() for b in m.buttons if b["label"] == label]
        return self.press_payload(payloads[-1])

    def press_payload(self, payload: str) -> list[Message]:
        """Press a button that may never have been shown."""
        return self._act(button=payload)

    def send_tip(self, text: str = FAKE_CREAM) -> ReceiptCode:
        """Tell and press Gửi; gives the receipt code."""
        self.say(text)
        return self.code_in(self.press("Gửi"))

    def code_in(self, messages: list[Message]) -> ReceiptCode:
        """Open the receipt code a message shows."""
        (sealed,) = [m.secret_sealed for m in messages if m.secret_sealed]
        code = read_receipt_code(self.inbox.ledger.vault.open_code(sealed))
        assert code is not None
        return code

    def messages(self, *, after: int = 0) -> list[Message]:
        """Everything said so far, in order."""
        with self.inbox.ledger.database.read() as session:
            return list(list_messages(session, self.conversation.id, after=after))

    @property
    def conversation(self) -> Conversation:
        """The conversation's row."""
        index = self.inbox.ledger.vault.index(f"account:{self.channel}", self.account)
        with self.inbox.ledger.database.read() as session:
            found = find_conversation(session, channel=self.channel, account_index=index)
        assert found is not None
        return found

    @property
    def draft(self) -> Draft:
        """What was not sent yet."""
        return load_draft(self.conversation.draft)

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

    def _act(self, *, text: str = "", button: str | None = None, files: Iterable[IncomingFile] = ()) -> list[Message]:
        address = {"chat": "canary-address"} if self.channel == "telegram" else {}
        before = self._newest()
        assert receive(
            self.inbox,
            message(text, button=button, channel=self.channel, account=self.account, files=files, **address),
        )
        return [m for m in self.messages(after=before) if m.sender != "you"]

    def _newest(self) -> int:
        index = self.inbox.ledger.vault.index(f"account:{self.channel}", self.account)
        with self.inbox.ledger.database.read() as session:
            found = find_conversation(session, channel=self.channel, account_index=index)
        return found.last_seq if found else 0
