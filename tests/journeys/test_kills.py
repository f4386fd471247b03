"""The process is killed at every write transaction of the journey, before and after its commit: exactly one of everything."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from storage.database import Database
from tests.fakes.smtp import SmtpSink
from tests.fakes.telegram import FakeTelegram
from tests.journeys.citizen import ACCEPTED, CARD, PHOTO, RECEIPT, Journey, Killing
from tests.journeys.counts import count_attempts, count_rows, is_at_rest, list_attachment_hashes, list_replies
from tests.journeys.server import Server

MOST_STEPS = 40
OUTCOME_OF_MAIL = "CaseEvent Delivery DeliveryAttempt"
OUTCOME_OF_REPLY = "Message"


@pytest.fixture(params=["sqlite", "postgresql"])
def new_database_url(request: pytest.FixtureRequest) -> Callable[[Path], str]:
    if request.param == "sqlite":
        return lambda home: f"sqlite:///{home / 'tinbao.db'}"
    create = request.getfixturevalue("new_postgres_url")
    return lambda _home: str(create())


@pytest.mark.verify
@pytest.mark.parametrize("when", ["before", "after"])
def test_a_kill_at_any_step_leaves_exactly_one_of_everything(
    when: str, new_database_url: Callable[[Path], str], tmp_path: Path
) -> None:
    died_at = []
    for number in range(1, MOST_STEPS):
        killing = Killing(when=when, number=number, report=tmp_path / f"{number}.transactions")
        home = tmp_path / str(number)
        home.mkdir()
        play_and_count(killing, home, new_database_url(home))
        if not killing.deaths:
            break
        died_at.append(killing.died_at)
    else:
        pytest.fail(f"the journey never ended alive within {MOST_STEPS} kills")
    steps = " | ".join(died_at)
    for step in ("Conversation", "Report", OUTCOME_OF_REPLY, OUTCOME_OF_MAIL, "Attachment", "Referral"):
        assert step in steps, f"no kill fell on {step}: {steps}"


def play_and_count(killing: Killing, home: Path, database_url: str) -> None:
    with FakeTelegram() as telegram, SmtpSink() as smtp:
        server = Server(
            home,
            TINBAO_DATABASE_URL=database_url,
            TINBAO_TELEGRAM_TOKEN=telegram.token,
            TINBAO_TELEGRAM_API_URL=telegram.url,
            TINBAO_SMTP_URL=smtp.url,
        )
        journey = Journey(server=server, telegram=telegram, smtp=smtp, killing=killing)
        try:
            journey.begin()
            journey.play()
            database = Database(database_url)
            journey.rest(lambda: is_at_rest(database))
            check_counts(journey, database)
            database.close()
        finally:
            server.kill()


def check_counts(journey: Journey, database: Database) -> None:
    killing = journey.killing
    assert killing is not None
    where = f"killed {killing.when} transaction {killing.number} ({killing.died_at})"
    rows = count_rows(database)
    assert rows == {"Report": 1, "Case": 1, "Referral": 1, "Delivery": 1, "Attachment": 1}, where
    assert list_replies(database) == [("bot", "sent")] * 3, where
    assert list_attachment_hashes(database) == [sha256(PHOTO).hexdigest()], where
    in_window = killing.when == "before"
    mails = journey.smtp.mails
    most_mails = 2 if in_window and killing.died_at == OUTCOME_OF_MAIL else 1
    assert 1 <= len(mails) <= most_mails, where
    assert len({mail["Message-ID"] for mail in mails}) == 1, where
    assert len(mails) <= count_attempts(database), where
    doubled = [words for words in (CARD, RECEIPT, ACCEPTED) if journey.count_sent(words) != 1]
    most_doubled = 1 if in_window and killing.died_at == OUTCOME_OF_REPLY else 0
    assert len(doubled) <= most_doubled, f"{where}: {doubled}"
