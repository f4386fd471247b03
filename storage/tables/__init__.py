"""The rows that are the model; SQLModel does not validate them, so actions do before building one."""
# ruff: noqa: E402 - the naming convention must stand before the first table is declared

from sqlmodel import SQLModel

from storage.tables.columns import NAMING

SQLModel.metadata.naming_convention = NAMING

from storage.tables.audit import AuditEntry, AuditHead
from storage.tables.authority import Authority
from storage.tables.case import Case, CaseEvent, CaseWall, Counter, RoutingDecision
from storage.tables.conversation import Attachment, Conversation, Identity, IncomingUpdate, Message, Reporter
from storage.tables.officer import ApiToken, Invitation, Officer, OfficerNotice, OfficerSession, SetupLink
from storage.tables.referral import Delivery, DeliveryAttempt, Referral
from storage.tables.report import Correction, FindingRow, Report
from storage.tables.rights import Erasure, PersonRequest, Reveal

__all__ = [
    "ApiToken",
    "Attachment",
    "AuditEntry",
    "AuditHead",
    "Authority",
    "Case",
    "CaseEvent",
    "CaseWall",
    "Conversation",
    "Correction",
    "Counter",
    "Delivery",
    "DeliveryAttempt",
    "Erasure",
    "FindingRow",
    "Identity",
    "IncomingUpdate",
    "Invitation",
    "Message",
    "Officer",
    "OfficerNotice",
    "OfficerSession",
    "PersonRequest",
    "Referral",
    "Report",
    "Reporter",
    "Reveal",
    "RoutingDecision",
    "SetupLink",
]
