"""The process is killed at every write transaction of a journey, before and after its commit: exactly one of everything."""

from hashlib import sha256
from pathlib import Path

import pytest

from storage.database import Database
from tests.fakes.smtp import SmtpSink
from tests.fakes.telegram import FakeTelegram
from tests.journeys.citizen import ACCEPTED, CARD, MAIL_NOTED, PHOTO, RECEIPT, REPLY_NOTED, Journey, Lives
from tests.journeys.counts import count_rows, is_at_rest, list_attachment_hashes, list_replies
from tests.journeys.server import Server

AT_LEAST_KILLED_AT = (
    "Attachment Conversation Message",  # the first message and its card
    "Attachment",  # its photo, fetched
    "Report",  # Gửi: report, case, referral, delivery, receipt
    REPLY_NOTED,
    "Delivery DeliveryAttempt",  # the mail's attempt begins
    MAIL_NOTED,
    "Referral",  # the authority accepts
)


@pytest.mark.verify
@pytest.mark.parametrize(
    ("when", "numbers"),
    # A mail takes two transactions, so some lives must be that long (and one longer to end beyond it).
    [("before", (1, 2, 3)), ("after", (1, 2))],
)
def test_a_process_killed_at_every_transaction_of_a_journey_does_everything_once(
    when: str, numbers: tuple[int, ...], database_url: str, tmp_path: Path
) -> None:
    lives = Lives(when=when, numbers=numbers, folder=tmp_path)
    home = tmp_path / "home"
    with FakeTelegram() as telegram, SmtpSink() as smtp:
        server = Server(
            home,
            TINBAO_DATABASE_URL=database_url,
            TINBAO_TELEGRAM_TOKEN=telegram.token,
            TINBAO_TELEGRAM_API_URL=telegram.url,
            TINBAO_SMTP_URL=smtp.url,
        )
        journey = Journey(server=server, telegram=telegram, smtp=smtp, lives=lives)
        database = Database(database_url)
        try:
            journey.begin()
            journey.play()
            journey.rest(lambda: is_at_rest(database))
            check_counts(journey, lives, database)
        finally:
            server.kill()
            database.close()
    killed_at = [set(each.split()) for each in lives.died_at]
    missed = [step for step in AT_LEAST_KILLED_AT if not any(set(step.split()) <= each for each in killed_at)]
    assert missed == [], lives.died_at


def check_counts(journey: Journey, lives: Lives, database: Database) -> None:
    assert count_rows(database) == {"Report": 1, "Case": 1, "Referral": 1, "Delivery": 1, "Attachment": 1}
    assert list_replies(database) == [("bot", "sent")] * 3
    assert list_attachment_hashes(database) == [sha256(PHOTO).hexdigest()]
    assert len({mail["Message-ID"] for mail in journey.smtp.mails}) == 1
    assert len(journey.smtp.mails) == 1 + lives.mails_twice
    assert [words for words in (CARD, RECEIPT, ACCEPTED) if not journey.count_sent(words)] == []
    assert journey.count_sent() == 3 + lives.replies_twice
