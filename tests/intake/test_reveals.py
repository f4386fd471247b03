"""Seeing who a reporter is: a second person, a log-in's own key, once, and nothing of it in any table."""

import json
import threading
from datetime import timedelta

import pytest
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, SealedBox
from nacl.secret import SecretBox

from intake.actions.reveal import ANSWER_LIFE, APPROVAL_LIFE, EXPIRE_REVEAL, OPEN_REVEAL
from intake.errors import CaseNotFoundError, RevealNotFoundError
from intake.inbox import Inbox
from intake.reveal_job import expire_reveal, open_reveal
from intake.revealed_identity import RevealedIdentity, open_answer
from storage.tables import Identity, Officer, Reporter
from storage.vault import VaultClosedError, hash_token
from tests.intake.citizen import Citizen
from tests.intake.officials import outside
from tests.intake.reveals import REASON, TOKEN, Wish, dump_everything, later
from tests.storage.engine import list_queued

ACCOUNT = "canary-account-8150"


@pytest.fixture
def wish(inbox: Inbox) -> Wish:
    """A wish to know somebody on Telegram who left a name and a number."""
    citizen = Citizen(inbox, channel="telegram", account=f"{ACCOUNT}-{inbox.ledger.clock().timestamp()}")
    citizen.send_tip()
    with inbox.ledger.open() as unit:
        identity = unit.session.get(Identity, citizen.conversation.reporter_id)
        assert identity is not None
        identity.contact_sealed = unit.vault.seal_identity({"name": "Lê Văn Canary", "phone": "0900 000 815"})
        unit.session.add(identity)
    return Wish(inbox, citizen)


def expire(wish: Wish) -> None:
    expire_reveal(wish.inbox, outside(), wish.id)


def test_asked_approved_opened_and_read_once(wish: Wish) -> None:
    assert wish.decide()
    assert wish.open()
    identity = wish.read()
    assert identity is not None
    assert identity.account == wish.citizen.account
    assert identity.contact == {"name": "Lê Văn Canary", "phone": "0900 000 815"}
    assert identity.address == {"chat": "canary-address"}
    assert (wish.row.status, wish.row.answer_sealed, wish.row.session_key) == ("read", None, None)
    assert wish.row.read_at is not None
    assert wish.read() is None
    assert not wish.open()


def test_every_step_is_in_the_audit_log_without_the_reason(wish: Wish) -> None:
    wish.decide()
    wish.open()
    wish.read()
    acts = [(entry.act, entry.actor) for entry in wish.audit]
    asker, head = (f"officer:{one.id.hex}" for one in (wish.asker, wish.head))
    assert acts == [
        ("reveal_asked", asker),
        ("reveal_approved", head),
        ("reveal_opened", "system"),
        ("reveal_read", asker),
    ]
    facts = {"alias": wish.row.alias, "case": wish.citizen.case.number}
    assert {entry.facts for entry in wish.audit} == {json.dumps(facts, separators=(",", ":"))}


def test_only_the_worker_opens_an_identity(wish: Wish) -> None:
    wish.decide()
    wish.open(is_carried_out=False)
    with pytest.raises(VaultClosedError):
        open_reveal(wish.web, outside(), wish.id)
    assert wish.row.status == "opening"
    assert wish.read() is None
    assert len(list_queued(wish.inbox.ledger.database, subject=wish.id, job=OPEN_REVEAL)) == 1


def test_no_table_tells_who_it_is_at_any_step(wish: Wish) -> None:
    steps = (lambda: None, wish.decide, lambda: wish.open(is_carried_out=False), wish.open, wish.read)
    for step in steps:
        step()
        dump = dump_everything(wish.inbox)
        assert REASON in dump  # it was looked at
        for canary in (ACCOUNT, "canary-address", "Văn Canary", "0900 000 815", TOKEN):
            assert canary not in dump


def test_nothing_the_house_keeps_opens_an_answer(wish: Wish) -> None:
    wish.decide()
    wish.open()
    sealed, vault = wish.row.answer_sealed, wish.inbox.ledger.vault
    assert sealed is not None
    keys = [*vault._master_keys, *vault._private_keys, wish.row.session_key or b"", bytes.fromhex(hash_token(TOKEN))]
    for key in [*keys, *(vault.derive(f"reveal:{wish.id.hex}") for _ in "1")]:
        with pytest.raises(CryptoError):
            SealedBox(PrivateKey(key)).decrypt(sealed)
        with pytest.raises(CryptoError):
            SecretBox(key).decrypt(sealed)
    for token in (hash_token(TOKEN), TOKEN + "x", ""):
        with pytest.raises(CryptoError):
            open_answer(sealed, token=token, reveal_id=wish.id)
    assert open_answer(sealed, token=TOKEN, reveal_id=wish.id).account == wish.citizen.account


def test_the_length_of_an_answer_tells_nothing(inbox: Inbox, citizen: Citizen, wish: Wish) -> None:
    citizen.send_tip()
    other = Wish(inbox, citizen)
    for one in (wish, other):
        one.decide()
        one.open()
    assert len(wish.row.answer_sealed or b"") == len(other.row.answer_sealed or b"")


def test_another_log_in_reads_nothing_and_uses_nothing_up(wish: Wish) -> None:
    wish.decide()
    wish.open()
    assert wish.read(token="another") is None
    assert wish.row.status == "ready"
    assert wish.open(token="another")
    assert wish.read() is None
    assert wish.read(token="another") is not None


def test_two_tabs_at_once_and_exactly_one_sees_it(wish: Wish) -> None:
    wish.decide()
    wish.open()
    seen: list[RevealedIdentity | None] = []
    start = threading.Barrier(4)

    def press() -> None:
        start.wait()
        seen.append(wish.read())

    tabs = [threading.Thread(target=press) for _ in range(4)]
    for tab in tabs:
        tab.start()
    for tab in tabs:
        tab.join()
    assert len(seen) == 4
    assert len([one for one in seen if one is not None]) == 1
    assert [entry.act for entry in wish.audit].count("reveal_read") == 1


def test_after_ten_minutes_unread_it_is_erased_and_may_be_opened_again(wish: Wish) -> None:
    wish.decide()
    wish.open()
    expire(wish)
    assert wish.row.status == "ready"
    later(wish, ANSWER_LIFE)
    assert wish.read() is None
    expire(wish)
    assert (wish.row.status, wish.row.answer_sealed) == ("expired", None)
    assert wish.audit[-1].act == "reveal_expired"
    assert wish.open()
    assert wish.read() is not None


def test_an_approval_holds_for_a_day(wish: Wish) -> None:
    wish.decide()
    wish.open(is_carried_out=False)
    later(wish, APPROVAL_LIFE)
    open_reveal(wish.inbox, outside(), wish.id)
    assert wish.row.status == "opening"
    assert not wish.open()
    expire(wish)
    assert wish.row.status == "expired"
    assert not wish.open()
    before = wish.id
    wish.ask()
    assert wish.id != before


def test_a_look_that_came_too_early_comes_again(wish: Wish) -> None:
    wish.decide()
    queued = list_queued(wish.inbox.ledger.database, subject=wish.id, job=EXPIRE_REVEAL)
    expire(later(wish, timedelta(hours=1)))
    assert wish.row.status == "approved"
    assert len(list_queued(wish.inbox.ledger.database, subject=wish.id, job=EXPIRE_REVEAL)) == len(queued) + 1


def test_of_the_web_chat_nothing_is_known_and_its_token_never_shown(inbox: Inbox, citizen: Citizen) -> None:
    citizen.send_tip()
    wish = Wish(inbox, citizen)
    wish.decide()
    wish.open()
    assert wish.read() == RevealedIdentity(channel="web", address={}, contact={})
    with inbox.ledger.open() as unit:
        sealed = unit.vault.seal_identity({"account": citizen.account, "address": {}})
        contact = unit.vault.seal_identity({"name": "Lê Văn Canary", "phone": "0900 000 815"})
        reporter_id = citizen.conversation.reporter_id
        unit.session.add(Identity(reporter_id=reporter_id, account_sealed=sealed, contact_sealed=contact))
    wish.ask()
    wish.decide()
    wish.open()
    identity = wish.read()
    assert identity is not None
    assert (identity.account, identity.contact) == (None, {"name": "Lê Văn Canary", "phone": "0900 000 815"})


@pytest.mark.parametrize("is_forgotten_before_opening", [True, False])
def test_who_was_forgotten_is_shown_as_forgotten(wish: Wish, *, is_forgotten_before_opening: bool) -> None:
    wish.decide()
    if not is_forgotten_before_opening:
        wish.open()
    with wish.inbox.ledger.open() as unit:
        reporter = unit.session.get(Reporter, wish.citizen.conversation.reporter_id)
        assert reporter is not None
        reporter.forgotten_at = unit.now
        unit.session.add(reporter)
        forgotten_at = unit.now
    wish.open()
    identity = wish.read()
    assert identity is not None
    assert (identity.account, identity.forgotten_at) == (None, forgotten_at)
    with pytest.raises(CaseNotFoundError):
        wish.ask()


def test_an_officer_who_lost_the_right_reads_nothing(wish: Wish) -> None:
    wish.decide()
    wish.open()
    wish.asker = replace_role(wish.asker, "auditor")
    with pytest.raises(RevealNotFoundError):
        wish.read()


def replace_role(officer: Officer, role: str) -> Officer:
    return Officer(**officer.model_dump() | {"role": role})
