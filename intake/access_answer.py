"""What a reporter is told when he asks what we keep about his report: his own words back, and where they went."""

from collections.abc import Sequence
from datetime import timedelta

from intake import rights_phrases
from intake.retention import Ended, days_kept
from intake.unit_of_work import UnitOfWork
from intake.wording import say_day, say_time
from storage.queries.authorities import find_authority
from storage.queries.requests import list_case_referrals
from storage.queries.retention import list_kept_attachments, list_series
from storage.tables import Case, Referral, Report

LONGEST_MESSAGE = 3500  # characters: below what any channel takes in one message


def write_access_answer(unit: UnitOfWork, report: Report, case: Case) -> list[str]:
    """Write the answer, in pieces a channel can carry."""
    series = list_series(unit.session, report.id)
    lines = [
        rights_phrases.ACCESS_TITLE.format(day=say_day(report.submitted_at)),
        _own_words(report),
        *(rights_phrases.ACCESS_ADDED.format(day=say_day(r.submitted_at), text=r.text) for r in series if r.adds_to),
        rights_phrases.ACCESS_FILES.format(count=len(list_kept_attachments(unit.session, [r.id for r in series]))),
        rights_phrases.ACCESS_COVERED.format(count=sum(len(r.masks) for r in series)),
        _where_it_went(unit, list_case_referrals(unit.session, case.id)),
        rights_phrases.ACCESS_CONSENT.format(at=say_time(report.consent_at), version=report.consent_version),
        rights_phrases.ACCESS_IDENTITY,
        _how_long(report, case),
    ]
    return _pieces("\n".join(lines))


def _own_words(report: Report) -> str:
    return rights_phrases.ACCESS_TEXT.format(text=report.text) if report.text else rights_phrases.ACCESS_NO_TEXT


def _where_it_went(unit: UnitOfWork, referrals: Sequence[Referral]) -> str:
    said = []
    for referral in referrals:
        authority = find_authority(unit.session, referral.authority_code)
        is_recalled = referral.status == "recalled"
        phrase = rights_phrases.ACCESS_REFERRAL_RECALLED if is_recalled else rights_phrases.ACCESS_REFERRAL
        name = authority.name if authority else referral.authority_code
        said.append(phrase.format(authority=name, at=say_time(referral.created_at)))
    if not said:
        return rights_phrases.ACCESS_NOT_REFERRED
    return rights_phrases.ACCESS_REFERRED.format(referrals="\n".join(said))


def _how_long(report: Report, case: Case) -> str:
    is_withdrawn = report.status == "withdrawn"
    ended_at = report.withdrawn_at if is_withdrawn else case.closed_at
    if ended_at is None:
        return rights_phrases.ACCESS_KEPT_OPEN
    ended = Ended(labels=tuple(case.labels), outcome="withdrawn" if is_withdrawn else case.outcome, at=ended_at)
    days = {what: say_day(ended_at + timedelta(days=days_kept(what, ended))) for what in ("text", "evidence")}
    return rights_phrases.ACCESS_KEPT_UNTIL.format(**days)


def _pieces(text: str) -> list[str]:
    return [text[start : start + LONGEST_MESSAGE] for start in range(0, len(text), LONGEST_MESSAGE)]
