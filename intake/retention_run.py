"""The nightly purge: what is over its time is erased, each case, person and batch in a small transaction of its own.

Killed at any point and run again it comes to the same end: what is due is found afresh each time.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

import structlog

from intake.conversation_state import read_draft, write_draft
from intake.draft import Draft
from intake.erase_file import remove_bytes
from intake.erased_files import erase_attachments
from intake.erasing import certify, erase_evidence, erase_text
from intake.forgetting import GOODBYE, LIVING_CHAT, cut_identity, erase_words, forget_if_due, forget_reporter
from intake.inbox import Inbox
from intake.outside import Outside
from intake.recurring import Recurring, next_full_hour, next_night
from intake.retention import What, decide_person, decide_report
from intake.unit_of_work import UnitOfWork
from storage.database import Session
from storage.queries.conversations import lock_conversations
from storage.queries.leftovers import (
    BATCH,
    LEFTOVERS,
    count_leftover,
    count_updates_waiting_long,
    erase_leftover,
    find_oldest_sealed_update,
    list_erased_files,
    list_known_files,
)
from storage.queries.retention import (
    erase_told_words,
    list_kept_reports,
    list_people_to_forget,
    list_people_with_ended_reports,
    list_quiet_conversations,
    list_unsent_attachments,
)
from storage.queries.reveals import end_old_requests
from storage.queries.rows import lock
from storage.tables import Case, Conversation, Report, Reporter

QUIET = timedelta(days=30)  # a draft nobody sent, a conversation nobody goes on with
REQUEST_LIFE = timedelta(days=7)  # a wish to see an identity that nobody decided
FILE_WITHOUT_ROW = timedelta(hours=24)

log = structlog.get_logger()


@dataclass(slots=True)
class Purged:
    """What was erased (or would be): how many of each kind, and the cases' numbers."""

    counts: Counter[str] = field(default_factory=Counter)
    case_numbers: list[str] = field(default_factory=list)


def purge(inbox: Inbox) -> Purged:
    """Erase everything that is over its time."""
    purged = Purged()
    forget_people(inbox, purged)
    _erase_cases(inbox, purged)
    _erase_people(inbox, purged)
    _erase_quiet(inbox, purged)
    _erase_leftovers(inbox, purged)
    purged.counts["orphan_files"] += sum(inbox.files.delete(key) for key in _orphan_files(inbox))
    with inbox.ledger.database.read() as session:
        erased = list_erased_files(session)
    purged.counts["file_bytes"] += sum(remove_bytes(inbox, attachment_id) for attachment_id in erased)
    _forget_traces(inbox)
    log.info("purged", count=sum(purged.counts.values()))
    return purged


def look_ahead(inbox: Inbox) -> Purged:
    """Say what a purge would erase now, without touching anything."""
    now = inbox.ledger.clock()
    purged = Purged()
    with inbox.ledger.database.read() as session:
        for case_id, due in _due_reports(session, now).items():
            case = session.get(Case, case_id)
            purged.case_numbers.append(case.number if case else "")
            purged.counts["texts"] += sum("text" in whats for whats in due.values())
            purged.counts["reports_with_files"] += sum("evidence" in whats for whats in due.values())
        people = {*list_people_to_forget(session, now=now), *_due_people(session, now)}
        purged.counts["people"] = len(people)
        purged.counts["quiet_conversations"] = len(list_quiet_conversations(session, used_before=now - QUIET))
        for leftover in LEFTOVERS:
            purged.counts[leftover.name] = count_leftover(session, leftover, now=now)
        purged.counts["updates_waiting_long"] = count_updates_waiting_long(session, now=now)
    purged.counts["orphan_files"] = len(list(_orphan_files(inbox)))
    purged.case_numbers.sort()
    return purged


def forget_people(inbox: Inbox, purged: Purged) -> None:
    """Forget those whose goodbye is over."""
    with inbox.ledger.database.read() as session:
        due = list_people_to_forget(session, now=inbox.ledger.clock())
    for conversation_id in due:
        with inbox.ledger.open() as unit:
            purged.counts["people"] += forget_if_due(unit, conversation_id)


def _due_reports(session: Session, now: datetime) -> Mapping[UUID, dict[UUID, frozenset[What]]]:
    due: defaultdict[UUID, dict[UUID, frozenset[What]]] = defaultdict(dict)
    for report in list_kept_reports(session):
        if whats := decide_report(report, now=now):
            due[report.case_id][report.report_id] = whats
    return due


def _erase_cases(inbox: Inbox, purged: Purged) -> None:
    with inbox.ledger.database.read() as session:
        due = _due_reports(session, inbox.ledger.clock())
    for case_id, reports in due.items():
        with inbox.ledger.open() as unit:
            lock_conversations(unit.session, case_id)
            case = lock(unit.session, Case, case_id)
            if case is None:
                continue
            counts = _erase_reports(unit, case, reports)
            if counts.total():
                certify(unit, case, counts, basis="retention")
                purged.counts += counts
                purged.case_numbers.append(case.number)


def _erase_reports(unit: UnitOfWork, case: Case, due: Mapping[UUID, frozenset[What]]) -> Counter[str]:
    rows = [row for row in (unit.session.get(Report, report_id) for report_id in due) if row is not None]
    counts = erase_evidence(unit, case, [row for row in rows if "evidence" in due[row.id]])
    return counts + erase_text(unit, case, [row for row in rows if "text" in due[row.id]])


def _due_people(session: Session, now: datetime) -> dict[UUID, frozenset[What]]:
    found = list_people_with_ended_reports(session, used_before=now - GOODBYE)
    decided = {one: decide_person(list_kept_reports(session, conversation_id=one), now=now) for one in found}
    return {one: whats for one, whats in decided.items() if whats}


def _erase_people(inbox: Inbox, purged: Purged) -> None:
    with inbox.ledger.database.read() as session:
        due = _due_people(session, inbox.ledger.clock())
    for conversation_id, whats in due.items():
        with inbox.ledger.open() as unit:
            conversation = lock(unit.session, Conversation, conversation_id)
            reporter = lock(unit.session, Reporter, conversation.reporter_id) if conversation else None
            if conversation is None or reporter is None or conversation.used_at > unit.now - GOODBYE:
                continue
            if "identity" in whats and reporter.forgotten_at is None:
                is_living_chat = reporter.channel == "web" and conversation.used_at > unit.now - LIVING_CHAT
                purged.counts += Counter(cut_identity(unit, reporter, keeps_index=is_living_chat))
                purged.counts["people"] += not is_living_chat
            if "messages" in whats:
                purged.counts["messages"] += erase_words(unit, conversation)


def _erase_quiet(inbox: Inbox, purged: Purged) -> None:
    before = inbox.ledger.clock() - QUIET
    with inbox.ledger.database.read() as session:
        quiet = list_quiet_conversations(session, used_before=before)
    for conversation_id, has_reports in quiet:
        with inbox.ledger.open() as unit:
            conversation = lock(unit.session, Conversation, conversation_id)
            reporter = lock(unit.session, Reporter, conversation.reporter_id) if conversation else None
            if conversation is None or reporter is None or conversation.used_at >= before:
                continue
            if has_reports:
                purged.counts += _empty_quietly(unit, conversation)
            else:
                purged.counts += Counter(forget_reporter(unit, reporter, conversation))
            purged.counts["quiet_conversations"] += 1


def _empty_quietly(unit: UnitOfWork, conversation: Conversation) -> Counter[str]:
    """Drop what was never sent and what was said; what officers wrote, and the way to answer them, stays."""
    draft = read_draft(unit.vault, conversation)
    if draft.has_content:
        write_draft(unit.vault, conversation, Draft(prompt=draft.prompt, report_id=draft.report_id))
        unit.session.add(conversation)
    files = erase_attachments(unit, list_unsent_attachments(unit.session, conversation.id))
    messages = erase_told_words(unit.session, conversation.id, empty=unit.vault.wrap_text(""))
    return Counter(files=files, messages=messages)


def _erase_leftovers(inbox: Inbox, purged: Purged) -> None:
    now = inbox.ledger.clock()
    with inbox.ledger.database.read() as session:
        purged.counts["updates_waiting_long"] = count_updates_waiting_long(session, now=now)
    if purged.counts["updates_waiting_long"]:
        log.error("updates_waiting_long", count=purged.counts["updates_waiting_long"])
    for leftover in LEFTOVERS:
        erased = BATCH
        while erased == BATCH:
            with inbox.ledger.open() as unit:
                erased = erase_leftover(unit.session, leftover, now=now)
            purged.counts[leftover.name] += erased


def _orphan_files(inbox: Inbox) -> Iterator[str]:
    """List files without a row; those of messages whose step was not taken yet have none either, so they wait."""
    with inbox.ledger.database.read() as session:
        oldest = find_oldest_sealed_update(session) or inbox.ledger.clock()
    newest = min(oldest, inbox.ledger.clock()) - FILE_WITHOUT_ROW
    keys = inbox.files.list_keys(older_than=newest.timestamp())
    for start in range(0, len(keys), BATCH):
        batch = keys[start : start + BATCH]
        with inbox.ledger.database.read() as session:
            known = list_known_files(session, batch)
        yield from (key for key in batch if key not in known)


def _purge(inbox: Inbox, _outside: Outside) -> None:
    purge(inbox)


def _forget(inbox: Inbox, _outside: Outside) -> None:
    """Forget people, and bring what was erased in the past hour, whoever did it, out of the database's log."""
    forget_people(inbox, Purged())
    with inbox.ledger.open() as unit:
        end_old_requests(unit.session, asked_before=unit.now - REQUEST_LIFE)
    _forget_traces(inbox)


def _forget_traces(inbox: Inbox) -> None:
    if not inbox.ledger.database.forget_traces():
        log.warning("traces_kept")  # a long look; the next hour tries again


PURGE = Recurring(name="purge", run=_purge, next_after=next_night)
FORGET = Recurring(name="forget_people", run=_forget, next_after=next_full_hour)
