"""The rows that are the model; SQLModel does not validate them, so actions do before building one."""
# ruff: noqa: E402 - the naming convention must stand before the first table is declared

from sqlmodel import SQLModel

from storage.tables.columns import NAMING

SQLModel.metadata.naming_convention = NAMING

from storage.tables.authority import Authority
from storage.tables.case import Case, CaseEvent, Counter, RoutingDecision
from storage.tables.conversation import Attachment, Conversation, IncomingUpdate, Message, Reporter
from storage.tables.officer import Officer, OfficerSession, SetupLink
from storage.tables.referral import Delivery, DeliveryAttempt, Referral
from storage.tables.report import FindingRow, Report

__all__ = [
    "Attachment",
    "Authority",
    "Case",
    "CaseEvent",
    "Conversation",
    "Counter",
    "Delivery",
    "DeliveryAttempt",
    "FindingRow",
    "IncomingUpdate",
    "Message",
    "Officer",
    "OfficerSession",
    "Referral",
    "Report",
    "Reporter",
    "RoutingDecision",
    "SetupLink",
]
