"""Counting what is in the database after a journey, beside the running server."""

from sqlmodel import SQLModel, func, select

from storage.database import Database
from storage.tables import Attachment, Case, Delivery, IncomingUpdate, Message, Referral, Report

COUNTED: tuple[type[SQLModel], ...] = (Report, Case, Referral, Delivery, Attachment)


def count_rows(database: Database) -> dict[str, int]:
    """How many rows of each kind there are."""
    with database.read() as session:
        return {table.__name__: session.exec(select(func.count()).select_from(table)).one() for table in COUNTED}


def list_replies(database: Database) -> list[tuple[str, str]]:
    """(sender, status) of every message to the citizen, in order."""
    with database.read() as session:
        rows = session.exec(select(Message).where(Message.sender != "you").order_by(Message.seq)).all()  # type: ignore[arg-type]
        return [(row.sender, row.status) for row in rows]


def is_at_rest(database: Database) -> bool:
    """Whether nothing waits: every reply sent, every delivery out, every file fetched, every step taken."""
    with database.read() as session:
        waiting = [
            session.exec(select(func.count()).select_from(Message).where(Message.status == "pending")).one(),
            session.exec(
                select(func.count()).select_from(Delivery).where(Delivery.status.in_(["pending", "sending"]))  # type: ignore[attr-defined]
            ).one(),
            session.exec(select(func.count()).select_from(Attachment).where(Attachment.status == "pending")).one(),
            session.exec(
                select(func.count()).select_from(IncomingUpdate).where(IncomingUpdate.status == "failed")
            ).one(),
        ]
    return not any(waiting)


def count_noted(database: Database) -> tuple[int, int]:
    """How many replies and how many mails are noted as sent."""
    with database.read() as session:
        replies = select(func.count()).select_from(Message).where(Message.status == "sent")
        mails = select(func.count()).select_from(Delivery).where(Delivery.status == "sent")
        return session.exec(replies).one(), session.exec(mails).one()


def list_attachment_hashes(database: Database) -> list[str | None]:
    """The hashes of the files kept."""
    with database.read() as session:
        return [row.sha256 for row in session.exec(select(Attachment)).all()]
