"""Requests to see an identity on their way: asked, approved, opened by the worker, read."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from uuid import UUID

from sqlmodel import SQLModel, col, select

from intake.actions.reveal import ask_reveal, begin_opening, decide_reveal, read_reveal
from intake.aliases import name_reporters
from intake.inbox import Inbox
from intake.reveal_job import open_reveal
from intake.revealed_identity import RevealedIdentity
from storage.queries.reports import list_reports
from storage.tables import AuditEntry, Officer, Reveal
from tests.intake.citizen import Citizen
from tests.intake.keys import without_private_key
from tests.intake.officials import hire, outside
from tests.intake.referred import at_time
from tests.storage.engine import dump_engine

REASON = "Cần gặp để nhận mẫu vật; đã nhắn ba lần không có trả lời."
TOKEN = "token-of-the-asking-log-in"


@dataclass
class Wish:
    """A triager's wish to know who a citizen is; the web side of it has no private key."""

    inbox: Inbox
    citizen: Citizen
    asker: Officer = field(init=False)
    head: Officer = field(init=False)
    id: UUID = field(init=False)

    def __post_init__(self) -> None:
        """Hire both and ask."""
        self.asker, self.head = hire(self.inbox.ledger), hire(self.inbox.ledger, "head")
        self.ask()

    @property
    def web(self) -> Inbox:
        """The inbox as the web process has it."""
        ledger = self.inbox.ledger
        return replace(self.inbox, ledger=replace(ledger, vault=without_private_key(ledger.vault)))

    def ask(self, *, officer: Officer | None = None) -> None:
        """Ask, by the asker unless told."""
        case = self.citizen.case
        with self.web.ledger.open() as unit:
            reports = list_reports(unit.session, case.id)
            alias = name_reporters(unit.vault, case.id, reports)[self.citizen.conversation.id]
            asked = ask_reveal(unit, officer=officer or self.asker, case_id=case.id, alias=alias, reason=REASON)
            self.id = asked.id

    def decide(self, *, officer: Officer | None = None, is_approved: bool = True, note: str = "") -> bool:
        """Decide, by the head unless told."""
        with self.web.ledger.open() as unit:
            decider = officer or self.head
            return decide_reveal(unit, officer=decider, reveal_id=self.id, is_approved=is_approved, note=note)

    def open(self, *, token: str = TOKEN, is_carried_out: bool = True) -> bool:
        """Press Mở, and let the worker work."""
        with self.web.ledger.open() as unit:
            is_begun = begin_opening(unit, officer=self.asker, reveal_id=self.id, token=token)
        if is_carried_out:
            open_reveal(self.inbox, outside(), self.id)
        return is_begun

    def read(self, *, token: str = TOKEN) -> RevealedIdentity | None:
        """Press Xem."""
        with self.web.ledger.open() as unit:
            return read_reveal(unit, officer=self.asker, reveal_id=self.id, token=token)

    @property
    def row(self) -> Reveal:
        """The request as it stands."""
        with self.inbox.ledger.database.read() as session:
            row = session.get(Reveal, self.id)
        assert row is not None
        return row

    @property
    def audit(self) -> list[AuditEntry]:
        """What the audit log holds of it, in order."""
        with self.inbox.ledger.database.read() as session:
            query = select(AuditEntry).where(AuditEntry.about == f"reveal:{self.id.hex}").order_by(col(AuditEntry.seq))
            return list(session.exec(query).all())


def later(wish: Wish, pause: timedelta) -> Wish:
    """The same wish so much later."""
    wish.inbox = at_time(wish.inbox, lambda: wish.citizen.inbox.ledger.clock() + pause)
    return wish


def dump_everything(inbox: Inbox) -> str:
    """Every value of every table of ours and of the engine's."""
    database = inbox.ledger.database
    with database.read() as session:
        rows = [
            row for table in SQLModel.metadata.sorted_tables for row in session.connection().execute(table.select())
        ]
    return "\n".join([dump_engine(database), *(_readable(value) for row in rows for value in row)])


def _readable(value: object) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else str(value)
