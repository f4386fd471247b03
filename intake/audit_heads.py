"""Work: signing the head of the audit log into the file outside the database, by the clock and by the row."""

import structlog

from intake.inbox import Inbox
from intake.outside import Outside
from intake.recurring import Recurring, next_full_hour
from intake.unit_of_work import SIGN_AUDIT_HEAD, Ledger
from storage.audit_heads import HeadFiles, look_at_chain, sign_head
from storage.queries.audit import say_at

log = structlog.get_logger()


def sign_audit_head(ledger: Ledger, files: HeadFiles) -> None:
    """Sign the newest head and log it; raises OSError, so that a job that cannot write is tried again and alarms.

    That the log no longer carries the head signed before is logged as an error: `tinbao audit verify` says more.
    """
    with ledger.database.read() as session:
        state = look_at_chain(session, files)
        if state.fits is False:
            log.error("audit_chain_broken", count=state.signed.seq if state.signed else 0)
        head = sign_head(ledger.vault, session, files.heads, at=say_at(ledger.clock()))
    log.info("audit_head", count=head.seq, hash=head.hash)


def _run(inbox: Inbox, outside: Outside) -> None:
    sign_audit_head(inbox.ledger, outside.audit_heads)


SIGNING = Recurring(name=SIGN_AUDIT_HEAD, run=_run, next_after=next_full_hour)
