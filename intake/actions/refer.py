"""Sending a case to an authority: the decision, the referral, its link and its deliveries."""

from datetime import timedelta
from uuid import UUID

from intake.actions.events import record_event
from intake.errors import AuthorityWalledError
from intake.routing import RouteProposal
from intake.unit_of_work import UnitOfWork
from storage.queries.cases import find_open_referral
from storage.queries.referrals import list_deliveries
from storage.queries.walls import find_wall
from storage.tables import Case, Delivery, Referral, RoutingDecision
from storage.tables.columns import new_id
from storage.vault import Vault, hash_token

DELIVER = "deliver"
LINK = "referral-link"
LINK_LIFE = timedelta(days=14)


def decide_route(unit: UnitOfWork, case: Case, route: RouteProposal, *, decided_by: UUID | None = None) -> None:
    """Record a routing decision and carry it out: hold the case for an officer, or refer it."""
    unit.session.add(
        RoutingDecision(
            case_id=case.id,
            authority_code=route.authority.code if route.authority else None,
            province_code=route.province_code,
            reason=route.reason,
            is_held=route.is_held,
            tables_version=route.tables_version,
            decided_by=decided_by,
            decided_at=unit.now,
        )
    )
    case.province_code = route.province_code
    case.held_reason = route.held_reason
    if route.is_held or route.authority is None:
        case.authority_code = None
        record_event(unit, case, "held", to_status="held", facts={"reason": route.held_reason})
        return
    refer_case(unit, case, route.authority.code, reason=route.reason, officer_id=decided_by)


def refer_case(
    unit: UnitOfWork, case: Case, authority_code: str, *, reason: str, officer_id: UUID | None = None
) -> Referral:
    """Refer a case to an authority; an earlier referral is recalled, its link closed.

    Raises AuthorityWalledError if the case is about this authority.
    """
    if find_wall(unit.session, case.id, authority_code) is not None:
        raise AuthorityWalledError(authority_code)
    recall_referral(unit, case)
    referral_id = new_id()
    referral = Referral(
        id=referral_id,
        case_id=case.id,
        authority_code=authority_code,
        token_hash=hash_token(unit.vault.tokens(LINK, str(referral_id))[0]),
        created_at=unit.now,
        expires_at=unit.now + LINK_LIFE,
    )
    case.authority_code = authority_code
    case.acknowledged_at = None
    unit.session.add(referral)
    unit.session.flush()
    record_event(
        unit,
        case,
        "referred",
        actor="officer" if officer_id else "system",
        actor_id=officer_id,
        to_status="referred",
        facts={"authority": authority_code, "reason": reason},
    )
    delivery = Delivery(referral_id=referral.id, way="mail", status="pending", created_at=unit.now)
    unit.session.add(delivery)
    unit.session.flush()
    unit.enqueue(DELIVER, delivery.id, key=delivery.id)
    return referral


def recall_referral(unit: UnitOfWork, case: Case) -> None:
    """Close the link of the referral in force, if there is one, and stop what was not sent yet."""
    referral = find_open_referral(unit.session, case.id)
    if referral is None:
        return
    referral.status = "recalled"
    referral.recalled_at = unit.now
    unit.session.add(referral)
    for delivery in list_deliveries(unit.session, case.id):
        if delivery.referral_id == referral.id and delivery.status in {"pending", "sending", "blocked", "dead"}:
            delivery.status = "recalled"
            unit.session.add(delivery)


def link_token(vault: Vault, referral: Referral) -> str:
    """Derive the token of a referral's link again, under whichever key made it: nothing that opens it is stored."""
    made = vault.tokens(LINK, str(referral.id))
    return next((token for token in made if hash_token(token) == referral.token_hash), made[0])
