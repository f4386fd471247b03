"""Every column that cannot hold personal data: ids of our own, closed lists, counts, hashes of random tokens."""

from collections.abc import Mapping

NOT_PERSONAL: Mapping[str, tuple[str, ...]] = {
    "api_token": ("id", "token_hash", "scopes", "authority_code", "created_at", "last_used_on", "revoked_at"),
    "attachment": (
        "id", "conversation_id", "message_id", "report_id", "status", "attempts", "last_error", "released_at",
        "released_by",
    ),
    "audit_entry": ("seq", "act", "hash"),
    "audit_head": ("id", "seq", "hash"),
    "authority": (
        "code", "agency_type", "name", "province_code", "verified_on", "source", "valid_from", "valid_to",
    ),
    "case": (
        "id", "number", "status", "urgency", "labels", "product_group", "province_valid_from", "authority_code",
        "held_reason", "outcome", "due_at", "acknowledged_at", "closed_at", "erased_at",
    ),
    "case_event": ("id", "case_id", "seq", "kind", "actor", "from_status", "to_status"),
    "case_wall": ("case_id", "authority_code", "set_at"),
    "conversation": ("id", "reporter_id", "revision", "last_seq"),
    "correction": ("id", "report_id", "analysis_version"),
    "counter": ("name", "value"),
    "delivery": (
        "id", "referral_id", "way", "status", "attempts", "last_error", "next_attempt_at", "created_at", "sent_at",
    ),
    "delivery_attempt": ("id", "delivery_id", "number", "started_at", "finished_at", "error"),
    "erasure": ("id", "number", "at", "basis", "case_id", "counts"),
    "finding": ("id", "report_id", "kind", "start", "end", "role", "score", "reason"),
    "identity": ("reporter_id",),
    "incoming_update": ("id", "channel", "status", "error"),
    "invitation": ("token_hash", "resets_password", "resets_second_factor", "created_at", "expires_at", "used_at"),
    "message": (
        "id", "conversation_id", "seq", "sender", "buttons", "is_card", "status", "attempts", "last_error",
        "next_attempt_at", "report_id",
    ),
    "officer": ("id", "needs_mfa", "totp_last_step", "disabled_at"),
    "officer_notice": ("id", "page", "status", "attempts", "last_error", "created_at", "sent_at"),
    "officer_session": ("token_hash",),
    "person_request": ("id", "kind", "status", "report_id", "due_at", "done_at"),
    "referral": (
        "id", "case_id", "authority_code", "status", "token_hash", "created_at", "expires_at", "seen_at",
        "accepted_at", "recalled_at",
    ),
    "report": (
        "id", "conversation_id", "case_id", "adds_to", "product_group", "urgency", "released_at", "released_by",
        "analysis_version", "status", "erased_at",
    ),
    "reporter": ("id", "forget_after", "forgotten_at"),
    "reveal": ("id", "case_id", "status", "asked_at", "decided_at", "opened_at", "expires_at", "read_at"),
    "routing_decision": ("id", "case_id", "authority_code", "is_held", "tables_version", "decided_at"),
    "setup_link": ("token_hash", "created_at", "used_at"),
}  # fmt: skip
