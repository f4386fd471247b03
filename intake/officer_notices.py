"""Telling the heads by letter that something waits for them in the panel."""

from intake.unit_of_work import UnitOfWork
from storage.queries.notices import list_heads
from storage.tables import OfficerNotice

SEND_NOTICE = "send_notice"


def notify_heads(unit: UnitOfWork, *, subject: str, text: str, page: str = "/admin") -> int:
    """Queue a letter to every head of the house; returns how many.

    A link to `page` of the panel is added. Letters lie in mailboxes: `subject` and `text` name no case, no citizen
    and no officer.
    """
    heads = list_heads(unit.session)
    for head in heads:
        notice = OfficerNotice(officer_id=head.id, subject=subject, text=text, page=page, created_at=unit.now)
        unit.session.add(notice)
        unit.session.flush()
        unit.enqueue(SEND_NOTICE, notice.id, key=head.id)
    return len(heads)
