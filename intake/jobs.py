"""The durable jobs and the series by the clock. Each is safe to run again."""

from collections.abc import Callable
from uuid import UUID

from intake.actions.refer import DELIVER
from intake.actions.reveal import EXPIRE_REVEAL, OPEN_REVEAL
from intake.audit_heads import SIGNING
from intake.deliver_referral import deliver_referral
from intake.erase_file import erase_file
from intake.erased_files import ERASE_FILE
from intake.fetch_file import fetch_file
from intake.inbox import FETCH_FILE, STEP_UPDATE, Inbox, retry_step
from intake.officer_notices import SEND_NOTICE
from intake.outside import Outside
from intake.recurring import Recurring, run_and_plan
from intake.replies import SEND_REPLY
from intake.retention_run import FORGET, PURGE
from intake.reveal_job import expire_reveal, open_reveal
from intake.reveal_weeks import WEEKLY_SUMMARY
from intake.send_notice import send_notice
from intake.send_reply import send_reply
from storage.database import Database
from storage.work import Job

UNHURRIED = 5.0  # seconds between two looks for work that nobody sits and waits for
SOON = 0.5  # an officer waits at the page
SERIES: tuple[Recurring, ...] = (SIGNING, WEEKLY_SUMMARY, FORGET, PURGE)


def make_jobs(inbox: Inbox, outside: Outside) -> tuple[Job, ...]:
    """Bind every job to this process's inbox and outside."""

    def bound(work: Callable[[Inbox, Outside, UUID], None]) -> Callable[[Database, UUID], None]:
        return lambda _database, subject: work(inbox, outside, subject)

    def by_the_clock(recurring: Recurring) -> Job:
        run = bound(lambda inbox, outside, _run_id: run_and_plan(inbox, outside, recurring))
        return Job(name=recurring.name, run=run, slots=1, poll_seconds=UNHURRIED)

    return (
        Job(name=SEND_REPLY, run=bound(send_reply)),
        Job(name=FETCH_FILE, run=bound(fetch_file)),
        Job(name=ERASE_FILE, run=bound(erase_file), slots=1, poll_seconds=UNHURRIED),
        Job(name=DELIVER, run=bound(deliver_referral), slots=2),
        Job(name=SEND_NOTICE, run=bound(send_notice), slots=1, poll_seconds=UNHURRIED),
        Job(name=OPEN_REVEAL, run=bound(open_reveal), slots=1, poll_seconds=SOON),
        Job(name=EXPIRE_REVEAL, run=bound(expire_reveal), slots=1, poll_seconds=UNHURRIED),
        Job(name=STEP_UPDATE, run=bound(lambda inbox, _outside, update_id: retry_step(inbox, update_id))),
        *(by_the_clock(recurring) for recurring in SERIES),
    )
