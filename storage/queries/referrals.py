"""Referrals, their deliveries and attempts."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from storage.queries.cases import Scope, cases_in
from storage.tables import Authority, Case, Delivery, DeliveryAttempt, Referral


def find_referral_by_token_hash(session: Session, token_hash: str) -> Referral | None:
    """Find the referral a link's token opens."""
    return session.exec(select(Referral).where(Referral.token_hash == token_hash)).first()


def find_referral_in(session: Session, scope: Scope, referral_id: UUID) -> Referral | None:
    """Find a referral in force of an authority's scope; None for foreign, recalled and missing alike."""
    return session.exec(select(Referral).where(*_in_force(scope), Referral.id == referral_id)).first()


def list_referrals_in(
    session: Session, scope: Scope, *, after: UUID | None, before: datetime, limit: int
) -> Sequence[tuple[Referral, Case]]:
    """List referrals in force made before a time with their cases, oldest first; `after` is the last one known."""
    query = select(Referral, Case).join(Case, col(Case.id) == col(Referral.case_id))
    query = query.where(*_in_force(scope), col(Referral.created_at) < before)
    query = query.where(col(Referral.id) > after) if after else query
    return [(referral, case) for referral, case in session.exec(query.order_by(col(Referral.id)).limit(limit)).all()]


def list_deliveries(session: Session, case_id: UUID) -> Sequence[Delivery]:
    """List the deliveries of a case's referrals, oldest first."""
    query = (
        select(Delivery)
        .join(Referral, col(Referral.id) == col(Delivery.referral_id))
        .where(Referral.case_id == case_id)
        .order_by(col(Delivery.created_at), col(Delivery.id))
    )
    return session.exec(query).all()


def find_delivery_in(session: Session, scope: Scope, delivery_id: UUID) -> Delivery | None:
    """Find a delivery of a case in scope; None for foreign and missing alike."""
    query = select(Delivery).join(Referral, col(Referral.id) == col(Delivery.referral_id))
    return session.exec(query.where(Delivery.id == delivery_id, _of_cases_in(scope))).first()


def list_outbox(
    session: Session, scope: Scope, *, status: str | None = None, limit: int = 100
) -> Sequence[tuple[Delivery, Referral, Case, Authority]]:
    """List the deliveries of cases in scope with what they carry, newest first."""
    query = (
        select(Delivery, Referral, Case, Authority)
        .join(Referral, col(Referral.id) == col(Delivery.referral_id))
        .join(Case, col(Case.id) == col(Referral.case_id))
        .join(Authority, col(Authority.code) == col(Referral.authority_code))
        .where(_of_cases_in(scope))
        .order_by(col(Delivery.created_at).desc(), col(Delivery.id).desc())
        .limit(limit)
    )
    if status:
        query = query.where(Delivery.status == status)
    return [(delivery, referral, case, authority) for delivery, referral, case, authority in session.exec(query).all()]


def list_attempts(session: Session, delivery_id: UUID) -> Sequence[DeliveryAttempt]:
    """List the tries of a delivery in order."""
    query = (
        select(DeliveryAttempt).where(DeliveryAttempt.delivery_id == delivery_id).order_by(col(DeliveryAttempt.number))
    )
    return session.exec(query).all()


def find_attempt(session: Session, delivery_id: UUID, number: int) -> DeliveryAttempt | None:
    """Find one try of a delivery."""
    query = select(DeliveryAttempt).where(DeliveryAttempt.delivery_id == delivery_id, DeliveryAttempt.number == number)
    return session.exec(query).first()


def list_case_deliveries(session: Session, case_id: UUID) -> Sequence[tuple[Delivery, Authority]]:
    """List the deliveries of a case with the authority each goes to, oldest first."""
    query = (
        select(Delivery, Authority)
        .join(Referral, col(Referral.id) == col(Delivery.referral_id))
        .join(Authority, col(Authority.code) == col(Referral.authority_code))
        .where(Referral.case_id == case_id)
        .order_by(col(Delivery.created_at), col(Delivery.id))
    )
    return [(delivery, authority) for delivery, authority in session.exec(query).all()]


def _in_force(scope: Scope) -> tuple[Any, ...]:
    """Say which referrals an authority has: its own, on cases it may see, not recalled."""
    return (
        _of_cases_in(scope),
        Referral.authority_code == scope.authority_code,
        Referral.status != "recalled",
    )


def _of_cases_in(scope: Scope) -> Any:
    return col(Referral.case_id).in_(cases_in(scope).with_only_columns(Case.id))
